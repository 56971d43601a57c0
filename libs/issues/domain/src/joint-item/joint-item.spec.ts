import { jointItemEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { claimJointItem } from './claim-joint-item.command.js';
import { closeJointItem } from './close-joint-item.command.js';
import { confirmJointMode } from './confirm-joint-mode.command.js';
import { elevateJointItem } from './elevate-joint-item.command.js';
import { escalateJointItem } from './escalate-joint-item.command.js';
import { identifyJointItem } from './identify-joint-item.command.js';
import { jointItem } from './joint-item.aggregate.js';
import {
  BRANCH,
  BUREAU,
  CITY,
  claimed,
  closed,
  escalated,
  identified,
  known,
  policy,
  solved,
} from './joint-item.examples.js';
import { solveJointItem } from './solve-joint-item.command.js';

const on = (effectiveOn: string) => ({ known, id: 'J-1', effectiveOn });
const JULY_22 = on('2014-07-22');
const form = { issue: '2014-0001', mode: 'SUPERIOR_FIRST', superior: CITY, unit: BUREAU, analysis: '须市里统一协调' };

describe('identify joint item 梳理联动事项', () => {
  it.each(['SUPERIOR_FIRST', 'SUBORDINATE_FIRST', 'COMMON_PLAN'] as const)(
    '[C6.11] records the analysis and the mode %s, and until when it can be claimed',
    (mode) => {
      given(jointItem)
        .when(identifyJointItem, { ...form, mode }, JULY_22)
        .then(identified(mode));
    },
  );

  it('[C6.11] takes a branch of the bureau as the subordinate, by its code as the bureau knows it', () => {
    given(jointItem)
      .when(identifyJointItem, { ...form, mode: 'SUBORDINATE_FIRST', unit: 'b-ding' }, JULY_22)
      .then(identified('SUBORDINATE_FIRST', BRANCH));
  });

  it('[C6.11] needs an analysis', () => {
    expect(identifyJointItem.schema.safeParse({ ...form, analysis: ' ' }).success).toBe(false);
  });

  it('once', () => {
    given(jointItem, identified('COMMON_PLAN'))
      .when(identifyJointItem, form, JULY_22)
      .thenRejected('JOINT_ITEM_ALREADY_IDENTIFIED');
  });

  it.each([
    ['an unknown subordinate', { unit: 'b-gone' }, ['b-gone']],
    ['a subordinate of another bureau', { unit: 'tyj-0372' }, ['tyj-0372']],
    ['an unknown superior', { superior: 'city-gone' }, ['city-gone']],
  ])('refuses %s', (_what, more, units) => {
    given(jointItem)
      .when(identifyJointItem, { ...form, ...more }, JULY_22)
      .thenRejected('UNIT_UNKNOWN', { units });
  });

  it('[C6.11] refuses a superior that is not above the subordinate', () => {
    given(jointItem)
      .when(identifyJointItem, { ...form, superior: 'tyj-0372' }, JULY_22)
      .thenRejected('SUPERIOR_NOT_ABOVE', { superior: 'tyj-0372', subordinate: BUREAU });
    given(jointItem)
      .when(identifyJointItem, { ...form, superior: BUREAU }, JULY_22)
      .thenRejected('SUPERIOR_NOT_ABOVE', { superior: BUREAU, subordinate: BUREAU });
  });

  it('ends escalation at the top, above which there is nobody', () => {
    const { data } = identified('SUPERIOR_FIRST');
    given(jointItem)
      .when(identifyJointItem, { ...form, superior: 'top' }, JULY_22)
      .then(jointItemEvents.JointItemIdentified({ ...data, superior: 'top', escalatesTo: 'top' }));
  });

  it.each([null, 'CLOSED', 'WITHDRAWN', 'MERGED'])('[C6.11] refuses an issue that is %s', (status) => {
    given(jointItem)
      .when(identifyJointItem, form, {
        ...JULY_22,
        known: { ...known, 'issues.issue-status/wgx-0371/2014-0001': status },
      })
      .thenRejected('JOINT_ISSUE_NOT_OPEN', { issue: '2014-0001' });
  });

  it('needs the days of claiming in force', () => {
    const { 'organization.policy/wgx-0371/joint.claimDays': days, ...rest } = known;
    expect(days.value).toBe(7);
    given(jointItem)
      .when(identifyJointItem, form, { ...JULY_22, known: rest })
      .thenRejected('POLICY_NOT_IN_FORCE', { policies: ['joint.claimDays'] });
  });
});

describe('confirm joint mode 确认联动方式', () => {
  const confirmation = {
    mode: 'SUPERIOR_FIRST' as const,
    previous: 'SUPERIOR_FIRST' as const,
    confirmedOn: '2014-07-24',
    escalatesOn: '2014-07-29',
    policy,
    reason: null,
  };

  it('[C6.11] keeps the mode and its limit, or settles another with its reason', () => {
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(confirmJointMode, { mode: 'SUPERIOR_FIRST' }, on('2014-07-24'))
      .then(jointItemEvents.JointModeConfirmed(confirmation));
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(confirmJointMode, { mode: 'COMMON_PLAN', reason: '双方都有责任' }, on('2014-07-24'))
      .then(
        jointItemEvents.JointModeConfirmed({
          ...confirmation,
          mode: 'COMMON_PLAN',
          escalatesOn: null,
          reason: '双方都有责任',
        }),
      );
    given(jointItem, identified('COMMON_PLAN'))
      .when(confirmJointMode, { mode: 'SUPERIOR_FIRST', reason: '由我方承担' }, on('2014-07-24'))
      .then(
        jointItemEvents.JointModeConfirmed({
          ...confirmation,
          previous: 'COMMON_PLAN',
          escalatesOn: '2014-07-31',
          reason: '由我方承担',
        }),
      );
  });

  it('[C6.11] refuses another mode without a reason, and any once work has begun', () => {
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(confirmJointMode, { mode: 'COMMON_PLAN' }, on('2014-07-24'))
      .thenRejected('JOINT_MODE_REASON_MISSING');
    given(jointItem, identified('SUPERIOR_FIRST'), claimed)
      .when(confirmJointMode, { mode: 'SUPERIOR_FIRST' }, on('2014-07-26'))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'CLAIMED' });
    given(jointItem)
      .when(confirmJointMode, { mode: 'SUPERIOR_FIRST' }, on('2014-07-24'))
      .thenRejected('JOINT_ITEM_UNKNOWN');
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(confirmJointMode, { mode: 'SUPERIOR_FIRST' }, { ...on('2014-07-24'), known: {} })
      .thenRejected('POLICY_NOT_IN_FORCE');
  });
});

