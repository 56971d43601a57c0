import type { EventDefinition } from './event.js';
import type { JsonObject } from './json.js';

/** An event of a newer schema version than this program knows, or one whose chain of upcasters has a gap. */
export class UpcastError extends Error {
  override readonly name = 'UpcastError';
}

/**
 * Lifts the open data of an event to the newest version its definition knows, step by step (design §4, versioning). A newer
 * version is left as it is: whoever handles the type must notice it by its number.
 * @throws {@link UpcastError} when a step is missing; a programming error
 */
export function upcast(
  { type, version, upcast: steps = {} }: EventDefinition,
  schema: number,
  data: JsonObject,
): { readonly schema: number; readonly data: JsonObject } {
  let lifted = data;
  for (let from = schema; from < version; from += 1) {
    const step = steps[from];
    if (step === undefined) throw new UpcastError(`${type} cannot be lifted from version ${String(from)}`);
    lifted = step(lifted);
  }
  return { schema: Math.max(schema, version), data: lifted };
}
