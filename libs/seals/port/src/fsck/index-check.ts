import type { CommitInspection } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import type { ReadCommit } from './commit-check.js';
import type { LedgerDefects } from './defects.js';

/**
 * Compares the read index by streams with the leaves. No revision has to be remembered: a commit that goes on with a stream is
 * preceded, by the index, by an entry of an earlier commit that ends just before; and there are as many entries as commits ask for.
 */
export class IndexCheck {
  #entries = 0;
  #read = true;

  constructor(
    private readonly ledger: LedgerId,
    private readonly commits: Pick<CommitInspection, 'indexed' | 'indexedCount'>,
    private readonly defects: LedgerDefects,
  ) {}

  async add({ stored: { seq, idx }, streams }: ReadCommit): Promise<void> {
    if (streams === undefined) {
      this.#read = false;
      return;
    }
    for (const { stream, fromRev, toRev } of streams) {
      this.#entries += 1;
      const entry = await this.commits.indexed(this.ledger, stream, toRev);
      if (entry?.seq !== seq || entry.fromRev !== fromRev) {
        this.defects.add('E_STREAM_INDEX', { idx, stream, rev: toRev });
        continue;
      }
      if (fromRev === 0) continue;
      const before = await this.commits.indexed(this.ledger, stream, fromRev - 1);
      // Where the index is wrong, it can say nothing of revisions.
      if ((before === undefined || before.seq >= seq) && !this.defects.has('E_STREAM_INDEX'))
        this.defects.add('E_STREAM_REV', { idx, stream, rev: fromRev });
    }
  }

  async end(): Promise<void> {
    if (!this.#read || this.defects.has('E_STREAM_INDEX')) return;
    const states = await this.commits.indexedCount(this.ledger);
    if (states !== this.#entries) this.defects.add('E_STREAM_INDEX', { states, counted: this.#entries });
  }
}
