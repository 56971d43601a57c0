import type { LedgerId } from '@taizhang/kernel';
import { kekRows } from './key-encryption.js';
import { allRows, type KeyRows } from './key-rows.js';
import type { LedgerKey, LedgerKeyUse } from './keys.js';
import { versionOf } from './wrapping.js';

/** A ledger's key with its generation. */
export interface ListedLedgerKey extends LedgerKey {
  /** From 1; a rotation of the ledger's key adds one. */
  readonly generation: number;
}

/** What a key store holds, without any secret: needs no key-encryption key. */
export interface KeyInventory {
  readonly ledgerKeys: readonly ListedLedgerKey[];
  /** Public keys of the deployment's own witnesses. */
  readonly witnessVkeys: readonly string[];
  /** Versions of the key-encryption key: one, or two while a rotation is unfinished. */
  readonly kekVersions: readonly number[];
  readonly subjectKeys: number;
  readonly destroyedSubjectKeys: number;
  readonly disclosureKeys: number;
  readonly blobKeys: number;
}

/** Counts and lists the keys of a store. */
export async function keyInventory(rows: KeyRows): Promise<KeyInventory> {
  const ledgerKeys: ListedLedgerKey[] = [];
  for await (const { id, open: vkey } of allRows(rows, 'ledger/')) {
    // as: rows of ledger keys are `ledger/<context>/<bureau>/<use>/<generation>`
    const [, context, bureau, use, generation] = id.split('/') as [string, string, string, LedgerKeyUse, string];
    ledgerKeys.push({ ledger: `${context}/${bureau}` satisfies LedgerId, use, generation: Number(generation), vkey });
  }
  return {
    ledgerKeys,
    witnessVkeys: await ownWitnessVkeys(rows),
    kekVersions: (await kekRows(rows)).map(({ wrapped }) => versionOf(wrapped)),
    subjectKeys: await rows.count('subject/'),
    destroyedSubjectKeys: await rows.count('destroyed/'),
    disclosureKeys: await rows.count('data/disclosure/'),
    blobKeys: await rows.count('data/blob/'),
  };
}

/** Public keys of the deployment's own witnesses: needs no key-encryption key. */
export async function ownWitnessVkeys(rows: KeyRows): Promise<readonly string[]> {
  const vkeys: string[] = [];
  for await (const { open: vkey } of allRows(rows, 'witness/')) vkeys.push(vkey);
  return vkeys;
}
