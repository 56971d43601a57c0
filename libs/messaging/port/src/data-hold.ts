import { ALL_BUCKETS } from './bucket.js';
import type { FollowerState } from './follower-state.js';
import { repeated } from './repeated.js';
import type { Timers } from './timers.js';

/** How long a hold outlives a process that was killed, in milliseconds. */
export const DATA_HOLD_TTL_MS = 30_000;

/** Name of the leases. */
const HOLD = 'data';

/** Somebody else is at work on these data; one sentence for the operator. */
export class DataInUseError extends Error {
  override readonly name = 'DataInUseError';
  readonly code = 'DATA_IN_USE';
}

/** What a hold is made of. */
export interface DataHoldParts {
  readonly state: Pick<FollowerState, 'acquireLeases' | 'releaseLeases'>;
  readonly timers: Timers;
  /** Unique to the process and start. */
  readonly holder: string;
}

/**
 * Holds the data of a server by leases: each host has one of them, whoever mends or recovers has all.
 * @returns gives the hold back
 * @throws {DataInUseError}
 */
export async function holdByLeases(
  { state, timers, holder }: DataHoldParts,
  how: 'shared' | 'alone',
): Promise<() => Promise<void>> {
  const buckets = how === 'alone' ? ALL_BUCKETS : await firstFree(state, holder);
  const take = () => state.acquireLeases(HOLD, buckets, holder, DATA_HOLD_TTL_MS);
  if (buckets.length === 0 || (await take()).length < buckets.length) {
    await state.releaseLeases(HOLD, holder);
    throw new DataInUseError(
      how === 'alone'
        ? 'A host is at work on these data, or was until less than 30 s ago: stop it first.'
        : 'These data are being mended or recovered: start the host when that is done.',
    );
  }
  const released = new AbortController();
  const keeping = repeated(async () => void (await take()), {
    pauseMs: DATA_HOLD_TTL_MS / 3,
    timers,
    signal: released.signal,
    failed: () => undefined, // a server that is away is waited for by everything else here, too
  });
  return async () => {
    released.abort();
    await keeping;
    await state.releaseLeases(HOLD, holder);
  };
}

async function firstFree(state: DataHoldParts['state'], holder: string): Promise<readonly number[]> {
  for (const bucket of ALL_BUCKETS)
    if ((await state.acquireLeases(HOLD, [bucket], holder, DATA_HOLD_TTL_MS)).length > 0) return [bucket];
  return [];
}
