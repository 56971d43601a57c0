import { checkLeaf, sameHash, type Leaf } from '@taizhang/ledger';
import { hashLeaf } from '../leaf-hashing.js';

/** Where a ledger ends now: what comes next has to fit there. */
export interface LedgerEnd {
  /** Leaves that there are. */
  readonly size: number;
  /** Seq of the last commit; -1 where there is none. */
  readonly seq: number;
  readonly time: string;
  /** Hash of the last leaf. */
  readonly lastHash: Uint8Array | undefined;
}

/** Why leaves of a source cannot follow what there is. */
export type LeafRefusal = 'other-history' | 'no-leaf' | 'no-commit';

/**
 * The leaves that a source has beyond the end of one ledger, as they are looked through: each fits behind the one before. Only their
 * hashes are remembered; what is written in a second round must be the same.
 */
export class LostLeaves {
  /** Hashes of all leaves beyond the end, of whole commits. */
  readonly hashes: Uint8Array[] = [];
  refusal: LeafRefusal | undefined;
  #begun: Uint8Array[] = [];
  #seq: number;
  #time: string;

  constructor(
    private readonly log: string,
    readonly end: LedgerEnd,
  ) {
    this.#seq = end.seq;
    this.#time = end.time;
  }

  /** Leaves that there would be. */
  get size(): number {
    return this.end.size + this.hashes.length;
  }

  /** Looks at the next leaf of the source; what is there already, or is not the next one, changes nothing. */
  look(idx: number, bytes: Uint8Array): void {
    if (this.refusal !== undefined) return;
    if (idx === this.end.size - 1 && !this.#isLast(bytes)) this.refusal = 'other-history';
    if (idx !== this.size + this.#begun.length) return;
    const checked = checkLeaf(bytes);
    if (!checked.ok || checked.leaf.idx !== idx || checked.leaf.log !== this.log) this.refusal = 'no-leaf';
    else if (!this.#follows(checked.leaf)) this.refusal = 'no-commit';
    else this.#take(checked.leaf, bytes);
  }

  /** Whether this is the leaf that was looked at in its place. */
  isLooked(idx: number, bytes: Uint8Array): boolean {
    const hash = this.hashes[idx - this.end.size];
    return hash !== undefined && sameHash(hash, hashLeaf(bytes));
  }

  #isLast(bytes: Uint8Array): boolean {
    return this.end.lastHash !== undefined && sameHash(this.end.lastHash, hashLeaf(bytes));
  }

  #follows({ commit, time }: Leaf): boolean {
    const begun = this.#begun.length;
    return commit.seq === this.#seq + 1 && commit.pos === begun && commit.pos < commit.cnt && time >= this.#time;
  }

  #take({ commit, time }: Leaf, bytes: Uint8Array): void {
    this.#begun.push(hashLeaf(bytes));
    if (this.#begun.length < commit.cnt) return;
    this.hashes.push(...this.#begun);
    this.#begun = [];
    this.#seq = commit.seq;
    this.#time = time;
  }
}
