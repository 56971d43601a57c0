import type { GuardRows, SealRows } from '@taizhang/seals-port';
import type { GuardRowsFixture, RowsFixture, SealRowsFixture } from '../conformance-case.js';
import { GuardMemory, MemoryGuardRows } from './memory-guard-rows.js';
import { MemorySealRows, SealMemory } from './memory-seal-rows.js';

/** Trees and checkpoints in memory, each place opened by `make`. */
export function memorySealFixture(
  make: (memory: SealMemory) => SealRows = (memory) => new MemorySealRows(memory),
): SealRowsFixture {
  return memoryFixture(() => new SealMemory(), make);
}

/** Guard heads in memory, each place opened by `make`. */
export function memoryGuardFixture(
  make: (memory: GuardMemory) => GuardRows = (memory) => new MemoryGuardRows(memory),
): GuardRowsFixture {
  return memoryFixture(() => new GuardMemory(), make);
}

function memoryFixture<Memory, Rows>(fresh: () => Memory, make: (memory: Memory) => Rows): RowsFixture<Rows> {
  const places = new Map<string, Memory>();
  return {
    name: 'memory',
    freshPlace: () => {
      const place = String(places.size);
      places.set(place, fresh());
      return Promise.resolve(place);
    },
    open: (place) => Promise.resolve(make(places.get(place) ?? fresh())),
  };
}
