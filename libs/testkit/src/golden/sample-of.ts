import type { DecidedEvent, JsonObject } from '@taizhang/kernel';
import { SAMPLED_EVENTS } from './samples/all-samples.js';

/**
 * The first sample of an event type, parts of its data changed: for tests that need a whole event and say only what matters.
 * @param type full name, `evaluation.TallyCertified`
 * @throws where it has no sample
 */
export function sampleOf(type: string, changed: JsonObject = {}): DecidedEvent {
  const name = type.slice(type.indexOf('.') + 1);
  const [found] = SAMPLED_EVENTS.flatMap(({ catalogue, of }) =>
    catalogue.definitions[name]?.type === type ? of(name) : [],
  );
  if (found === undefined) throw new Error(`no sample of ${type}`);
  return { ...found, data: { ...found.data, ...changed } };
}
