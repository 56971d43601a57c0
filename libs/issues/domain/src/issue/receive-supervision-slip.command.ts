import { command, id, reject, role } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { SLIP_ALREADY_RECEIVED } from './issue-supervision.rejections.js';
import { leadingUnit, type IssueState } from './issue.state.js';
import { onSlip } from './slip.rules.js';

/** Signs for a slip (签收督办单). */
export const receiveSupervisionSlip = command({
  name: 'ReceiveSupervisionSlip',
  title: { zh: '签收督办单', en: 'Sign for slip' },
  clauses: ['C1.0.a'],
  schema: z.strictObject({ slip: id() }),
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  decide: (input, state: IssueState, facts) =>
    onSlip(state, input.slip, facts, ({ received }) =>
      received ? reject(SLIP_ALREADY_RECEIVED) : [issueEvents.SupervisionSlipReceived(input)],
    ),
});
