import { reject, type FactQuery, type JsonValue, type Rejection } from '@taizhang/kernel';
import { UNIT_UNKNOWN } from './unit.rejections.js';
import { ended } from './unit.rules.js';
import type { Unit } from './unit.state.js';

/** Other units of the ledger as the fact `organization.unit-standing` tells them: as they are in its first `seen` events. */
export interface UnitStanding {
  readonly seen: number;
  readonly unit: Pick<Unit, 'level' | 'from' | 'namedFrom' | 'parents' | 'principals' | 'ended'> | null;
}

/** Asks how another unit of the bureau's ledger stands; a gate makes sure that nothing happened to it since. */
export function standingOf(bureau: string, unit: string): FactQuery {
  return { fact: 'organization.unit-standing', key: `${bureau}/${unit}` };
}

/** Runs `decide` on another unit that stands. */
export function onStandingUnit<D>(
  code: string,
  answer: JsonValue | undefined,
  decide: (unit: Unit, seen: number) => D,
): D | Rejection {
  const { seen, unit } = (answer ?? { seen: 0, unit: null }) as unknown as UnitStanding; // as the fact's provider answers
  if (unit === null) return reject(UNIT_UNKNOWN, { unit: code });
  if (unit.ended !== null) return ended(code, unit.ended);
  return decide({ kind: 'unit', code, outside: {}, ...unit }, seen);
}
