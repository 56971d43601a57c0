import { command, reject, text, unitReference } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { JOINT_PLAN_PENDING } from './joint-item.rejections.js';
import { asSide, inMode, inStatus, SPEAKERS } from './joint-item.rules.js';
import type { JointItemState } from './joint-item.state.js';

/** Either side proposes a version of the common plan (共同方案); the next one follows the rejection of the last [C6.14]. */
export const proposeJointPlan = command({
  name: 'ProposeJointPlan',
  title: { zh: '提出共同方案', en: 'Propose joint plan' },
  clauses: ['C6.14'],
  schema: z.strictObject({ unit: unitReference(), content: text() }),
  allow: SPEAKERS,
  judgedAt: ({ unit }) => [unit],
  decide: ({ unit, content }, state: JointItemState, facts) =>
    inStatus(state, ['IDENTIFIED', 'PLAN_PROPOSED', 'PLAN_REJECTED'], facts, (item) =>
      inMode(item, ['COMMON_PLAN'], () =>
        asSide(item, unit, (side) => {
          if (item.status === 'PLAN_PROPOSED') return reject(JOINT_PLAN_PENDING);
          const plan = (item.plan?.plan ?? 0) + 1;
          return [jointItemEvents.JointPlanProposed({ plan, side, unit, proposedOn: facts.effectiveOn, content })];
        }),
      ),
    ),
});
