import {
  StoreUnavailableError,
  type CommitStorage,
  type InsertOutcome,
  type LedgerBatch,
  type LedgerHead,
} from '@taizhang/event-store-port';
import { delegatingCommitStorage } from './delegating-commit-storage.js';

/** What goes wrong with one call of `insert`. */
export type InsertFault =
  /** Nothing. */
  | 'none'
  /** Everything is written, the answer is lost on its way: unknown. */
  | 'answer-lost'
  /** Time-out, and nothing was written: unknown. */
  | 'not-written'
  /** Time-out; it is written after all, but only just before the next insert: after any read-back. Unknown. */
  | 'written-late'
  /** Of each ledger only the first commit is written, then the answer is lost: unknown. */
  | 'partly-written'
  /** Surely nothing was written: `StoreUnavailableError`. */
  | 'refused';

/** Points inside an append at which a process may die, in their order. */
export const APPEND_STEPS = ['before-insert', 'after-insert', 'before-raise-heads', 'after-raise-heads'] as const;
/** One of {@link APPEND_STEPS}. */
export type AppendStep = (typeof APPEND_STEPS)[number];

/** Decides about every call; may change its mind at any time. What it leaves out works. */
export interface FaultPlan {
  /** Asked before each insert. */
  readonly insertFault?: (batches: readonly LedgerBatch[]) => InsertFault;
  /** What raising heads does: dropped silently, or failing. Heads are hints: neither may harm an append. */
  readonly headsFault?: () => 'none' | 'dropped' | 'failed';
  /** Whether reads by which a writer learns its place or an outcome fail now. */
  readonly readsFail?: () => boolean;
  /** Called, and awaited, at each step of an append; a test may wait here, write through a rival, or kill its process. */
  readonly atStep?: (step: AppendStep) => void | Promise<void>;
}

/** Wraps any {@link CommitStorage} so that it fails as `plan` says, the way networks, disks and primaries fail. */
export function faultyCommitStorage(storage: CommitStorage, plan: FaultPlan): CommitStorage {
  const inserts = new FaultyInserts(storage, plan);
  const guarded = async <T>(read: () => Promise<T>): Promise<T> => {
    if (plan.readsFail?.() === true) throw new StoreUnavailableError('injected: reads fail');
    return await read();
  };
  return delegatingCommitStorage(storage, {
    insert: (batches) => inserts.insert(batches),
    raiseHeads: (heads) => raiseHeads(storage, plan, heads),
    last: (ledger) => guarded(() => storage.last(ledger)),
    byId: (ledger, id) => guarded(() => storage.byId(ledger, id)),
    streamHead: (ledger, stream) => guarded(() => storage.streamHead(ledger, stream)),
  });
}

async function raiseHeads(storage: CommitStorage, plan: FaultPlan, heads: readonly LedgerHead[]): Promise<void> {
  await plan.atStep?.('before-raise-heads');
  switch (plan.headsFault?.() ?? 'none') {
    case 'none':
      await storage.raiseHeads(heads);
      break;
    case 'dropped':
      break;
    case 'failed':
      throw new StoreUnavailableError('injected: heads cannot be raised');
  }
  await plan.atStep?.('after-raise-heads');
}

class FaultyInserts {
  private late: (readonly LedgerBatch[])[] = [];

  constructor(
    private readonly storage: CommitStorage,
    private readonly plan: FaultPlan,
  ) {}

  async insert(batches: readonly LedgerBatch[]): Promise<readonly InsertOutcome[]> {
    await this.plan.atStep?.('before-insert');
    const fault = this.plan.insertFault?.(batches) ?? 'none';
    for (const arrived of this.late.splice(0)) await this.storage.insert(arrived);
    const outcomes = await this.insertWith(fault, batches);
    await this.plan.atStep?.('after-insert');
    return outcomes;
  }

  private async insertWith(fault: InsertFault, batches: readonly LedgerBatch[]): Promise<readonly InsertOutcome[]> {
    switch (fault) {
      case 'none':
        return await this.storage.insert(batches);
      case 'answer-lost':
        await this.storage.insert(batches);
        return unknown(batches, 'injected: answer lost');
      case 'not-written':
        return unknown(batches, 'injected: time-out, nothing written');
      case 'written-late':
        this.late.push(batches);
        return unknown(batches, 'injected: time-out, written late');
      case 'partly-written':
        await this.storage.insert(batches.map((batch) => ({ ...batch, commits: batch.commits.slice(0, 1) })));
        return unknown(batches, 'injected: cut off after the first commit');
      case 'refused':
        throw new StoreUnavailableError('injected: refused');
    }
  }
}

function unknown(batches: readonly LedgerBatch[], message: string): readonly InsertOutcome[] {
  return batches.map(() => ({ kind: 'unknown', error: new Error(message) }));
}
