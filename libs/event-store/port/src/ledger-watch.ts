import { instantMs, instantOf, type Instant, type LedgerId } from '@taizhang/kernel';
import type { CommitStorage, StoredCommit, StoredCommitPlace } from './commit-storage.js';
import { InvalidRangeError } from './errors.js';
import {
  DEFAULT_FOLLOW_POLL_MS,
  DEFAULT_SWEEP_INTERVAL_MS,
  SWEEP_WINDOW_MS,
  type FollowOptions,
  type LedgerHead,
} from './event-store.js';

/** How far before the last look a poll of heads reaches back, in milliseconds: hints come late and machines' clocks differ. */
export const HEAD_POLL_OVERLAP_MS = 5_000;
/** How often every ledger of the store is compared, in milliseconds: nightly (design §4). */
export const FULL_SWEEP_INTERVAL_MS = 86_400_000;
/** Ledgers that the full sweep compares between two pauses. */
export const FULL_SWEEP_PAGE_SIZE = 512;
/** Pause between two pages of the nightly sweep, in milliseconds; the one at the start does not pause. */
export const FULL_SWEEP_PAUSE_MS = 50;

/** How far a follower has come in a ledger. */
export interface LedgerCursor {
  /** Index of the next event to deliver. */
  nextIdx: number;
  /** The commit that holds the event delivered last, once it is known. */
  last?: Pick<StoredCommit, 'seq' | 'id' | 'storedAt'>;
  /** A hole was reported: the ledger stands. */
  broken: boolean;
}

/** What a follower is to look at: the ledger, and how many leaves it is known to have. */
export interface LedgerNews {
  readonly ledger: LedgerId;
  readonly size: number;
}

/**
 * Finds out for one follower which ledgers have news: from the writer of this process at once, from other processes by
 * their heads, and what no head tells of by the two sweeps. Ledgers that are quiet cost nothing but the nightly sweep.
 */
export class LedgerWatch {
  private readonly cursors = new Map<LedgerId, LedgerCursor>();
  /** Ledgers that have news, with the size known of; in the order in which they are looked at. */
  private readonly news = new Map<LedgerId, number>();
  /** Ledgers whose last delivered commit was stored lately: they must still be there. */
  private readonly delivered = new Map<LedgerId, LedgerCursor>();
  private polledAt: Instant;
  private nextPoll: number;
  private nextSweep: number;
  private nextFullSweep = Number.NEGATIVE_INFINITY;
  private nextPage = Number.NEGATIVE_INFINITY;
  private fullSweep: AsyncIterator<StoredCommitPlace> | undefined;
  private pagePauseMs = 0;
  private readonly pollMs: number;
  private readonly sweepMs: number;

  constructor(
    private readonly storage: CommitStorage,
    private readonly options: FollowOptions,
    private readonly machineNow: () => Instant,
  ) {
    this.pollMs = options.pollMs ?? DEFAULT_FOLLOW_POLL_MS;
    this.sweepMs = options.sweepMs ?? DEFAULT_SWEEP_INTERVAL_MS;
    this.polledAt = machineNow();
    this.nextPoll = performance.now();
    this.nextSweep = performance.now() + this.sweepMs;
  }

  /** When {@link look} has something to do again, by `performance.now()`. */
  get nextLook(): number {
    return Math.min(this.nextPoll, this.nextSweep, this.fullSweep === undefined ? this.nextFullSweep : this.nextPage);
  }

  /** Takes the ledger whose news have waited longest. */
  take(): LedgerNews | undefined {
    for (const [ledger, size] of this.news) {
      this.news.delete(ledger);
      return { ledger, size };
    }
    return undefined;
  }

  /** Puts a ledger behind all others that have news. */
  putBack({ ledger, size }: LedgerNews): void {
    this.news.set(ledger, size);
  }

  /** A commit of this process is durable. Where following begins at the end, the first such commit of a ledger marks that end. */
  stored(firstIdx: number, { ledger, size }: LedgerHead): void {
    if (!this.wants(ledger)) return;
    if (this.options.from === 'end' && !this.cursors.has(ledger))
      this.cursors.set(ledger, { nextIdx: firstIdx, broken: false });
    this.note(ledger, size);
  }

  /** Takes the present size of every ledger for where it begins: for followers from the end. */
  async skipToEnds(): Promise<void> {
    for await (const { ledger, idx, cnt } of this.storage.allLedgers()) {
      if (!this.cursors.has(ledger)) this.cursors.set(ledger, { nextIdx: idx + cnt, broken: false });
    }
    this.nextFullSweep = performance.now() + FULL_SWEEP_INTERVAL_MS;
  }

