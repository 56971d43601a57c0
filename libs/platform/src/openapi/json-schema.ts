import type { JsonObject, JsonValue } from '@taizhang/kernel';
import { z } from 'zod';

/** A JSON Schema of draft 2020-12, the dialect of OpenAPI 3.1. */
export type JsonSchema = JsonObject;

/** What must be sent for a zod schema, as JSON Schema. What JSON Schema cannot say is a programming error and throws. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const described = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
  const members = Object.entries(described).filter(([name]) => name !== '$schema'); // the document says its dialect once
  return Object.fromEntries(members) as JsonSchema; // JSON Schemas are JSON; zod types them wider
}

/** A reference within the document. */
export function refTo(kind: 'schemas' | 'responses' | 'parameters' | 'headers', name: string): JsonObject {
  return { $ref: `#/components/${kind}/${name}` };
}

/** Entries in code point order, so that the committed document changes only where the declarations do. */
export function sorted<V extends JsonValue>(entries: Iterable<readonly [string, V]>): Readonly<Record<string, V>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** An object of these members, all required unless `optional` names them. */
export function objectOf(
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

export const STRING: JsonSchema = { type: 'string' };
export const INTEGER: JsonSchema = { type: 'integer' };
export const BOOLEAN: JsonSchema = { type: 'boolean' };

/** An array of `items`. */
export function arrayOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}