describe('mode A: the superior claims 上级主动认领', () => {
  it('[C6.12] the claim moves the lead to the superior', () => {
    given(jointItem, identified('SUPERIOR_FIRST')).when(claimJointItem, {}, on('2014-07-25')).then(claimed);
    expect(given(jointItem, identified('SUPERIOR_FIRST')).state).toMatchObject({ lead: BUREAU });
    expect(given(jointItem, identified('SUPERIOR_FIRST'), claimed).state).toMatchObject({ lead: CITY });
  });

  const due = { dueOn: '2014-07-29', setBy: eventIdAt(0) };

  it('[C6.12] what nobody claimed for seven days goes further up by itself on the seventh, once', () => {
    const at = (now: string) => ({ ...on(now), now: `${now}T02:00:00.000Z` });
    given(jointItem, identified('SUPERIOR_FIRST')).when(escalateJointItem, due, at('2014-07-29')).then(escalated);
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(escalateJointItem, due, at('2014-07-28'))
      .thenRejected('DUE_DATE_NOT_REACHED', { due: '2014-07-29' });
    for (const history of [
      [identified('SUPERIOR_FIRST'), escalated],
      [identified('SUPERIOR_FIRST'), claimed],
      [identified('COMMON_PLAN')],
      [],
    ])
      given(jointItem, ...history)
        .when(escalateJointItem, due, at('2014-07-30'))
        .thenRejected('DUE_DATE_CHANGED');
    expect(escalateJointItem.allow.roles).toEqual(['system']);
  });

  it('[C6.12] the day moves with the mode that the superior settles, and comes back with a claim that was wrong', () => {
    const confirmed = jointItemEvents.JointModeConfirmed({
      mode: 'SUPERIOR_FIRST',
      previous: 'COMMON_PLAN',
      confirmedOn: '2014-07-24',
      escalatesOn: '2014-07-31',
      policy,
      reason: '由我方承担',
    });
    expect(given(jointItem, identified('COMMON_PLAN'), confirmed).state).toMatchObject({
      claim: { on: '2014-07-31', setBy: eventIdAt(1) },
    });
    const undone = jointItemEvents.JointClaimWithdrawn({ event: eventIdAt(1), reason: '误操作' });
    expect(given(jointItem, identified('SUPERIOR_FIRST'), claimed).state).toMatchObject({ claim: null });
    expect(given(jointItem, identified('SUPERIOR_FIRST'), claimed, undone).state).toMatchObject({
      claim: { on: '2014-07-29', setBy: eventIdAt(0) },
    });
  });

  it('[C6.12] is taken further up by hand after that day, as where the escalation was withdrawn, once', () => {
    const undone = jointItemEvents.JointEscalationWithdrawn({ event: eventIdAt(1), reason: '误操作' });
    given(jointItem, identified('SUPERIOR_FIRST'), escalated, undone)
      .when(elevateJointItem, {}, on('2014-07-30'))
      .then(jointItemEvents.JointItemEscalated({ ...escalated.data, escalatedOn: '2014-07-30' }));
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(elevateJointItem, {}, on('2014-07-28'))
      .thenRejected('JOINT_CLAIM_NOT_DUE', { due: '2014-07-29' });
    given(jointItem, identified('SUPERIOR_FIRST'), escalated)
      .when(elevateJointItem, {}, on('2014-07-30'))
      .thenRejected('JOINT_ALREADY_ESCALATED');
    given(jointItem, identified('SUPERIOR_FIRST'), claimed)
      .when(elevateJointItem, {}, on('2014-07-29'))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'CLAIMED' });
    given(jointItem, identified('COMMON_PLAN'))
      .when(elevateJointItem, {}, on('2014-07-29'))
      .thenRejected('JOINT_MODE_FORBIDS', { mode: 'COMMON_PLAN' });
    given(jointItem).when(elevateJointItem, {}, on('2014-07-29')).thenRejected('JOINT_ITEM_UNKNOWN');
  });

  it('[C6.12] is claimed after escalation too, and not twice', () => {
    given(jointItem, identified('SUPERIOR_FIRST'), escalated)
      .when(claimJointItem, {}, on('2014-07-31'))
      .then(jointItemEvents.JointItemClaimed({ ...claimed.data, claimedOn: '2014-07-31' }));
    given(jointItem, identified('SUPERIOR_FIRST'), claimed)
      .when(claimJointItem, {}, on('2014-07-31'))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'CLAIMED' });
    given(jointItem, identified('SUBORDINATE_FIRST'))
      .when(claimJointItem, {}, on('2014-07-25'))
      .thenRejected('JOINT_MODE_FORBIDS', { mode: 'SUBORDINATE_FIRST' });
    given(jointItem).when(claimJointItem, {}, on('2014-07-25')).thenRejected('JOINT_ITEM_UNKNOWN');
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(claimJointItem, {}, on('2014-07-21'))
      .thenRejected('JOINT_DATE_BEFORE_IDENTIFIED', { field: 'effectiveOn' });
  });

  it('[C6.12] is solved by the superior that claimed it, and closed', () => {
    const input = { unit: CITY, outcome: '已协调解决' };
    given(jointItem, identified('SUPERIOR_FIRST'), claimed).when(solveJointItem, input, on('2014-08-20')).then(solved);
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(solveJointItem, input, on('2014-08-20'))
      .thenRejected('JOINT_NOT_CLAIMED');
    given(jointItem, identified('SUPERIOR_FIRST'), claimed)
      .when(solveJointItem, { ...input, unit: BUREAU }, on('2014-08-20'))
      .thenRejected('JOINT_NOT_LEAD', { lead: CITY });
    given(jointItem, identified('SUPERIOR_FIRST'), claimed)
      .when(solveJointItem, { ...input, unit: 'prov-sl' }, on('2014-08-20'))
      .thenRejected('JOINT_UNIT_NOT_NAMED', { unit: 'prov-sl' });
    const close = { unit: BUREAU, opinion: '予以销号' };
    given(jointItem, identified('SUPERIOR_FIRST'), claimed, solved)
      .when(closeJointItem, close, on('2014-09-02'))
      .then(closed);
    given(jointItem, identified('SUPERIOR_FIRST'), claimed)
      .when(closeJointItem, close, on('2014-09-02'))
      .thenRejected('JOINT_NOT_SOLVED');
  });
});

