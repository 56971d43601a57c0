import { command, reject, text, unitReference } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { JOINT_ALREADY_CONFIRMED, JOINT_PLAN_NOT_IN_EFFECT } from './joint-item.rejections.js';
import { asSide, inMode, inStatus, samePerson, SPEAKERS } from './joint-item.rules.js';
import type { JointItemState } from './joint-item.state.js';

/** One side confirms that the common plan is carried out (确认办结); the item is closed once both did [C6.14]. */
export const confirmJointClose = command({
  name: 'ConfirmJointClose',
  title: { zh: '确认联动事项办结', en: 'Confirm joint close' },
  clauses: ['C6.14'],
  schema: z.strictObject({ unit: unitReference(), opinion: text() }),
  allow: SPEAKERS,
  judgedAt: ({ unit }) => [unit],
  decide: ({ unit, opinion }, state: JointItemState, facts) =>
    inStatus(state, ['IDENTIFIED', 'PLAN_PROPOSED', 'PLAN_REJECTED', 'PLAN_AGREED'], facts, (item) =>
      inMode(item, ['COMMON_PLAN'], () =>
        asSide(item, unit, (side) => {
          if (item.status !== 'PLAN_AGREED') return reject(JOINT_PLAN_NOT_IN_EFFECT);
          if (item.confirmed[side] !== null) return reject(JOINT_ALREADY_CONFIRMED, { side });
          const confirmed = jointItemEvents.JointCloseConfirmed({
            side,
            unit,
            confirmedOn: facts.effectiveOn,
            opinion,
          });
          return samePerson(item.confirmed, side, facts) ?? [confirmed];
        }),
      ),
    ),
});
