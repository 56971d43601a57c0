import { reject, type Rejection } from '@taizhang/kernel';
import { INTAKE_CLOSED, INTAKE_UNKNOWN } from './intake.rejections.js';
import type { Intake, IntakeState } from './intake.state.js';

/** How long a receipt code is good for, in days: two years, until a policy says otherwise. */
export const RECEIPT_VALID_DAYS = 730;
/** Most messages that a reporter may add: a bound against flooding, far above any exchange. */
export const MAX_REPORTER_MESSAGES = 50;

const DAY_MS = 86_400_000;

/** The last day on which a code of this day is good. */
export function validUntil(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00.000Z`) + RECEIPT_VALID_DAYS * DAY_MS).toISOString().slice(0, 10);
}

/** Runs `decide` on a report that is not closed. */
export function whileOpen<D>(state: IntakeState, decide: (intake: Intake) => D): D | Rejection {
  if (state.kind === 'none') return reject(INTAKE_UNKNOWN);
  return state.status === 'CLOSED' ? reject(INTAKE_CLOSED) : decide(state);
}
