import type { ViewStorage } from '@taizhang/views-port';
import type { ViewsFixture } from '../fixture.js';
import { MemoryViewStorage } from './memory-view-storage.js';

/** The suite on memory; `make` gives other storages, for trying the suite on broken ones. */
export function memoryFixture(make: () => ViewStorage = () => new MemoryViewStorage(), scale = 1): ViewsFixture {
  return {
    name: 'memory',
    scale,
    createDatabase: async () => {
      const storage = make();
      return { open: async () => storage, drop: async () => undefined };
    },
  };
}
