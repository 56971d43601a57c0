import type { BallotDrawers } from '@taizhang/ballots-port';
import type { BallotBoxFixture } from './conformance-case.js';
import { BallotMemory, MemoryBallotDrawers } from './memory-ballot-drawers.js';

/** A fixture over memory. @param make what is opened there: a broken store, say */
export function memoryBallotFixture(
  make: (memory: BallotMemory) => BallotDrawers = (memory) => new MemoryBallotDrawers(memory),
): BallotBoxFixture {
  const places = new Map<string, BallotMemory>();
  return {
    name: 'memory',
    freshPlace: () => {
      const place = String(places.size);
      places.set(place, new BallotMemory());
      return Promise.resolve(place);
    },
    open: (place) => Promise.resolve(make(places.get(place) ?? new BallotMemory())),
  };
}
