import type { LedgerId, StreamId } from '@taizhang/kernel';
import { LRUCache } from 'lru-cache';
import { streamsOf } from './commit-planner.js';
import type { CommitStorage } from './commit-storage.js';
import type { ProposedCommit } from './event-store.js';
import { asBuffer, leafPlaces, streamOfLeaf, typeOfLeaf } from './frames.js';
import { LedgerState, type EventKind } from './ledger-state.js';

/** Most ledgers whose state is kept in memory; others are read again when they are written again. */
export const MAX_CACHED_LEDGERS = 4_096;

/** States of the ledgers written lately, read from the storage when they are missing. Used by one writer only. */
export class LedgerStates {
  private readonly cache = new LRUCache<LedgerId, LedgerState>({ max: MAX_CACHED_LEDGERS });

  constructor(
    private readonly storage: CommitStorage,
    private readonly maxConditionDistance: number,
  ) {}

  /** The state of a ledger, with everything known that planning these commits asks of it. */
  async readyFor(ledger: LedgerId, commits: readonly ProposedCommit[]): Promise<LedgerState> {
    let state = this.cache.get(ledger);
    if (state === undefined) {
      state = new LedgerState(ledger, await this.storage.last(ledger));
      this.cache.set(ledger, state);
    }
    const unknown = unknownStreams(state, commits);
    if (unknown.size > 0) await this.learnHeads(state, unknown);
    const from = earliestAsked(commits);
    if (from < state.recentFrom && state.size - from <= this.maxConditionDistance) {
      state.learnEarlier(await this.eventKinds(ledger, from, state.recentFrom));
    }
    return state;
  }

  /** Forgets a state that may not be true: after a lost race, or an outcome that is not known. */
  drop(ledger: LedgerId): void {
    this.cache.delete(ledger);
  }

  /** Keeps a state within the bounds of memory; when no commit is being planned on it. */
  trim(ledger: LedgerId): void {
    this.cache.peek(ledger)?.trim();
  }

  private async learnHeads(state: LedgerState, streams: ReadonlySet<StreamId>): Promise<void> {
    await Promise.all(
      [...streams].map(async (stream) => {
        state.learnHead(stream, (await this.storage.streamHead(state.ledger, stream)) ?? -1);
      }),
    );
  }

  /** Types and streams of the events from index `from` up to, not including, `until`. */
  private async eventKinds(ledger: LedgerId, from: number, until: number): Promise<readonly EventKind[]> {
    const kinds: EventKind[] = [];
    const first = await this.storage.at(ledger, from);
    if (first === undefined) return kinds;
    for await (const commit of this.storage.commits(ledger, { fromSeq: first.seq, direction: 'forward' })) {
      const frame = asBuffer(commit.leaves);
      for (const [pos, place] of leafPlaces(frame).entries()) {
        const idx = commit.idx + pos;
        if (idx >= until) return kinds;
        // as: the stream of a leaf was checked when it was written
        if (idx >= from) kinds.push({ stream: streamOfLeaf(frame, place) as StreamId, type: typeOfLeaf(frame, place) });
      }
    }
    return kinds;
  }
}

function unknownStreams(state: LedgerState, commits: readonly ProposedCommit[]): ReadonlySet<StreamId> {
  const unknown = new Set<StreamId>();
  const note = (stream: StreamId): void => {
    if (state.head(stream) === undefined) unknown.add(stream);
  };
  for (const { events, expect } of commits) {
    for (const { stream } of events) note(stream);
    if (expect?.streams !== undefined) streamsOf(expect.streams).forEach(note);
  }
  return unknown;
}

/** Index of the first event that any condition asks about. */
function earliestAsked(commits: readonly ProposedCommit[]): number {
  let from = Number.POSITIVE_INFINITY;
  for (const { expect } of commits) {
    for (const { after } of expect?.none ?? []) from = Math.min(from, after + 1);
  }
  return from;
}
