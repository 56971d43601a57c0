import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { freshCommitId } from '@taizhang/testkit';
import { delegatingEventStore, madeUpCommit } from './delegating-event-store.js';

/** Acknowledges every third commit without recording it. */
export function losing(store: EventStore): EventStore {
  let appends = 0;
  return delegatingEventStore(store, {
    append: async (ledger, commit) => {
      appends += 1;
      return appends % 3 === 0 ? madeUpCommit(ledger, commit.id) : await store.append(ledger, commit);
    },
  });
}

/** Records each event by itself. */
export function splitting(store: EventStore): EventStore {
  return delegatingEventStore(store, {
    append: async (ledger, { events, ...commit }) => {
      const [first, ...rest] = events;
      let recorded = await store.append(ledger, { ...commit, events: first === undefined ? [] : [first] });
      for (const event of rest) {
        const { events: more } = await store.append(ledger, { ...commit, id: freshCommitId(), events: [event] });
        recorded = { ...recorded, events: [...recorded.events, ...more] };
      }
      return recorded;
    },
  });
}

/** Keeps everything in one ledger. */
export function mixing(store: EventStore): EventStore {
  const one: LedgerId = 'issues/one';
  return delegatingEventStore(store, {
    append: (_ledger, commit) => store.append(one, commit),
    find: (_ledger, id) => store.find(one, id),
    readStream: (_ledger, stream, range) => store.readStream(one, stream, range),
    readLedger: (_ledger, range) => store.readLedger(one, range),
    head: () => store.head(one),
  });
}
