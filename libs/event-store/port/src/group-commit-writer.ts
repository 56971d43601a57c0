import type { LedgerId } from '@taizhang/kernel';
import { AppendQueue } from './append-queue.js';
import { BatchBudget, BatchPlanner, type LedgerPlan } from './batch-planner.js';
import { BatchSettlement, type InsertResult } from './batch-settlement.js';
import { ClockGuard } from './clock-guard.js';
import type { PlanningMoment } from './commit-planner.js';
import type { CommitStorage } from './commit-storage.js';
import { asError, StoreUnavailableError } from './errors.js';
import type { LedgerHead, ProposedCommit, RecordedCommit } from './event-store.js';
import { LedgerStates } from './ledger-states.js';
import type { EventStoreLimits, EventStoreOptions } from './options.js';
import type { PendingAppend } from './pending-append.js';

/** Told of each ledger's commits once they are durable: index of their first leaf, and the head after them. */
export type StoredListener = (firstIdx: number, head: LedgerHead) => void;

/**
 * The one writer of a store connection: collects the waiting appends of all ledgers while the batch before them is being
 * written, and writes them together (group commit, design §4).
 */
export class GroupCommitWriter {
  private writing = false;
  private readonly queue: AppendQueue;
  private readonly planner: BatchPlanner;
  private readonly settlement: BatchSettlement;
  private readonly clockGuard: ClockGuard;

  constructor(
    private readonly storage: CommitStorage,
    private readonly options: EventStoreOptions & Required<Pick<EventStoreOptions, 'machineNow'>>,
    private readonly limits: EventStoreLimits,
    private readonly onStored: StoredListener,
  ) {
    const states = new LedgerStates(storage, limits.maxConditionDistance);
    this.queue = new AppendQueue(options.authority, limits, () => {
      if (!this.writing) void this.writeBatches();
    });
    this.planner = new BatchPlanner(states, options.authority, options.entropy, options.ledgerKeys);
    this.settlement = new BatchSettlement(storage, this.queue, states, options.upcast);
    this.clockGuard = new ClockGuard(storage, options.clock, options.confirmedClockJumpTo);
  }

  /** Records a valid commit, or answers what an earlier try recorded. */
  append(ledger: LedgerId, commit: ProposedCommit): Promise<RecordedCommit> {
    return this.queue.admit(ledger, commit);
  }

  /** Refuses new appends and finishes those at hand. */
  async stop(): Promise<void> {
    await this.queue.stop();
  }

  private async writeBatches(): Promise<void> {
    this.writing = true;
    while (this.queue.hasWaiting) {
      // The turn of the event loop ends first: whoever has just heard an outcome appends again, into the same batch; and timers
      // and requests get their turn even where writing blocks the thread.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = this.queue.take(this.limits.maxCommitsPerBatch);
      try {
        await this.writeBatch(batch);
      } catch (error) {
        for (const append of batch) this.settlement.fail(append, asError(error));
      }
    }
    this.writing = false;
  }

  private async writeBatch(batch: readonly PendingAppend[]): Promise<void> {
    const { clock, machineNow } = this.options;
    const moment = { now: clock.now(), storedAt: machineNow(), maxConditionDistance: this.limits.maxConditionDistance };
    const clockError = await this.clockGuard.refusal(moment.now);
    if (clockError !== undefined) {
      this.settlement.refuseUnjudged(batch, clockError);
      return;
    }
    const plans = await this.plan(batch, moment);
    this.queue.putBack(plans.flatMap(({ deferred }) => deferred));
    const results = await this.insert(plans.filter(({ planned }) => planned.length > 0));
    for (const plan of plans) {
      const result = results.get(plan);
      this.settlement.settle(plan, result);
      if (result?.kind === 'answered') this.announce(plan, result.count, moment);
    }
  }

  private async plan(batch: readonly PendingAppend[], moment: PlanningMoment): Promise<readonly LedgerPlan[]> {
    const byLedger = new Map<LedgerId, PendingAppend[]>();
    for (const append of batch) {
      const mates = byLedger.get(append.ledger);
      if (mates === undefined) byLedger.set(append.ledger, [append]);
      else mates.push(append);
    }
    const budget = new BatchBudget(this.limits.maxBatchBytes);
    return await Promise.all(
      [...byLedger].map(([ledger, appends]) => this.planner.plan(ledger, appends, moment, budget)),
    );
  }

  private async insert(plans: readonly LedgerPlan[]): Promise<ReadonlyMap<LedgerPlan, InsertResult>> {
    const results = new Map<LedgerPlan, InsertResult>();
    if (plans.length === 0) return results;
    try {
      const outcomes = await this.storage.insert(
        plans.map(({ ledger, planned }) => ({ ledger, commits: planned.map(({ plan }) => plan.stored) })),
      );
      plans.forEach((plan, i) =>
        results.set(plan, outcomes[i] ?? { kind: 'unknown', error: new Error('the storage gave no answer') }),
      );
    } catch (thrown) {
      // Any other error says nothing about what was written.
      const kind = thrown instanceof StoreUnavailableError ? 'not-written' : 'unknown';
      for (const plan of plans) results.set(plan, { kind, error: asError(thrown) });
    }
    return results;
  }

  private announce({ ledger, planned }: LedgerPlan, count: number, { storedAt }: PlanningMoment): void {
    const first = planned[0]?.plan.stored;
    const last = planned[count - 1]?.plan.stored;
    if (first === undefined || last === undefined) return;
    this.clockGuard.recorded(last.time);
    this.onStored(first.idx, { ledger, size: last.idx + last.cnt, storedAt });
  }
}
