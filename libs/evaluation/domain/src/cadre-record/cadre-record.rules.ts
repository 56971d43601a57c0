import { actsFor, reject, type Facts, type Rejection } from '@taizhang/kernel';
import { accountIdOf } from '@taizhang/contracts';
import { holdersOn } from '../evaluation/evaluation.rules.js';
import { NOT_A_LEADING_CADRE, OWN_RECORD, RECORD_ALREADY_KEPT, RECORD_UNKNOWN } from './cadre-record.rejections.js';
import type { CadreRecordState } from './cadre-record.state.js';

/** What stands against keeping a record on a person; `needs.cadres` are the leading cadres of the unit. */
export function unkept(
  state: CadreRecordState,
  person: string,
  on: string,
  facts: Pick<Facts, 'needs' | 'actor' | 'onBehalfOf'>,
): Rejection | undefined {
  if (state.kind !== 'none') return reject(RECORD_ALREADY_KEPT);
  if (actsFor(facts).includes(accountIdOf(person))) return reject(OWN_RECORD);
  return holdersOn(facts.needs['cadres'], on).includes(person) ? undefined : reject(NOT_A_LEADING_CADRE, { person });
}

/** Why a record cannot be withdrawn, if so: there is none, or it is one's own. */
export function notWithdrawn(state: CadreRecordState, by: Pick<Facts, 'actor' | 'onBehalfOf'>): Rejection | undefined {
  if (state.kind === 'none') return reject(RECORD_UNKNOWN);
  return actsFor(by).includes(accountIdOf(state.person)) ? reject(OWN_RECORD) : undefined;
}
