import type { AppendQueue } from './append-queue.js';
import type { LedgerPlan, PlannedAppend, RefusedAppend } from './batch-planner.js';
import type { CommitStorage, InsertOutcome } from './commit-storage.js';
import { asError, CommitIdReusedError } from './errors.js';
import type { LedgerStates } from './ledger-states.js';
import type { UpcastEvent } from './options.js';
import type { PendingAppend } from './pending-append.js';
import { decodeCommit, recordedEvent } from './recorded-events.js';
import { isSameCommand } from './recovered-digest.js';

/** What is known of an insert: the storage's answer, or the error by which it says that surely nothing was written. */
export type InsertResult = InsertOutcome | { readonly kind: 'not-written'; readonly error: Error };

/**
 * Gives every append of a batch its outcome. Nothing is guessed: what was not acknowledged is read back by commit id, and a
 * refusal is final only when the state it was judged by is proven and no earlier try is recorded under the id.
 */
export class BatchSettlement {
  constructor(
    private readonly storage: CommitStorage,
    private readonly queue: AppendQueue,
    private readonly states: LedgerStates,
    private readonly upcast: UpcastEvent | undefined,
  ) {}

  /** @param result `undefined` when the plan had nothing to insert */
  settle(plan: LedgerPlan, result: InsertResult | undefined): void {
    for (const { append, error } of plan.failed) this.fail(append, error);
    if (result === undefined) {
      for (const refusal of plan.refused) void this.settleUnproven(refusal, plan.baseSeq);
      return;
    }
    const count = result.kind === 'answered' ? result.count : 0;
    for (const stored of plan.planned.slice(0, count)) this.acknowledge(stored);
    if (count === plan.planned.length) {
      // The insert has proven the state: inserting the next seq is the compare-and-set.
      this.states.trim(plan.ledger);
      for (const refusal of plan.refused) void this.refuse(refusal);
    } else this.settleRest(plan, plan.planned.slice(count), result);
  }

  /** Refuses an append, unless an earlier try with its id is recorded: that one's result is the answer, whatever is expected now. */
  private async refuse({ append, error }: RefusedAppend): Promise<void> {
    await this.unlessRecorded(append, () => {
      this.queue.reject(append, error);
    });
  }

  /** Refuses appends that were not judged at all, because nothing may be written now. */
  refuseUnjudged(appends: readonly PendingAppend[], error: Error): void {
    for (const append of appends) {
      void this.unlessRecorded(append, () => {
        this.fail(append, error);
      });
    }
  }

  /** Gives up an append that could not be judged or was surely not written, unless an earlier try of it may have been. */
  fail(append: PendingAppend, error: Error): void {
    if (append.uncertain) this.queue.retry(append);
    else this.queue.reject(append, error);
  }

  private acknowledge({ append, plan: { stored, leaves, bytes } }: PlannedAppend): void {
    if (append === undefined) return;
    const { ledger, id, seq, idx, time } = stored;
    try {
      const events = leaves.map((leaf, pos) =>
        recordedEvent(ledger, leaf, bytes[pos] ?? new Uint8Array(), this.upcast),
      );
      this.queue.resolve(append, { ledger, id, seq, idx, time, events, repeated: false });
    } catch (error) {
      this.queue.reject(append, asError(error)); // an upcaster failed: the commit is recorded, a retry reads it
    }
  }

  /** What the rest was judged by is not true, or not known to be. */
  private settleRest(plan: LedgerPlan, rest: readonly PlannedAppend[], result: InsertResult): void {
    this.states.drop(plan.ledger);
    for (const { append } of plan.refused) this.queue.retry(append);
    for (const { append } of rest) {
      if (append === undefined) continue;
      if (result.kind === 'not-written') {
        this.fail(append, result.error);
        continue;
      }
      append.uncertain ||= result.kind === 'unknown';
      void this.unlessRecorded(append, () => {
        this.queue.retry(append);
      });
    }
  }

  /** Nothing of the ledger was written, so its state may be out of date: then the refusal is judged again. */
  private async settleUnproven(refusal: RefusedAppend, baseSeq: number): Promise<void> {
    const { append } = refusal;
    try {
      const last = await this.storage.last(append.ledger);
      if ((last?.seq ?? -1) === baseSeq) {
        await this.refuse(refusal);
        return;
      }
      this.states.drop(append.ledger);
      this.queue.retry(append);
    } catch (error) {
      this.fail(append, asError(error));
    }
  }

  /** Answers what is recorded under the append's id; otherwise goes on with `otherwise`. */
  private async unlessRecorded(append: PendingAppend, otherwise: () => void): Promise<void> {
    try {
      const { ledger, commit, uncertain } = append;
      const stored = await this.storage.byId(ledger, commit.id);
      if (stored === undefined) otherwise();
      else if (!isSameCommand(stored.digest, commit.digest))
        this.queue.reject(append, new CommitIdReusedError(ledger, commit.id));
      else this.queue.resolve(append, decodeCommit(stored, this.upcast, !uncertain));
    } catch (error) {
      this.fail(append, asError(error));
    }
  }
}
