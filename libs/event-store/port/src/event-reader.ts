import { isInstant, type CommitId, type Instant, type LedgerId, type StreamId } from '@taizhang/kernel';
import type { CommitStorage, StoredCommit } from './commit-storage.js';
import { InvalidRangeError, LedgerHoleError } from './errors.js';
import type { CommitLeaves, IndexRange, RecordedCommit, RecordedEvent, RevisionRange } from './event-store.js';
import { asBuffer, leafPlaces, leavesIn, streamOfLeaf } from './frames.js';
import type { UpcastEvent } from './options.js';
import { positionsOf, type Positions } from './ranges.js';
import { decodeCommit, decodeEvent } from './recorded-events.js';

/** Reads events out of stored commits, streaming; checks on the way that nothing is missing. */
export class EventReader {
  constructor(
    private readonly storage: CommitStorage,
    private readonly upcast: UpcastEvent | undefined,
  ) {}

  async find(ledger: LedgerId, id: CommitId): Promise<RecordedCommit | undefined> {
    const stored = await this.storage.byId(ledger, id);
    return stored === undefined ? undefined : decodeCommit(stored, this.upcast, true);
  }

  /** Only leaves of this stream are parsed, whatever else their commits hold. */
  async *readStream(
    ledger: LedgerId,
    stream: StreamId,
    range: RevisionRange = {},
  ): AsyncGenerator<RecordedEvent, void> {
    const { lowest, highest, limit, forward } = positionsOf(range);
    if (limit === 0 || lowest > highest) return;
    const bounds = { fromRev: lowest, toRev: highest, direction: range.direction ?? 'forward' } as const;
    let left = limit;
    let expected: number | undefined;
    for await (const commit of this.storage.streamCommits(ledger, stream, bounds)) {
      for (const event of this.eventsOf(commit, forward, stream)) {
        if (event.rev < lowest || event.rev > highest) continue;
        if (expected !== undefined && event.rev !== expected) {
          throw new LedgerHoleError(ledger, commit.seq, `revision ${String(expected)} of stream ${stream} is missing`);
        }
        expected = event.rev + (forward ? 1 : -1);
        yield event;
        if (--left === 0) return;
      }
    }
  }

  async *readLedger(ledger: LedgerId, range: IndexRange = {}): AsyncGenerator<RecordedEvent, void> {
    const positions = await this.until(ledger, positionsOf(range), range.asOf);
    const { lowest, highest, limit, forward } = positions;
    if (limit === 0 || lowest > highest) return;
    const fromSeq = await this.firstSeq(ledger, positions);
    if (fromSeq === undefined) return;
    let left = limit;
    for await (const commit of denseCommits(this.storage, ledger, fromSeq, forward)) {
      for (const event of this.eventsOf(commit, forward)) {
        if (event.idx < lowest || event.idx > highest) continue;
        yield event;
        if (--left === 0) return;
      }
      // What lies beyond the range is not asked for: whether it is whole is not this reader's business.
      if (forward ? commit.idx + commit.cnt > highest : commit.idx <= lowest) return;
    }
  }

  async *readLeaves(ledger: LedgerId, from = 0): AsyncGenerator<CommitLeaves, void> {
    const fromSeq = await this.firstSeq(ledger, positionsOf({ from }));
    if (fromSeq === undefined) return;
    for await (const { seq, idx, leaves } of denseCommits(this.storage, ledger, fromSeq, true))
      yield { seq, idx, leaves: leavesIn(leaves) };
  }

  /** Events of a commit, in order or against it, parsed one by one as they are taken; of one stream, if one is named. */
  *eventsOf(commit: StoredCommit, forward: boolean, stream?: StreamId): Generator<RecordedEvent, void> {
    const frame = asBuffer(commit.leaves);
    const places = leafPlaces(frame);
    for (const place of forward ? places : places.toReversed()) {
      if (stream !== undefined && commit.cnt > 1 && streamOfLeaf(frame, place) !== stream) continue;
      yield decodeEvent(commit.ledger, frame, place, this.upcast);
    }
  }

  /** Seq of the commit that a read begins with; `undefined` when there is nothing to read. */
  private async firstSeq(ledger: LedgerId, { lowest, highest, forward }: Positions): Promise<number | undefined> {
    if (forward && lowest === 0) return 0;
    const first = await this.storage.at(ledger, forward ? lowest : highest);
    if (first !== undefined) return first.seq;
    const last = await this.storage.last(ledger);
    if (last === undefined) return undefined;
    const size = last.idx + last.cnt;
    if ((forward ? lowest : highest) < size) {
      throw new LedgerHoleError(ledger, last.seq, `no commit holds an index below its size ${String(size)}`);
    }
    return forward ? undefined : last.seq;
  }

  /** Leaves out what was recorded later than `asOf`: times never go back, so this is a bound on the index. */
  private async until(ledger: LedgerId, positions: Positions, asOf: Instant | undefined): Promise<Positions> {
    if (asOf === undefined) return positions;
    if (!isInstant(asOf)) throw new InvalidRangeError(`asOf is no instant: ${asOf}`);
    const last = await this.storage.last(ledger);
    let recorded = -1;
    let later = last === undefined ? 0 : last.idx + last.cnt;
    while (later - recorded > 1) {
      const middle = Math.floor((recorded + later) / 2);
      const commit = await this.storage.at(ledger, middle);
      if (commit === undefined)
        throw new LedgerHoleError(ledger, last?.seq ?? 0, `no commit holds index ${String(middle)}`);
      if (commit.time <= asOf) recorded = commit.idx + commit.cnt - 1;
      else later = commit.idx;
    }
    return { ...positions, highest: Math.min(positions.highest, recorded) };
  }
}

/**
 * Commits of a ledger from `fromSeq` on, each the neighbour of the one before.
 * @throws {LedgerHoleError} where one is missing
 */
export async function* denseCommits(
  storage: CommitStorage,
  ledger: LedgerId,
  fromSeq: number,
  forward: boolean,
): AsyncGenerator<StoredCommit, void> {
  let seq = fromSeq;
  let idx: number | undefined;
  for await (const commit of storage.commits(ledger, { fromSeq, direction: forward ? 'forward' : 'backward' })) {
    if (commit.seq !== seq) throw new LedgerHoleError(ledger, seq, `commit ${String(seq)} is missing`);
    const meets = forward ? commit.idx : commit.idx + commit.cnt;
    if (idx !== undefined && meets !== idx)
      throw new LedgerHoleError(ledger, seq, `commit ${String(seq)} does not meet index ${String(idx)}`);
    yield commit;
    seq += forward ? 1 : -1;
    idx = forward ? commit.idx + commit.cnt : commit.idx;
  }
}
