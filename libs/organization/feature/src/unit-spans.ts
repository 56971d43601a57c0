import type { SealedValue } from '@taizhang/views-port';
import { parentOn } from '@taizhang/platform';
import type { JsonObject } from '@taizhang/kernel';
import type { UnitRow } from './units.view.js';

/** Who is principal (一把手) on the days from `from` until, without, `to`: one person, an acting one, or on record nobody yet. */
export interface OfficeSpan {
  readonly person: string | null;
  readonly acting: boolean;
  readonly vacant: boolean;
  readonly from: string;
  readonly to: string | null;
}

/** A value that held on the days from `from` until, without, `to`. */
export interface Span<V> {
  readonly value: V;
  readonly from: string;
  readonly to: string | null;
}

/**
 * The office of principal from the unit's first day to its last, without gap or overlap [C6.7]: before the first appointment it is
 * shown as vacant, from then on somebody holds it on every day.
 */
export function officeOf({
  from,
  endedOn,
  principals,
}: Pick<UnitRow, 'from' | 'endedOn' | 'principals'>): OfficeSpan[] {
  const held = spansOf(principals, endedOn).map(({ value: { person, acting }, from: since, to }): OfficeSpan => ({
    person,
    acting,
    vacant: false,
    from: since,
    to,
  }));
  const first = principals[0]?.from ?? endedOn;
  const vacant = first === null || first > from;
  return vacant ? [{ person: null, acting: false, vacant: true, from, to: first }, ...held] : held;
}

/** Each holds until the next begins, the last until the unit ended. */
export function spansOf<V extends { readonly from: string }>(values: readonly V[], endedOn: string | null): Span<V>[] {
  return values.map((value, i) => ({ value, from: value.from, to: values[i + 1]?.from ?? endedOn }));
}

/** A unit as it was on a day. */
export interface UnitOn {
  readonly unit: string;
  readonly level: string;
  readonly name: SealedValue | null;
  readonly parent: string | null;
  readonly principal: string | null;
  readonly acting: boolean;
}

/** @returns `undefined` where it did not stand on that day */
export function unitOn(row: UnitRow, on: string): UnitOn | undefined {
  if (on < row.from || (row.endedOn !== null && on >= row.endedOn)) return undefined;
  const { unit, level } = row;
  const office = row.principals.findLast(({ from }) => from <= on);
  return {
    unit,
    level,
    name: row.names.findLast(({ from }) => from <= on)?.name ?? null,
    parent: parentOf(row, on),
    principal: office?.person ?? null,
    acting: office?.acting ?? false,
  };
}

/** Parent of a unit on a day. */
export function parentOf(row: UnitRow, on: string): string | null {
  const parent = parentOn(row as unknown as JsonObject, on); // holds JSON only
  return typeof parent === 'string' ? parent : null;
}
