import type { Entropy, LedgerId } from '@taizhang/kernel';
import { LEDGER_STREAM } from '@taizhang/ledger';
import { checkExpectations, originOf, planCommit, type CommitPlan, type PlanningMoment } from './commit-planner.js';
import { asError, EventStoreError, InvalidCommitError } from './errors.js';
import { MAX_COMMIT_BYTES } from './event-store.js';
import { openingCommit, type LedgerKeysProvider } from './ledger-opening.js';
import type { LedgerState } from './ledger-state.js';
import type { LedgerStates } from './ledger-states.js';
import type { PendingAppend } from './pending-append.js';

/** A commit of a batch; without `append` it is the ledger's opening, the store's own. */
export interface PlannedAppend {
  readonly append?: PendingAppend;
  readonly plan: CommitPlan;
}

/** An append that did not become part of a batch, and why. */
export interface RefusedAppend {
  readonly append: PendingAppend;
  readonly error: Error;
}

/** One ledger's share of a batch. */
export interface LedgerPlan {
  readonly ledger: LedgerId;
  /** Seq of the ledger's last commit before the batch, as far as known; -1 = it does not exist. */
  readonly baseSeq: number;
  readonly planned: readonly PlannedAppend[];
  /** Judged against state that may be out of date: not final before that is excluded. */
  readonly refused: readonly RefusedAppend[];
  /** What could not be judged: the storage or the keys failed. */
  readonly failed: readonly RefusedAppend[];
  /** For the next batch: this one is full. */
  readonly deferred: readonly PendingAppend[];
}

/** Bytes that one batch may still take. */
export class BatchBudget {
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  /** Whether any commit that is allowed at all still fits; an empty batch always takes one. */
  get open(): boolean {
    return this.bytes === 0 || this.bytes + MAX_COMMIT_BYTES <= this.maxBytes;
  }

  take(plan: CommitPlan): void {
    this.bytes += plan.stored.leaves.length;
  }
}

/** Lays the waiting appends of one ledger on top of each other. */
export class BatchPlanner {
  constructor(
    private readonly states: LedgerStates,
    private readonly authority: string,
    private readonly entropy: Entropy,
    private readonly ledgerKeys: LedgerKeysProvider,
  ) {}

  /** Each append is judged against the ledger's state and the batch-mates before it, and fits or is refused alone. */
  async plan(
    ledger: LedgerId,
    appends: readonly PendingAppend[],
    moment: PlanningMoment,
    budget: BatchBudget,
  ): Promise<LedgerPlan> {
    const planned: PlannedAppend[] = [];
    const refused: RefusedAppend[] = [];
    const failed: RefusedAppend[] = [];
    const deferred: PendingAppend[] = [];
    const plan = { ledger, baseSeq: -1, planned, refused, failed, deferred };
    let state: LedgerState;
    try {
      state = await this.states.readyFor(
        ledger,
        appends.map(({ commit }) => commit),
      );
    } catch (error) {
      return { ...plan, failed: appends.map((append) => ({ append, error: asError(error) })) };
    }
    plan.baseSeq = state.seq;
    for (const append of appends) {
      if (!budget.open) {
        plan.deferred.push(append);
        continue;
      }
      try {
        if (state.seq === -1) plan.planned.push(await this.open(state, append, moment));
        plan.planned.push({ append, plan: this.next(state, append, moment, budget) });
      } catch (error) {
        (error instanceof EventStoreError ? plan.refused : plan.failed).push({ append, error: asError(error) });
      }
    }
    if (plan.planned.length > 0 && plan.planned.every(({ append }) => append === undefined)) {
      // A ledger is not opened for appends that are all refused.
      this.states.drop(ledger);
      plan.planned = [];
    }
    return plan;
  }

  private next(state: LedgerState, append: PendingAppend, moment: PlanningMoment, budget: BatchBudget): CommitPlan {
    const plan = planCommit(state, append.log, append.commit, moment);
    state.advance(plan.stored, append.commit.events);
    budget.take(plan);
    return plan;
  }

  /** Plans the opening of a ledger that `append` would be the first to write, if its expectations allow. */
  private async open(state: LedgerState, { commit }: PendingAppend, moment: PlanningMoment): Promise<PlannedAppend> {
    if (commit.expect !== undefined) checkExpectations(state, commit.expect, moment.maxConditionDistance);
    if (commit.events.some(({ stream }) => stream === LEDGER_STREAM)) {
      throw new InvalidCommitError('COMMIT_INVALID', `${state.ledger} does not exist, so nothing is recorded of it`);
    }
    const log = originOf(this.authority, state.ledger);
    const keys = await this.ledgerKeys(state.ledger, log);
    const opening = openingCommit(log, keys, this.entropy, moment.now);
    const plan = planCommit(state, log, opening, moment);
    state.advance(plan.stored, opening.events);
    return { plan };
  }
}
