import type { IdentityRows } from '@taizhang/identity-port';
import type { IdentityStoreFixture } from './conformance-case.js';
import { IdentityMemory, MemoryIdentityRows } from './memory-identity-rows.js';

/** A fixture over memory. @param make what is opened there: a broken store, say */
export function memoryIdentityFixture(
  make: (memory: IdentityMemory) => IdentityRows = (memory) => new MemoryIdentityRows(memory),
): IdentityStoreFixture {
  const places = new Map<string, IdentityMemory>();
  return {
    name: 'memory',
    freshPlace: () => {
      const place = String(places.size);
      places.set(place, new IdentityMemory());
      return Promise.resolve(place);
    },
    open: (place) => Promise.resolve(make(places.get(place) ?? new IdentityMemory())),
  };
}
