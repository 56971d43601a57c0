/** The largest tree that was signed or cosigned under a name. */
export interface SignedHead {
  readonly size: number;
  readonly root: Uint8Array;
  /** POSIX seconds of the last cosignature; 0 where heads bear no time. */
  readonly time: number;
}

/** A head with its name. */
export interface NamedHead {
  readonly name: string;
  readonly head: SignedHead;
}

/**
 * What must outlive the store: the last head signed per log, and cosigned per witness and log (design §10). Kept beside the keys, in
 * another backup domain than the store: a store that was set back is found out here.
 */
export interface GuardRows {
  head(name: string): Promise<SignedHead | undefined>;
  /**
   * Writes a head durably where `expected` is there. Whatever is expected, never a smaller tree, another root for a size, or an
   * earlier time. @returns false when nothing was written
   */
  advance(name: string, next: SignedHead, expected: SignedHead | undefined): Promise<boolean>;
  /** All heads whose names begin so, by name, streamed. */
  heads(prefix: string): AsyncIterable<NamedHead>;
  /** The deployment whose keys lie here: `fresh` where none is named yet. */
  deployment(fresh: string): Promise<string>;
  close(): Promise<void>;
}
