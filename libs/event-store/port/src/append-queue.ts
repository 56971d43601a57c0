import type { LedgerId } from '@taizhang/kernel';
import { originOf } from './commit-planner.js';
import {
  CommitIdReusedError,
  ContentionError,
  OutcomeUnknownError,
  StoreBusyError,
  StoreStoppedError,
} from './errors.js';
import type { ProposedCommit, RecordedCommit } from './event-store.js';
import type { EventStoreLimits } from './options.js';
import { PendingAppend } from './pending-append.js';

/** Longest pause before a lost race is tried again, in milliseconds; the first pauses are of one or two. */
export const MAX_RETRY_PAUSE_MS = 100;

/** The appends that have no outcome yet: those that wait for a batch, those in one, and those that pause after a lost race. */
export class AppendQueue {
  private waiting: PendingAppend[] = [];
  private pausing = 0;
  private stopped = false;
  private readonly atHand = new Map<string, PendingAppend>();

  /** @param onWaiting called whenever an append begins to wait */
  constructor(
    private readonly authority: string,
    private readonly limits: EventStoreLimits,
    private readonly onWaiting: () => void,
  ) {}

  get hasWaiting(): boolean {
    return this.waiting.length > 0;
  }

  /**
   * Takes in an append; answers its outcome.
   * @throws {StoreBusyError} when too many wait
   * @throws {StoreStoppedError}
   */
  async admit(ledger: LedgerId, commit: ProposedCommit): Promise<RecordedCommit> {
    if (this.stopped) throw new StoreStoppedError('the event store is stopped');
    const twin = this.atHand.get(keyOf(ledger, commit));
    if (twin !== undefined) return await this.afterTwin(twin, commit);
    if (this.waiting.length + this.pausing >= this.limits.maxWaitingAppends) {
      throw new StoreBusyError(`${String(this.limits.maxWaitingAppends)} appends are waiting already`);
    }
    const append = new PendingAppend(ledger, originOf(this.authority, ledger), commit);
    this.atHand.set(keyOf(ledger, commit), append);
    this.wait(append);
    return await append.outcome;
  }

  /** Hands over the appends that have waited longest. */
  take(most: number): readonly PendingAppend[] {
    return this.waiting.splice(0, most);
  }

  /** Takes back, to the front, what did not find room in a batch. */
  putBack(appends: readonly PendingAppend[]): void {
    this.waiting.unshift(...appends);
  }

  resolve(append: PendingAppend, recorded: RecordedCommit): void {
    this.release(append);
    append.resolve(recorded);
  }

  reject(append: PendingAppend, error: Error): void {
    this.release(append);
    append.reject(error);
  }

  /** Lets an append wait again after a pause that grows and varies, until its time is up. */
  retry(append: PendingAppend): void {
    const now = performance.now();
    append.deadline ??= now + this.limits.conflictRetryLimitMs;
    if (now >= append.deadline) {
      this.reject(append, givenUp(append));
      return;
    }
    append.tries += 1;
    this.pausing += 1;
    setTimeout(
      () => {
        this.pausing -= 1;
        this.wait(append);
      },
      Math.random() * Math.min(MAX_RETRY_PAUSE_MS, 2 ** append.tries),
    );
  }

  /** Admits nothing more and waits for what is at hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    while (this.atHand.size > 0) await Promise.allSettled([...this.atHand.values()].map(({ outcome }) => outcome));
  }

  /** The same id is at hand already: its outcome is shared when it is the same command; when it fails, this one has its own try. */
  private async afterTwin(twin: PendingAppend, commit: ProposedCommit): Promise<RecordedCommit> {
    const first = await twin.outcome.catch(() => undefined);
    if (first === undefined) return await this.admit(twin.ledger, commit);
    if (twin.commit.digest !== commit.digest) throw new CommitIdReusedError(twin.ledger, commit.id);
    return { ...first, repeated: true };
  }

  private wait(append: PendingAppend): void {
    this.waiting.push(append);
    this.onWaiting();
  }

  private release(append: PendingAppend): void {
    const key = keyOf(append.ledger, append.commit);
    if (this.atHand.get(key) === append) this.atHand.delete(key);
  }
}

function keyOf(ledger: LedgerId, { id }: ProposedCommit): string {
  return `${ledger} ${id}`;
}

function givenUp({ ledger, commit, uncertain }: PendingAppend): Error {
  return uncertain
    ? new OutcomeUnknownError(`${ledger}: commit ${commit.id} may or may not be recorded; try again with the same id`)
    : new ContentionError(`${ledger}: commit ${commit.id} lost every race; try again`);
}
