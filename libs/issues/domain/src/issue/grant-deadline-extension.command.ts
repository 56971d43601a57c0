import { command, id, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { decidesExtension } from './extension.rules.js';
import type { IssueState } from './issue.state.js';

/** Grants an extension (批准延期): the issue has the new deadline, and its light follows. */
export const grantDeadlineExtension = command({
  name: 'GrantDeadlineExtension',
  title: { zh: '批准延期', en: 'Grant extension' },
  clauses: ['C1.0.a'],
  schema: z.strictObject({ extension: id(), opinion: text() }),
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  decide: (input, state: IssueState, facts) =>
    decidesExtension(state, input.extension, facts, ({ deadline }) => [
      issueEvents.DeadlineExtensionGranted({ ...input, deadline }),
    ]),
});
