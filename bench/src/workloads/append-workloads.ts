import type { JsonObject } from '@taizhang/kernel';
import type { BenchStore } from '../bench-store.js';
import { payloads } from '../payload.js';
import type { Measured } from '../row.js';
import { scaled, type BenchSettings } from '../settings.js';
import { measure, measured, Stopwatch } from '../stopwatch.js';
import { caseStream, foldAll, type Workload } from './workload.js';

/** Streams that W1 goes round. */
const W1_STREAMS = 100;
/** Appenders of W2. */
const W2_APPENDERS = 64;
/** Events of one append of W3. */
const W3_BATCH_EVENTS = 100;

/** W1: durable single appends, one at a time, round robin over 100 streams. */
export function durableSingles(settings: BenchSettings): Workload {
  return {
    name: 'W1',
    ledgers: 1,
    prepare: async (store) => {
      const data = payloads(0, scaled(settings, 5_000));
      return () =>
        measure(settings.limitS, data.length, 1, (i) =>
          store.append(caseStream(i % W1_STREAMS), Math.floor(i / W1_STREAMS) - 1, data.slice(i, i + 1)),
        );
    },
  };
}

/** W2: 64 concurrent appenders, each to a stream of its own; every acknowledged event must be there afterwards. */
export function concurrentAppenders(settings: BenchSettings, ledgers: number): Workload {
  return {
    name: ledgers === 1 ? 'W2' : `W2.${String(ledgers)}-ledgers`,
    ledgers,
    prepare: async (store) => {
      const each = scaled(settings, 100);
      const data = Array.from({ length: W2_APPENDERS }, (_, loop) => payloads(loop * each, each));
      return () => appendConcurrently(store, data, settings.limitS);
    },
  };
}

async function appendConcurrently(
  store: BenchStore,
  data: readonly (readonly JsonObject[])[],
  limitS: number,
): Promise<Measured> {
  const watch = new Stopwatch(limitS);
  const appended = await Promise.all(
    data.map(async (own, loop) => {
      let done = 0;
      while (done < own.length && !watch.over) {
        await store.append(caseStream(loop), done - 1, own.slice(done, done + 1));
        done += 1;
      }
      return done;
    }),
  );
  const reading = watch.reading();
  const n = appended.reduce((sum, count) => sum + count, 0);
  const { count } = await foldAll(store);
  if (count !== n) throw new Error(`${String(n)} events were acknowledged, ${String(count)} are there`);
  return measured(n, reading, n < data.flat().length && 'cut');
}

/** W3: batches of 100 events, each to a new stream, one after another. */
export function batches(settings: BenchSettings): Workload {
  return {
    name: 'W3',
    ledgers: 1,
    prepare: async (store) => {
      const data = Array.from({ length: scaled(settings, 200) }, (_, i) =>
        payloads(i * W3_BATCH_EVENTS, W3_BATCH_EVENTS),
      );
      return () =>
        measure(settings.limitS, data.length, W3_BATCH_EVENTS, (i) => store.append(caseStream(i), -1, data[i] ?? []));
    },
  };
}
