import type { LedgerId } from '@taizhang/kernel';

/** The ballot box of one round: where its ledger is, and a name that is nobody's. */
export interface BoxId {
  readonly ledger: LedgerId;
  /** `[A-Za-z0-9_-]`, at most 128. */
  readonly name: string;
}

/** Name of a box in its store. */
export function boxNameOf({ ledger, name }: BoxId): string {
  return `${ledger}/${name}`;
}

/** A ballot on its way into the box. */
export interface CastBallot {
  /** Keyed hash of the code that was used. */
  readonly code: string;
  /** What the voter's device drew: at least 16 bytes that nobody guesses. It is kept nowhere. */
  readonly key: Uint8Array;
  /** The ballot with what lies beside it, as text of at most {@link MAX_BALLOT_BYTES} bytes; the box does not read it. */
  readonly ballot: string;
}

/**
 * What became of a ballot. `in`: it lies in the box, durably, whether put there now or before. `other`: the code was used with
 * another key, or the key with another ballot; the first one stands. `shut`: the box takes no more, and this ballot is not in it.
 */
export type Put = 'in' | 'other' | 'shut';

/** Keys of boxes, one each, kept in another place than the boxes. 32 bytes; not to be kept by whoever asks. */
export interface BoxKeys {
  /** The key of a box, made when there is none. */
  make(box: BoxId): Promise<Uint8Array>;
  /** `undefined`: destroyed, or never made. */
  get(box: BoxId): Promise<Uint8Array | undefined>;
  destroy(box: BoxId): Promise<void>;
}

/**
 * Ballot boxes (票箱) of secret votes (design §9). A ballot lies in its box under the hash of a key that the voter's device drew,
 * without time, actor or order; beside it, under the hash of the code, lies a seal made of the same key, so that a code's
 * second ballot is refused and a repeat of the first is known. Neither hash can be had from the other without the key.
 * Closed to every reader until it is shut, which is for good; then it is emptied once, and destroyed.
 * Errors: `BallotBoxError`.
 */
export interface BallotBox {
  /** Makes the box of a round for at most so many ballots; asked again it does nothing. */
  make(box: BoxId, ballots: number): Promise<void>;
  /** Puts a ballot in. May be repeated: the same code, key and ballot are the same ballot. */
  put(box: BoxId, cast: CastBallot): Promise<Put>;
  /**
   * Shuts the box for good, then answers the ballots in it in the order of SHA-256 of their keys; none where no box was ever
   * made. @returns `undefined` when it was destroyed
   */
  empty(box: BoxId): Promise<readonly string[] | undefined>;
  /** Destroys the box and its key: it is as if nothing had ever been in it. May be repeated. */
  destroy(box: BoxId): Promise<void>;
}
