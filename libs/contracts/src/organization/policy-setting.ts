import type { JsonValue } from '@taizhang/kernel';
import { POLICY_PARAMETERS, policyShape, type PolicyParameter } from './policy.catalogue.js';

/** A policy parameter set to a value, as somebody supposes it. */
export interface PolicySetting {
  readonly parameter: PolicyParameter;
  readonly value: JsonValue;
}

/** What is wrong with a setting as it was written. */
export type SettingFault = 'FORM' | 'UNKNOWN_PARAMETER' | 'UNFIT_VALUE';

const FRACTION = /^(\d{1,15})\/(\d{1,15})$/;

/**
 * Reads `criticism.threshold=85/100`: a parameter and its value, which is a fraction, a name of its choices, or JSON.
 * @returns what is wrong where it cannot be taken
 */
export function readPolicySetting(text: string): PolicySetting | SettingFault {
  const at = text.indexOf('=');
  if (at < 1) return 'FORM';
  const [name, written] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  const parameter = POLICY_PARAMETERS.find((one) => one === name);
  if (parameter === undefined) return 'UNKNOWN_PARAMETER';
  for (const value of readings(written)) {
    const parsed = policyShape[parameter].safeParse(value);
    if (parsed.success) return { parameter, value: parsed.data as JsonValue }; // values of parameters are JSON
  }
  return 'UNFIT_VALUE';
}

/** What a text may mean, in order. */
function readings(text: string): readonly unknown[] {
  const [, n, d] = FRACTION.exec(text) ?? [];
  if (n !== undefined) return [{ n: Number(n), d: Number(d) }];
  try {
    return [JSON.parse(text), text];
  } catch {
    return [text];
  }
}
