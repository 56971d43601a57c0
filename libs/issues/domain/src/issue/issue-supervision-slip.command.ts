import { command, date, entryOf, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents, personsOf, unknownPersons } from '@taizhang/contracts';
import { z } from 'zod';
import { SLIP_ID_USED } from './issue-supervision.rejections.js';
import { DEADLINE_IN_PAST } from './issue.rejections.js';
import { inStatus, OPEN_FOR_WORK } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Issues a supervision slip (督办单): what is required of the lead, by when it answers, signed by whom. */
export const issueSupervisionSlip = command({
  name: 'IssueSupervisionSlip',
  title: { zh: '下达督办单', en: 'Issue supervision slip' },
  clauses: ['C1.0.a'],
  schema: z.strictObject({ slip: id(), signer: id(), due: date(), basis: text(), requirement: text() }),
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  needs: ({ signer }) => personsOf([signer]),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, OPEN_FOR_WORK, facts, ({ slips }) => {
      if (entryOf(slips, input.slip) !== undefined) return reject(SLIP_ID_USED);
      if (input.due < facts.effectiveOn) return reject(DEADLINE_IN_PAST);
      return (
        unknownPersons([input.signer], facts) ?? [
          issueEvents.SupervisionSlipIssued({ ...input, on: facts.effectiveOn }),
        ]
      );
    }),
});
