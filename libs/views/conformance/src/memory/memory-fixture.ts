import type { ViewStorage } from '@taizhang/views-port';
import type { ViewsFixture } from '../fixture.js';
import { MemoryViewStorage } from './memory-view-storage.js';

/** The suite on memory; `wrap` puts something around each storage, for trying the suite on broken ones. */
export function memoryFixture(wrap: (storage: ViewStorage) => ViewStorage = (storage) => storage, scale = 1): ViewsFixture {
  return {
    name: 'memory',
    scale,
    createDatabase: async () => {
      const storage = wrap(new MemoryViewStorage());
      return { open: async () => storage, drop: async () => undefined };
    },
  };
}
