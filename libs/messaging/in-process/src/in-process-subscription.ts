import type { EventStore } from '@taizhang/event-store-port';
import { contextOf, type LedgerId } from '@taizhang/kernel';
import {
  backOffMs,
  pauseFor,
  settledWithin,
  type BackOff,
  type Subscription,
  type SubscriptionOptions,
  type Timers,
} from '@taizhang/messaging-port';
import { LedgerFeed } from './ledger-feed.js';

/** Most events that wait in memory for one subscriber; at this bound it stops reading the store. */
export const MAX_WAITING_EVENTS = 16_384;
/** How long {@link InProcessSubscription.stop} waits for the subscriber, in milliseconds. */
export const DEFAULT_STOP_DEADLINE_MS = 5_000;

/** What a subscription is made of. */
export interface InProcessParts {
  readonly store: Pick<EventStore, 'follow' | 'readLedger'>;
  readonly timers: Timers;
  readonly backOff: BackOff;
  readonly pollMs?: number;
  readonly sweepMs?: number;
  /** Following failed and starts again: the store is away. */
  readonly failed: (error: unknown) => void;
  readonly hole: (error: Error) => void;
}

/** Follows the store for one subscriber, ledgers side by side, each in order. */
export class InProcessSubscription implements Subscription {
  readonly ready: Promise<void> = Promise.resolve();
  private readonly feeds = new Map<LedgerId, LedgerFeed>();
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private waiting = 0;
  private wake: () => void = () => undefined;

  constructor(
    private readonly parts: InProcessParts,
    private readonly options: SubscriptionOptions,
  ) {
    this.running = this.keepFollowing();
  }

  pause(ledger: LedgerId): void {
    this.feed(ledger).pause();
  }

  resume(ledger: LedgerId): void {
    this.feeds.get(ledger)?.resume();
  }

  async stop(deadlineMs: number = DEFAULT_STOP_DEADLINE_MS): Promise<void> {
    this.stopping.abort();
    this.wake();
    const settled = Promise.all([this.running, ...[...this.feeds.values()].map((feed) => feed.settled())]);
    await settledWithin(settled, deadlineMs, this.parts.timers);
  }

  private async keepFollowing(): Promise<void> {
    const { timers, backOff, failed } = this.parts;
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        await this.followOnce();
        failures = 0;
      } catch (error) {
        failures += 1;
        failed(error);
      }
      // Also after an end without a failure, which only a stopping store comes to.
      await pauseFor(backOffMs(backOff, Math.max(1, failures)), timers, this.stopping.signal);
    }
  }

  private async followOnce(): Promise<void> {
    const { store, pollMs, sweepMs, hole } = this.parts;
    const contexts = new Set(this.options.contexts);
    const batches = store.follow({
      from: this.options.position,
      ledgers: (ledger) => contexts.has(contextOf(ledger)),
      signal: this.stopping.signal,
      onHole: hole,
      ...(pollMs === undefined ? {} : { pollMs }),
      ...(sweepMs === undefined ? {} : { sweepMs }),
    });
    for await (const events of batches) {
      const ledger = events[0]?.ledger;
      if (this.stopping.signal.aborted) return;
      if (ledger !== undefined) this.waiting += this.feed(ledger).push(events);
      await this.room();
    }
  }

  /** Waits while too much is waiting. */
  private async room(): Promise<void> {
    while (this.waiting >= MAX_WAITING_EVENTS && !this.stopping.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private feed(ledger: LedgerId): LedgerFeed {
    let feed = this.feeds.get(ledger);
    if (feed === undefined) {
      this.forgetIdle();
      feed = new LedgerFeed(ledger, {
        store: this.parts.store,
        onMessages: this.options.onMessages,
        position: this.options.position,
        timers: this.parts.timers,
        backOff: this.parts.backOff,
        signal: this.stopping.signal,
        left: (events) => {
          this.waiting -= events;
          this.wake();
        },
      });
      this.feeds.set(ledger, feed);
    }
    return feed;
  }

  /** Quiet ledgers cost nothing: once there are many, those without work are dropped. */
  private forgetIdle(): void {
    if (this.feeds.size < MAX_WAITING_EVENTS) return;
    for (const [ledger, feed] of this.feeds) if (feed.idle) this.feeds.delete(ledger);
  }
}
