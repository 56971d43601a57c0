import { join } from 'node:path';
import type { EventStore } from '@taizhang/event-store-port';
import { createKeyStore, type KeyStore } from '@taizhang/keys-port';
import { openSqliteKeyRows } from '@taizhang/keys-sqlite';
import { systemEntropy, type LedgerId } from '@taizhang/kernel';
import { LedgerSeals, LedgerTrees, type SealRows } from '@taizhang/seals-port';
import { openSqliteGuardRows, openSqliteSealRows } from '@taizhang/seals-sqlite';
import type { Outcome } from '../passes.js';
import type { Measured } from '../row.js';
import { benchLedger } from '../stores/taizhang-events.js';
import { BENCH_STORE_OPTIONS } from '../stores/taizhang-store.js';
import { fill, openStore } from './filled-store.js';

/** Everything that seals ledgers of a store in a folder, as in service, but for the sealer's clock. */
export interface SealedStore {
  readonly store: EventStore;
  readonly durability: string;
  readonly rows: SealRows;
  readonly keys: KeyStore;
  readonly trees: LedgerTrees;
  readonly seals: LedgerSeals;
  close(): Promise<void>;
}

/** Does something with a sealed ledger of so many leaves, which is made in an empty folder and not measured. */
export async function withSealedLedger(
  folder: string,
  leaves: number,
  run: (sealed: SealedStore) => Promise<Measured>,
): Promise<Outcome> {
  const sealed = await openSealedStore(folder, [benchLedger(0)]);
  try {
    const [ledger] = await fill(sealed.store, leaves, 1);
    if (ledger !== undefined) await sealed.seals.seal(ledger);
    return { durability: '', measured: await run(sealed) };
  } finally {
    await sealed.close();
  }
}

/** Opens a store in an empty folder, and makes the keys of these ledgers. */
export async function openSealedStore(folder: string, ledgers: readonly LedgerId[]): Promise<SealedStore> {
  const { store, durability } = openStore(folder);
  const rows = openSqliteSealRows(join(folder, 'seals.sqlite'));
  const guard = openSqliteGuardRows(join(folder, 'guard.sqlite'));
  const { authority } = BENCH_STORE_OPTIONS;
  const keys = await createKeyStore(openSqliteKeyRows(join(folder, 'keys.sqlite')), {
    passphrase: 'a passphrase of the bench',
    entropy: systemEntropy,
  });
  for (const ledger of ledgers) await keys.ledgerKeys(ledger, `${authority}/${ledger}`);
  return {
    store,
    durability,
    rows,
    keys,
    trees: new LedgerTrees(store, rows),
    seals: new LedgerSeals({ store, rows, guard, keys, authority }),
    close: async () => {
      await Promise.all([store.stop(), rows.close(), guard.close(), keys.close()]);
    },
  };
}
