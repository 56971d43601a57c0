import { z } from 'zod';
import type { EventDefinition } from './event.js';
import type { JsonObject } from './json.js';

/**
 * The JSON Schema (draft 2020-12) of an event's data as decided, with the class of each field as `x-ledger-class`: what is
 * published of an event type, and what its golden file holds it to. Rules that JSON Schema cannot say, such as "not blank", are
 * not in it.
 */
export function eventJsonSchema({ schema }: Pick<EventDefinition, 'schema'>): JsonObject {
  const described = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      // The format says it; the pattern is zod's own, and another version of zod may have another.
      if (jsonSchema.format === 'date') delete jsonSchema.pattern;
    },
  });
  return JSON.parse(JSON.stringify(described)) as JsonObject; // as: JSON.parse returns nothing but JSON values
}
