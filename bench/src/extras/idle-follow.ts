import { join } from 'node:path';
import { createEventStore, frameLeaves, type EventStore } from '@taizhang/event-store-port';
import { EVENT_STORE_FILE, openSqliteCommitStorage } from '@taizhang/event-store-sqlite';
import { delegatingCommitStorage } from '@taizhang/testkit';
import Database from 'better-sqlite3';
import type { Contest, Outcome } from '../passes.js';
import { scaled, type BenchSettings } from '../settings.js';
import { BENCH_STORE_OPTIONS } from '../stores/taizhang-store.js';
import { ownVersion } from '../stores/versions.js';
import { openStore } from './filled-store.js';

/** Ledgers that are quiet: every bureau of a country in each of its contexts. */
const QUIET_LEDGERS = 800_000;
/** How long idling is watched, in seconds. */
const WATCHED_S = 20;

/** What a follower costs while nothing happens in a great many ledgers. */
export function idleFollow(settings: BenchSettings): Contest {
  return {
    workload: 'X.idle-follow',
    mostPasses: 1,
    entrants: [
      {
        peer: 'taizhang sqlite',
        version: ownVersion(),
        technology: 'sqlite',
        role: 'ours',
        run: (folder) => run(folder, scaled(settings, QUIET_LEDGERS), Math.min(WATCHED_S, settings.limitS)),
      },
    ],
  };
}

async function run(folder: string, ledgers: number, watchedS: number): Promise<Outcome> {
  const { store: made, durability } = openStore(folder);
  await made.stop();
  generate(join(folder, EVENT_STORE_FILE), ledgers);
  const { store, swept, writes } = watchedStore(join(folder, EVENT_STORE_FILE));
  const stop = new AbortController();
  try {
    const startedAt = performance.now();
    const following = drain(store, stop.signal);
    await swept;
    const foundQuietS = (performance.now() - startedAt) / 1_000;
    const cpuBefore = process.cpuUsage();
    const writesBefore = writes();
    await new Promise((resolve) => setTimeout(resolve, watchedS * 1_000));
    const { user, system } = process.cpuUsage(cpuBefore);
    const cpu = ((user + system) / 1_000_000 / watchedS) * 100;
    const perS = (writes() - writesBefore) / watchedS;
    stop.abort();
    const delivered = await following;
    if (delivered > 0) throw new Error(`${String(delivered)} events were delivered of ledgers that are quiet`);
    const note = `CPU ${cpu.toFixed(2)} % of a core, ${String(perS)} writes/s; first sweep ${foundQuietS.toFixed(1)} s`;
    return { durability, measured: { n: ledgers, seconds: watchedS, note } };
  } finally {
    await store.stop();
  }
}

/** Writes what such a store would hold: a head and one commit per ledger, stored long ago. */
function generate(file: string, ledgers: number): void {
  const database = new Database(file);
  const at = '2014-09-24T10:00:00.000Z';
  const leaves = frameLeaves([Buffer.from('{}')]); // never read: the follower's checkpoint is behind it
  const ledger = database.prepare('INSERT INTO ledgers (no, ledger, size, stored_at) VALUES (?, ?, 1, ?)');
  const commit = database.prepare(
    'INSERT INTO commits (place, id, digest, idx, cnt, time, stored_at, leaves) VALUES (? << 32, ?, ?, 0, 1, ?, ?, ?)',
  );
  database.transaction(() => {
    for (let no = 1; no <= ledgers; no += 1) {
      ledger.run(no, `bench/q-${String(no).padStart(7, '0')}`, at);
      commit.run(no, 'opening', 'opening', at, at, leaves);
    }
  })();
  database.close();
}

/** A store that tells when its first full sweep is over, and how often it was written. */
function watchedStore(file: string) {
  const storage = openSqliteCommitStorage(file);
  let writes = 0;
  let over: () => void = () => undefined;
  const swept = new Promise<void>((resolve) => (over = resolve));
  const watched = delegatingCommitStorage(storage, {
    insert: (batches) => {
      writes += 1;
      return storage.insert(batches);
    },
    raiseHeads: (heads) => {
      writes += 1;
      return storage.raiseHeads(heads);
    },
    async *allLedgers() {
      yield* storage.allLedgers();
      over();
    },
  });
  return { store: createEventStore(watched, BENCH_STORE_OPTIONS), swept, writes: () => writes };
}

/** Follows as a relay does whose checkpoints are all up to date. @returns events delivered */
async function drain(store: EventStore, signal: AbortSignal): Promise<number> {
  let delivered = 0;
  for await (const events of store.follow({ from: () => 1, signal })) delivered += events.length;
  return delivered;
}
