import { accessEvents } from '@taizhang/contracts';
import { aggregate } from '@taizhang/kernel';
import { evolveBatch, initialBatch } from './batch.state.js';
import { recordAccesses } from './record-accesses.command.js';

/** What one host recorded at once. Each has a stream of its own, so that hosts never wait for each other. */
export const batch = aggregate({
  context: 'access',
  name: 'batch',
  events: accessEvents,
  initial: initialBatch,
  evolve: evolveBatch,
  commands: [recordAccesses],
});
