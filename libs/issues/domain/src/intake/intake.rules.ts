import { derivedUuid, reject, type Rejection } from '@taizhang/kernel';
import type { INTAKE_KINDS, IssueSource } from '@taizhang/contracts';
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

/** Source of the issue that a report becomes: suggestions are opinions of the masses (群众意见), all others reports (群众举报). */
export const SOURCE_OF_KIND: Readonly<Record<(typeof INTAKE_KINDS)[number], IssueSource>> = {
  SUGGESTION: 'MASS_OPINION',
  PROBLEM: 'REPORT',
  MISCONDUCT: 'REPORT',
};

/**
 * Id of the origin that a report is in its issue: no other origin has it, also where issues are merged, and nobody comes from
 * it to the report. By it the reporter finds what was replied there [C1.0.h].
 */
export function originOfIntake(intake: string): string {
  return derivedUuid('intake-origin', intake);
}
