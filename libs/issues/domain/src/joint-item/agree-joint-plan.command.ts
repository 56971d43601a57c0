import { command, int, reject, unitReference } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { JOINT_ALREADY_AGREED, JOINT_PLAN_NOT_CURRENT } from './joint-item.rejections.js';
import { asSide, inStatus, samePerson, SPEAKERS } from './joint-item.rules.js';
import type { JointItemState } from './joint-item.state.js';

/** One side agrees to a version of the common plan (同意方案), the one that proposed it too; it has effect once both did [C6.14]. */
export const agreeJointPlan = command({
  name: 'AgreeJointPlan',
  title: { zh: '同意共同方案', en: 'Agree to joint plan' },
  clauses: ['C6.14'],
  schema: z.strictObject({ unit: unitReference(), plan: int().min(1) }),
  allow: SPEAKERS,
  judgedAt: ({ unit }) => [unit],
  decide: ({ unit, plan }, state: JointItemState, facts) =>
    inStatus(state, ['PLAN_PROPOSED'], facts, (item) =>
      asSide(item, unit, (side) => {
        if (item.plan?.plan !== plan) return reject(JOINT_PLAN_NOT_CURRENT, { current: item.plan?.plan ?? 0 });
        if (item.plan.agreed[side] !== null) return reject(JOINT_ALREADY_AGREED, { side });
        const agreed = jointItemEvents.JointPlanAgreed({ plan, side, unit, agreedOn: facts.effectiveOn });
        return samePerson(item.plan.agreed, side, facts) ?? [agreed];
      }),
    ),
});
