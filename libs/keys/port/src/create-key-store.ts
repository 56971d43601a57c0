import type { Entropy, LedgerId } from '@taizhang/kernel';
import { exportVkey, logVkey, witnessVkey } from '@taizhang/ledger';
import { ED25519_SEED_BYTES, publicKeyOf, signWith } from './ed25519.js';
import { openKeyEncryption, type KeyEncryption } from './key-encryption.js';
import { allRows, type KeyRow, type KeyRows } from './key-rows.js';
import {
  KeyStoreError,
  type DataKeys,
  type KeyStore,
  type LedgerKey,
  type LedgerKeyUse,
  type LedgerSigner,
  type SubjectKey,
  type SubjectKeyPlace,
} from './keys.js';
import { SubjectKeys } from './subject-keys.js';
import { WrappedDataKeys } from './wrapped-data-keys.js';

/** Bytes of a deployment secret. */
export const SECRET_BYTES = 32;

/** What a key store is opened with. */
export interface KeyStoreOptions {
  /** Passphrase, or content of the key file, that opens the store (`TAIZHANG_KEK`, `TAIZHANG_KEK_FILE`). */
  readonly passphrase: string;
  /** Reads the passphrase anew after a rotation beside this process; default: it stays the same. */
  readonly passphraseAgain?: () => Promise<string>;
  /** Source of new keys; derived from the seed with the manual clock. */
  readonly entropy: Entropy;
}

/** First generation of a ledger's keys: the one that its opening names. */
const FIRST = 1;

/**
 * The key store above a technology's rows.
 * @throws KeyStoreError `KEK_WRONG` when the passphrase is not the one the store was made with.
 */
export async function createKeyStore(rows: KeyRows, options: KeyStoreOptions): Promise<KeyStore> {
  try {
    const encryption = await openKeyEncryption(rows, options.passphrase, options.passphraseAgain);
    return new WrappedKeyStore(rows, encryption, options.entropy);
  } catch (error) {
    await rows.close();
    throw error;
  }
}

class WrappedKeyStore implements KeyStore {
  readonly dataKeys: DataKeys;
  private readonly subjects: SubjectKeys;

  constructor(
    private readonly rows: KeyRows,
    private readonly encryption: KeyEncryption,
    private readonly entropy: Entropy,
  ) {
    this.dataKeys = new WrappedDataKeys(rows, encryption, entropy);
    this.subjects = new SubjectKeys(rows, encryption, entropy, () => this.secret('subject-names'));
  }

  async ledgerKeys(ledger: LedgerId, origin: string): Promise<{ readonly log: LedgerKey; readonly export: LedgerKey }> {
    return {
      log: await this.ledgerKey(ledger, origin, 'log', FIRST),
      export: await this.ledgerKey(ledger, origin, 'export', FIRST),
    };
  }

  async logKey(ledger: LedgerId, origin: string, generation: number): Promise<LedgerKey> {
    if (generation > FIRST && (await this.rows.get(ledgerKeyRow(ledger, 'log', generation - 1))) === undefined)
      throw new RangeError(`${ledger} has no log key before generation ${String(generation)}`);
    return this.ledgerKey(ledger, origin, 'log', generation);
  }

  async signers(ledger: LedgerId, use: LedgerKeyUse): Promise<readonly LedgerSigner[]> {
    const rows: KeyRow[] = [];
    for await (const row of allRows(this.rows, ledgerKeyRows(ledger, use))) rows.push(row);
    rows.sort((a, b) => generationOf(a) - generationOf(b));
    return Promise.all(rows.map((row) => this.signerOf(row)));
  }

  private async ledgerKey(ledger: LedgerId, origin: string, use: LedgerKeyUse, generation: number): Promise<LedgerKey> {
    const row = await this.madeOnce(
      ledgerKeyRow(ledger, use, generation),
      ED25519_SEED_BYTES,
      { log: origin, purpose: generation === FIRST ? `key/${use}` : `key/${use}/${String(generation)}` },
      (seed) => (use === 'log' ? logVkey(origin, publicKeyOf(seed)) : exportVkey(origin, publicKeyOf(seed))),
    );
    return { ledger, use, vkey: row.open };
  }

  async witnessSigner(name: string): Promise<LedgerSigner> {
    return this.signerOf(
      await this.madeOnce(
        `witness/${name}/${String(FIRST)}`,
        ED25519_SEED_BYTES,
        { log: name, purpose: 'key/witness' },
        (seed) => witnessVkey(name, publicKeyOf(seed)),
      ),
    );
  }

  private async signerOf(row: KeyRow): Promise<LedgerSigner> {
    const seed = await this.encryption.unwrap(row);
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

  subjectKey(ledger: LedgerId, subject: string): Promise<SubjectKey> {
    return this.subjects.of(ledger, subject);
  }

  subjectKeyOf(ledger: LedgerId, kid: string): Promise<Uint8Array | undefined> {
    return this.subjects.byKid(ledger, kid);
  }

  subjectKeys(subject: string): Promise<readonly SubjectKeyPlace[]> {
    return this.subjects.placesOf(subject);
  }

  destroySubjectKey(ledger: LedgerId, kid: string): Promise<void> {
    return this.subjects.destroy(ledger, kid);
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
    if (!(await this.rows.insertAll([made])).has(id)) return made;
    const winner = await this.rows.get(id);
    if (winner === undefined)
      throw new KeyStoreError(
        'KEY_STORE_UNAVAILABLE',
        'The key store lost a row that it had just refused to overwrite.',
      );
    return winner;
  }
}

function ledgerKeyRow(ledger: LedgerId, use: LedgerKeyUse, generation: number): string {
  return `${ledgerKeyRows(ledger, use)}${String(generation)}`;
}

/** How the ids of all generations begin. */
function ledgerKeyRows(ledger: LedgerId, use: LedgerKeyUse): string {
  return `ledger/${ledger}/${use}/`;
}

function generationOf({ id }: KeyRow): number {
  return Number(id.slice(id.lastIndexOf('/') + 1));
}
