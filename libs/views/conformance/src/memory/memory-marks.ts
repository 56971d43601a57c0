import type { LedgerId } from '@taizhang/kernel';
import type { ViewMarks } from '@taizhang/views-port';

/** A consumer's place in a ledger. */
export interface MemoryMark {
  readonly idx: number;
  readonly leafHash: string;
}

/** Marks in memory, saved by compare-and-set as the inbox does it. */
export class MemoryMarks implements ViewMarks {
  readonly #consumers = new Map<string, Map<LedgerId, MemoryMark>>();

  async mark(consumer: string, ledger: LedgerId): Promise<MemoryMark | undefined> {
    return this.#consumers.get(consumer)?.get(ledger);
  }

  async *marks(consumer: string): AsyncIterable<{ readonly ledger: LedgerId; readonly mark: MemoryMark }> {
    for (const [ledger, mark] of this.#consumers.get(consumer) ?? []) yield { ledger, mark };
  }

  async forgetMarks(consumer: string): Promise<void> {
    this.#consumers.delete(consumer);
  }

  /** @returns false when `expected` is not what is stored: an older mark never overwrites a newer one. */
  saveMark(consumer: string, ledger: LedgerId, idx: number, expected: number | undefined): boolean {
    const marks = this.#consumers.get(consumer) ?? new Map<LedgerId, MemoryMark>();
    if (marks.get(ledger)?.idx !== expected) return false;
    this.#consumers.set(consumer, marks.set(ledger, { idx, leafHash: '' }));
    return true;
  }
}
