import { command, int, reject, text, unitReference } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { JOINT_ALREADY_AGREED, JOINT_PLAN_NOT_CURRENT } from './joint-item.rejections.js';
import { asSide, inStatus, SPEAKERS } from './joint-item.rules.js';
import type { JointItemState } from './joint-item.state.js';

/** One side rejects a version of the common plan, with its reasons (不同意方案); what the other side agreed to is void with it [C6.14]. */
export const rejectJointPlan = command({
  name: 'RejectJointPlan',
  title: { zh: '不同意共同方案', en: 'Reject joint plan' },
  clauses: ['C6.14'],
  schema: z.strictObject({ unit: unitReference(), plan: int().min(1), reason: text() }),
  allow: SPEAKERS,
  judgedAt: ({ unit }) => [unit],
  decide: ({ unit, plan, reason }, state: JointItemState, facts) =>
    inStatus(state, ['PLAN_PROPOSED'], facts, (item) =>
      asSide(item, unit, (side) => {
        if (item.plan?.plan !== plan) return reject(JOINT_PLAN_NOT_CURRENT, { current: item.plan?.plan ?? 0 });
        if (item.plan.agreed[side] !== null) return reject(JOINT_ALREADY_AGREED, { side });
        return [jointItemEvents.JointPlanRejected({ plan, side, unit, rejectedOn: facts.effectiveOn, reason })];
      }),
    ),
});
