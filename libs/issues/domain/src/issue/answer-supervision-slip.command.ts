import { command, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { SLIP_ANSWERED, SLIP_NOT_RECEIVED } from './issue-supervision.rejections.js';
import { leadingUnit, type IssueState } from './issue.state.js';
import { onSlip } from './slip.rules.js';

/** Answers a slip (督办反馈), after it was signed for; a card asks for another answer. */
export const answerSupervisionSlip = command({
  name: 'AnswerSupervisionSlip',
  title: { zh: '督办反馈', en: 'Answer slip' },
  clauses: ['C1.0.a'],
  schema: z.strictObject({ slip: id(), feedback: text() }),
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  decide: (input, state: IssueState, facts) =>
    onSlip(state, input.slip, facts, ({ received, answered }) => {
      if (!received) return reject(SLIP_NOT_RECEIVED);
      return answered ? reject(SLIP_ANSWERED) : [issueEvents.SupervisionSlipAnswered(input)];
    }),
});
