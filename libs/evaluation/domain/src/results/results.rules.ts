import { reject, type FactQuery, type Rejection } from '@taizhang/kernel';
import type { PolicyValues } from '@taizhang/contracts';
import { RESULTS_UNKNOWN, RESULTS_WITHDRAWN } from './results.rejections.js';
import type { Results, ResultsState } from './results.state.js';

/** Runs `decide` on results that stand. */
export function onResults<D>(state: ResultsState, decide: (results: Results) => D): D | Rejection {
  if (state.kind === 'none') return reject(RESULTS_UNKNOWN);
  return state.status === 'WITHDRAWN' ? reject(RESULTS_WITHDRAWN) : decide(state);
}

/** Why nothing can be withdrawn, if so. */
export function noResults(state: ResultsState): Rejection | undefined {
  return onResults<Rejection | undefined>(state, () => undefined);
}

/** Who is the principal (一把手) of a unit, as the bureau calls it. */
export function principalOf(bureau: string, unit: string): FactQuery {
  return { fact: 'organization.principal', key: `${bureau}/${unit}` };
}

/** How far a report has come, in order (policy 20). */
const STEPS: readonly Results['status'][] = ['SUBMITTED', 'RECEIVED', 'ANSWERED'];

/** Whether the report upward has come as far as the policy asks before feedback [C5.8]. */
export function reportedEnough(status: Results['status'], after: PolicyValues['feedback.after']): boolean {
  return STEPS.indexOf(status) >= STEPS.indexOf(after);
}
