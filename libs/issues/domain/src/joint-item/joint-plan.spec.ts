import { jointItemEvents } from '@taizhang/contracts';
import { given, type GivenEvent } from '@taizhang/testkit';
import { agreeJointPlan } from './agree-joint-plan.command.js';
import { closeJointItem } from './close-joint-item.command.js';
import { confirmJointClose } from './confirm-joint-close.command.js';
import { jointItem } from './joint-item.aggregate.js';
import {
  agreed,
  BUREAU,
  CITY,
  closed,
  confirmed,
  identified,
  known,
  proposed,
  rejected,
} from './joint-item.examples.js';
import { proposeJointPlan } from './propose-joint-plan.command.js';
import { rejectJointPlan } from './reject-joint-plan.command.js';

const actor = { id: 'acct-city', role: 'superior-office' } as const;
const bureau = { id: 'acct-bureau', role: 'campaign-office' } as const;
const on = (
  effectiveOn: string,
  by: { readonly id: string; readonly role: 'superior-office' | 'campaign-office' } = bureau,
) => ({ known, effectiveOn, actor: by });
const byCity = (event: Exclude<GivenEvent, { readonly event: unknown }>): GivenEvent => ({ event, by: actor });
const byBureau = (event: Exclude<GivenEvent, { readonly event: unknown }>): GivenEvent => ({ event, by: bureau });

const item = identified('COMMON_PLAN');
const v1 = [item, proposed(1)];
const inEffect = [...v1, byCity(agreed(1, 'SUPERIOR')), byBureau(agreed(1, 'SUBORDINATE'))];
const bothConfirmed = [...inEffect, byCity(confirmed('SUPERIOR')), byBureau(confirmed('SUBORDINATE'))];

describe('mode C: a common plan 上下共同拿方案', () => {
  it('[C6.14] has versions: the next one follows the rejection of the last', () => {
    const propose = { unit: BUREAU, content: '共同方案' };
    given(jointItem, item).when(proposeJointPlan, propose, on('2014-08-01')).then(proposed(1));
    given(jointItem, ...v1, rejected(1))
      .when(proposeJointPlan, propose, on('2014-08-08'))
      .then(proposed(2, '2014-08-08'));
    given(jointItem, ...v1)
      .when(proposeJointPlan, propose, on('2014-08-02'))
      .thenRejected('JOINT_PLAN_PENDING');
    given(jointItem, ...inEffect)
      .when(proposeJointPlan, propose, on('2014-08-09'))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'PLAN_AGREED' });
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(proposeJointPlan, propose, on('2014-08-01'))
      .thenRejected('JOINT_MODE_FORBIDS');
    given(jointItem, item)
      .when(proposeJointPlan, { ...propose, unit: 'prov-sl' }, on('2014-08-01'))
      .thenRejected('JOINT_UNIT_NOT_NAMED');
    given(jointItem).when(proposeJointPlan, propose, on('2014-08-01')).thenRejected('JOINT_ITEM_UNKNOWN');
  });

  it('[C6.14] has effect once both agreed, and not before', () => {
    given(jointItem, ...v1)
      .when(agreeJointPlan, { unit: CITY, plan: 1 }, on('2014-08-03', actor))
      .then(agreed(1, 'SUPERIOR'));
    const one = [...v1, byCity(agreed(1, 'SUPERIOR'))];
    expect(given(jointItem, ...one).state).toMatchObject({ status: 'PLAN_PROPOSED' });
    given(jointItem, ...one)
      .when(agreeJointPlan, { unit: BUREAU, plan: 1 }, on('2014-08-03'))
      .then(agreed(1, 'SUBORDINATE'));
    expect(given(jointItem, ...inEffect).state).toMatchObject({ status: 'PLAN_AGREED' });
  });

  it('[C6.14] is agreed to once by each side, in its current version, and by two people', () => {
    const agreement = { unit: CITY, plan: 1 };
    const one = [...v1, byCity(agreed(1, 'SUPERIOR'))];
    given(jointItem, ...one)
      .when(agreeJointPlan, agreement, on('2014-08-03', actor))
      .thenRejected('JOINT_ALREADY_AGREED', { side: 'SUPERIOR' });
    given(jointItem, ...v1)
      .when(agreeJointPlan, { ...agreement, plan: 2 }, on('2014-08-03', actor))
      .thenRejected('JOINT_PLAN_NOT_CURRENT', { current: 1 });
    given(jointItem, ...one)
      .when(agreeJointPlan, { unit: BUREAU, plan: 1 }, on('2014-08-03', actor))
      .thenRejected('JOINT_SAME_PERSON');
    given(jointItem, ...one)
      .when(agreeJointPlan, { unit: BUREAU, plan: 1 }, { ...on('2014-08-03'), onBehalfOf: 'acct-city' })
      .thenRejected('JOINT_SAME_PERSON');
    given(jointItem, ...v1)
      .when(agreeJointPlan, { unit: 'prov-sl', plan: 1 }, on('2014-08-03'))
      .thenRejected('JOINT_UNIT_NOT_NAMED');
    given(jointItem, item)
      .when(agreeJointPlan, agreement, on('2014-08-03', actor))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'IDENTIFIED' });
    given(jointItem, ...v1, rejected(1))
      .when(agreeJointPlan, agreement, on('2014-08-05', actor))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'PLAN_REJECTED' });
    given(jointItem).when(agreeJointPlan, agreement, on('2014-08-03')).thenRejected('JOINT_ITEM_UNKNOWN');
  });

  it('[C6.14] is rejected with reasons, although the other side agreed; what it agreed to does not count for the next version', () => {
    const rejection = { unit: BUREAU, plan: 1, reason: '经费未落实' };
    const one = [...v1, byCity(agreed(1, 'SUPERIOR'))];
    given(jointItem, ...one)
      .when(rejectJointPlan, rejection, on('2014-08-04'))
      .then(rejected(1));
    const second = [...one, rejected(1), proposed(2, '2014-08-08'), byBureau(agreed(2, 'SUBORDINATE'))];
    expect(given(jointItem, ...second).state).toMatchObject({ status: 'PLAN_PROPOSED', plan: { plan: 2 } });
    expect(rejectJointPlan.schema.safeParse({ ...rejection, reason: ' ' }).success).toBe(false);
    given(jointItem, ...v1, byBureau(agreed(1, 'SUBORDINATE')))
      .when(rejectJointPlan, rejection, on('2014-08-04'))
      .thenRejected('JOINT_ALREADY_AGREED', { side: 'SUBORDINATE' });
    given(jointItem, ...v1)
      .when(rejectJointPlan, { ...rejection, plan: 2 }, on('2014-08-04'))
      .thenRejected('JOINT_PLAN_NOT_CURRENT', { current: 1 });
    given(jointItem, ...v1)
      .when(rejectJointPlan, { ...rejection, unit: 'prov-sl' }, on('2014-08-04'))
      .thenRejected('JOINT_UNIT_NOT_NAMED');
    given(jointItem, ...inEffect)
      .when(rejectJointPlan, rejection, on('2014-08-10'))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'PLAN_AGREED' });
    given(jointItem).when(rejectJointPlan, rejection, on('2014-08-04')).thenRejected('JOINT_ITEM_UNKNOWN');
  });
});