  /** Asks the storage for news, as far as it is time to. */
  async look(): Promise<void> {
    const now = performance.now();
    if (now >= this.nextPoll) await this.pollHeads();
    if (now >= this.nextSweep) await this.sweepRecent();
    if (this.fullSweep === undefined && now >= this.nextFullSweep) this.beginFullSweep();
    const behind = this.news.size >= FULL_SWEEP_PAGE_SIZE; // first deliver what is known, so that what waits stays small
    if (this.fullSweep !== undefined && !behind && now >= this.nextPage) await this.sweepPage(this.fullSweep);
  }

  /** Gives up what is open in the storage. */
  async close(): Promise<void> {
    await this.fullSweep?.return?.();
  }

  /** Where the follower stands in a ledger; asks `from` when it has delivered nothing of it yet. */
  async cursorOf(ledger: LedgerId): Promise<LedgerCursor> {
    const known = this.cursors.get(ledger);
    if (known !== undefined) return known;
    const { from } = this.options;
    const nextIdx = typeof from === 'function' ? await from(ledger) : 0;
    if (!Number.isSafeInteger(nextIdx) || nextIdx < 0)
      throw new InvalidRangeError(`${ledger}: following from ${String(nextIdx)}`);
    // The writer of this process may have marked the end meanwhile.
    return this.cursors.get(ledger) ?? { nextIdx, broken: false };
  }

  /** Remembers how far a ledger is delivered. */
  moved(ledger: LedgerId, cursor: LedgerCursor): void {
    this.cursors.set(ledger, cursor);
    if (cursor.last !== undefined && cursor.last.storedAt >= this.windowStart()) this.delivered.set(ledger, cursor);
  }

  private wants(ledger: LedgerId): boolean {
    return this.options.ledgers?.(ledger) ?? true;
  }

  private note(ledger: LedgerId, size: number): void {
    const cursor = this.cursors.get(ledger);
    if (cursor !== undefined && (cursor.broken || cursor.nextIdx >= size)) return;
    this.news.set(ledger, Math.max(size, this.news.get(ledger) ?? 0));
  }

  private async pollHeads(): Promise<void> {
    const changedSince = instantOf(instantMs(this.polledAt) - HEAD_POLL_OVERLAP_MS);
    this.polledAt = this.machineNow();
    for await (const { ledger, size } of this.storage.heads({ changedSince })) {
      if (this.wants(ledger)) this.note(ledger, size);
    }
    this.nextPoll = performance.now() + this.pollMs;
  }

  /** Compares what was stored lately with what was delivered: finds commits without a head, and delivered ones that are gone. */
  private async sweepRecent(): Promise<void> {
    const since = this.windowStart();
    const gone = new Map<LedgerId, LedgerCursor>();
    for (const [ledger, cursor] of this.delivered) {
      if (cursor.last !== undefined && cursor.last.storedAt >= since) gone.set(ledger, cursor);
      else this.delivered.delete(ledger);
    }
    for await (const place of this.storage.storedSince(since)) {
      gone.delete(place.ledger);
      this.compare(place);
    }
    for (const [ledger, { nextIdx, broken }] of gone) if (!broken) this.news.set(ledger, nextIdx);
    this.nextSweep = performance.now() + this.sweepMs;
  }

  private beginFullSweep(): void {
    this.pagePauseMs = this.nextFullSweep === Number.NEGATIVE_INFINITY ? 0 : FULL_SWEEP_PAUSE_MS;
    this.nextFullSweep = performance.now() + FULL_SWEEP_INTERVAL_MS;
    this.fullSweep = this.storage.allLedgers()[Symbol.asyncIterator]();
  }

  private async sweepPage(places: AsyncIterator<StoredCommitPlace>): Promise<void> {
    for (let n = 0; n < FULL_SWEEP_PAGE_SIZE; n++) {
      const next = await places.next();
      if (next.done === true) {
        this.fullSweep = undefined;
        return;
      }
      await this.compareUnknown(next.value);
    }
    this.nextPage = performance.now() + this.pagePauseMs;
  }

  /** A ledger that is up to date by the follower's own checkpoint is not kept in memory: it may stay quiet for years. */
  private async compareUnknown(place: StoredCommitPlace): Promise<void> {
    if (!this.wants(place.ledger)) return;
    if (this.cursors.has(place.ledger) || (await this.cursorOf(place.ledger)).nextIdx < place.idx + place.cnt)
      this.compare(place);
  }

  private compare({ ledger, seq, id, idx, cnt }: StoredCommitPlace): void {
    if (!this.wants(ledger)) return;
    const cursor = this.cursors.get(ledger);
    const last = cursor?.last;
    const differs = last !== undefined && (seq < last.seq || (seq === last.seq && id !== last.id));
    if (differs && cursor?.broken === false) this.news.set(ledger, cursor.nextIdx);
    else this.note(ledger, idx + cnt);
  }

  private windowStart(): Instant {
    return instantOf(instantMs(this.machineNow()) - SWEEP_WINDOW_MS);
  }
}
