/** One wrapped secret as a key store keeps it. Rows are inserted once; only a re-wrap replaces the wrapped bytes. */
export interface KeyRow {
  /** What it is: `kek/1`, `secret/<purpose>`, `ledger/<context>/<bureau>/<use>/<n>`. */
  readonly id: string;
  /** Public part or parameters, readable without the key-encryption key. */
  readonly open: string;
  /** Nonce, ciphertext and tag. */
  readonly wrapped: Uint8Array;
}

/** What a technology offers to be a key store: a database of its own (design §3). */
export interface KeyRows {
  get(id: string): Promise<KeyRow | undefined>;
  /** @returns false when a row with this id exists: another process was faster, and its row counts. */
  insert(row: KeyRow): Promise<boolean>;
  close(): Promise<void>;
}
