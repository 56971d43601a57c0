import { instantOf, type Instant, type LedgerId } from '@taizhang/kernel';
import { repeatedAtItsPace } from '../repeated.js';
import { settledWithin } from '../timers.js';
import type { LedgerTransport, Subscription } from '../transport.js';
import type { ParkedLedger } from '../follower-state.js';
import type { ConsumerSurroundings } from './consumer-surroundings.js';
import { forEachAtMost } from './for-each-at-most.js';
import type { ConsumerStatus } from './inbox-metrics.js';
import { RECONCILE_OVERLAP_MS } from './inbox-settings.js';
import type { HeadsOf, OwnerHead } from './round-heads.js';
import type { LedgerLane } from './ledger-lane.js';
import { LedgerLanes } from './ledger-lanes.js';
import { isUnderstoodNow, UPGRADE_ACTOR } from './upgrade.js';

/** One registered handler at work: its subscription, its ledgers, and the comparison with the owner's heads. */
export class ConsumerRun {
  private readonly lanes: LedgerLanes;
  private subscription: Subscription | undefined;
  private loop: Promise<unknown> = Promise.resolve();
  private comparedAt: Instant | undefined;
  /** Aborted when the transport brings what is published from then on. */
  private readonly receiving = new AbortController();
  private noteCompared: () => void = () => undefined;
  /** Resolves when the owners were looked at, well or ill, after the transport had let the consumer in. */
  private readonly compared = new Promise<void>((resolve) => {
    this.noteCompared = resolve;
  });

  constructor(
    private readonly around: ConsumerSurroundings,
    private readonly transport: Pick<LedgerTransport, 'subscribe'>,
  ) {
    this.lanes = new LedgerLanes(
      around,
      (lane) => this.tellTransport(lane),
      (lane) => this.background(lane.catchUp('wake')),
    );
  }

  get consumer(): string {
    return this.around.handler.consumer;
  }

  get status(): ConsumerStatus {
    const lanes = [...this.lanes];
    return {
      consumer: this.consumer,
      lag: lanes.reduce((sum, lane) => sum + lane.lag, 0),
      parked: lanes.filter(({ rest }) => rest.kind === 'parked').length,
      waiting: lanes.filter(({ rest }) => rest.kind === 'waiting').length,
    };
  }

  /**
   * Begins: from the owners at once, by the transport once it lets the consumer in. A group that lost a member (kill -9) lets
   * nobody in before the broker has given that one up; till then the owners are looked at often.
   */
  async start(): Promise<void> {
    this.lanes.compareParked(await this.around.state.parked({ consumer: this.consumer }));
    await this.retryUnderstood();
    const subscription = await this.transport.subscribe({
      group: this.consumer,
      contexts: this.around.handler.contexts,
      onMessages: (ledger, messages) => this.lanes.of(ledger).deliver(messages),
      position: (ledger) => this.lanes.of(ledger).next(),
    });
    this.subscription = subscription;
    for (const lane of this.lanes) this.tellTransport(lane);
    this.background(
      subscription.ready.then(() => {
        this.receiving.abort();
      }),
    );
    const { settings, signal, metrics, timers } = this.around;
    const endedOrLetIn = AbortSignal.any([signal, this.receiving.signal]);
    this.loop = repeatedAtItsPace(() => this.reconcileAndPause(), {
      backOff: settings.retryBackOff,
      timers,
      signal,
      failed: (error) => metrics.failed?.(this.consumer, 'reconcile', error),
      wake: () => (this.receiving.signal.aborted ? signal : endedOrLetIn),
    });
  }

  /** Resolves when the transport brings what is published from now on, and the owners were looked at for what was before. */
  async receives(): Promise<void> {
    await this.compared;
  }

  /** The caller has aborted the signal of the surroundings. */
  async stop(deadlineMs: number): Promise<void> {
    const { timers } = this.around;
    const endsAt = timers.nowMs() + deadlineMs;
    this.noteCompared();
    for (const lane of this.lanes) if (lane.rest.kind === 'waiting') lane.rest.end();
    await settledWithin(Promise.all([this.subscription?.stop(deadlineMs), this.loop]), deadlineMs, timers);
    await settledWithin(this.lanes.settled(), Math.max(0, endsAt - timers.nowMs()), timers);
  }

