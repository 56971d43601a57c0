/** A drawer (格) of a ballot box as a technology keeps it: bytes that only the box can read, at a revision. */
export interface Drawer {
  readonly box: string;
  /** `r<n>` or `s<n>`, ASCII; says nothing of what is in it. */
  readonly drawer: string;
  /** 1 when the box is made, one more with every write. */
  readonly revision: number;
  readonly content: Uint8Array;
}

/** What is known of a box: how many drawers it was made with; destroyed, it has none and never will again. */
export interface BoxRecord {
  readonly drawers: number;
  readonly destroyed: boolean;
}

/** A ballot box could not do what it was asked: a file that is not ours, or a store that is away. */
export class BallotBoxError extends Error {
  override readonly name = 'BallotBoxError';
  /** The sender may try again after so long. */
  readonly retryAfterMs = BALLOT_BOX_RETRY_AFTER_MS;
  constructor(
    readonly code: 'BALLOT_BOX_FOREIGN' | 'BALLOT_BOX_UNAVAILABLE' | 'BALLOT_BOX_BUSY',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** When a voter may try again where the box could not take the ballot, in milliseconds. */
export const BALLOT_BOX_RETRY_AFTER_MS = 2_000;

/**
 * What a technology offers to be a store of ballot boxes. It keeps no time, no actor and no order: a drawer is found by its
 * name alone, and what is in it is sealed under a key that is kept elsewhere. Several processes may work on it at once.
 * Names are ASCII. Errors: {@link BallotBoxError}.
 */
export interface BallotDrawers {
  /** Makes a box of these drawers; one that is there, or was destroyed, stays as it is. */
  make(box: string, drawers: readonly Drawer[]): Promise<void>;
  /** Whether there is, or was, such a box. */
  find(box: string): Promise<BoxRecord | undefined>;
  /** Those of the drawers that exist, by name ascending. */
  read(box: string, drawers: readonly string[]): Promise<readonly Drawer[]>;
  /** Replaces, durably, each drawer that is still at the revision before. @returns for each whether it was replaced, in the order given */
  write(drawers: readonly Drawer[]): Promise<readonly boolean[]>;
  /** Destroys a box, known or not: when it returns, its drawers rest nowhere in this store, its journal included. */
  destroy(box: string): Promise<void>;
  close(): Promise<void>;
}
