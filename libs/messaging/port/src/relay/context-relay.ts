import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import { contextOf, type LedgerId } from '@taizhang/kernel';
import type { FollowerState } from '../follower-state.js';
import { repeatedAtItsPace } from '../repeated.js';
import { settledWithin, type Timers } from '../timers.js';
import type { LedgerTransport } from '../transport.js';
import { HeldBuckets } from './held-buckets.js';
import { RelayLanes } from './relay-lanes.js';
import type { RelayMetrics, RelaySettings } from './relay-settings.js';

/** What the relay of one context is made of. */
export interface ContextRelayParts {
  readonly context: string;
  readonly store: Pick<EventStore, 'follow'>;
  readonly transport: Pick<LedgerTransport, 'publish'>;
  readonly state: FollowerState;
  readonly holder: string;
  readonly timers: Timers;
  readonly settings: RelaySettings;
  readonly metrics: RelayMetrics;
  readonly traceparentOf?: (event: RecordedEvent) => string | undefined;
}

/** The relay of one context: three loops (leases, following, marks) until it is stopped. */
export class ContextRelay {
  private readonly held: HeldBuckets;
  private readonly lanes: RelayLanes;
  private readonly stopping = new AbortController();
  private following = new AbortController();
  private loops: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ContextRelayParts) {
    const { context, transport, state, holder, timers, settings } = parts;
    const name = `relay:${context}`;
    this.held = new HeldBuckets({ state, timers, name, holder, ttlMs: settings.leaseTtlMs });
    this.lanes = new RelayLanes(
      state,
      name,
      { events: settings.queueEvents, bytes: settings.queueBytes },
      {
        publish: async (messages) => {
          await transport.publish(context, messages);
          parts.metrics.published?.(context, messages.length);
        },
        mayPublish: (ledger) => this.held.holds(ledger),
        ...(parts.traceparentOf === undefined ? {} : { traceparentOf: parts.traceparentOf }),
        timers,
        backOff: settings.backOff,
        signal: this.stopping.signal,
        failed: (error) => parts.metrics.failed?.(context, 'publish', error),
      },
    );
  }

  start(): void {
    this.loops = Promise.all([this.keepLeases(), this.keepFollowing(), this.keepMarks()]);
  }

  /** Stops reading, lets sends in flight finish, saves marks, gives the leases back; gives up each at the deadline. */
  async stop(deadlineMs: number): Promise<void> {
    const { timers } = this.parts;
    const endsAt = timers.nowMs() + deadlineMs;
    this.stopping.abort();
    this.following.abort();
    const finish = async (): Promise<void> => {
      await this.lanes.settled();
      await this.lanes.saveMarks();
      await this.held.release();
    };
    const finished = finish().catch((error: unknown) => this.parts.metrics.failed?.(this.parts.context, 'mark', error));
    await settledWithin(Promise.all([finished, this.loops]), Math.max(0, endsAt - timers.nowMs()), timers);
  }

  private async keepLeases(): Promise<void> {
    await this.repeat('lease', async () => {
      const gained = await this.held.renew();
      this.parts.metrics.leases?.(this.parts.context, this.held.size);
      // The running iteration passed over the ledgers of these buckets: it starts again, from the marks.
      if (gained) this.following.abort();
      return this.parts.settings.renewIntervalMs;
    });
  }

  private async keepMarks(): Promise<void> {
    await this.repeat('mark', async () => {
      this.parts.metrics.waiting?.(this.parts.context, this.lanes.waiting);
      await this.lanes.saveMarks();
      return this.parts.settings.markIntervalMs;
    });
  }

  private async keepFollowing(): Promise<void> {
    await this.repeat('follow', async () => {
      if (this.following.signal.aborted) this.following = new AbortController();
      if (this.held.size === 0) return this.parts.settings.renewIntervalMs;
      await this.followOnce(this.following.signal);
      return 0;
    });
  }

  private async followOnce(signal: AbortSignal): Promise<void> {
    const { context, store, settings, metrics } = this.parts;
    const batches = store.follow({
      from: (ledger) => this.lanes.position(ledger),
      ledgers: (ledger) => contextOf(ledger) === context && this.held.holds(ledger),
      signal,
      onHole: (error) => metrics.hole?.(context, error),
      ...(settings.pollMs === undefined ? {} : { pollMs: settings.pollMs }),
      ...(settings.sweepMs === undefined ? {} : { sweepMs: settings.sweepMs }),
    });
    for await (const events of batches) {
      const ledger: LedgerId | undefined = events[0]?.ledger;
      if (ledger !== undefined && this.held.holds(ledger) && !(await this.lanes.push(ledger, events))) return;
      if (signal.aborted) return;
    }
  }

  /** Runs `round` until the relay is stopped, each time after the pause it asked for; failures back off. */
  private repeat(step: 'lease' | 'mark' | 'follow', round: () => Promise<number>): Promise<void> {
    const { timers, settings, metrics, context } = this.parts;
    return repeatedAtItsPace(round, {
      backOff: settings.backOff,
      timers,
      signal: this.stopping.signal,
      failed: (error) => metrics.failed?.(context, step, error),
      ...(step === 'follow' && { wake: () => this.following.signal }),
    });
  }
}
