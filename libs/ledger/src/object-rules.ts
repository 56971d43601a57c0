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

/**
 * Every place where the value breaks the rule, in the order of the rules.
 * @param member which member of a whole the value is; left out where it is the whole
 */
export function breaches(value: JsonValue, rule: ValueRule, member?: string): Breach[] {
  const found: Breach[] = [];
  collect(value, rule, member === undefined ? WHOLE : { name: member, within: WHOLE }, found);
  return found;
}

/** Where a value is: pointers are made of it only where something is wrong, which hardly anything is. */
interface Place {
  readonly name: string | number;
  /** Absent for the whole. */
  readonly within?: Place;
}

const WHOLE: Place = { name: '' };

function pointerOf({ name, within }: Place): string {
  return within === undefined ? '' : childPointer(pointerOf(within), name);
}

function collect(value: JsonValue, rule: ValueRule, place: Place, found: Breach[]): void {
  const { items, members } = rule;
  if (!rule.holds(value)) found.push({ pointer: pointerOf(place), detail: `must be ${rule.expected}` });
  else if (members && isJsonObject(value)) collectOfMembers(value, members, place, found);
  else if (items && Array.isArray(value))
    value.forEach((item: JsonValue, name) => collect(item, items, { name, within: place }, found));
}

function collectOfMembers(object: JsonObject, { rules, admits }: ObjectRule, within: Place, found: Breach[]): void {
  for (const name of Object.keys(rules)) {
    const [rule, value] = [rules[name], Object.hasOwn(object, name) ? object[name] : undefined];
    if (rule === undefined) continue;
    if (value !== undefined) collect(value, rule, { name, within }, found);
    else if (rule.optional !== true) found.push({ pointer: pointerOf({ name, within }), detail: 'is missing' });
  }
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (value === undefined || Object.hasOwn(rules, name) || admits?.(value) === true) continue;
    found.push({ pointer: pointerOf({ name, within }), detail: 'is not a member of this object' });
  }
}
