import type { CommitLeaves, EventStore, LedgerHead, LedgerNotice, RecordedEvent } from '@taizhang/event-store-port';
import { derivedUuid, type LedgerId, type StreamId } from '@taizhang/kernel';
import { LEDGER_STREAM } from '@taizhang/ledger';

/** A store of leaves that can also do what no honest store does: lose its end, and go on otherwise. */
export class MemoryLeafLog implements Pick<EventStore, 'readLeaves' | 'readStream' | 'head'> {
  readonly #ledgers = new Map<LedgerId, RecordedEvent[]>();

  /** Appends one commit of so many leaves; leaves of different marks differ. */
  append(ledger: LedgerId, cnt = 1, mark = ''): void {
    this.#commit(ledger, Array.from({ length: cnt }), mark);
  }

  /** Appends one commit of events of the ledger itself. */
  record(ledger: LedgerId, notices: readonly LedgerNotice[]): void {
    this.#commit(ledger, notices, JSON.stringify(notices));
  }

  #commit(ledger: LedgerId, notices: readonly (LedgerNotice | undefined)[], mark: string): void {
    const cnt = notices.length;
    const events = this.#ledgers.get(ledger) ?? [];
    const [idx, seq] = [events.length, (events.at(-1)?.commit.seq ?? -1) + 1];
    for (const [pos, notice] of notices.entries()) {
      const leaf = Buffer.from(`${ledger} ${String(idx + pos)} ${mark}`);
      const commit = { id: derivedUuid(ledger, String(idx), mark), seq, pos, cnt };
      const event: Partial<RecordedEvent> = {
        ...{ ledger, idx: idx + pos, leaf, commit },
        ...(notice !== undefined && { ...notice, stream: LEDGER_STREAM }),
      };
      events.push(event as RecordedEvent); // who seals needs nothing else of an event
    }
    this.#ledgers.set(ledger, events);
  }

  /** Loses all commits that reach beyond a size, as a store that was set back has. */
  setBack(ledger: LedgerId, size: number): void {
    const events = this.#ledgers.get(ledger) ?? [];
    const kept = events.filter(({ idx, commit: { pos, cnt } }) => idx - pos + cnt <= size);
    this.#ledgers.set(ledger, kept);
  }

  size(ledger: LedgerId): number {
    return this.#ledgers.get(ledger)?.length ?? 0;
  }

  head(ledger: LedgerId): Promise<LedgerHead | undefined> {
    const size = this.size(ledger);
    return Promise.resolve(size === 0 ? undefined : { ledger, size, storedAt: '2014-01-01T00:00:00.000Z' });
  }

  async *readLeaves(ledger: LedgerId, from = 0): AsyncGenerator<CommitLeaves, void> {
    const commits = new Map<number, { seq: number; idx: number; leaves: Uint8Array[] }>();
    for (const { idx, leaf, commit } of this.#ledgers.get(ledger) ?? []) {
      const { leaves } = commits.get(commit.seq) ?? { leaves: [] };
      commits.set(commit.seq, { seq: commit.seq, idx: idx - commit.pos, leaves: [...leaves, leaf] });
    }
    for (const commit of commits.values())
      if (commit.idx + commit.leaves.length > from) yield await Promise.resolve(commit);
  }

  async *readStream(ledger: LedgerId, stream: StreamId): AsyncGenerator<RecordedEvent, void> {
    for (const event of this.#ledgers.get(ledger) ?? [])
      if (event.stream === stream) yield await Promise.resolve(event);
  }
}
