import { createEventStore } from '@taizhang/event-store-port';
import { systemClock } from '@taizhang/kernel';
import { delegatingCommitStorage } from '@taizhang/testkit';
import type { EventStoreFixture } from '../fixture.js';
import { createMemoryCommitStorage } from './memory-commit-storage.js';
import { MemoryDatabase } from './memory-database.js';
import { serveMemoryDatabase } from './remote-memory.js';

/** The suite's own fixture. As a `server` it answers the machine's time, so that the clock rule of 5 seconds can be seen to hold. */
export function memoryFixture({ server = false, scale = 1 } = {}): EventStoreFixture {
  return {
    name: server ? 'memory with a clock of its own' : 'memory',
    server,
    scale,
    createDatabase: async () => {
      const database = new MemoryDatabase();
      const served = await serveMemoryDatabase(database);
      return {
        open: async (options, wrapStorage) => {
          const storage = createMemoryCommitStorage(database);
          const timed = server
            ? delegatingCommitStorage(storage, { serverTime: () => Promise.resolve(systemClock.now()) })
            : storage;
          return createEventStore(wrapStorage(timed), options);
        },
        child: {
          module: new URL('../../dist/memory/remote-memory.js', import.meta.url).href, // not the package: a child shall start fast
          factory: 'connectMemoryCommitStorage',
          args: [served.path],
        },
        drop: () => served.close(),
      };
    },
  };
}
