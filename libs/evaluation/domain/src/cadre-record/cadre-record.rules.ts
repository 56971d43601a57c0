import { actsFor, reject, type FactQuery, type Facts, type Rejection } from '@taizhang/kernel';
import { accountIdOf, STAGE_FACT, STAGE_UNKNOWN, stageOf } from '@taizhang/contracts';
import { holdersOn } from '../evaluation/evaluation.rules.js';
import { NOT_A_LEADING_CADRE, OWN_RECORD, RECORD_ALREADY_KEPT, RECORD_UNKNOWN } from './cadre-record.rejections.js';
import type { CadreRecordState } from './cadre-record.state.js';

/** What is kept of a stage names one that the bureau opened, also when it is closed by then [C0.1]. */
export function stageAsked(bureau: string, stage: string | null): Readonly<Record<string, FactQuery>> {
  return stage === null ? {} : { stage: { fact: STAGE_FACT, key: `${bureau}/${stage}` } };
}

/** What stands against keeping a record on a person; `needs.cadres` are the leading cadres of the unit, `needs.stage` see {@link stageAsked}. */
export function unkept(
  state: CadreRecordState,
  { person, stage }: { readonly person: string; readonly stage: string | null },
  on: string,
  facts: Pick<Facts, 'needs' | 'actor' | 'onBehalfOf'>,
): Rejection | undefined {
  if (state.kind !== 'none') return reject(RECORD_ALREADY_KEPT);
  if (actsFor(facts).includes(accountIdOf(person))) return reject(OWN_RECORD);
  if (stage !== null && stageOf(facts) === null) return reject(STAGE_UNKNOWN, { stage });
  return holdersOn(facts.needs['cadres'], on).includes(person) ? undefined : reject(NOT_A_LEADING_CADRE, { person });
}

/** Why a record cannot be withdrawn, if so: there is none, or it is one's own. */
export function notWithdrawn(state: CadreRecordState, by: Pick<Facts, 'actor' | 'onBehalfOf'>): Rejection | undefined {
  if (state.kind === 'none') return reject(RECORD_UNKNOWN);
  return actsFor(by).includes(accountIdOf(state.person)) ? reject(OWN_RECORD) : undefined;
}
