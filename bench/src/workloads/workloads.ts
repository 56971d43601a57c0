import type { JsonObject } from '@taizhang/kernel';
import type { BenchStore } from '../bench-store.js';
import { fold, payload, type Folded } from '../payload.js';
import { LIMIT_S, measure, scaled, secondsSince, type Measured } from '../row.js';

/** A workload of bench-workloads.md: `fill` is not measured, `run` is. */
export interface Workload {
  readonly name: string;
  readonly fill?: (store: BenchStore) => Promise<void>;
  readonly run: (store: BenchStore) => Promise<Measured>;
}

const events = (from: number, count: number): JsonObject[] =>
  Array.from({ length: count }, (_, i) => payload(from + i));

async function fillStream(store: BenchStore, stream: string, from: number, count: number): Promise<void> {
  for (let done = 0; done < count; done += 100) {
    await store.append(stream, done - 1, events(from + done, Math.min(100, count - done)));
  }
}

async function foldAll(read: AsyncIterable<JsonObject>, into: Folded): Promise<void> {
  for await (const data of read) fold(into, data);
}

/** W1: durable single appends, one at a time, round robin over 100 streams. */
const w1: Workload = {
  name: 'W1',
  run: (store) => {
    const revisions = new Array<number>(100).fill(-1);
    return measure(scaled(5_000), 1, async (i) => {
      const stream = i % 100;
      await store.append(`case/${String(stream)}`, revisions[stream] ?? -1, [payload(i)]);
      revisions[stream] = (revisions[stream] ?? -1) + 1;
    });
  },
};

/** W2: 64 concurrent appenders, each to a stream of its own. */
const w2: Workload = {
  name: 'W2',
  run: async (store) => {
    const each = scaled(100);
    const start = process.hrtime.bigint();
    const loops = Array.from({ length: 64 }, async (_, loop) => {
      let done = 0;
      for (; done < each && secondsSince(start) < LIMIT_S; done += 1) {
        await store.append(`case/${String(loop)}`, done - 1, [payload(loop * each + done)]);
      }
      return done;
    });
    const done = (await Promise.all(loops)).reduce((sum, count) => sum + count, 0);
    const seconds = secondsSince(start);
    const found: Folded = { count: 0, total: 0, last: '' };
    await foldAll(store.readAll(), found);
    const note = [
      ...(done < each * 64 ? ['cut'] : []),
      ...(found.count === done ? [] : [`LOST ${String(done - found.count)}`]),
    ];
    return { n: done, seconds, note: note.join(', ') };
  },
};

/** W3: batches of 100 events, each to a new stream, one after another. */
const w3: Workload = {
  name: 'W3',
  run: (store) => measure(scaled(200), 100, (i) => store.append(`case/${String(i)}`, -1, events(i * 100, 100))),
};

/** W4: read one stream of 10,000 events and fold it, five times after one to warm up. */
const w4: Workload = {
  name: 'W4',
  fill: async (store) => {
    await fillStream(store, 'case/long', 0, scaled(10_000));
    await foldAll(store.readStream('case/long'), { count: 0, total: 0, last: '' });
  },
  run: async (store) => {
    const into: Folded = { count: 0, total: 0, last: '' };
    const measured = await measure(5, 1, () => foldAll(store.readStream('case/long'), into));
    return { ...measured, n: into.count };
  },
};

/** W5: replay everything: 2,000 streams of 100 events, read once in order. */
const w5: Workload = {
  name: 'W5',
  fill: async (store) => {
    for (let i = 0; i < scaled(2_000); i += 1) await store.append(`case/${String(i)}`, -1, events(i * 100, 100));
  },
  run: async (store) => {
    const into: Folded = { count: 0, total: 0, last: '' };
    const measured = await measure(1, 1, () => foldAll(store.readAll(), into));
    return { ...measured, n: into.count };
  },
};

/** W6: catch-up of a projection over the first 100,000 events, from an empty checkpoint. */
const w6: Workload = {
  name: 'W6',
  fill: async (store) => {
    for (let i = 0; i < scaled(1_000); i += 1) await store.append(`case/${String(i)}`, -1, events(i * 100, 100));
  },
  run: async (store) => {
    const start = process.hrtime.bigint();
    const wanted = scaled(1_000) * 100;
    const { counted, note } = await store.catchUp(wanted);
    return {
      n: counted,
      seconds: secondsSince(start),
      note: counted === wanted ? note : `${note}; WRONG COUNT, ${String(wanted)} wanted`,
    };
  },
};

/** W8: what a refused append leaves behind; no speed. */
const w8: Workload = {
  name: 'W8',
  run: async (store) => {
    const start = process.hrtime.bigint();
    await store.append('case/a', -1, [payload(0)]);
    await store.append('case/a', 0, [payload(1)]);
    const refused = await store.append('case/a', 0, [payload(9)]).then(
      () => false,
      () => true,
    );
    await store.append('case/a', 1, [payload(2)]);
    const into: Folded = { count: 0, total: 0, last: '' };
    await foldAll(store.readStream('case/a'), into);
    const right = refused && into.count === 3 && into.last === String(payload(2)['id']);
    return {
      n: right ? 1 : 0,
      seconds: secondsSince(start),
      note: right ? 'refused, then accepted at the true version' : 'WRONG',
    };
  },
};

/** In the order they run. */
export const WORKLOADS: readonly Workload[] = [w1, w2, w3, w4, w5, w6, w8];
