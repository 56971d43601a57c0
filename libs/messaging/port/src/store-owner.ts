import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerOwner } from './inbox.js';

/** The owner's API where the store is at hand: inside the owning host, and embedded. Elsewhere it is an HTTP client. */
export function ownerOfStore(store: Pick<EventStore, 'readLedger' | 'heads'>): LedgerOwner {
  return {
    leaves: (ledger, from) => store.readLedger(ledger, { from }),
    changedHeads: (context, since) => store.heads({ context, ...(since === undefined ? {} : { changedSince: since }) }),
  };
}
