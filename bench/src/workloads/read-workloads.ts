import { emptyFold } from '../payload.js';
import { scaled, type BenchSettings } from '../settings.js';
import { measured, Stopwatch } from '../stopwatch.js';
import { caseStream, FILL_BATCH_EVENTS, fillStream, fillStreams, foldingInto, type Workload } from './workload.js';

/** Times that W4 reads its stream. */
const W4_READS = 5;

/** W4: read one stream of 10,000 events and fold it, five times after one to warm up. */
export function streamReads(settings: BenchSettings): Workload {
  const length = scaled(settings, 10_000);
  const stream = caseStream(0);
  return {
    name: 'W4',
    ledgers: 1,
    prepare: async (store) => {
      await fillStream(store, stream, 0, length);
      await store.readStream(stream, foldingInto(emptyFold()));
      return async () => {
        const into = emptyFold();
        const watch = new Stopwatch(settings.limitS);
        for (let i = 0; i < W4_READS && !watch.over; i += 1) await store.readStream(stream, foldingInto(into, watch));
        return measured(into.count, watch.reading(), into.count < W4_READS * length && 'cut');
      };
    },
  };
}

/** W5: replay everything, 2,000 streams of 100 events, once in the global order. */
export function replay(settings: BenchSettings): Workload {
  const streams = scaled(settings, 2_000);
  return {
    name: 'W5',
    ledgers: 1,
    prepare: async (store) => {
      await fillStreams(store, streams);
      return async () => {
        const into = emptyFold();
        const watch = new Stopwatch(settings.limitS);
        await store.readAll(foldingInto(into, watch));
        return measured(into.count, watch.reading(), into.count < streams * FILL_BATCH_EVENTS && 'cut');
      };
    },
  };
}

/** W6: catch-up of a projection over the first 100,000 events, from an empty checkpoint. */
export function catchUp(settings: BenchSettings): Workload {
  const streams = scaled(settings, 1_000);
  return {
    name: 'W6',
    ledgers: 1,
    prepare: async (store) => {
      await fillStreams(store, streams);
      const view = await store.openView();
      return async () => {
        try {
          const watch = new Stopwatch(settings.limitS);
          const note = await view.catchUp(streams * FILL_BATCH_EVENTS, settings.limitS);
          const reading = watch.reading();
          const n = await view.counted();
          const whole = n === streams * FILL_BATCH_EVENTS;
          if (!whole && !reading.over)
            throw new Error(`the view counts ${String(n)} events of ${String(streams * FILL_BATCH_EVENTS)}`);
          return measured(n, reading, note, !whole && 'cut');
        } finally {
          await view.close();
        }
      };
    },
  };
}
