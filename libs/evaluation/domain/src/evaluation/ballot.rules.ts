import { actsFor, reject, type Facts, type Rejection } from '@taizhang/kernel';
import { accountIdOf, type EvaluationObject, type PolicyValues } from '@taizhang/contracts';
import { NOT_A_TELLER } from './ballot.rejections.js';
import type { Round } from './evaluation.state.js';

/** Runs `decide` for the teller of the round who acts, in person: counting is not delegated. */
export function actingTeller<D>(
  { tellers }: Round,
  act: Pick<Facts, 'actor' | 'onBehalfOf'>,
  decide: (teller: string) => D,
): D | Rejection {
  const accounts = actsFor(act);
  const teller = tellers.find((person) => accounts.length === 1 && accounts[0] === accountIdOf(person));
  return teller === undefined ? reject(NOT_A_TELLER) : decide(teller);
}

/** Parameters that the record of a void round shows (policies 1, 2, 13). */
export const VOIDING_POLICIES = ['evaluation.quorum', 'tally.blank', 'tally.denominator'] as const;

/** Whether a failing object of this kind blocks the unit's summary meeting (policy 9). */
export function blocksUnit(kind: EvaluationObject, policy: Pick<PolicyValues, 'block.scope'>): boolean {
  const scope = policy['block.scope'];
  if (scope === 'ANY_OBJECT' || kind === 'GROUP') return true;
  return scope === 'PRINCIPAL_ONLY' && kind === 'PRINCIPAL';
}
