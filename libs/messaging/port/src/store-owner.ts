import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerOwner } from './inbox.js';
import type { PlacedLeaf } from './recorded-leaf.js';

/** The owner's API where the store is at hand: inside the owning host, and embedded. Elsewhere it is an HTTP client. */
export function ownerOfStore(store: Pick<EventStore, 'readLedger' | 'heads'>): LedgerOwner {
  return {
    leaves: (ledger, from) => alreadyRead(store.readLedger(ledger, { from })),
    changedHeads: (context, since) => store.heads({ context, ...(since === undefined ? {} : { changedSince: since }) }),
  };
}

async function* alreadyRead(events: AsyncIterable<RecordedEvent>): AsyncGenerator<PlacedLeaf> {
  for await (const event of events) yield { idx: event.idx, leaf: event.leaf, event };
}
