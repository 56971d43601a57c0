import { command, date, reject, role, text, unitReference } from '@taizhang/kernel';
import { unitEvents, unitKeyOf } from '@taizhang/contracts';
import { z } from 'zod';
import { SUCCESSOR_UNKNOWN, UNIT_NOT_BRANCH, UNITS_REPEATED } from './unit.rejections.js';
import { lastChangeOf, misdatedChange, onUnit } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/**
 * Abolishes a branch (撤销支部): it stands on the days before `on`. Whoever is named as successor answers for its matters then,
 * without one its bureau does. Its principal's office ends with it; roles held there and its bodies end by what follows.
 */
export const abolishUnit = command({
  name: 'AbolishUnit',
  title: { zh: '撤销单位', en: 'Abolish unit' },
  clauses: ['C6.7'],
  schema: z.strictObject({ from: date(), successor: unitReference().nullable().default(null), basis: text() }),
  allow: role('committee-secretary').at('unit-or-superior'),
  needs: ({ successor, from }, { bureau }) =>
    successor === null ? {} : { path: { fact: 'organization.unit-path', key: unitKeyOf(bureau, successor), on: from } },
  decide: ({ from, successor, basis }, state: UnitState, { needs, today }, { bureau, id: unit }) =>
    onUnit(state, (standing) => {
      if (standing.level !== 'BRANCH') return reject(UNIT_NOT_BRANCH);
      const misdated = misdatedChange(from, lastChangeOf(standing), today);
      if (misdated !== undefined) return misdated;
      const principal = standing.principals.at(-1)?.person ?? null;
      const successors = successor === null ? [] : [successor];
      const events = [unitEvents.UnitEnded({ unit, kind: 'ABOLISHED', successors, on: from, principal, basis })];
      if (successor === null) return events;
      if (successor === `${bureau}/${unit}`) return reject(UNITS_REPEATED);
      const path = needs['path'];
      if (!Array.isArray(path) || path[0] !== successor) return reject(SUCCESSOR_UNKNOWN, { successor });
      return events;
    }),
});
