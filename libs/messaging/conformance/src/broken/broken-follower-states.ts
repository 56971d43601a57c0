import type { LedgerId } from '@taizhang/kernel';
import type {
  AttemptCount,
  FailedAttempt,
  FollowerState,
  InboxMark,
  Lease,
  ParkedDecision,
  RefusedReaction,
} from '@taizhang/messaging-port';
import type { FollowerStateFixture } from '../fixture.js';
import { FollowerMemory, MemoryFollowerState } from '../memory/memory-follower-state.js';

/** A follower state on `memory` that does not keep its promises. */
export type FollowerStateMaker = (memory: FollowerMemory, nowMs: () => number) => FollowerState;

/** A fixture whose databases are memory, opened by `make`; without it by the sound state. */
export function memoryStateFixture(
  name = 'memory',
  make: FollowerStateMaker = (memory, nowMs) => new MemoryFollowerState(memory, nowMs),
): FollowerStateFixture {
  return {
    name,
    scale: 1,
    createDatabase: () => {
      const memory = new FollowerMemory();
      return Promise.resolve({
        open: (nowMs = Date.now) => Promise.resolve(make(memory, nowMs)),
        drop: () => Promise.resolve(),
      });
    },
  };
}

/** Saves whatever it is told, on top of anything. */
export class BlindState extends MemoryFollowerState {
  override async saveMark(consumer: string, ledger: LedgerId, mark: InboxMark): Promise<boolean> {
    return super.saveMark(consumer, ledger, mark, await this.mark(consumer, ledger));
  }
}

/** Compares indices only: a fork goes unseen. */
export class HashlessState extends MemoryFollowerState {
  override async saveMark(
    consumer: string,
    ledger: LedgerId,
    mark: InboxMark,
    expected: InboxMark | undefined,
  ): Promise<boolean> {
    const stored = await this.mark(consumer, ledger);
    return super.saveMark(consumer, ledger, mark, stored?.idx === expected?.idx ? stored : expected);
  }
}

/** Lets a late writer take a mark back. */
export class RewindingState extends MemoryFollowerState {
  override async saveMark(
    consumer: string,
    ledger: LedgerId,
    mark: InboxMark,
    expected: InboxMark | undefined,
  ): Promise<boolean> {
    if (mark.idx >= (expected?.idx ?? -1)) return super.saveMark(consumer, ledger, mark, expected);
    this.memory.marks.set(`${consumer}|${ledger}`, { consumer, ledger, mark });
    return true;
  }
}

/** Keeps one mark for all consumers. */
export class SharedMarksState extends MemoryFollowerState {
  override mark(_consumer: string, ledger: LedgerId): Promise<InboxMark | undefined> {
    return super.mark('all', ledger);
  }
  override saveMark(
    _consumer: string,
    ledger: LedgerId,
    mark: InboxMark,
    expected: InboxMark | undefined,
  ): Promise<boolean> {
    return super.saveMark('all', ledger, mark, expected);
  }
}

/** Takes any decision, also about what is not parked there. */
export class CredulousState extends MemoryFollowerState {
  override async unpark(decision: ParkedDecision): Promise<boolean> {
    const parked = await this.parked({ consumer: decision.consumer, ledger: decision.ledger });
    if (!(await super.unpark({ ...decision, idx: parked[0]?.idx ?? -1 }))) this.memory.decisions.push(decision);
    return true;
  }
}

/** Counts all tries of a ledger together, for good. */
export class AddingUpState extends MemoryFollowerState {
  override recordAttempt({ consumer, ledger, at }: FailedAttempt): Promise<AttemptCount> {
    // A key of its own: a decision does not find it.
    const key = `all|${consumer}|${ledger}`;
    const known = this.memory.attempts.get(key);
    const counted = { about: '', attempts: (known?.attempts ?? 0) + 1, since: known?.since ?? at };
    this.memory.attempts.set(key, counted);
    return Promise.resolve({ attempts: counted.attempts, since: counted.since });
  }
}

/** Lets a repetition replace a refusal. */
export class OverwritingState extends MemoryFollowerState {
  override recordRefusal(refusal: RefusedReaction): Promise<void> {
    this.memory.refusals.set(`${refusal.consumer}|${refusal.ledger}|${String(refusal.idx)}`, refusal);
    return Promise.resolve();
  }
}

/** Gives every lease to everyone, always in the first term. */
export class GenerousState extends MemoryFollowerState {
  override acquireLeases(name: string, buckets: readonly number[], holder: string): Promise<readonly Lease[]> {
    return Promise.resolve(buckets.map((bucket) => ({ name, bucket, holder, term: 1 })));
  }
}

/** Never ends a lease, whatever the server's time says. */
export class TimelessState extends MemoryFollowerState {
  override async acquireLeases(
    name: string,
    buckets: readonly number[],
    holder: string,
    ttlMs: number,
  ): Promise<readonly Lease[]> {
    const frozen = new MemoryFollowerState(this.memory, () => 0);
    return frozen.acquireLeases(name, buckets, holder, ttlMs);
  }
}

/** Gives back the leases of everyone. */
export class CarelessState extends MemoryFollowerState {
  override releaseLeases(): Promise<void> {
    for (const [key, lease] of this.memory.leases) this.memory.leases.set(key, { ...lease, untilMs: 0 });
    return Promise.resolve();
  }
}

/** Remembers nothing. */
export class DoNothingState extends MemoryFollowerState {
  override saveMark(): Promise<boolean> {
    return Promise.resolve(false);
  }
  override forgetMarks(): Promise<void> {
    return Promise.resolve();
  }
  override recordAttempt({ at }: FailedAttempt): Promise<AttemptCount> {
    return Promise.resolve({ attempts: 0, since: at });
  }
  override park(): Promise<void> {
    return Promise.resolve();
  }
  override recordRefusal(): Promise<void> {
    return Promise.resolve();
  }
  override acquireLeases(): Promise<readonly Lease[]> {
    return Promise.resolve([]);
  }
}
