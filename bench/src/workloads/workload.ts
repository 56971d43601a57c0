import type { JsonObject, StreamId } from '@taizhang/kernel';
import type { BenchStore, Visit } from '../bench-store.js';
import { emptyFold, fold, payloads, type Folded } from '../payload.js';
import type { Measured } from '../row.js';
import type { Stopwatch } from '../stopwatch.js';

/** Events of one filling append. */
export const FILL_BATCH_EVENTS = 100;
/** Events between two looks at the clock while reading. */
const EVENTS_PER_LOOK = 1_024;

/** A workload of bench-workloads.md on a fresh store: `prepare` is not measured, what it answers is. */
export interface Workload {
  readonly name: string;
  /** Ledgers the streams are spread over; 1 unless the name says otherwise. */
  readonly ledgers: number;
  prepare(store: BenchStore): Promise<() => Promise<Measured>>;
}

/** Name of a stream. */
export function caseStream(number: number): StreamId {
  return `case/${String(number)}`;
}

/** Appends events to a new stream, a hundred at a time. */
export async function fillStream(store: BenchStore, stream: StreamId, from: number, count: number): Promise<void> {
  for (let done = 0; done < count; done += FILL_BATCH_EVENTS) {
    await store.append(stream, done - 1, payloads(from + done, Math.min(FILL_BATCH_EVENTS, count - done)));
  }
}

/** Appends so many new streams of a hundred events each. */
export async function fillStreams(store: BenchStore, streams: number): Promise<void> {
  for (let i = 0; i < streams; i += 1) {
    await fillStream(store, caseStream(i), i * FILL_BATCH_EVENTS, FILL_BATCH_EVENTS);
  }
}

/** Folds what is read until the time is up. */
export function foldingInto(into: Folded, watch?: Stopwatch): Visit {
  let events = 0;
  return (data: JsonObject) => {
    fold(into, data);
    events += 1;
    return watch === undefined || events % EVENTS_PER_LOOK !== 0 || !watch.over;
  };
}

/** Everything in the store, folded. */
export async function foldAll(store: BenchStore): Promise<Folded> {
  const into = emptyFold();
  await store.readAll(foldingInto(into));
  return into;
}
