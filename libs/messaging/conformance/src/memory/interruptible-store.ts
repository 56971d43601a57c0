import type { FollowOptions, RecordedEvent } from '@taizhang/event-store-port';
import type { OwnerStore } from '../fixture.js';

/** The store is away: what its followers and readers get to hear. */
export class StoreAwayError extends Error {
  override readonly name = 'StoreAwayError';
}

/** A store that can be taken away from those who follow and read it, and given back. */
export interface InterruptibleStore {
  /** `store` as others see it. */
  of(store: OwnerStore): OwnerStore;
  /** Ends what is being followed with an error; until the answer is called, every reading fails. */
  interrupt(): () => void;
}

export function interruptibleStore(): InterruptibleStore {
  let presence = new AbortController();
  const check = (): void => {
    if (presence.signal.aborted) throw new StoreAwayError('the store is away');
  };
  async function* follow(store: OwnerStore, options: FollowOptions): AsyncGenerator<readonly RecordedEvent[]> {
    check();
    const gone = presence.signal;
    const signal = options.signal === undefined ? gone : AbortSignal.any([options.signal, gone]);
    yield* store.follow({ ...options, signal });
    if (gone.aborted) throw new StoreAwayError('the store is away');
  }
  return {
    of: (store) => ({
      follow: (options) => follow(store, options),
      readLedger: (ledger, range) => {
        check();
        return store.readLedger(ledger, range);
      },
      heads: (filter) => store.heads(filter),
    }),
    interrupt: () => {
      presence.abort();
      return () => {
        presence = new AbortController();
      };
    },
  };
}
