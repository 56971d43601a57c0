import { isEnvelope } from '../disclosure.js';
import { childPointer, isJsonObject, type JsonObject, type JsonValue } from '../json.js';

/** Deepest nesting of schemas and values that is judged. */
const MAX_DEPTH = 32;
/** Most steps of judging all data of a bundle: what hostile schemas can cost. */
const MAX_STEPS = 20_000_000;

/** Whether members of the object at a pointer may be absent although required: they may have been withheld. */
export type MayLack = (pointer: string) => boolean;

/**
 * Judges data by the assertions of JSON Schema that our events use: type, const, enum, properties, required, additionalProperties,
 * items, anyOf, allOf, and the least and most of numbers, strings and lists. Assertions it does not know (references and
 * patterns among them: a bundle's pattern could cost any time) are taken as kept, so a refusal is always right and a pass is not a
 * proof. Envelopes stand for values that are not known, and keep every schema. One judge has steps for a whole bundle.
 */
export class SchemaJudge {
  private steps = 0;
  private mayLack: MayLack = () => false;

  /** Pointer to the first place where data break the schema; undefined for none. */
  judge(schema: JsonValue, data: JsonObject, pointer: string, mayLack: MayLack): string | undefined {
    this.mayLack = mayLack;
    return this.breach(schema, data, pointer, 0);
  }

  private breach(schema: JsonValue | undefined, value: JsonValue, pointer: string, depth: number): string | undefined {
    if (schema === false) return pointer;
    if (!isJsonObject(schema) || isEnvelope(value) || depth > MAX_DEPTH) return undefined;
    this.steps += stepsOf(schema);
    if (this.steps > MAX_STEPS) return undefined;
    if (!keepsValue(schema, value)) return pointer;
    const { anyOf, allOf } = schema;
    const all = Array.isArray(allOf) ? allOf : [];
    const any = Array.isArray(anyOf) ? anyOf : [];
    const broken = first(all, (one: JsonValue) => this.breach(one, value, pointer, depth + 1));
    if (broken !== undefined) return broken;
    if (any.length > 0 && any.every((one: JsonValue) => this.breach(one, value, pointer, depth + 1) !== undefined))
      return pointer;
    if (isJsonObject(value)) return this.objectBreach(schema, value, pointer, depth);
    if (Array.isArray(value))
      return first([...value.keys()], (i) =>
        this.breach(schema['items'], at(value, i), childPointer(pointer, i), depth + 1),
      );
    return undefined;
  }

  private objectBreach(schema: JsonObject, value: JsonObject, pointer: string, depth: number): string | undefined {
    const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const required: readonly JsonValue[] = Array.isArray(schema['required']) ? schema['required'] : [];
    if (!this.mayLack(pointer)) {
      const lacking = required.find((name) => typeof name === 'string' && !Object.hasOwn(value, name));
      if (typeof lacking === 'string') return childPointer(pointer, lacking);
    }
    return first(Object.entries(value), ([name, member]) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties'];
      // Patterns are not judged, so members that one might allow are taken as allowed.
      if (own === false && Object.hasOwn(schema, 'patternProperties')) return undefined;
      return this.breach(own, member, childPointer(pointer, name), depth + 1);
    });
  }
}

/** What looking at the lists of a schema itself costs. */
function stepsOf({ type, enum: choices, required }: JsonObject): number {
  return [type, choices, required].reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 1);
}

function keepsValue(schema: JsonObject, value: JsonValue): boolean {
  return keepsType(schema['type'], value) && keepsChoice(schema, value) && keepsLimits(schema, value);
}

function keepsType(type: JsonValue | undefined, value: JsonValue): boolean {
  const types: readonly JsonValue[] = Array.isArray(type) ? type : type === undefined ? [] : [type as JsonValue]; // as: not an array here
  return (
    types.length === 0 || types.some((one) => one === typeOf(value) || (one === 'number' && typeof value === 'number'))
  );
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** `const` and `enum`, of plain values; what is made of others is taken as kept. */
function keepsChoice(schema: JsonObject, value: JsonValue): boolean {
  const isPlain = (one: JsonValue | undefined) => typeof one !== 'object' || one === null;
  const constant = schema['const'];
  if (constant !== undefined && isPlain(constant) && constant !== value) return false;
  const choices: readonly JsonValue[] | undefined = Array.isArray(schema['enum']) ? schema['enum'] : undefined;
  return choices === undefined || !choices.every(isPlain) || choices.some((one) => one === value);
}

function keepsLimits(schema: JsonObject, value: JsonValue): boolean {
  if (typeof value === 'number') return within(schema, value, 'minimum', 'maximum');
  // JSON Schema counts characters, not code units.
  if (typeof value === 'string') return within(schema, [...value].length, 'minLength', 'maxLength');
  return !Array.isArray(value) || within(schema, value.length, 'minItems', 'maxItems');
}

function within(schema: JsonObject, n: number, least: string, most: string): boolean {
  const [min, max] = [schema[least], schema[most]];
  return !(typeof min === 'number' && n < min) && !(typeof max === 'number' && n > max);
}

function first<T>(items: readonly T[], breach: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = breach(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function at(items: readonly JsonValue[], i: number): JsonValue {
  return items[i] ?? null;
}
