import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import type { FollowerState } from '../follower-state.js';
import { machineTimers, type Timers } from '../timers.js';
import type { LedgerTransport } from '../transport.js';
import { ContextRelay } from './context-relay.js';
import {
  DEFAULT_RELAY_SETTINGS,
  DEFAULT_RELAY_STOP_DEADLINE_MS,
  type RelayMetrics,
  type RelaySettings,
} from './relay-settings.js';

/** What a relay needs. */
export interface LeafRelayOptions {
  /** The store of the contexts below: the ledger is its own outbox (design §1). */
  readonly store: Pick<EventStore, 'follow'>;
  readonly transport: Pick<LedgerTransport, 'publish'>;
  readonly state: FollowerState;
  /** Contexts whose ledgers this process owns. */
  readonly contexts: readonly string[];
  /** Unique to this process and start: leases are held under it. */
  readonly holder: string;
  readonly timers?: Timers;
  readonly settings?: Partial<RelaySettings>;
  readonly metrics?: RelayMetrics;
  /** Trace that an event belongs to, for the `traceparent` header. */
  readonly traceparentOf?: (event: RecordedEvent) => string | undefined;
}

/**
 * Follows the ledgers of its contexts under bucket leases and publishes each leaf, unchanged, to the transport, at least
 * once and in order (design §7). Only for transports of the kind `relayed`. Several may run: those without leases wait.
 * Marks are kept under the consumer `relay:<context>`.
 */
export class LeafRelay {
  private readonly relays: readonly ContextRelay[];

  constructor({ contexts, timers = machineTimers, settings, metrics = {}, ...options }: LeafRelayOptions) {
    const all = { ...DEFAULT_RELAY_SETTINGS, ...settings };
    this.relays = contexts.map((context) => new ContextRelay({ ...options, context, timers, metrics, settings: all }));
  }

  /** Starts at once; a store or broker that is away is waited for. */
  start(): void {
    for (const relay of this.relays) relay.start();
  }

  /** Stops within `deadlineMs`, also when broker or database is down; what was not acknowledged is published again later. */
  async stop(deadlineMs: number = DEFAULT_RELAY_STOP_DEADLINE_MS): Promise<void> {
    await Promise.all(this.relays.map((relay) => relay.stop(deadlineMs)));
  }
}
