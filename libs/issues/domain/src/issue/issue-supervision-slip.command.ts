import { command, date, entryOf, id, reject, role, streamId, text } from '@taizhang/kernel';
import { issueEvents, personsOf, slipNumberEvents, unknownPersons } from '@taizhang/contracts';
import { z } from 'zod';
import { SLIP_ID_USED } from './issue-supervision.rejections.js';
import { DEADLINE_IN_PAST } from './issue.rejections.js';
import { inStatus, OPEN_FOR_WORK } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/**
 * Issues a supervision slip (督办单): what is required of the lead, by when it answers, signed by whom. Its number is claimed in the same
 * commit: no two slips of a bureau ever have the same.
 */
export const issueSupervisionSlip = command({
  name: 'IssueSupervisionSlip',
  title: { zh: '下达督办单', en: 'Issue supervision slip' },
  clauses: ['C1.0.a'],
  schema: z.strictObject({ slip: id(), signer: id(), due: date(), basis: text(), requirement: text() }),
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  needs: ({ signer }) => personsOf([signer]),
  decide: (input, state: IssueState, facts, { id: issue }) =>
    inStatus(state, OPEN_FOR_WORK, facts, ({ slips }) => {
      const { slip, due } = input;
      if (entryOf(slips, slip) !== undefined) return reject(SLIP_ID_USED);
      if (due < facts.effectiveOn) return reject(DEADLINE_IN_PAST);
      const unknown = unknownPersons([input.signer], facts);
      if (unknown !== undefined) return unknown;
      const issued = issueEvents.SupervisionSlipIssued({ ...input, on: facts.effectiveOn });
      const numbered = slipNumberEvents.SupervisionSlipNumbered({ slip, issue });
      return {
        events: [issued],
        also: [{ stream: streamId('slip-number', slip), events: [numbered], expect: 'no-stream' }],
      };
    }),
});
