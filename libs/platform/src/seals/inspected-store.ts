import { createEventStore, type CommitInspection, type EventStore } from '@taizhang/event-store-port';
import { systemClock, systemEntropy } from '@taizhang/kernel';

/** Commits that are checked or brought back, as events: whoever does that opens no ledgers. */
export function inspectedStore(commits: CommitInspection, authority: string): EventStore {
  return createEventStore(commits, {
    authority,
    clock: systemClock,
    entropy: systemEntropy,
    ledgerKeys: () => Promise.reject(new TypeError('an inspection opens no ledgers')),
  });
}
