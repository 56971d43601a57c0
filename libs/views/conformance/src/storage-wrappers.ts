import type { ViewStorage } from '@taizhang/views-port';
import type { Gate } from './turns.js';

/** Some methods of a storage, done otherwise. */
export type StorageChanges = Partial<ViewStorage>;

/** A storage that does some things otherwise and the rest as before. */
export function changed(storage: ViewStorage, changes: StorageChanges): ViewStorage {
  return {
    ensure: (...args) => storage.ensure(...args),
    load: (...args) => storage.load(...args),
    holders: (...args) => storage.holders(...args),
    write: (...args) => storage.write(...args),
    loadCounters: (...args) => storage.loadCounters(...args),
    writeCounters: (...args) => storage.writeCounters(...args),
    sumCounters: (...args) => storage.sumCounters(...args),
    query: (...args) => storage.query(...args),
    get: (...args) => storage.get(...args),
    ledgers: (...args) => storage.ledgers(...args),
    registry: (...args) => storage.registry(...args),
    active: (...args) => storage.active(...args),
    markPrepared: (...args) => storage.markPrepared(...args),
    activate: (...args) => storage.activate(...args),
    drop: (...args) => storage.drop(...args),
    close: () => storage.close(),
    ...changes,
  };
}

/**
 * A storage whose runner passes a gate before each thing that it reads or writes; documents are written one by one, so
 * that it can die, or a rival come, between any two of them.
 */
export function gated(storage: ViewStorage, gate: Gate): ViewStorage {
  return changed(storage, {
    load: async (...args) => {
      await gate();
      return storage.load(...args);
    },
    loadCounters: async (...args) => {
      await gate();
      return storage.loadCounters(...args);
    },
    writeCounters: async (...args) => {
      await gate();
      await storage.writeCounters(...args);
    },
    write: async (shape, writes) => {
      for (const write of writes) {
        await gate();
        await storage.write(shape, [write]);
      }
    },
  });
}
