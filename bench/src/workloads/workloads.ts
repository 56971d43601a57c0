import type { BenchSettings } from '../settings.js';
import { batches, concurrentAppenders, durableSingles } from './append-workloads.js';
import { catchUp, replay, streamReads } from './read-workloads.js';
import { refusedAppend } from './refused-append.js';
import type { Workload } from './workload.js';

/** Ledgers of the second W2. */
export const MANY_LEDGERS = 64;

/** All workloads of bench-workloads.md that an event store has, in the order they run. */
export function workloadsAt(settings: BenchSettings): readonly Workload[] {
  return [
    durableSingles(settings),
    concurrentAppenders(settings, 1),
    concurrentAppenders(settings, MANY_LEDGERS),
    batches(settings),
    streamReads(settings),
    replay(settings),
    catchUp(settings),
    refusedAppend(settings),
  ];
}
