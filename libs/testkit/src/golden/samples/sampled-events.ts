import type { AnyEventCatalogue, DecidedEvent, JsonObject, StreamId } from '@taizhang/kernel';

/** Samples of the events of one aggregate, in the order in which a record of it may have them. */
export interface SampledEvents {
  /** The catalogue that declares them. */
  readonly catalogue: AnyEventCatalogue;
  /** Stream they stand in. */
  readonly stream: StreamId;
  /** Samples of the event type of this name, made when asked for: one that does not parse breaks only what needs it. */
  readonly of: (name: string) => readonly DecidedEvent[];
}

/** What a catalogue's constructor of an event takes. */
type DataOf<C, N> = N extends keyof C ? (C[N] extends (data: infer D) => DecidedEvent ? D : never) : never;

/** One entry per event type, a missing one does not compile; of a nullable field both: one sample with it, one without. */
export type Samples<C extends AnyEventCatalogue> = {
  readonly [N in keyof C['definitions'] & string]: readonly [DataOf<C, N>, ...DataOf<C, N>[]];
};

/**
 * Samples of a catalogue's present versions, from which missing golden files are made (`npm run golden`).
 * @example export const noteSamples = sampled('note/n-1', noteEvents, { NoteAdded: [{ code: 'c-1' }] });
 */
export function sampled<C extends AnyEventCatalogue>(
  stream: StreamId,
  catalogue: C,
  samples: Samples<C>,
): SampledEvents {
  const byName = samples as Readonly<Record<string, readonly JsonObject[]>>; // events hold JSON objects, whatever their type
  const of = (name: string) => {
    const make = Reflect.get(catalogue, name) as (data: JsonObject) => DecidedEvent; // a catalogue has a constructor for each type
    return (byName[name] ?? []).map(make);
  };
  return { catalogue, stream, of };
}
