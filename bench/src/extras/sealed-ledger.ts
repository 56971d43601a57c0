import { join } from 'node:path';
import type { EventStore } from '@taizhang/event-store-port';
import { createKeyStore, type KeyStore } from '@taizhang/keys-port';
import { openSqliteKeyRows } from '@taizhang/keys-sqlite';
import { systemEntropy, type LedgerId } from '@taizhang/kernel';
import { LedgerSeals, LedgerTrees, type SealRows } from '@taizhang/seals-port';
import { openSqliteGuardRows, openSqliteSealRows } from '@taizhang/seals-sqlite';
import { BENCH_STORE_OPTIONS } from '../stores/taizhang-store.js';
import { openStore } from './filled-store.js';

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
