import { ACTS, type JsonObject, type JsonValue } from '@taizhang/kernel';

/** A value of a state that is another than before; a side that has none is left out. */
export interface Difference {
  /** Names down to it, joined by dots. */
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** A state as it is shown: what it remembers of its acts is for folding alone. */
export function shownState(state: unknown): JsonValue {
  if (!isObject(state) || !Object.hasOwn(state, ACTS)) return state as JsonValue; // states hold JSON only
  return Object.fromEntries(Object.entries(state).filter(([name]) => name !== ACTS));
}

/** What differs between two states, member by member; lists that differ are told as wholes. */
export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  return [...within(shownState(before), shownState(after), [])];
}

/** Whether two values are the same JSON, whatever the order of their members. */
export function sameJson(a: unknown, b: unknown): boolean {
  return [...within(a as JsonValue, b as JsonValue, [])].length === 0; // whatever is compared is JSON
}

function* within(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: readonly string[],
): Generator<Difference> {
  if (before === after) return;
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    for (const name of names) yield* within(memberOf(before, name), memberOf(after, name), [...path, name]);
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && sameList(before, after)) return;
  yield {
    path: path.join('.'),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

function sameList(before: readonly JsonValue[], after: readonly JsonValue[]): boolean {
  return before.length === after.length && before.every((item, i) => sameJson(item, after[i]));
}

function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
