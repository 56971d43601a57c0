import { join } from 'node:path';
import { createKeyStore } from '@taizhang/keys-port';
import { openSqliteKeyRows } from '@taizhang/keys-sqlite';
import { systemEntropy } from '@taizhang/kernel';
import { LedgerSeals } from '@taizhang/seals-port';
import { openSqliteGuardRows, openSqliteSealRows } from '@taizhang/seals-sqlite';
import type { Contest, Outcome } from '../passes.js';
import { scaled, type BenchSettings } from '../settings.js';
import { BENCH_STORE_OPTIONS } from '../stores/taizhang-store.js';
import { ownVersion } from '../stores/versions.js';
import { fill, openStore } from './filled-store.js';

/** Leaves that are sealed. */
const SEALED_LEAVES = 200_000;

/** A ledger that nobody has sealed yet: read, hashed, its tiles written, one checkpoint signed. */
export function sealLedger(settings: BenchSettings): Contest {
  return {
    workload: 'X.seal',
    mostPasses: 3,
    entrants: [
      {
        peer: 'taizhang sqlite',
        version: ownVersion(),
        technology: 'sqlite',
        role: 'ours',
        run: (folder) => run(folder, scaled(settings, SEALED_LEAVES)),
      },
    ],
  };
}

async function run(folder: string, leaves: number): Promise<Outcome> {
  const { store, durability } = openStore(folder);
  const [ledger] = await fill(store, leaves, 1);
  if (ledger === undefined) throw new Error('nothing was filled');
  const rows = openSqliteSealRows(join(folder, 'seals.sqlite'));
  const guard = openSqliteGuardRows(join(folder, 'guard.sqlite'));
  const { authority } = BENCH_STORE_OPTIONS;
  const keys = await createKeyStore(openSqliteKeyRows(join(folder, 'keys.sqlite')), {
    passphrase: 'a passphrase of the bench',
    entropy: systemEntropy,
  });
  await keys.ledgerKeys(ledger, `${authority}/${ledger}`);
  const started = performance.now();
  const sealed = await new LedgerSeals({ store, rows, guard, keys, authority }).seal(ledger);
  const seconds = (performance.now() - started) / 1_000;
  await Promise.all([store.stop(), rows.close(), guard.close(), keys.close()]);
  return {
    durability,
    measured: { n: sealed?.size ?? 0, seconds, note: 'read, hashed, tiles written, one checkpoint' },
  };
}
