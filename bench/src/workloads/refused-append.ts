import { emptyFold, payload, payloads } from '../payload.js';
import type { BenchSettings } from '../settings.js';
import { Stopwatch } from '../stopwatch.js';
import { caseStream, foldingInto, type Workload } from './workload.js';

/** W8: what a refused append leaves behind; no speed. */
export function refusedAppend({ limitS }: BenchSettings): Workload {
  const stream = caseStream(0);
  return {
    name: 'W8',
    ledgers: 1,
    prepare: async (store) => async () => {
      const watch = new Stopwatch(limitS);
      await store.append(stream, -1, payloads(0, 1));
      await store.append(stream, 0, payloads(1, 1));
      const stale = await store.append(stream, 0, payloads(9, 1)).then(
        () => 'accepted',
        () => 'refused',
      );
      if (stale !== 'refused') throw new Error('a stale append was accepted');
      await store.append(stream, 1, payloads(2, 1));
      const found = emptyFold();
      await store.readStream(stream, foldingInto(found));
      if (found.count !== 3 || found.last !== payload(2).id)
        throw new Error(`head and last event do not agree: ${JSON.stringify(found)}`);
      return { n: 1, seconds: watch.seconds, note: 'refused, then accepted at the true version; no speed' };
    },
  };
}
