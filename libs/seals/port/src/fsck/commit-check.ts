import { leavesIn, type StoredCommit, type StoredStream } from '@taizhang/event-store-port';
import type { StreamId } from '@taizhang/kernel';
import { checkLeaf, ledgerEventProblems, type Leaf } from '@taizhang/ledger';
import { hashLeaf } from '../leaf-hashing.js';
import type { LedgerDefects } from './defects.js';

/** A stored commit as its own bytes tell it. */
export interface ReadCommit {
  readonly stored: StoredCommit;
  /** Hashes of its leaves, in order; of all that the row counts, or of none. */
  readonly hashes: readonly Uint8Array[];
  /** Leaves that keep every rule by themselves. */
  readonly leaves: readonly Leaf[];
  /** What the read index has to say of it; `undefined` where a leaf cannot be read. */
  readonly streams: readonly StoredStream[] | undefined;
}

/** Checks commits one by one as they come, each against the one before (ledger-format §2, §12 stage 4). */
export class CommitCheck {
  /** Leaves so far, by the rows. */
  size = 0;
  /** Whether no commit was missing so far, and every one had as many leaves as it says. */
  whole = true;
  #seq = -1;
  #time = '';
  #closed = false;

  constructor(
    private readonly log: string,
    private readonly defects: LedgerDefects,
  ) {}

  read(stored: StoredCommit): ReadCommit {
    const { seq, idx, cnt } = stored;
    if (seq !== this.#seq + 1 || idx !== this.size) {
      this.whole = false;
      if (idx > this.size) this.defects.add('E_ENTRY_MISSING', { from: this.size, to: idx });
      else this.defects.add('E_COMMIT_SHAPE', { idx, seq, reason: 'order' });
    }
    this.#seq = seq;
    this.size = idx + cnt;
    const bytes = this.#frame(stored);
    const leaves = bytes.flatMap((leaf, pos) => this.#leaf(stored, leaf, pos) ?? []);
    if (bytes.length !== cnt) this.whole = false;
    return {
      stored,
      hashes: bytes.length === cnt ? bytes.map(hashLeaf) : [],
      leaves,
      streams: leaves.length === cnt ? this.#streams(leaves) : undefined,
    };
  }

  #frame(stored: StoredCommit): readonly Uint8Array[] {
    const { idx, seq, cnt } = stored;
    try {
      const bytes = leavesIn(stored.leaves);
      if (bytes.length !== cnt) this.defects.add('E_COMMIT_SHAPE', { idx, seq, states: cnt, leaves: bytes.length });
      return bytes;
    } catch {
      this.defects.add('E_COMMIT_SHAPE', { idx, seq, reason: 'frame' });
      return [];
    }
  }

  #leaf(stored: StoredCommit, bytes: Uint8Array, pos: number): Leaf | undefined {
    const idx = stored.idx + pos;
    const checked = checkLeaf(bytes);
    if (!checked.ok) {
      for (const { code, pointer } of checked.problems)
        this.defects.add(code, { idx, ...(pointer && { at: pointer }) });
      return undefined;
    }
    const { leaf } = checked;
    for (const { pointer } of ledgerEventProblems(leaf)) this.defects.add('E_LEAF_SCHEMA', { idx, at: pointer });
    if (leaf.log !== this.log) this.defects.add('E_LEAF_LOG', { idx });
    if (leaf.idx !== idx) this.defects.add('E_LEAF_INDEX', { idx, states: leaf.idx });
    if (idx === 0 && (leaf.type !== 'ledger.Opened' || leaf.data['origin'] !== this.log))
      this.defects.add('E_GENESIS', { idx });
    if (this.#closed) this.defects.add('E_LEDGER_CLOSED', { idx });
    this.#closed ||= leaf.type === 'ledger.Closed';
    this.#commit(stored, leaf, pos);
    if (leaf.time < this.#time) this.defects.add('E_TIME_REGRESSION', { idx });
    this.#time = leaf.time;
    return leaf;
  }

  /** The row says of a commit what each of its leaves does. */
  #commit({ seq, id, cnt, time }: StoredCommit, { idx, commit, time: leafTime }: Leaf, pos: number): void {
    const same =
      commit.seq === seq && commit.id === id && commit.cnt === cnt && commit.pos === pos && leafTime === time;
    if (!same) this.defects.add('E_COMMIT_SHAPE', { idx, seq });
  }

  /** Revisions are dense within the commit; that they go on from earlier ones is the index's to tell. */
  #streams(leaves: readonly Leaf[]): readonly StoredStream[] {
    const streams = new Map<string, StoredStream>();
    for (const { stream, rev, idx } of leaves) {
      const before = streams.get(stream);
      if (before !== undefined && rev !== before.toRev + 1)
        this.defects.add('E_STREAM_REV', { idx, rev, after: before.toRev });
      // as: the form of a stream's name is one of the rules that this leaf keeps
      streams.set(stream, { stream: stream as StreamId, fromRev: before?.fromRev ?? rev, toRev: rev });
    }
    return [...streams.values()];
  }
}
