import { command, date, id, reject, role, text, type JsonValue } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { z } from 'zod';
import {
  BUREAU_HAS_UNITS,
  SUCCESSOR_MISSING,
  SUCCESSOR_UNKNOWN,
  UNIT_IS_BRANCH,
  UNITS_REPEATED,
} from './unit.rejections.js';
import { deciderOf, lastChangeOf, misdatedChange, onUnit } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/** Units directly below one that stand, as the fact `organization.units-below` tells them: from the first `seen` events of its ledger, and all others seen. */
export interface UnitsBelow {
  readonly seen: number;
  /** Their references. */
  readonly units: readonly string[];
}

/**
 * Ends a bureau or a unit above it (机构改革): it goes into another, or is abolished, and then its parent answers. Its superior
 * decides that. Whatever stood below it was handed on before; whoever follows it works on in its ledgers, with its open matters.
 */
export const endBureau = command({
  name: 'EndBureau',
  title: { zh: '撤并局级以上单位', en: 'End bureau' },
  clauses: ['C6.7'],
  schema: z.strictObject({
    kind: z.enum(['MERGED', 'ABOLISHED']),
    successor: id().nullable().default(null),
    from: date(),
    basis: text(),
  }),
  allow: role('committee-secretary').at('unit-or-superior'),
  judgedAt: (_input, { bureau }, state: UnitState) => deciderOf(state, bureau),
  needs: ({ successor, from }, { bureau }) => ({
    below: { fact: 'organization.units-below', key: bureau },
    ...(successor !== null && {
      path: { fact: 'organization.unit-path', key: `${successor}/${successor}`, on: from },
    }),
  }),
  decide: ({ kind, successor, from, basis }, state: UnitState, { needs, today }, { id: unit }) =>
    onUnit(state, (standing) => {
      if (standing.level === 'BRANCH') return reject(UNIT_IS_BRANCH);
      // Somebody answers for its matters: whoever takes it over, or its parent.
      const isRoot = (standing.parents.at(-1)?.parent ?? null) === null;
      if (successor === null && (kind === 'MERGED' || isRoot)) return reject(SUCCESSOR_MISSING);
      if (successor === unit) return reject(UNITS_REPEATED);
      const misdated = misdatedChange(from, lastChangeOf(standing), today);
      if (misdated !== undefined) return misdated;
      const path = needs['path'];
      if (successor !== null && (!Array.isArray(path) || path[0] !== successor))
        return reject(SUCCESSOR_UNKNOWN, { successor });
      const { seen, units } = belowIn(needs['below']);
      if (units.length > 0)
        return reject(BUREAU_HAS_UNITS, { units: units.slice(0, MAX_NAMED_UNITS), total: units.length });
      const successors = successor === null ? [] : [successor];
      const principal = standing.principals.at(-1)?.person ?? null;
      return {
        events: [unitEvents.UnitEnded({ unit, kind, successors, on: from, principal, basis })],
        none: [{ types: BEGINNINGS, after: seen - 1 }],
      };
    }),
});

/** Most units that a refusal names. */
const MAX_NAMED_UNITS = 50;
/** Events by which a unit of the ledger stands that did not. */
const BEGINNINGS = [unitEvents.definitions.UnitRegistered.type, unitEvents.definitions.UnitEndWithdrawn.type];

function belowIn(fact: JsonValue | undefined): UnitsBelow {
  return (fact ?? { seen: 0, units: [] }) as unknown as UnitsBelow; // the fact's provider answers these
}
