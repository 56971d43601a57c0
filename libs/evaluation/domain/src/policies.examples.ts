import type { JsonValue } from '@taizhang/kernel';
import { RECOMMENDED_POLICY, type PoliciesInForce, type PolicyParameter, type PolicyValues } from '@taizhang/contracts';

const SOURCE = { unit: 'wgx-0371', policy: 'DEFAULT-2014', edition: 1 };

/** Answers for policies in force at the bureau: the recommended ones, some of them changed. */
export function inForce(changed: Partial<PolicyValues> = {}): Readonly<Record<string, JsonValue>> {
  const values = Object.entries({ ...RECOMMENDED_POLICY, ...changed });
  const answers = values.map(([parameter, value]): readonly [string, JsonValue] => [
    `organization.policy/wgx-0371/${parameter}`,
    { value, ...SOURCE },
  ]);
  return Object.fromEntries(answers);
}

/** What an event copies of the recommended policies, some of them changed. */
export function recorded<const P extends PolicyParameter>(
  parameters: readonly P[],
  changed: Partial<PolicyValues> = {},
): PoliciesInForce<P> {
  const values = { ...RECOMMENDED_POLICY, ...changed };
  const entries = parameters.map((parameter) => [parameter, { value: values[parameter], ...SOURCE }]);
  return Object.fromEntries(entries) as PoliciesInForce<P>; // name by name
}