describe('mode B: the subordinate solves 下级主动解决', () => {
  const item = identified('SUBORDINATE_FIRST', BRANCH);
  const input = { unit: BRANCH, outcome: '已自行解决', informedOn: '2014-08-10', report: '已书面报告' };
  const solvedBelow = jointItemEvents.JointItemSolved({
    side: 'SUBORDINATE',
    unit: BRANCH,
    solvedOn: '2014-08-10',
    informedOn: '2014-08-10',
    outcome: '已自行解决',
    report: '已书面报告',
  });

  it('[C6.13] solves what it owns and tells the superior', () => {
    given(jointItem, item).when(solveJointItem, input, on('2014-08-10')).then(solvedBelow);
  });

  it.each([{ informedOn: null }, { report: null }])('[C6.13] refuses a superior that was not told: %j', (more) => {
    given(jointItem, item)
      .when(solveJointItem, { ...input, ...more }, on('2014-08-10'))
      .thenRejected('SUPERIOR_NOT_INFORMED');
  });

  it('tells the superior on a day between the item’s and the act’s', () => {
    given(jointItem, item)
      .when(solveJointItem, { ...input, informedOn: '2014-08-11' }, on('2014-08-10'))
      .thenRejected('DATE_IN_FUTURE', { field: 'informedOn' });
    given(jointItem, item)
      .when(solveJointItem, { ...input, informedOn: '2014-07-21' }, on('2014-08-10'))
      .thenRejected('JOINT_DATE_BEFORE_IDENTIFIED', { field: 'informedOn' });
  });

  it('[C6.13] is not the superior’s to solve, is solved once, and in no common plan', () => {
    given(jointItem, item)
      .when(solveJointItem, { ...input, unit: CITY }, on('2014-08-10'))
      .thenRejected('JOINT_NOT_LEAD', { lead: BRANCH });
    given(jointItem, item, solvedBelow)
      .when(solveJointItem, input, on('2014-08-11'))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'SOLVED' });
    given(jointItem, identified('COMMON_PLAN'))
      .when(solveJointItem, input, on('2014-08-10'))
      .thenRejected('JOINT_MODE_FORBIDS', { mode: 'COMMON_PLAN' });
    given(jointItem).when(solveJointItem, input, on('2014-08-10')).thenRejected('JOINT_ITEM_UNKNOWN');
  });

  it('[C6.13] is closed by either side once solved, and by nobody else', () => {
    const close = { unit: CITY, opinion: '予以销号' };
    given(jointItem, item, solvedBelow)
      .when(closeJointItem, close, on('2014-09-02'))
      .then(jointItemEvents.JointItemClosed({ ...closed.data, side: 'SUPERIOR', unit: CITY }));
    given(jointItem, item, solvedBelow)
      .when(closeJointItem, { ...close, unit: 'prov-sl' }, on('2014-09-02'))
      .thenRejected('JOINT_UNIT_NOT_NAMED', { unit: 'prov-sl' });
    given(jointItem, item, solvedBelow, closed)
      .when(closeJointItem, close, on('2014-09-02'))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'CLOSED' });
    given(jointItem).when(closeJointItem, close, on('2014-09-02')).thenRejected('JOINT_ITEM_UNKNOWN');
  });
});
