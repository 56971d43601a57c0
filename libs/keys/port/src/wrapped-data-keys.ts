import type { Entropy, LedgerId } from '@taizhang/kernel';
import type { KeyEncryption } from './key-encryption.js';
import { allOfGroup, type KeyRow, type KeyRows } from './key-rows.js';
import { KeyStoreError, type DataKeyEntry, type DataKeyPurpose, type DataKeys, type GroupedData } from './keys.js';

/** Bytes of a key of data at rest. */
export const DATA_KEY_BYTES = 32;
const NAME = /^[A-Za-z0-9_-]{1,128}$/;

/** {@link DataKeys} above a technology's rows. */
export class WrappedDataKeys implements DataKeys {
  constructor(
    private readonly rows: KeyRows,
    private readonly encryption: KeyEncryption,
    private readonly entropy: Entropy,
  ) {}

  async make(purpose: DataKeyPurpose, entries: readonly DataKeyEntry[]): Promise<readonly Uint8Array[]> {
    const made = entries.map((entry) => this.drawn(purpose, entry));
    const existed = await this.rows.insertAll(made.map(({ row }) => row));
    const winners = new Map<string, KeyRow>();
    if (existed.size > 0) for (const row of await this.rows.getAll([...existed])) winners.set(row.id, row);
    const keys: Uint8Array[] = [];
    for (const { row, key } of made) {
      const winner = winners.get(row.id);
      if (existed.has(row.id) && winner === undefined)
        throw new KeyStoreError('KEY_STORE_UNAVAILABLE', 'A data key was destroyed while it was asked for.');
      keys.push(winner === undefined ? key : await this.encryption.unwrap(winner));
    }
    return keys;
  }

  async get(purpose: DataKeyPurpose, ledger: LedgerId, names: readonly string[]) {
    const prefix = prefixOf(purpose, ledger);
    const found = await this.rows.getAll(names.filter((name) => NAME.test(name)).map((name) => prefix + name));
    const keys = new Map<string, Uint8Array>();
    for (const row of found) keys.set(row.id.slice(prefix.length), await this.encryption.unwrap(row));
    return keys;
  }

  destroy(purpose: DataKeyPurpose, ledger: LedgerId, names: readonly string[]): Promise<void> {
    return this.rows.deleteAll(names.map((name) => rowOf(purpose, ledger, name)));
  }

  async *ofGroup(ledger: LedgerId, kid: string): AsyncGenerator<GroupedData, void> {
    for await (const { id, open } of allOfGroup(this.rows, `${ledger}/${kid}`)) {
      // as: rows with a group are written by `make` alone: `data/<purpose>/<context>/<bureau>/<name>`
      const [, purpose, , , name] = id.split('/') as [string, DataKeyPurpose, string, string, string];
      yield { purpose, name, ...(open !== '' && { commit: open }) };
    }
  }

  private drawn(purpose: DataKeyPurpose, { ledger, name, group, commit }: DataKeyEntry) {
    const id = rowOf(purpose, ledger, name);
    const key = this.entropy.bytes(DATA_KEY_BYTES, { log: ledger, commit: 'keys', purpose: id });
    const wrapped = this.encryption.wrap(id, key);
    const row: KeyRow = {
      id,
      open: commit ?? '',
      wrapped,
      ...(group !== undefined && { group: `${ledger}/${group}` }),
    };
    return { row, key };
  }
}

function prefixOf(purpose: DataKeyPurpose, ledger: LedgerId): string {
  return `data/${purpose}/${ledger}/`;
}

function rowOf(purpose: DataKeyPurpose, ledger: LedgerId, name: string): string {
  if (!NAME.test(name)) throw new RangeError('the name of a data key is malformed');
  return prefixOf(purpose, ledger) + name;
}
