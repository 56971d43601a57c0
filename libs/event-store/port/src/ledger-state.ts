import type { Instant, LedgerId, StreamId } from '@taizhang/kernel';
import type { CommitToStore, StoredCommit } from './commit-storage.js';
import type { NoneAfterCondition, ProposedEvent } from './event-store.js';
import { asBuffer, leafPlaces, typeOfLeaf } from './frames.js';

/** Most streams per ledger whose revision is kept in memory; the ones written longest ago are forgotten first. */
export const MAX_CACHED_STREAMS = 10_000;
/** Latest events per ledger whose type and stream are kept in memory, for "none after" conditions. */
export const RECENT_EVENTS_KEPT = 1_024;
/** Type of the leaf that ends a ledger (ledger-format §7). */
export const CLOSING_TYPE = 'ledger.Closed';

/** What a condition asks of an event. */
export type EventKind = Pick<ProposedEvent, 'stream' | 'type'>;

/**
 * What the writer knows of one ledger. State at seq N is complete knowledge, because every commit has the next seq:
 * inserting N+1 is the compare-and-set that proves it.
 */
export class LedgerState {
  /** Of the last commit; -1 = the ledger does not exist. */
  seq = -1;
  /** Number of leaves. */
  size = 0;
  /** Leaf time of the last commit; before all times while there is none. */
  time: Instant = '';
  closed = false;
  /** Revisions of last events; -1 = the stream does not exist. In order of writing. */
  private readonly heads = new Map<StreamId, number>();
  /** Whether a stream that is not in `heads` does not exist. */
  private allStreamsKnown = true;
  /** Events from index `recentFrom` to the last, without gap. */
  private recent: EventKind[] = [];
  recentFrom = 0;

  constructor(
    readonly ledger: LedgerId,
    last?: StoredCommit,
  ) {
    if (last === undefined) return;
    this.seq = last.seq;
    this.size = last.idx + last.cnt;
    this.recentFrom = this.size;
    this.time = last.time;
    this.closed = closes(last);
    this.allStreamsKnown = false;
  }

  /** Revision of a stream's last event, -1 when it does not exist; `undefined` when it must be asked of the storage. */
  head(stream: StreamId): number | undefined {
    return this.heads.get(stream) ?? (this.allStreamsKnown ? -1 : undefined);
  }

  /** Takes in what the storage says. */
  learnHead(stream: StreamId, rev: number): void {
    this.heads.delete(stream);
    this.heads.set(stream, rev);
  }

  /** Takes in events just before the ones known already. */
  learnEarlier(events: readonly EventKind[]): void {
    this.recent = [...events, ...this.recent];
    this.recentFrom -= events.length;
  }

  /** Moves on to a commit that is about to be stored: the next one is planned on top of it. */
  advance(commit: CommitToStore, events: readonly EventKind[]): void {
    this.seq = commit.seq;
    this.size = commit.idx + commit.cnt;
    this.time = commit.time;
    this.closed = events.at(-1)?.type === CLOSING_TYPE;
    for (const { stream, toRev } of commit.streams) this.learnHead(stream, toRev);
    // A copy of the two fields, so that payloads are not held in memory.
    for (const { stream, type } of events) this.recent.push({ stream, type });
  }

  /** Index of the first event that a condition excludes; all events after `condition.after` must be known. */
  firstExcluded({ after, types = [], streams = [] }: NoneAfterCondition): number | undefined {
    for (let idx = Math.max(after + 1, this.recentFrom); idx < this.size; idx++) {
      const event = this.recent[idx - this.recentFrom];
      if (event !== undefined && (types.includes(event.type) || streams.includes(event.stream))) return idx;
    }
    return undefined;
  }

  /** Forgets what is beyond the bounds of memory; between batches, never while one is planned. */
  trim(): void {
    const excess = this.recent.length - RECENT_EVENTS_KEPT;
    if (excess > RECENT_EVENTS_KEPT) {
      this.recent = this.recent.slice(excess);
      this.recentFrom += excess;
    }
    for (const stream of this.heads.keys()) {
      if (this.heads.size <= MAX_CACHED_STREAMS) break;
      this.heads.delete(stream);
      this.allStreamsKnown = false;
    }
  }
}

function closes(last: StoredCommit): boolean {
  const frame = asBuffer(last.leaves);
  const place = leafPlaces(frame).at(-1);
  return place !== undefined && typeOfLeaf(frame, place) === CLOSING_TYPE;
}
