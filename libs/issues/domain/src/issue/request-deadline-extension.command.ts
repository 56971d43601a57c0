import { command, date, entryOf, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { EXTENSION_ID_USED, EXTENSION_NOT_LONGER, EXTENSION_PENDING } from './issue-supervision.rejections.js';
import { inStatus, OPEN_FOR_WORK } from './issue.rules.js';
import { leadingUnit, type IssueState } from './issue.state.js';

/** Asks for more time (申请延期), with reasons; one request waits at a time. */
export const requestDeadlineExtension = command({
  name: 'RequestDeadlineExtension',
  title: { zh: '申请延期', en: 'Request extension' },
  clauses: ['C1.0.a'],
  schema: z.strictObject({ extension: id(), deadline: date(), reason: text() }),
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, OPEN_FOR_WORK, facts, ({ extensions, deadline }) => {
      if (entryOf(extensions, input.extension) !== undefined) return reject(EXTENSION_ID_USED);
      if (Object.values(extensions).some(({ outcome }) => outcome === 'PENDING')) return reject(EXTENSION_PENDING);
      if (deadline === null || input.deadline <= deadline || input.deadline < facts.effectiveOn)
        return reject(EXTENSION_NOT_LONGER, { deadline: deadline ?? '' });
      return [issueEvents.DeadlineExtensionRequested(input)];
    }),
});
