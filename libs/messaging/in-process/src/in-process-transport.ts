import type { EventStore } from '@taizhang/event-store-port';
import {
  machineTimers,
  type BackOff,
  type LedgerTransport,
  type Subscription,
  type SubscriptionOptions,
  type Timers,
} from '@taizhang/messaging-port';
import { InProcessSubscription } from './in-process-subscription.js';

/** Waiting before a refused delivery, or a store that was away, is tried again. */
export const DEFAULT_REDELIVERY_BACK_OFF: BackOff = { firstMs: 50, mostMs: 10_000 };

/** What the in-process transport needs. */
export interface InProcessTransportOptions {
  readonly store: Pick<EventStore, 'follow' | 'readLedger'>;
  readonly timers?: Timers;
  readonly backOff?: BackOff;
  /** Passed to the store's `follow`. */
  readonly pollMs?: number;
  readonly sweepMs?: number;
  /** Following failed and starts again. */
  readonly onFailure?: (error: unknown) => void;
  /** The store reported a hole (`LEDGER_HOLE`): alarm. */
  readonly onHole?: (error: Error) => void;
}

/** Nobody publishes to a transport that follows the store itself; a programming error. */
export class PublishingError extends Error {
  override readonly name = 'PublishingError';
}

/** Events within one process: every subscriber follows the store from where it stands (design §7). */
export class InProcessTransport implements LedgerTransport {
  readonly kind = 'following';
  private readonly subscriptions = new Set<Subscription>();

  constructor(private readonly options: InProcessTransportOptions) {}

  publish(): Promise<void> {
    return Promise.reject(
      new PublishingError('the in-process transport follows the store: nothing is published to it'),
    );
  }

  /** Nothing to prepare: the ledgers themselves are the topics. */
  prepare(): Promise<void> {
    return Promise.resolve();
  }

  subscribe(options: SubscriptionOptions): Promise<Subscription> {
    const { timers = machineTimers, backOff = DEFAULT_REDELIVERY_BACK_OFF, onFailure, onHole, ...rest } = this.options;
    const nothing = (): void => undefined;
    const parts = { ...rest, timers, backOff, failed: onFailure ?? nothing, hole: onHole ?? nothing };
    const subscription = new InProcessSubscription(parts, options);
    this.subscriptions.add(subscription);
    return Promise.resolve(subscription);
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    this.subscriptions.clear();
  }
}
