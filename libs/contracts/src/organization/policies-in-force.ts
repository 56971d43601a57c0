import { reject, rejection, type FactQuery, type Facts, type JsonValue, type Rejection } from '@taizhang/kernel';
import { policiesInForce, type PoliciesInForce } from '../evaluation/evaluation.policies.js';
import type { PolicyParameter, PolicyValues } from './policy.catalogue.js';

export const POLICY_NOT_IN_FORCE = rejection({
  code: 'POLICY_NOT_IN_FORCE',
  kind: 'conflict',
  sentence: {
    zh: '所需政策参数尚无有效取值，须先由本单位或上级通过。',
    en: 'A policy parameter that this needs has no value in force: the unit or one above it adopts it first.',
  },
});

const needOf = (parameter: PolicyParameter): string => `policy ${parameter}`;

/** Asks for the policy parameters that a decision uses: for {@link underPolicies}. */
export function policiesOf(
  bureau: string,
  parameters: readonly PolicyParameter[],
): Readonly<Record<string, FactQuery>> {
  const queries = parameters.map((parameter): readonly [string, FactQuery] => [
    needOf(parameter),
    { fact: 'organization.policy', key: `${bureau}/${parameter}` },
  ]);
  return Object.fromEntries(queries);
}

/** Values that a decision judges by, and the record of them that its event copies. */
export interface InForce<P extends PolicyParameter> {
  readonly policy: Pick<PolicyValues, P>;
  readonly record: PoliciesInForce<P>;
}

/** Runs `decide` with the values in force of parameters that were asked for by {@link policiesOf}. */
export function underPolicies<const P extends PolicyParameter, D>(
  { needs }: Pick<Facts, 'needs'>,
  parameters: readonly P[],
  decide: (inForce: InForce<P>) => D,
): D | Rejection {
  const found: Record<string, JsonValue> = {};
  for (const parameter of parameters) found[parameter] = needs[needOf(parameter)] ?? null;
  const parsed = policiesInForce(...parameters).safeParse(found);
  if (!parsed.success) {
    const missing = parameters.filter((parameter) => parsed.error.issues.some(({ path }) => path[0] === parameter));
    return reject(POLICY_NOT_IN_FORCE, { policies: missing });
  }
  const record = parsed.data as PoliciesInForce<P>; // as its schema says, name by name
  const values = parameters.map((parameter) => [parameter, record[parameter].value]);
  return decide({ policy: Object.fromEntries(values) as Pick<PolicyValues, P>, record }); // the same values by the same names
}

/** The part of a record that an event copies. */
export function pickPolicies<P extends PolicyParameter, const Q extends P>(
  record: PoliciesInForce<P>,
  ...parameters: readonly Q[]
): PoliciesInForce<Q> {
  const picked = parameters.map((parameter) => [parameter, record[parameter]]);
  return Object.fromEntries(picked) as PoliciesInForce<Q>; // the same values by the same names
}
