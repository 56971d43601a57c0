import type { CommitId, LedgerId } from '@taizhang/kernel';

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

/** The key of one subject in one ledger (ledger-format §9). */
export interface SubjectKey {
  /** `k1_` and b64u of 16 bytes: what envelopes name. */
  readonly kid: string;
  /** 32 bytes. Not to be kept: whoever keeps it is not reached by its destruction. */
  readonly key: Uint8Array;
}

/** Where a subject has a key. */
export interface SubjectKeyPlace {
  readonly ledger: LedgerId;
  readonly kid: string;
}

/** What data at rest a key is for. */
export type DataKeyPurpose = 'disclosure' | 'blob' | 'ballot-box';

/** A key of data at rest that is wanted. */
export interface DataKeyEntry {
  readonly ledger: LedgerId;
  /** Digest that names the data within its ledger: `[A-Za-z0-9_-]`, at most 128. */
  readonly name: string;
  /** `kid` of the subject whom the data are about: destroyed together. */
  readonly group?: string;
  readonly commit?: CommitId;
}

/** Data at rest of a subject. */
export interface GroupedData {
  readonly purpose: DataKeyPurpose;
  readonly name: string;
  readonly commit?: CommitId;
}

/** Keys of data at rest, one each, so that each can be destroyed by itself (design §5). 32 bytes; not to be kept. */
export interface DataKeys {
  /** Makes keys, in one transaction where the technology has them. @returns keys in the order asked; of a name that has one, that one */
  make(purpose: DataKeyPurpose, entries: readonly DataKeyEntry[]): Promise<readonly Uint8Array[]>;
  /** Keys by name; destroyed and unknown ones are absent. */
  get(purpose: DataKeyPurpose, ledger: LedgerId, names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Destroys keys for good; unknown ones are destroyed already. */
  destroy(purpose: DataKeyPurpose, ledger: LedgerId, names: readonly string[]): Promise<void>;
  /** What there is about a subject in a ledger, in the order of purpose and name. */
  ofGroup(ledger: LedgerId, kid: string): AsyncIterable<GroupedData>;
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
  /**
   * The log key of a generation, made when it does not exist yet. A later one signs nothing before the ledger names it
   * (ledger-format §7). @param generation from 1; errors: {@link RangeError} when the one before was never made
   */
  logKey(ledger: LedgerId, origin: string, generation: number): Promise<LedgerKey>;
  /** Signers of all the ledger's keys for this use, oldest first: which of them signs, the ledger says (ledger-format §7). */
  signers(ledger: LedgerId, use: LedgerKeyUse): Promise<readonly LedgerSigner[]>;
  /**
   * The signer of a witness of this deployment, under a key of its own that is used for nothing else (ledger-format §5); made when it
   * does not exist yet. @param name `<authority>/witness/<superior bureau>`
   */
  witnessSigner(name: string): Promise<LedgerSigner>;
  /**
   * A secret of the deployment for one purpose (`commit-digest`, `search-grams`), 32 bytes, made once: HMAC keys that must
   * be the same in all processes.
   */
  secret(purpose: string): Promise<Uint8Array>;
  /** The key of a subject in a ledger, made when there is none; a destroyed one never comes back, nor its kid. */
  subjectKey(ledger: LedgerId, subject: string): Promise<SubjectKey>;
  /** The key that an envelope names; `undefined` when it is destroyed or was never here. */
  subjectKeyOf(ledger: LedgerId, kid: string): Promise<Uint8Array | undefined>;
  /** Where a subject has keys, by ledger. */
  subjectKeys(subject: string): Promise<readonly SubjectKeyPlace[]>;
  /** Destroys a subject's key and who it belonged to. May be asked again. */
  destroySubjectKey(ledger: LedgerId, kid: string): Promise<void>;
  readonly dataKeys: DataKeys;
  close(): Promise<void>;
}

/** A lost or wrong key-encryption key, a foreign or damaged key store: one sentence that says what to do. */
export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError';
  constructor(
    readonly code: 'KEK_WRONG' | 'KEK_MISSING' | 'KEK_ROTATION' | 'KEY_STORE_UNAVAILABLE' | 'KEY_STORE_FOREIGN',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
