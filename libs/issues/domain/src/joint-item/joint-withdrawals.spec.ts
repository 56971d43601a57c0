import { jointItemEvents } from '@taizhang/contracts';
import { eventIdAt, fold, given, type GivenEvent } from '@taizhang/testkit';
import { ACTS } from '@taizhang/kernel';
import { identifyJointItem } from './identify-joint-item.command.js';
import { jointItem } from './joint-item.aggregate.js';
import {
  agreed,
  BUREAU,
  CITY,
  claimed,
  closed,
  confirmed,
  escalated,
  identified,
  known,
  policy,
  proposed,
  rejected,
  solved,
} from './joint-item.examples.js';
import { unitOfAct } from './joint-item.rules.js';
import { withdrawJointClaim } from './withdraw-joint-claim.command.js';
import { withdrawJointCloseConfirmation } from './withdraw-joint-close-confirmation.command.js';
import { withdrawJointClosure } from './withdraw-joint-closure.command.js';
import { withdrawJointEscalation } from './withdraw-joint-escalation.command.js';
import { withdrawJointItem } from './withdraw-joint-item.command.js';
import { withdrawJointModeConfirmation } from './withdraw-joint-mode-confirmation.command.js';
import { withdrawJointPlanAgreement } from './withdraw-joint-plan-agreement.command.js';
import { withdrawJointPlanRejection } from './withdraw-joint-plan-rejection.command.js';
import { withdrawJointPlan } from './withdraw-joint-plan.command.js';
import { withdrawJointSolution } from './withdraw-joint-solution.command.js';

const reason = '录入有误';
const wrong = (history: readonly GivenEvent[], act: GivenEvent) => ({
  event: eventIdAt(history.lastIndexOf(act)),
  reason,
});
/** The state without what it remembers of its acts. */
const standing = (...history: readonly GivenEvent[]) => {
  const state: object = fold(jointItem, history);
  return Object.fromEntries(Object.entries(state).filter(([name]) => name !== ACTS));
};

const first = identified('SUPERIOR_FIRST');
const common = identified('COMMON_PLAN');
const mode = jointItemEvents.JointModeConfirmed({
  mode: 'COMMON_PLAN',
  previous: 'SUPERIOR_FIRST',
  confirmedOn: '2014-07-24',
  escalatesOn: null,
  policy,
  reason: '双方都有责任',
});
const v1 = proposed(1);
const yes = agreed(1, 'SUPERIOR');
const no = rejected(1);
const both = [common, v1, yes, agreed(1, 'SUBORDINATE')];
const done = confirmed('SUPERIOR');

describe('wrong acts on a joint item 撤回', () => {
  it.each([
    ['mode', [first, mode], mode, withdrawJointModeConfirmation, jointItemEvents.JointModeConfirmationWithdrawn],
    ['claim', [first, claimed], claimed, withdrawJointClaim, jointItemEvents.JointClaimWithdrawn],
    ['escalation', [first, escalated], escalated, withdrawJointEscalation, jointItemEvents.JointEscalationWithdrawn],
    ['plan', [common, v1], v1, withdrawJointPlan, jointItemEvents.JointPlanWithdrawn],
    ['agreement', [common, v1, yes], yes, withdrawJointPlanAgreement, jointItemEvents.JointPlanAgreementWithdrawn],
    ['rejection', [common, v1, no], no, withdrawJointPlanRejection, jointItemEvents.JointPlanRejectionWithdrawn],
    ['solution', [first, claimed, solved], solved, withdrawJointSolution, jointItemEvents.JointSolutionWithdrawn],
    [
      'confirmation of the close',
      [...both, done],
      done,
      withdrawJointCloseConfirmation,
      jointItemEvents.JointCloseConfirmationWithdrawn,
    ],
    ['close', [first, claimed, solved, closed], closed, withdrawJointClosure, jointItemEvents.JointClosureWithdrawn],
  ] as const)('make a wrong %s as if it had never been', (_what, history, act, command, withdrawn) => {
    const input = wrong(history, act);
    given(jointItem, ...history)
      .when(command, input)
      .then(withdrawn(input));
    expect(standing(...history, withdrawn(input))).toEqual(standing(...history.filter((one) => one !== act)));
    given(jointItem).when(command, input).thenRejected('JOINT_ITEM_UNKNOWN');
  });

  it('end an item identified by mistake, whose id stays used', () => {
    const input = wrong([first], first);
    const withdrawn = jointItemEvents.JointItemWithdrawn(input);
    given(jointItem, first).when(withdrawJointItem, input).then(withdrawn);
    const form = { issue: '2014-0001', mode: 'SUPERIOR_FIRST', superior: CITY, unit: BUREAU, analysis: '再次' };
    const after = given(jointItem, first, withdrawn);
    after.when(identifyJointItem, form, { known }).thenRejected('JOINT_ITEM_ALREADY_IDENTIFIED');
    after.when(withdrawJointItem, input).thenRejected('JOINT_STATE_FORBIDS', { status: 'WITHDRAWN' });
  });

  it.each([
    ['an item that was claimed', [first, claimed], first, withdrawJointItem, claimed],
    ['a mode under which a plan was proposed', [first, mode, v1], mode, withdrawJointModeConfirmation, v1],
    ['a claim of what was solved', [first, claimed, solved], claimed, withdrawJointClaim, solved],
    ['a plan that one side agreed to', [common, v1, yes], v1, withdrawJointPlan, yes],
    ['a plan that one side rejected', [common, v1, no], v1, withdrawJointPlan, no],
    ['an agreement on which a close was confirmed', [...both, done], yes, withdrawJointPlanAgreement, done],
    [
      'a rejection that a new version answered',
      [common, v1, no, proposed(2)],
      no,
      withdrawJointPlanRejection,
      undefined,
    ],
    ['a solution of what was closed', [first, claimed, solved, closed], solved, withdrawJointSolution, closed],
    [
      'a confirmation of what was closed',
      [...both, done, confirmed('SUBORDINATE'), closed],
      done,
      withdrawJointCloseConfirmation,
      closed,
    ],
  ] as const)('do not withdraw %s', (_what, history, act, command, later) => {
    const at = later === undefined ? history.length - 1 : history.findLastIndex((one) => one === later);
    given(jointItem, ...history)
      .when(command, wrong(history, act))
      .thenRejected('WITHDRAWAL_TOO_LATE', { events: [eventIdAt(at)], types: [history[at]?.type ?? ''] });
  });

  it('are withdrawn by the side whose they were', () => {
    const state = fold(jointItem, [common, v1, yes]);
    expect(unitOfAct(wrong([common, v1, yes], yes), undefined, state)).toEqual([CITY]);
    expect(unitOfAct(wrong([common, v1], v1), undefined, state)).toEqual([BUREAU]);
    expect(unitOfAct({ event: 'unknown' }, undefined, state)).toEqual([BUREAU]);
    expect(unitOfAct({ event: 'unknown' }, undefined, { kind: 'none' })).toEqual([]);
  });
});
