import type { KeyRows } from '@taizhang/keys-port';
import type { KeyStoreFixture } from '../conformance-case.js';
import { KeyMemory, MemoryKeyRows } from './memory-key-rows.js';

/** Places in memory, each opened by `make`. */
export function memoryKeyFixture(
  make: (memory: KeyMemory) => KeyRows = (memory) => new MemoryKeyRows(memory),
): KeyStoreFixture {
  const places = new Map<string, KeyMemory>();
  return {
    name: 'memory',
    freshPlace: () => {
      const place = String(places.size);
      places.set(place, new KeyMemory());
      return Promise.resolve(place);
    },
    open: (place) => Promise.resolve(make(places.get(place) ?? new KeyMemory())),
  };
}
