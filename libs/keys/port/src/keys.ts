import type { LedgerId } from '@taizhang/kernel';

/** What a signing key of a ledger is for (ledger-format §4, §11). */
export type LedgerKeyUse = 'log' | 'export';

/** An Ed25519 key as its users see it: the private part never leaves the key store. */
export interface LedgerKey {
  readonly ledger: LedgerId;
  readonly use: LedgerKeyUse;
  /** Public key string of C2SP signed-note: `<name>+<key id>+<b64>`. */
  readonly vkey: string;
}

/** Signs for one key; the message is signed as it is (Ed25519, RFC 8032). */
export interface LedgerSigner {
  readonly vkey: string;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/**
 * The keys of a deployment, in a database of their own, wrapped by a key-encryption key (design §3).
 * Errors: {@link KeyStoreError} with one sentence for the operator.
 */
export interface KeyStore {
  /**
   * The log and export keys of a ledger, made when they do not exist yet. When several processes ask at once, one wins
   * and all get its keys. With the manual clock they derive from the seed (design §3).
   */
  ledgerKeys(ledger: LedgerId, origin: string): Promise<{ readonly log: LedgerKey; readonly export: LedgerKey }>;
  /** @returns the signer of the ledger's newest key for this use; `undefined` when the ledger has none. */
  signer(ledger: LedgerId, use: LedgerKeyUse): Promise<LedgerSigner | undefined>;
  /**
   * A secret of the deployment for one purpose (`commit-digest`, `search-grams`), 32 bytes, made once: HMAC keys that must
   * be the same in all processes.
   */
  secret(purpose: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A lost or wrong key-encryption key, a foreign or damaged key store: one sentence that says what to do. */
export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError';
  constructor(
    readonly code: 'KEK_WRONG' | 'KEK_MISSING' | 'KEY_STORE_UNAVAILABLE' | 'KEY_STORE_FOREIGN',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
