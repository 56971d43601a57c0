import { reject, type Rejection } from '@taizhang/kernel';
import { UNIT_UNKNOWN } from './unit.rejections.js';
import type { Unit, UnitState } from './unit.state.js';

/** Runs `decide` on a registered unit. */
export function onUnit<D>(state: UnitState, decide: (unit: Unit) => D): D | Rejection {
  return state.kind === 'none' ? reject(UNIT_UNKNOWN) : decide(state);
}
