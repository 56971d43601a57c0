import { join } from 'node:path';
import { createSqliteEventStore } from '@taizhang/event-store-sqlite';
import { createKeyStore } from '@taizhang/keys-port';
import { openSqliteKeyRows } from '@taizhang/keys-sqlite';
import { systemEntropy, type JsonObject, type StreamId } from '@taizhang/kernel';
import { DISCLOSURE_SALT_BYTES, sealData, type FieldClasses } from '@taizhang/ledger';
import { openVault } from '@taizhang/platform';
import type { OpenOptions, Peer } from '../bench-store.js';
import { contestsOf, type Contest } from '../passes.js';
import type { BenchSettings } from '../settings.js';
import { openAndAsk } from '../stores/sqlite-settings.js';
import { benchCommit } from '../stores/taizhang-events.js';
import { taizhangSqlite } from '../stores/taizhang-sqlite.js';
import { BENCH_STORE_OPTIONS, TaizhangStore } from '../stores/taizhang-store.js';
import { concurrentAppenders } from '../workloads/append-workloads.js';

const WORKLOAD = 'X.sealed';
const OPEN = { kind: 'open' } as const;
/** The text is what people write, and sealed; the rest stands openly, as ids, codes and numbers do. */
const CLASSES: FieldClasses = {
  id: OPEN,
  bureau: OPEN,
  key: OPEN,
  kind: OPEN,
  seq: OPEN,
  amount: OPEN,
  at: OPEN,
  text: { kind: 'redactable', level: 1 },
};

/** The work of W2 with the text of each event sealed and kept encrypted under a key of its own, against the same store without. */
export function sealedAppends(settings: BenchSettings): readonly Contest[] {
  const workload = { ...concurrentAppenders(settings, 1), name: WORKLOAD };
  const unsealed: Peer = { ...taizhangSqlite, name: 'taizhang sqlite, open', role: { limitOf: [WORKLOAD] } };
  return contestsOf([workload], [{ ...taizhangSqlite, name: 'taizhang sqlite, sealed', open: openSealed }, unsealed]);
}

/** A commit as a command would make it: sealed before it is appended. */
function sealedCommit(stream: StreamId, expected: number, data: readonly JsonObject[]) {
  const salt = (purpose: string) =>
    systemEntropy.bytes(DISCLOSURE_SALT_BYTES, { log: 'bench', commit: 'bench', purpose });
  const sealed = data.map((event) => sealData(event, CLASSES, salt));
  const disclosures = sealed.flatMap((one) =>
    one.disclosures.map(({ digest, disclosure }) => ({ digest, disclosure })),
  );
  const commitOfOpen = benchCommit(
    stream,
    expected,
    sealed.map((one) => one.data),
  );
  return { ...commitOfOpen, disclosures };
}

async function openSealed({ folder, ledgers }: OpenOptions): Promise<TaizhangStore> {
  const { opened: store, durability } = openAndAsk(() => createSqliteEventStore({ folder, ...BENCH_STORE_OPTIONS }));
  const rows = openAndAsk(() => openSqliteKeyRows(join(folder, 'keys.sqlite')));
  const keys = await createKeyStore(rows.opened, { passphrase: 'a passphrase of the bench', entropy: systemEntropy });
  const parts = {
    store: openVault({ store, keys, authority: BENCH_STORE_OPTIONS.authority }),
    commitOf: sealedCommit,
    durability: `${durability}; keys ${rows.durability}`,
    openViewParts: () => Promise.reject(new Error('no view is measured on sealed events')),
    dispose: () => keys.close(),
  };
  return await TaizhangStore.open(parts, ledgers);
}
