import { instantOf, type LedgerId } from '@taizhang/kernel';
import type { CorruptLeafError, PlacedLeaf } from '../recorded-leaf.js';
import type { LedgerMessage } from '../transport.js';
import { type ConsumerSurroundings, InboxStoppedError } from './consumer-surroundings.js';
import { HandlerCall, type HandlerOutcome } from './handler-call.js';
import { planLeaves, type LeafPlan } from './leaf-plan.js';
import { LedgerPosition } from './ledger-position.js';
import { LedgerRest, type RestingAt } from './ledger-rest.js';
import { OwnerReadError, readOwner } from './owner-reading.js';

/**
 * One ledger for one consumer: takes what arrives, in order and once in effect, fetches what is missing, rests when it
 * must. All its work is done one after another. Rejections mean that the follower state could not be read or written:
 * nothing may be acknowledged.
 */
export class LedgerLane {
  readonly rest: LedgerRest;
  /** Number of leaves known to exist. */
  knownSize = 0;
  private readonly position: LedgerPosition;
  private tail: Promise<unknown> = Promise.resolve();
  private queued = 0;
  private readonly call: HandlerCall;
  private skips: ReadonlySet<number> = new Set();

  constructor(
    readonly ledger: LedgerId,
    private readonly around: ConsumerSurroundings,
    /** Called when the ledger begins or ceases to rest. */
    private readonly restChanged: (lane: LedgerLane) => void,
    awake: (lane: LedgerLane) => void,
  ) {
    this.position = new LedgerPosition(around.state, around.handler.consumer, ledger);
    this.call = new HandlerCall(ledger, around.handler);
    this.rest = new LedgerRest(ledger, around, () => {
      awake(this);
    });
  }

  /** Known leaves not yet gone past. */
  get lag(): number {
    return Math.max(0, this.knownSize - this.position.next);
  }

  /** Nothing to remember: the lane may be forgotten. */
  get idle(): boolean {
    return this.queued === 0 && this.rest.kind === 'none' && this.lag === 0;
  }

  /** Next index wanted. */
  next(): Promise<number> {
    return this.exclusive(() => Promise.resolve(this.position.next));
  }

  /** Resolves when the messages have had their effect, or the ledger rests and will fetch them from the owner. */
  deliver(messages: readonly LedgerMessage[]): Promise<void> {
    return this.exclusive(async () => {
      this.knownSize = Math.max(this.knownSize, (messages.at(-1)?.idx ?? -1) + 1);
      const leaves = await this.withoutGaps(messages);
      if (leaves.length > 0) await this.process(leaves, 'transport');
    });
  }

  /** Goes on from the owner's API until its end, resting or not. @returns whether it got further. */
  catchUp(mode: 'unless-resting' | 'wake' = 'unless-resting'): Promise<boolean> {
    return this.exclusive(async () => {
      if (this.rest.kind === 'parked' || (this.rest.kind === 'waiting' && mode === 'unless-resting')) return false;
      const before = this.position.next;
      this.rest.end();
      await this.orWait(() => this.fetch(Number.POSITIVE_INFINITY));
      return this.position.next > before;
    });
  }

  /**
   * An operator decided, or an upgrade came: goes on, past what was decided to be skipped. Skipping a fork takes the
   * owner's leaf for the one that was handled.
   */
  unparked(): Promise<void> {
    return this.exclusive(async () => {
      const wasForked = this.rest.reason === 'FORKED';
      this.rest.end();
      await this.orWait(async () => {
        await this.applyDecisions();
        this.position.forget();
        await this.position.load();
        await this.fetch(Number.POSITIVE_INFINITY, wasForked && this.skips.has(this.position.idx));
      });
    });
  }

  /** Resolves when nothing is at work. */
  async settled(): Promise<void> {
    await this.tail;
  }

