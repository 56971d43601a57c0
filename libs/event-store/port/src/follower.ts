import type { LedgerId } from '@taizhang/kernel';
import type { CommitStorage, StoredCommit } from './commit-storage.js';
import { LedgerHoleError } from './errors.js';
import { denseCommits, type EventReader } from './event-reader.js';
import { DEFAULT_FOLLOW_BATCH_SIZE, type FollowOptions, type LedgerHead, type RecordedEvent } from './event-store.js';
import type { LedgerCursor, LedgerNews, LedgerWatch } from './ledger-watch.js';

/** Batches delivered of one ledger before the others have their turn. */
export const BATCHES_PER_TURN = 16;

type Batch = readonly RecordedEvent[];

/**
 * One iteration over the events of many ledgers: catch-up, then live. It pulls: nothing is read before it is asked for, and
 * what waits for a slow consumer is the names of ledgers, not events.
 */
export class Follower implements AsyncIterator<Batch, void> {
  private readonly batches = this.deliver();
  private turn: Promise<unknown> = Promise.resolve();
  private cancelled = false;
  private wakeUp: () => void = () => undefined;

  constructor(
    private readonly storage: CommitStorage,
    private readonly reader: EventReader,
    private readonly watch: LedgerWatch,
    private readonly options: FollowOptions,
    /** Called when the iteration begins and when it ends. */
    private readonly registry: Pick<Set<Follower>, 'add' | 'delete'>,
  ) {}

  next(): Promise<IteratorResult<Batch, void>> {
    const batch = this.batches.next();
    this.turn = batch.catch(() => undefined);
    return batch;
  }

  async return(): Promise<IteratorResult<Batch, void>> {
    await this.cancel();
    return await this.batches.return();
  }

  /** Ends the iteration quietly; resolves when it uses the storage no more. */
  async cancel(): Promise<void> {
    this.cancelled = true;
    this.wakeUp();
    await this.turn;
  }

  /** A commit of this process is durable. */
  stored(firstIdx: number, head: LedgerHead): void {
    this.watch.stored(firstIdx, head);
    this.wakeUp();
  }

  private async *deliver(): AsyncGenerator<Batch, void> {
    const { signal, from } = this.options;
    const abort = (): void => void this.cancel();
    signal?.addEventListener('abort', abort);
    this.registry.add(this);
    try {
      this.cancelled ||= signal?.aborted === true;
      if (from === 'end' && !this.cancelled) await this.watch.skipToEnds();
      while (!this.cancelled) {
        await this.watch.look();
        const news = this.watch.take();
        if (news === undefined) await this.sleep();
        else yield* this.deliverNews(news);
      }
    } finally {
      signal?.removeEventListener('abort', abort);
      this.registry.delete(this);
      await this.watch.close();
    }
  }

  /** Until something is stored here, or it is time to look around. */
  private async sleep(): Promise<void> {
    const pauseMs = this.watch.nextLook - performance.now();
    if (this.cancelled || pauseMs <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = () => undefined;
  }

  private async *deliverNews(news: LedgerNews): AsyncGenerator<Batch, void> {
    const cursor = await this.watch.cursorOf(news.ledger);
    if (cursor.broken) return;
    try {
      yield* this.eventsBehind(news, cursor);
    } catch (error) {
      if (!(error instanceof LedgerHoleError)) throw error;
      if (this.options.onHole === undefined) throw error;
      cursor.broken = true;
      this.watch.moved(news.ledger, cursor);
      this.options.onHole(error);
    }
  }

  private async *eventsBehind(news: LedgerNews, cursor: LedgerCursor): AsyncGenerator<Batch, void> {
    const { ledger, size } = news;
    const fromSeq = await this.startSeq(ledger, cursor, size);
    if (fromSeq === undefined) return;
    const batchSize = this.options.batchSize ?? DEFAULT_FOLLOW_BATCH_SIZE;
    let batches = 0;
    let batch: RecordedEvent[] = [];
    let hole: unknown;
    try {
      for await (const commit of this.commitsFrom(ledger, fromSeq, cursor)) {
        if (commit.idx + commit.cnt <= cursor.nextIdx) continue; // delivered before; read again to see that it is still there
        for (const event of this.reader.eventsOf(commit, true)) {
          if (event.idx < cursor.nextIdx) continue;
          batch.push(event);
          cursor.nextIdx = event.idx + 1;
          cursor.last = { seq: commit.seq, id: commit.id, storedAt: commit.storedAt };
          if (batch.length < batchSize) continue;
          this.watch.moved(ledger, cursor);
          yield batch;
          if (this.cancelled) return;
          batch = [];
          if (++batches === BATCHES_PER_TURN) {
            this.watch.putBack(news);
            return;
          }
        }
      }
      if (cursor.nextIdx < size) await this.reportVanished(ledger, (cursor.last?.seq ?? -1) + 1);
    } catch (error) {
      hole = error;
    }
    if (batch.length > 0) {
      this.watch.moved(ledger, cursor);
      yield batch;
    }
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- passed on as it was caught
    if (hole !== undefined) throw hole;
  }

  /** Seq to read from: the commit delivered last, which must still be the same; `undefined` when its place is not reached yet. */
  private async startSeq(ledger: LedgerId, cursor: LedgerCursor, size: number): Promise<number | undefined> {
    if (cursor.last !== undefined) return cursor.last.seq;
    if (cursor.nextIdx === 0) return 0;
    const commit = await this.storage.at(ledger, cursor.nextIdx - 1);
    if (commit === undefined && size >= cursor.nextIdx) {
      const last = await this.storage.last(ledger);
      await this.reportVanished(ledger, (last?.seq ?? -1) + 1);
    }
    return commit?.seq;
  }

  /** Dense commits; the first is the one delivered last, if there is one. */
  private async *commitsFrom(
    ledger: LedgerId,
    fromSeq: number,
    { last }: LedgerCursor,
  ): AsyncGenerator<StoredCommit, void> {
    let met = last === undefined;
    try {
      for await (const commit of denseCommits(this.storage, ledger, fromSeq, true)) {
        if (!met && commit.id !== last?.id)
          throw new LedgerHoleError(ledger, commit.seq, `commit ${String(commit.seq)} was replaced by another`);
        met = true;
        yield commit;
      }
    } catch (error) {
      if (met || !(error instanceof LedgerHoleError) || error.seq !== last?.seq) throw error;
    }
    if (!met) await this.reportVanished(ledger, fromSeq);
  }

  /** Names the first commit that is gone: all from there up to `seq` are. */
  private async reportVanished(ledger: LedgerId, seq: number): Promise<never> {
    let first = 0;
    if (seq > 0) {
      for await (const commit of this.storage.commits(ledger, { fromSeq: seq - 1, direction: 'backward' })) {
        first = commit.seq + 1;
        break;
      }
    }
    throw new LedgerHoleError(ledger, first, `commit ${String(first)} was recorded and is gone`);
  }
}
