import type { EventStore } from '@taizhang/event-store-port';
import { createSqliteEventStore } from '@taizhang/event-store-sqlite';
import type { LedgerId } from '@taizhang/kernel';
import { payloads } from '../payload.js';
import { openAndAsk } from '../stores/sqlite-settings.js';
import { benchCommit, benchLedger } from '../stores/taizhang-events.js';
import { BENCH_STORE_OPTIONS } from '../stores/taizhang-store.js';

/** Events of one filling commit: as many as one may have. */
const FILL_COMMIT_EVENTS = 500;
/** Filling commits at once: as many as one batch takes. */
const FILL_AT_ONCE = 8;

/** A store of ours in a folder, and what its appends survive. */
export function openStore(folder: string): { readonly store: EventStore; readonly durability: string } {
  const { opened, durability } = openAndAsk(() => createSqliteEventStore({ folder, ...BENCH_STORE_OPTIONS }));
  return { store: opened, durability };
}

/** Appends `count` events of the bench in all, round robin over so many ledgers, each commit to a stream of its own. */
export async function fill(store: EventStore, count: number, ledgers: number): Promise<readonly LedgerId[]> {
  const ids = Array.from({ length: ledgers }, (_, i) => benchLedger(i));
  const commits = Math.ceil(count / FILL_COMMIT_EVENTS);
  for (let from = 0; from < commits; from += FILL_AT_ONCE) {
    const group = Array.from({ length: Math.min(FILL_AT_ONCE, commits - from) }, (_, i) => from + i);
    await Promise.all(
      group.map((number) => {
        const first = number * FILL_COMMIT_EVENTS;
        const data = payloads(first, Math.min(FILL_COMMIT_EVENTS, count - first));
        const ledger = ids[number % ids.length] ?? benchLedger(0);
        return store.append(ledger, benchCommit(`case/${String(number)}`, -1, data));
      }),
    );
  }
  return ids.slice(0, commits);
}