describe('the close of a common plan 双方确认', () => {
  const opinion = '同意办结';

  it('[C6.14] is confirmed by each side, once, by two people, and not before the plan has effect', () => {
    given(jointItem, ...inEffect)
      .when(confirmJointClose, { unit: CITY, opinion }, on('2014-09-01', actor))
      .then(confirmed('SUPERIOR'));
    const one = [...inEffect, byCity(confirmed('SUPERIOR'))];
    given(jointItem, ...one)
      .when(confirmJointClose, { unit: CITY, opinion }, on('2014-09-01', actor))
      .thenRejected('JOINT_ALREADY_CONFIRMED', { side: 'SUPERIOR' });
    given(jointItem, ...one)
      .when(confirmJointClose, { unit: BUREAU, opinion }, on('2014-09-01', actor))
      .thenRejected('JOINT_SAME_PERSON');
    given(jointItem, ...v1)
      .when(confirmJointClose, { unit: CITY, opinion }, on('2014-09-01', actor))
      .thenRejected('JOINT_PLAN_NOT_IN_EFFECT');
    given(jointItem, ...inEffect)
      .when(confirmJointClose, { unit: 'prov-sl', opinion }, on('2014-09-01'))
      .thenRejected('JOINT_UNIT_NOT_NAMED');
    given(jointItem, identified('SUPERIOR_FIRST'))
      .when(confirmJointClose, { unit: CITY, opinion }, on('2014-09-01'))
      .thenRejected('JOINT_MODE_FORBIDS');
    given(jointItem, ...bothConfirmed, closed)
      .when(confirmJointClose, { unit: CITY, opinion }, on('2014-09-03'))
      .thenRejected('JOINT_STATE_FORBIDS', { status: 'CLOSED' });
    given(jointItem)
      .when(confirmJointClose, { unit: CITY, opinion }, on('2014-09-01'))
      .thenRejected('JOINT_ITEM_UNKNOWN');
  });

  it('[C6.14] is refused with one side only, and takes effect with both', () => {
    const close = { unit: BUREAU, opinion: '予以销号' };
    given(jointItem, ...inEffect, byCity(confirmed('SUPERIOR')))
      .when(closeJointItem, close, on('2014-09-01'))
      .thenRejected('ONE_SIDE_ONLY', { missing: ['SUBORDINATE'] });
    given(jointItem, ...inEffect)
      .when(closeJointItem, close, on('2014-09-01'))
      .thenRejected('ONE_SIDE_ONLY', { missing: ['SUPERIOR', 'SUBORDINATE'] });
    given(jointItem, ...v1)
      .when(closeJointItem, close, on('2014-09-01'))
      .thenRejected('JOINT_PLAN_NOT_IN_EFFECT');
    given(jointItem, ...bothConfirmed)
      .when(closeJointItem, close, on('2014-09-02'))
      .then(jointItemEvents.JointItemClosed(closed.data));
  });
});
