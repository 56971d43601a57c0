import { command, id, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { decidesExtension } from './extension.rules.js';
import type { IssueState } from './issue.state.js';

/** Refuses an extension (不予延期) with reasons: the deadline stays. */
export const refuseDeadlineExtension = command({
  name: 'RefuseDeadlineExtension',
  title: { zh: '不予延期', en: 'Refuse extension' },
  clauses: ['C1.0.a'],
  schema: z.strictObject({ extension: id(), reason: text() }),
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  decide: (input, state: IssueState, facts) =>
    decidesExtension(state, input.extension, facts, () => [issueEvents.DeadlineExtensionRefused(input)]),
});
