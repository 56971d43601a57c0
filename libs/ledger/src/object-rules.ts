import { childPointer, isJsonObject, type JsonObject, type JsonValue } from './json.js';

/** A place where a value is not what its rule says. */
export interface Breach {
  /** JSON pointer to the place; `''` for the whole. */
  readonly pointer: string;
  /** English, without the offending value. */
  readonly detail: string;
}

/** What a JSON value must be, in words and as a test. */
export interface ValueRule {
  readonly expected: string;
  readonly holds: (value: JsonValue) => boolean;
  /** Whether the member that this rule is for may be absent. */
  readonly optional?: boolean;
  /** For an object: the rules of its members. */
  readonly members?: ObjectRule;
  /** For an array: the rule of each item. */
  readonly items?: ValueRule;
}

/** What the members of an object must be. */
export interface ObjectRule {
  readonly rules: Readonly<Record<string, ValueRule>>;
  /** Whether a member without a rule may stay. Default: none may. */
  readonly admits?: (value: JsonValue) => boolean;
}

/** Any string. */
export const string: ValueRule = { expected: 'a string', holds: (value) => typeof value === 'string' };

/** An integer within limits, both included. */
export function integer(least: number, most: number = Number.MAX_SAFE_INTEGER): ValueRule {
  return {
    expected: `an integer in ${String(least)}..${String(most)}`,
    holds: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most,
  };
}

/** A string with a spelling of its own. */
export function spelled(expected: string, spelling: RegExp | ((text: string) => boolean)): ValueRule {
  const fits = spelling instanceof RegExp ? (text: string) => spelling.test(text) : spelling;
  return { expected, holds: (value) => typeof value === 'string' && fits(value) };
}

/** One of these strings. */
export function exactly(...values: readonly string[]): ValueRule {
  return { expected: values.join(' or '), holds: (value) => typeof value === 'string' && values.includes(value) };
}

/** An object with these members. */
export function object(members?: ObjectRule): ValueRule {
  return { expected: 'an object', holds: isJsonObject, ...(members && { members }) };
}

/** An array of such items. */
export function list(items: ValueRule): ValueRule {
  return { expected: 'an array', holds: (value) => Array.isArray(value), items };
}

/** The same rule for a member that may be absent. */
export function optional(rule: ValueRule): ValueRule {
  return { ...rule, optional: true };
}

/** Every place where the value breaks the rule, in the order of the rules. */
export function breaches(value: JsonValue, rule: ValueRule, pointer = ''): Breach[] {
  if (!rule.holds(value)) return [{ pointer, detail: `must be ${rule.expected}` }];
  const { items, members } = rule;
  if (members && isJsonObject(value)) return memberBreaches(value, members, pointer);
  if (items && Array.isArray(value))
    return value.flatMap((item: JsonValue, i) => breaches(item, items, childPointer(pointer, i)));
  return [];
}

function memberBreaches(object: JsonObject, { rules, admits }: ObjectRule, pointer: string): Breach[] {
  const ruled = Object.entries(rules).flatMap(([name, rule]) => {
    const place = childPointer(pointer, name);
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value !== undefined) return breaches(value, rule, place);
    return rule.optional === true ? [] : [{ pointer: place, detail: 'is missing' }];
  });
  const unknown = Object.entries(object)
    .filter(([name, value]) => !Object.hasOwn(rules, name) && admits?.(value) !== true)
    .map(([name]) => ({ pointer: childPointer(pointer, name), detail: 'is not a member of this object' }));
  return [...ruled, ...unknown];
}
