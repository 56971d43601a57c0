import type { Entropy, LedgerId } from '@taizhang/kernel';
import { exportVkey, logVkey } from '@taizhang/ledger';
import { ED25519_SEED_BYTES, publicKeyOf, signWith } from './ed25519.js';
import { openKeyEncryption, type KeyEncryption } from './key-encryption.js';
import type { KeyRow, KeyRows } from './key-rows.js';
import { KeyStoreError, type KeyStore, type LedgerKey, type LedgerKeyUse, type LedgerSigner } from './keys.js';

/** Bytes of a deployment secret. */
export const SECRET_BYTES = 32;

/** What a key store is opened with. */
export interface KeyStoreOptions {
  /** Passphrase, or content of the key file, that opens the store (`TAIZHANG_KEK`, `TAIZHANG_KEK_FILE`). */
  readonly passphrase: string;
  /** Source of new keys; derived from the seed with the manual clock. */
  readonly entropy: Entropy;
}

/** First and so far only generation of a ledger's keys. */
const FIRST = 1;

/**
 * The key store above a technology's rows.
 * @throws KeyStoreError `KEK_WRONG` when the passphrase is not the one the store was made with.
 */
export async function createKeyStore(rows: KeyRows, options: KeyStoreOptions): Promise<KeyStore> {
  return new WrappedKeyStore(rows, await openKeyEncryption(rows, options.passphrase), options.entropy);
}

class WrappedKeyStore implements KeyStore {
  constructor(
    private readonly rows: KeyRows,
    private readonly encryption: KeyEncryption,
    private readonly entropy: Entropy,
  ) {}

  async ledgerKeys(ledger: LedgerId, origin: string): Promise<{ readonly log: LedgerKey; readonly export: LedgerKey }> {
    const make = async (use: LedgerKeyUse): Promise<LedgerKey> => {
      const row = await this.madeOnce(
        ledgerKeyRow(ledger, use),
        ED25519_SEED_BYTES,
        { log: origin, purpose: `key/${use}` },
        (seed) => (use === 'log' ? logVkey(origin, publicKeyOf(seed)) : exportVkey(origin, publicKeyOf(seed))),
      );
      return { ledger, use, vkey: row.open };
    };
    return { log: await make('log'), export: await make('export') };
  }

  async signer(ledger: LedgerId, use: LedgerKeyUse): Promise<LedgerSigner | undefined> {
    const row = await this.rows.get(ledgerKeyRow(ledger, use));
    if (row === undefined) return undefined;
    const seed = this.encryption.unwrap(row);
    return { vkey: row.open, sign: (message) => Promise.resolve(signWith(seed, message)) };
  }

  async secret(purpose: string): Promise<Uint8Array> {
    const row = await this.madeOnce(
      `secret/${purpose}`,
      SECRET_BYTES,
      { log: '', purpose: `secret/${purpose}` },
      () => '',
    );
    return this.encryption.unwrap(row);
  }

  close(): Promise<void> {
    return this.rows.close();
  }

  /** The row under `id`, made now unless it exists; of several processes one wins, and all get its row. */
  private async madeOnce(
    id: string,
    length: number,
    drawnFor: { readonly log: string; readonly purpose: string },
    openPart: (secret: Uint8Array) => string,
  ): Promise<KeyRow> {
    const existing = await this.rows.get(id);
    if (existing !== undefined) return existing;
    const secret = this.entropy.bytes(length, { ...drawnFor, commit: 'keys' });
    const made = { id, open: openPart(secret), wrapped: this.encryption.wrap(id, secret) };
    if (await this.rows.insert(made)) return made;
    const winner = await this.rows.get(id);
    if (winner === undefined)
      throw new KeyStoreError(
        'KEY_STORE_UNAVAILABLE',
        'The key store lost a row that it had just refused to overwrite.',
      );
    return winner;
  }
}

function ledgerKeyRow(ledger: LedgerId, use: LedgerKeyUse): string {
  return `ledger/${ledger}/${use}/${String(FIRST)}`;
}
