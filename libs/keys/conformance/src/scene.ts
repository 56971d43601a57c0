import assert from 'node:assert/strict';
import { ledgerId, systemEntropy, type Entropy } from '@taizhang/kernel';
import { createKeyStore, type KeyRow, type KeyRows, type KeyStore } from '@taizhang/keys-port';
import type { KeyStoreFixture } from './conformance-case.js';

/** The ledger that cases speak of. */
export const LEDGER = ledgerId('issues', 'wgx-0371');
/** Its origin. */
export const ORIGIN = 'rectify.example/issues/wgx-0371';
/** Passphrase of the suite's stores. */
export const PASSPHRASE = 'right';

/** Opens several key stores at one fresh place, and closes them. */
export async function withStores(
  fixture: KeyStoreFixture,
  count: number,
  use: (stores: readonly KeyStore[], place: string) => Promise<void>,
  entropy: Entropy = systemEntropy,
): Promise<void> {
  const place = await fixture.freshPlace();
  const stores = await Promise.all(
    Array.from({ length: count }, async () =>
      createKeyStore(await fixture.open(place), { passphrase: PASSPHRASE, entropy }),
    ),
  );
  try {
    await use(stores, place);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

/** Opens the rows at a place, and closes them. */
export async function withRows<T>(fixture: KeyStoreFixture, place: string, use: (rows: KeyRows) => Promise<T>) {
  const rows = await fixture.open(place);
  try {
    return await use(rows);
  } finally {
    await rows.close();
  }
}

/** Every row, ids and contents as text and bytes: what somebody has who has the database. */
export async function everything(rows: KeyRows): Promise<readonly KeyRow[]> {
  return rows.list('', { limit: 10_000 });
}

/** The first of the items. */
export function only<T>(items: readonly T[]): T {
  const [item] = items;
  assert.ok(item !== undefined);
  return item;
}

/** Bytes for comparisons: one kind of array only. */
export function hex(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('hex');
}
