import type { LedgerId } from '@taizhang/kernel';
import {
  MAX_LEASE_TTL_MS,
  type AttemptCount,
  type FailedAttempt,
  type FollowerState,
  type InboxMark,
  type Lease,
  type ParkedDecision,
  type ParkedLedger,
  type RefusedReaction,
} from '@taizhang/messaging-port';

/** Everything a follower state remembers; several {@link MemoryFollowerState}s on one are several processes on one database. */
export class FollowerMemory {
  readonly marks = new Map<
    string,
    { readonly consumer: string; readonly ledger: LedgerId; readonly mark: InboxMark }
  >();
  readonly attempts = new Map<string, AttemptCount & { readonly about: string }>();
  readonly parked = new Map<string, ParkedLedger>();
  readonly decisions: ParkedDecision[] = [];
  readonly refusals = new Map<string, RefusedReaction>();
  readonly leases = new Map<string, Lease & { readonly untilMs: number }>();
}

/** A follower state in memory, for the suites: what the others are measured by, and what broken ones are made of. */
export class MemoryFollowerState implements FollowerState {
  constructor(
    protected readonly memory: FollowerMemory = new FollowerMemory(),
    private readonly nowMs: () => number = Date.now,
  ) {}

  async mark(consumer: string, ledger: LedgerId): Promise<InboxMark | undefined> {
    return this.memory.marks.get(`${consumer}|${ledger}`)?.mark;
  }

  async consumers(): Promise<readonly string[]> {
    return [...new Set(Array.from(this.memory.marks.values(), ({ consumer }) => consumer))].sort();
  }

  async *marks(consumer: string): AsyncGenerator<{ readonly ledger: LedgerId; readonly mark: InboxMark }> {
    for (const entry of this.memory.marks.values()) {
      if (entry.consumer === consumer) yield { ledger: entry.ledger, mark: entry.mark };
    }
  }

  async saveMark(
    consumer: string,
    ledger: LedgerId,
    mark: InboxMark,
    expected: InboxMark | undefined,
  ): Promise<boolean> {
    const key = `${consumer}|${ledger}`;
    const stored = this.memory.marks.get(key)?.mark;
    if (stored?.idx !== expected?.idx || stored?.leafHash !== expected?.leafHash) return false;
    if (mark.idx < (expected?.idx ?? -1)) return false;
    this.memory.marks.set(key, { consumer, ledger, mark: { ...mark } });
    return true;
  }

  async forgetMarks(consumer: string): Promise<void> {
    for (const [key, entry] of this.memory.marks) if (entry.consumer === consumer) this.memory.marks.delete(key);
  }

  async recordAttempt({ consumer, ledger, idx, kind, at }: FailedAttempt): Promise<AttemptCount> {
    const key = `${consumer}|${ledger}`;
    const about = `${String(idx)}/${kind}`;
    const known = this.memory.attempts.get(key);
    const counted =
      known?.about === about ? { ...known, attempts: known.attempts + 1 } : { about, attempts: 1, since: at };
    this.memory.attempts.set(key, counted);
    return { attempts: counted.attempts, since: counted.since };
  }

  async park(parked: ParkedLedger): Promise<void> {
    this.memory.parked.set(`${parked.consumer}|${parked.ledger}`, { ...parked });
  }

  async parked(
    filter: { readonly consumer?: string; readonly ledger?: LedgerId } = {},
  ): Promise<readonly ParkedLedger[]> {
    const { consumer, ledger } = filter;
    return [...this.memory.parked.values()]
      .filter((entry) => (consumer ?? entry.consumer) === entry.consumer && (ledger ?? entry.ledger) === entry.ledger)
      .sort((a, b) => (`${a.consumer}|${a.ledger}` < `${b.consumer}|${b.ledger}` ? -1 : 1));
  }

  async unpark(decision: ParkedDecision): Promise<boolean> {
    const key = `${decision.consumer}|${decision.ledger}`;
    if (this.memory.parked.get(key)?.idx !== decision.idx) return false;
    this.memory.parked.delete(key);
    this.memory.attempts.delete(key);
    this.memory.decisions.push({ ...decision });
    return true;
  }

  async decisions(consumer: string, ledger: LedgerId): Promise<readonly ParkedDecision[]> {
    return this.memory.decisions.filter((decision) => decision.consumer === consumer && decision.ledger === ledger);
  }

  async recordRefusal(refusal: RefusedReaction): Promise<void> {
    const key = `${refusal.consumer}|${refusal.ledger}|${String(refusal.idx)}`;
    if (!this.memory.refusals.has(key)) this.memory.refusals.set(key, { ...refusal });
  }

  async refusals(consumer: string): Promise<readonly RefusedReaction[]> {
    return [...this.memory.refusals.values()]
      .filter((refusal) => refusal.consumer === consumer)
      .sort((a, b) => (a.ledger === b.ledger ? a.idx - b.idx : a.ledger < b.ledger ? -1 : 1));
  }

  async acquireLeases(
    name: string,
    buckets: readonly number[],
    holder: string,
    ttlMs: number,
  ): Promise<readonly Lease[]> {
    const now = this.nowMs();
    const held: Lease[] = [];
    for (const bucket of buckets) {
      const key = `${name}|${String(bucket)}`;
      const lease = this.memory.leases.get(key);
      const over = lease === undefined || lease.untilMs <= now || lease.untilMs > now + MAX_LEASE_TTL_MS;
      if (!over && lease.holder !== holder) continue;
      const term = lease === undefined ? 1 : lease.holder === holder ? lease.term : lease.term + 1;
      this.memory.leases.set(key, { name, bucket, holder, term, untilMs: now + Math.min(ttlMs, MAX_LEASE_TTL_MS) });
      held.push({ name, bucket, holder, term });
    }
    return held;
  }

  async releaseLeases(name: string, holder: string): Promise<void> {
    for (const [key, lease] of this.memory.leases) {
      if (lease.name === name && lease.holder === holder) this.memory.leases.set(key, { ...lease, untilMs: 0 });
    }
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}
