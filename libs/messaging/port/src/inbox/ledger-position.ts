import type { LedgerId } from '@taizhang/kernel';
import type { FollowerState, InboxMark } from '../follower-state.js';
import { leafHashHex } from '../leaf-hash.js';
import type { PlacedLeaf } from '../recorded-leaf.js';

/** Where one consumer stands in one ledger; moved by compare-and-set only. */
export class LedgerPosition {
  private mark: InboxMark | undefined;
  private loaded = false;

  constructor(
    private readonly state: Pick<FollowerState, 'mark' | 'saveMark'>,
    private readonly consumer: string,
    private readonly ledger: LedgerId,
  ) {}

  /** Reads the stored mark, once. */
  async load(): Promise<void> {
    if (this.loaded) return;
    this.mark = await this.state.mark(this.consumer, this.ledger);
    this.loaded = true;
  }

  /** Reads it anew next time: what is known here may be out of date. */
  forget(): void {
    this.loaded = false;
  }

  /** Last index gone past; -1 = none. */
  get idx(): number {
    return this.mark?.idx ?? -1;
  }

  /** The next index wanted. */
  get next(): number {
    return this.idx + 1;
  }

  /** Whether this leaf at the mark's index is another than the one gone past: the ledger was forked. */
  contradicts(leaf: PlacedLeaf): boolean {
    return this.mark !== undefined && leaf.idx === this.mark.idx && leafHashHex(leaf.leaf) !== this.mark.leafHash;
  }

  /** Goes past `leaf`. @returns false when a rival moved the mark: it has been read anew. */
  async moveTo(leaf: PlacedLeaf): Promise<boolean> {
    const mark = { idx: leaf.idx, leafHash: leafHashHex(leaf.leaf) };
    if (await this.state.saveMark(this.consumer, this.ledger, mark, this.mark)) {
      this.mark = mark;
      return true;
    }
    this.forget();
    await this.load();
    return false;
  }
}
