import { command, date, reject, text, unitReference } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { DATE_IN_FUTURE } from '../issue/issue.rejections.js';
import {
  JOINT_DATE_BEFORE_IDENTIFIED,
  JOINT_NOT_CLAIMED,
  JOINT_NOT_LEAD,
  SUPERIOR_NOT_INFORMED,
} from './joint-item.rejections.js';
import { asSide, inMode, inStatus, SPEAKERS } from './joint-item.rules.js';
import type { JointItemState } from './joint-item.state.js';

/**
 * The side that leads says that the item is solved (联动事项解决): the superior what it claimed [C6.12], the subordinate what it
 * should act on first, with the day and the words in which it told the superior [C6.13].
 */
export const solveJointItem = command({
  name: 'SolveJointItem',
  title: { zh: '登记解决情况', en: 'Solve joint item' },
  clauses: ['C6.12', 'C6.13'],
  schema: z.strictObject({
    unit: unitReference(),
    outcome: text(),
    informedOn: date().nullable().default(null),
    report: text().nullable().default(null),
  }),
  allow: SPEAKERS,
  judgedAt: ({ unit }) => [unit],
  decide: (input, state: JointItemState, facts) =>
    inStatus(state, ['IDENTIFIED', 'CLAIMED'], facts, (item) =>
      inMode(item, ['SUPERIOR_FIRST', 'SUBORDINATE_FIRST'], () =>
        asSide(item, input.unit, (side) => {
          const { unit, informedOn, report } = input;
          if (item.mode === 'SUPERIOR_FIRST' && item.status !== 'CLAIMED') return reject(JOINT_NOT_CLAIMED);
          if (unit !== item.lead) return reject(JOINT_NOT_LEAD, { lead: item.lead });
          if (side === 'SUBORDINATE' && (informedOn === null || report === null)) return reject(SUPERIOR_NOT_INFORMED);
          if (informedOn !== null && informedOn > facts.effectiveOn)
            return reject(DATE_IN_FUTURE, { field: 'informedOn' });
          if (informedOn !== null && informedOn < item.identifiedOn)
            return reject(JOINT_DATE_BEFORE_IDENTIFIED, { field: 'informedOn' });
          return [jointItemEvents.JointItemSolved({ side, ...input, solvedOn: facts.effectiveOn })];
        }),
      ),
    ),
});