  private exclusive<T>(work: () => Promise<T>): Promise<T> {
    this.queued += 1;
    const turn = this.tail.then(async () => {
      if (this.around.signal.aborted) throw new InboxStoppedError(`${this.ledger}: the inbox stops`);
      const restedBefore = this.rest.kind;
      try {
        await this.position.load();
        return await work();
      } catch (error) {
        this.position.forget();
        throw error;
      } finally {
        this.queued -= 1;
        if (restedBefore !== this.rest.kind) this.restChanged(this);
      }
    });
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  /** Sorts out repetitions and forks, and fetches the holes between; what it returns follows the position. */
  private async withoutGaps(messages: readonly LedgerMessage[]): Promise<readonly LedgerMessage[]> {
    let run: LedgerMessage[] = [];
    for (const message of messages) {
      if (this.rest.kind !== 'none') return [];
      const last = run.at(-1);
      if (message.idx === (last?.idx ?? this.position.idx) + 1) {
        run.push(message);
        continue;
      }
      if (run.length > 0) await this.process(run, 'transport');
      run = await this.outOfOrder(message);
    }
    return this.rest.kind === 'none' ? run : [];
  }

  private async outOfOrder(message: LedgerMessage): Promise<LedgerMessage[]> {
    if (this.rest.kind === 'none' && message.idx > this.position.next) await this.fetch(message.idx - 1);
    if (this.rest.kind !== 'none') return [];
    if (message.idx === this.position.next) return [message];
    if (message.idx > this.position.next) {
      // The owner has less than the transport: asked again later.
      this.rest.unavailable();
      return [];
    }
    if (this.position.contradicts(message)) await this.forked(message);
    else this.around.metrics.skipped?.(this.around.handler.consumer, 'duplicate', 1);
    return [];
  }

  /** The follower state is away: tried again after a wait, as nobody else would. */
  private async orWait(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof InboxStoppedError) throw error;
      this.position.forget();
      this.rest.unavailable();
    }
  }

  /** Reads the owner's leaves from the mark's own on (it must still be the same) up to `upTo`. */
  private async fetch(upTo: number, adoptFork = false): Promise<void> {
    const { settings, metrics, handler } = this.around;
    try {
      const from = Math.max(0, this.position.idx);
      let met = false;
      for await (const chunk of readOwner(this.around.owner, this.ledger, {
        from,
        upTo,
        chunk: settings.handlerBatchEvents,
      })) {
        met = true;
        const known = chunk[0];
        if (known !== undefined && this.position.contradicts(known)) {
          if (!adoptFork) return await this.forked(known);
          await this.position.moveTo(known);
        }
        const fresh = chunk.filter(({ idx }) => idx > this.position.idx);
        metrics.fetched?.(handler.consumer, fresh.length);
        this.knownSize = Math.max(this.knownSize, (chunk.at(-1)?.idx ?? -1) + 1);
        if (fresh.length > 0) await this.process(fresh, 'owner');
        if (this.rest.kind !== 'none') return;
      }
      this.rest.available();
      if (!met && this.position.idx >= 0) metrics.ownerBehind?.(handler.consumer);
    } catch (error) {
      if (!(error instanceof OwnerReadError)) throw error;
      this.rest.unavailable();
    }
  }

  /** Consecutive leaves that follow the position: through the handler, until done or resting. */
  private async process(leaves: readonly PlacedLeaf[], source: 'transport' | 'owner'): Promise<void> {
    let open = leaves;
    while (open.length > 0 && this.rest.kind === 'none') {
      if (this.around.signal.aborted) throw new InboxStoppedError(`${this.ledger}: the inbox stops`);
      const plan = planLeaves(this.ledger, open, this.planRules());
      const corrupt = plan.stop?.kind === 'corrupt' ? plan.stop.error : undefined;
      if (plan.covered === 0 && corrupt !== undefined && source === 'transport')
        return await this.fetch(Number.POSITIVE_INFINITY);
      await this.carryOut(plan, open, corrupt);
      const first = (open = open.filter(({ idx }) => idx > this.position.idx))[0];
      // A rival or a replay moved the mark back: what lies between is the owner's to give.
      if (first !== undefined && first.idx > this.position.next) return await this.fetch(Number.POSITIVE_INFINITY);
    }
  }

  private planRules(): Parameters<typeof planLeaves>[2] {
    const { handler, upcast, settings } = this.around;
    const mostEvents = this.call.most(this.position.next, settings.handlerBatchEvents);
    return { types: handler.types, upcast, skips: this.skips, mostEvents };
  }

  private async carryOut(
    plan: LeafPlan,
    open: readonly PlacedLeaf[],
    corrupt: CorruptLeafError | undefined,
  ): Promise<void> {
    if (plan.covered > 0) {
      const outcome = await this.call.give(plan.events);
      if (outcome !== undefined) await this.goPast(plan, open, outcome);
    } else if (corrupt !== undefined) {
      const at = { idx: corrupt.idx, id: '', type: '' };
      await this.stopAt(at, () => this.rest.park(at, 'FAILED', this.around.describeFailure(corrupt)));
    } else if (plan.stop?.kind === 'unknown-version') {
      const { event } = plan.stop;
      await this.stopAt(event, () =>
        this.rest.park(event, 'UNKNOWN_VERSION', `schema version ${String(event.schema)}`),
      );
    }
  }

  /** Writes down what the handler made of the events: a refusal, then the mark, then why the ledger rests. */
  private async goPast(plan: LeafPlan, open: readonly PlacedLeaf[], { handled, then }: HandlerOutcome): Promise<void> {
    const { handler, metrics, state, timers } = this.around;
    const { consumer } = handler;
    const done = handled + (then?.kind === 'refused' ? 1 : 0);
    const upTo = plan.events[done]?.idx ?? (open[plan.covered - 1]?.idx ?? -1) + 1;
    if (then?.kind === 'refused') {
      const at = instantOf(timers.nowMs());
      await state.recordRefusal({
        consumer,
        ledger: this.ledger,
        idx: then.event.idx,
        eventId: then.event.id,
        code: then.code,
        at,
      });
      metrics.refused?.(consumer, then.code);
    }
    const last = open.findLast(({ idx }) => idx < upTo);
    if (last !== undefined && !(await this.position.moveTo(last))) return;
    if (handled > 0) metrics.handled?.(consumer, handled);
    if (done === plan.events.length) this.countSkipped(plan);
    if (then?.kind === 'failed') await this.stopAt(then.event, () => this.rest.failed(then.event, then.error));
    if (then?.kind === 'not-yet') await this.stopAt(then.event, () => this.rest.notYet(then.event, then.detail));
  }

  private countSkipped(plan: LeafPlan): void {
    const { handler, metrics } = this.around;
    if (plan.unknown > 0) metrics.skipped?.(handler.consumer, 'unknown-type', plan.unknown);
    if (plan.decided > 0) metrics.skipped?.(handler.consumer, 'decided', plan.decided);
  }

  private async forked({ idx }: PlacedLeaf): Promise<void> {
    await this.rest.park({ idx, id: '', type: '' }, 'FORKED', 'another leaf than the one handled stands at this index');
  }

  /** Lets the ledger rest at an event, unless an operator has already decided to skip it. */
  private async stopAt(at: RestingAt, rest: () => Promise<void>): Promise<void> {
    await this.applyDecisions();
    if (!this.skips.has(at.idx)) await rest();
  }

  private async applyDecisions(): Promise<void> {
    const decisions = await this.around.state.decisions(this.around.handler.consumer, this.ledger);
    this.skips = new Set(decisions.filter(({ action }) => action === 'skip').map(({ idx }) => idx));
  }
}