  /** Compares with the owner's heads and fetches what is missing: all of them the first time, then those changed since. */
  async reconcile(): Promise<void> {
    const startedMs = this.around.timers.nowMs();
    const { owner } = this.around;
    const since = this.comparedAt;
    await this.catchUpWithHeads(
      (context) => owner.changedHeads(context, since),
      (lane) => lane.catchUp(),
    );
    this.comparedAt = instantOf(startedMs - RECONCILE_OVERLAP_MS);
  }

  /** @returns how long until the next comparison; it is due at once when the transport let the consumer in during this one */
  private async reconcileAndPause(): Promise<number> {
    const { reconcileIntervalMs, joiningIntervalMs } = this.around.settings;
    const { aborted: receivedBefore } = this.receiving.signal;
    try {
      await this.reconcile();
    } finally {
      if (receivedBefore) this.noteCompared();
    }
    if (receivedBefore) return reconcileIntervalMs;
    return this.receiving.signal.aborted ? 0 : joiningIntervalMs;
  }

  /**
   * Handles everything the owner's heads show now; events that wait are tried at once. What still rests after that
   * rests. @returns whether any ledger got further
   */
  async drainOnce(headsOf: HeadsOf): Promise<boolean> {
    let moved = false;
    await this.catchUpWithHeads(headsOf, async (lane) => {
      if (await lane.catchUp('wake')) moved = true;
    });
    return moved;
  }

  /** Goes on in one ledger from its owner, unless it rests. */
  async catchUp(ledger: LedgerId): Promise<void> {
    await this.lanes.of(ledger).catchUp();
  }

  /**
   * Takes up what operators decided, here or in another process.
   * @param parked all that is stored as parked of this consumer
   */
  async followDecisions(parked: readonly ParkedLedger[]): Promise<void> {
    const decided = this.lanes.compareParked(parked);
    await Promise.all(decided.map((lane) => lane.unparked()));
  }

  private async catchUpWithHeads(
    headsOf: (context: string) => AsyncIterable<OwnerHead> | ReturnType<HeadsOf>,
    catchUp: (lane: LedgerLane) => Promise<unknown>,
  ): Promise<void> {
    for (const context of this.around.handler.contexts) {
      const heads = await headsOf(context);
      await forEachAtMost(this.around.settings.catchUpConcurrency, heads, async ({ ledger, size }) => {
        if (this.around.signal.aborted || (await this.position(ledger)) >= size) return;
        const lane = this.lanes.of(ledger);
        lane.knownSize = Math.max(lane.knownSize, size);
        await catchUp(lane);
      });
    }
  }

  /** Next index wanted; quiet ledgers cost one read of their mark and no memory. */
  private async position(ledger: LedgerId): Promise<number> {
    const lane = this.lanes.known(ledger);
    if (lane !== undefined) return await lane.next();
    return ((await this.around.state.mark(this.consumer, ledger))?.idx ?? -1) + 1;
  }

  private async retryUnderstood(): Promise<void> {
    const { state, timers } = this.around;
    const waiting = (await state.parked({ consumer: this.consumer })).filter(
      ({ reason }) => reason === 'UNKNOWN_VERSION',
    );
    for (const { ledger, idx } of waiting) {
      if (!(await isUnderstoodNow(this.around, ledger, idx))) continue;
      const reason = 'the handler understands this version now';
      const at = instantOf(timers.nowMs());
      await state.unpark({ consumer: this.consumer, ledger, idx, action: 'retry', by: UPGRADE_ACTOR, reason, at });
      this.lanes.of(ledger).rest.end();
    }
  }

  private tellTransport(lane: LedgerLane): void {
    if (lane.rest.kind === 'none') this.subscription?.resume(lane.ledger);
    else this.subscription?.pause(lane.ledger);
  }

  /** Failures have been dealt with by the lane; only a stop ends its work early. */
  private background(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.around.metrics.failed?.(this.consumer, 'reconcile', error));
  }
}
