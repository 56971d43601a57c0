import type { JsonObject } from '@taizhang/kernel';
import { unitEvents, type UnitEnding, type UnitLevel } from '@taizhang/contracts';
import { projection, view, type SealedValue } from '@taizhang/views-port';

/** A span of the unit's past: what held from a date on, until the next. */
export interface NameSpan {
  readonly name: SealedValue | null;
  readonly from: string;
}
export interface ParentSpan {
  readonly parent: string | null;
  readonly from: string;
}
export interface PrincipalSpan {
  readonly person: string;
  readonly from: string;
  readonly acting: boolean;
}

/** A unit (单位) with its present place and principal, and its past: old names stay, nothing is overwritten. */
export interface UnitRow {
  readonly unit: string;
  readonly level: UnitLevel;
  readonly parent: string | null;
  readonly name: SealedValue | null;
  readonly principal: string | null;
  readonly acting: boolean;
  readonly names: readonly NameSpan[];
  readonly parents: readonly ParentSpan[];
  readonly principals: readonly PrincipalSpan[];
  /** Since when it stands. */
  readonly from: string;
  /** Every parent that it ever had: what stood below a unit on a day is found by it. */
  readonly everUnder: readonly string[];
  /** Day from which it does not stand any more (撤并), how it ended, and references of those that answer for its matters since. */
  readonly endedOn: string | null;
  readonly ending: UnitEnding | null;
  readonly successors: readonly string[];
  /** Codes in outside systems. */
  readonly outside: readonly { readonly system: string; readonly outside: string }[];
}

const {
  UnitRegistered,
  UnitRenamed,
  UnitReparented,
  PrincipalAppointed,
  PrincipalChanged,
  PrincipalAppointmentWithdrawn,
  PrincipalChangeWithdrawn,
  UnitEnded,
  UnitEndWithdrawn,
  UnitOutsideIdLinked,
  UnitOutsideIdUnlinked,
} = unitEvents.definitions;
type Row = UnitRow & JsonObject;

/** Events of a unit follow its registration in its stream; before it there is nothing to change. */
const change = (doc: Row | null, apply: (unit: UnitRow) => Partial<UnitRow>): Row | null =>
  doc === null ? null : ({ ...doc, ...apply(doc) } as Row); // holds JSON only

const keys = ({ unit }: { readonly unit: string }) => [unit];

const succeed = (doc: Row | null, { person, from, acting }: PrincipalSpan) =>
  change(doc, ({ principals }) => ({
    principal: person,
    acting,
    principals: [...principals, { person, from, acting }],
  }));

/** The last principal never was (撤回): the one before is again, or nobody. Only the last appointment is ever withdrawn. */
const withdraw = (doc: Row | null) =>
  change(doc, ({ principals }) => {
    const left = principals.slice(0, -1);
    const last = left.at(-1);
    return { principals: left, principal: last?.person ?? null, acting: last?.acting ?? false };
  });

const STANDING = { endedOn: null, ending: null, successors: [] } as const;

/** The units as a tree in time (单位树). */
export const unitsView = view<Row>({
  name: 'units',
  version: 3,
  context: 'organization',
  fields: {
    unit: 'keyword',
    level: 'keyword',
    parent: 'keyword',
    everUnder: 'keywords',
    principal: 'keyword',
    name: 'text',
    endedOn: 'date',
    successors: 'keywords',
  },
  on: {
    [UnitRegistered.type]: projection(UnitRegistered, {
      keys,
      project: (_doc: Row | null, { unit, level, parent, from }, event) => {
        const name = event.sealed['name'] ?? null;
        const born: UnitRow = {
          unit,
          level,
          parent,
          name,
          principal: null,
          acting: false,
          names: [{ name, from }],
          parents: [{ parent, from }],
          principals: [],
          from,
          everUnder: parent === null ? [] : [parent],
          ...STANDING,
          outside: [],
        };
        return born as Row; // holds JSON only
      },
    }),
    [UnitRenamed.type]: projection(UnitRenamed, {
      keys,
      project: (doc: Row | null, { from }, event) => {
        const name = event.sealed['name'] ?? null;
        return change(doc, ({ names }) => ({ name, names: [...names, { name, from }] }));
      },
    }),
    [UnitReparented.type]: projection(UnitReparented, {
      keys,
      project: (doc: Row | null, { parent, from }) =>
        change(doc, ({ parents, everUnder }) => ({
          parent,
          parents: [...parents, { parent, from }],
          everUnder: [...new Set([...everUnder, parent])],
        })),
    }),
    [PrincipalAppointed.type]: projection(PrincipalAppointed, { keys, project: succeed }),
    [PrincipalChanged.type]: projection(PrincipalChanged, { keys, project: succeed }),
    [PrincipalAppointmentWithdrawn.type]: projection(PrincipalAppointmentWithdrawn, { keys, project: withdraw }),
    [PrincipalChangeWithdrawn.type]: projection(PrincipalChangeWithdrawn, { keys, project: withdraw }),
    [UnitEnded.type]: projection(UnitEnded, {
      keys,
      project: (doc: Row | null, { on, kind, successors }) =>
        change(doc, () => ({ endedOn: on, ending: kind, successors, principal: null, acting: false })),
    }),
    [UnitOutsideIdLinked.type]: projection(UnitOutsideIdLinked, {
      keys,
      project: (doc: Row | null, { system, outside: code }) =>
        change(doc, ({ outside }) => ({
          outside: [...outside.filter((each) => each.system !== system), { system, outside: code }],
        })),
    }),
    [UnitOutsideIdUnlinked.type]: projection(UnitOutsideIdUnlinked, {
      keys,
      project: (doc: Row | null, { system }) =>
        change(doc, ({ outside }) => ({ outside: outside.filter((each) => each.system !== system) })),
    }),
    [UnitEndWithdrawn.type]: projection(UnitEndWithdrawn, {
      keys,
      project: (doc: Row | null) =>
        change(doc, ({ principals }) => {
          const last = principals.at(-1);
          return { ...STANDING, principal: last?.person ?? null, acting: last?.acting ?? false };
        }),
    }),
  },
});
