import { command, reject, text, unitReference, type Rejection } from '@taizhang/kernel';
import { JOINT_SIDES, jointItemEvents, type JointStatus } from '@taizhang/contracts';
import { z } from 'zod';
import { JOINT_NOT_SOLVED, JOINT_PLAN_NOT_IN_EFFECT, ONE_SIDE_ONLY } from './joint-item.rejections.js';
import { asSide, inStatus, SPEAKERS } from './joint-item.rules.js';
import type { JointItem, JointItemState } from './joint-item.state.js';

const OPEN: readonly JointStatus[] = [
  'IDENTIFIED',
  'CLAIMED',
  'PLAN_PROPOSED',
  'PLAN_REJECTED',
  'PLAN_AGREED',
  'SOLVED',
];

/** What still stands against closing an item; undefined = nothing. */
function hindrance({ mode, status, confirmed }: JointItem): Rejection | undefined {
  if (mode !== 'COMMON_PLAN') return status === 'SOLVED' ? undefined : reject(JOINT_NOT_SOLVED);
  if (status !== 'PLAN_AGREED') return reject(JOINT_PLAN_NOT_IN_EFFECT);
  const missing = JOINT_SIDES.filter((side) => confirmed[side] === null);
  return missing.length === 0 ? undefined : reject(ONE_SIDE_ONLY, { missing });
}

/** Closes a joint item (联动事项销号): what one side solved once it is solved, a common plan once both confirmed it [C6.12–C6.14]. */
export const closeJointItem = command({
  name: 'CloseJointItem',
  title: { zh: '联动事项销号', en: 'Close joint item' },
  clauses: ['C6.12', 'C6.13', 'C6.14'],
  schema: z.strictObject({ unit: unitReference(), opinion: text() }),
  allow: SPEAKERS,
  judgedAt: ({ unit }) => [unit],
  decide: ({ unit, opinion }, state: JointItemState, facts) =>
    inStatus(state, OPEN, facts, (item) =>
      asSide(item, unit, (side) => {
        const closed = jointItemEvents.JointItemClosed({ side, unit, closedOn: facts.effectiveOn, opinion });
        return hindrance(item) ?? [closed];
      }),
    ),
});
