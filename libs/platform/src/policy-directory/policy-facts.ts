import { isLedgerId, ledgerId, type FactAnswer, type JsonValue, type LedgerId } from '@taizhang/kernel';
import { POLICY_PARAMETERS, type PolicyValues } from '@taizhang/contracts';
import { UNIT_PATH_FACT, type ContextReads, type FactProvider } from '../context/context-feature.js';
import { unitFacts } from '../unit-directory/unit-facts.js';
import { editionInForce, POLICY_DIRECTORY, type UnitPolicy } from './policy-directory.view.js';

/**
 * A policy parameter as it is in force at a bureau on a day: key = `<bureau>/<parameter>`; value = {@link PolicyInForce}, `null` where
 * neither the bureau nor a unit above it has adopted any.
 */
export const POLICY_FACT = 'organization.policy';

/** A value, and where it comes from: what a decision copies into its event. */
export interface PolicyInForce {
  readonly value: JsonValue;
  /** Unit that adopted it, and under which name and edition. */
  readonly unit: string;
  readonly policy: string;
  readonly edition: number;
}

async function policyOf(key: string, on: string, units: FactProvider, reads: ContextReads): Promise<FactAnswer> {
  const [bureau = '', named = ''] = key.split('/', 2);
  const parameter = POLICY_PARAMETERS.find((one) => one === named);
  if (parameter === undefined) return { value: null, consulted: [] };
  const path = await units({ fact: UNIT_PATH_FACT, key: `${bureau}/${bureau}`, on }, reads);
  const consulted = new Map<LedgerId, number>(path.consulted.map(({ ledger, size }) => [ledger, size]));
  let value: JsonValue = null;
  for (const unit of unitsOf(path.value)) {
    const ledger = ledgerId('organization', unit);
    const found = await reads.get(POLICY_DIRECTORY, ledger, unit);
    consulted.set(ledger, await reads.seen(POLICY_DIRECTORY, ledger));
    value = found === undefined ? null : inForce(found.doc as unknown as UnitPolicy, parameter, on); // a document of that view
    if (value !== null) break;
  }
  return { value, consulted: Array.from(consulted, ([ledger, size]) => ({ ledger, size })) };
}

function inForce(policy: UnitPolicy, parameter: keyof PolicyValues, on: string): JsonValue {
  const edition = editionInForce(policy, parameter, on);
  const value = edition?.values[parameter];
  if (edition === undefined || value === undefined) return null;
  return { value, unit: policy.unit, policy: edition.policy, edition: edition.edition };
}

/** Units of a path that have ledgers of their own, nearest first: branches adopt nothing. */
function unitsOf(path: JsonValue): readonly string[] {
  const units = Array.isArray(path) ? path.filter((unit): unit is string => typeof unit === 'string') : [];
  return units.filter((unit) => isLedgerId(`organization/${unit}`));
}

/** @param unitView view by which the context knows units, see {@link unitFacts} */
export function policyFacts(unitView: string): Readonly<Record<string, FactProvider>> {
  const { [UNIT_PATH_FACT]: units } = unitFacts(unitView);
  if (units === undefined) throw new TypeError(`${UNIT_PATH_FACT} has no provider`);
  return { [POLICY_FACT]: ({ key, on = '' }, reads) => policyOf(key, on, units, reads) };
}
