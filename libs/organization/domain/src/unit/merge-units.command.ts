import {
  command,
  date,
  id,
  isRejection,
  reject,
  role,
  streamId,
  text,
  type DecidedEvent,
  type Facts,
  type NoneAfter,
  type Rejection,
  type SideStream,
} from '@taizhang/kernel';
import { MAX_SUCCESSORS, unitEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { newPrincipal, personOf, type NewPrincipal } from './new-principal.js';
import { onStandingUnit, standingOf } from './unit-standing.js';
import {
  NEW_UNIT_WITHOUT_PRINCIPAL,
  PRINCIPAL_UNCHANGED,
  UNIT_NAME_MISSING,
  UNIT_NOT_BRANCH,
  UNITS_REPEATED,
} from './unit.rejections.js';
import { lastChangeOf, misdatedChange, onUnit, unfitPrincipal } from './unit.rules.js';
import type { Unit, UnitState } from './unit.state.js';

interface Merger {
  readonly bureau: string;
  readonly unit: string;
  readonly predecessors: readonly string[];
  readonly name: string | null;
  readonly principal: NewPrincipal | null;
  readonly from: string;
  readonly basis: string;
}

/**
 * Merges branches into this one (合并支部), which is new, or stands and takes them in: in one commit they end, and it has its name
 * and its principal from that day on. It answers for their matters; roles held there and their bodies end by what follows.
 */
export const mergeUnits = command({
  name: 'MergeUnits',
  title: { zh: '合并单位', en: 'Merge units' },
  clauses: ['C6.7'],
  schema: z.strictObject({
    predecessors: z.array(id()).min(1).max(MAX_SUCCESSORS),
    from: date(),
    name: text(200).nullable().default(null),
    principal: newPrincipal.nullable().default(null),
    basis: text(),
  }),
  allow: role('committee-secretary').at('unit-or-superior'),
  needs: ({ predecessors, principal }, { bureau }) => ({
    ...Object.fromEntries(predecessors.map((unit) => [needOf(unit), standingOf(bureau, unit)])),
    ...(principal !== null && { person: personOf(principal.person) }),
  }),
  decide: (input, state: UnitState, facts, { bureau, id: unit }) => {
    const merger: Merger = { ...input, bureau, unit };
    const units = [unit, bureau, ...input.predecessors];
    if (new Set(units).size !== units.length) return reject(UNITS_REPEATED);
    const ends = endsOf(merger, facts);
    if (isRejection(ends)) return ends;
    const events = state.kind === 'none' ? begun(merger, facts) : onUnit(state, (own) => taken(own, merger, facts));
    return isRejection(events) ? events : { events, ...ends };
  },
});

const needOf = (unit: string): string => `unit ${unit}`;

/** A new branch, with its name and its principal. */
function begun(
  { bureau, unit, name, principal, from, basis }: Merger,
  facts: Facts,
): readonly DecidedEvent[] | Rejection {
  if (name === null) return reject(UNIT_NAME_MISSING);
  if (principal === null) return reject(NEW_UNIT_WITHOUT_PRINCIPAL);
  return (
    unfitPrincipal({ ...principal, from }, facts.needs['person'], from, facts) ?? [
      unitEvents.UnitRegistered({ unit, level: 'BRANCH', parent: bureau, name, from }),
      unitEvents.PrincipalAppointed({ unit, ...principal, from, basis }),
    ]
  );
}

/** A branch that stands, with what changes about it. */
function taken(
  own: Unit,
  { unit, name, principal, from, basis }: Merger,
  facts: Facts,
): readonly DecidedEvent[] | Rejection {
  if (own.level !== 'BRANCH') return reject(UNIT_NOT_BRANCH);
  const current = own.principals.at(-1);
  if (current === undefined && principal === null) return reject(NEW_UNIT_WITHOUT_PRINCIPAL);
  if (principal !== null && current?.person === principal.person && current.acting === principal.acting)
    return reject(PRINCIPAL_UNCHANGED);
  const refused =
    misdatedChange(from, lastChangeOf(own), facts.today) ??
    (principal === null ? undefined : unfitPrincipal({ ...principal, from }, facts.needs['person'], own.from, facts));
  if (refused !== undefined) return refused;
  const renamed = name === null ? [] : [unitEvents.UnitRenamed({ unit, name, from, reason: basis })];
  if (principal === null) return renamed;
  const office = { unit, ...principal, from, basis };
  return [
    ...renamed,
    current === undefined
      ? unitEvents.PrincipalAppointed(office)
      : unitEvents.PrincipalChanged({ ...office, previous: current.person }),
  ];
}

/** An end for each that is merged, under the condition that nothing happened to it since it was looked at. */
function endsOf(
  { bureau, unit, predecessors, from, basis }: Merger,
  { needs, today }: Facts,
): { readonly also: readonly SideStream[]; readonly none: readonly NoneAfter[] } | Rejection {
  const also: SideStream[] = [];
  const none: NoneAfter[] = [];
  for (const predecessor of predecessors) {
    const stream = streamId('unit', predecessor);
    const found = onStandingUnit(predecessor, needs[needOf(predecessor)], (standing, seen) => {
      if (standing.level !== 'BRANCH') return reject(UNIT_NOT_BRANCH, { unit: predecessor });
      const principal = standing.principals.at(-1)?.person ?? null;
      const successors = [`${bureau}/${unit}`];
      none.push({ streams: [stream], after: seen - 1 });
      return (
        misdatedChange(from, lastChangeOf(standing), today) ??
        unitEvents.UnitEnded({ unit: predecessor, kind: 'MERGED', successors, on: from, principal, basis })
      );
    });
    if (isRejection(found)) return found;
    also.push({ stream, events: [found], expect: 'any' });
  }
  return { also, none };
}
