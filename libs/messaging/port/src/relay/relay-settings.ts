import type { BackOff } from '../back-off.js';

/** How long a relay's leases last, in milliseconds: a relay that died is replaced after this. */
export const DEFAULT_RELAY_LEASE_TTL_MS = 15_000;
/** How often they are renewed, in milliseconds: several times within one term. */
export const DEFAULT_RELAY_RENEW_INTERVAL_MS = 5_000;
/** How often marks are saved, in milliseconds. A crash repeats what was published since; consumers drop it. */
export const DEFAULT_RELAY_MARK_INTERVAL_MS = 500;
/** Most leaves that wait to be published in one relay; at this bound it stops reading the store. */
export const DEFAULT_RELAY_QUEUE_EVENTS = 16_384;
/** Most bytes that wait to be published in one relay. */
export const DEFAULT_RELAY_QUEUE_BYTES = 32 * 1024 * 1024;
/** Most leaves of one send of one ledger. */
export const RELAY_SEND_EVENTS = 512;
/** Most bytes of one send of one ledger: well below a broker's limit for one batch (1 MiB). */
export const RELAY_SEND_BYTES = 512 * 1024;
/** How long a relay waits after a failed send, a failed renewal or a failed read. */
export const DEFAULT_RELAY_BACK_OFF: BackOff = { firstMs: 100, mostMs: 10_000 };
/** How long {@link LeafRelay.stop} waits for sends in flight, in milliseconds. */
export const DEFAULT_RELAY_STOP_DEADLINE_MS = 5_000;

/** Sizes and paces of a relay; defaults above. */
export interface RelaySettings {
  readonly leaseTtlMs: number;
  readonly renewIntervalMs: number;
  readonly markIntervalMs: number;
  readonly queueEvents: number;
  readonly queueBytes: number;
  readonly backOff: BackOff;
  /** Passed to the store's `follow`. */
  readonly pollMs?: number;
  readonly sweepMs?: number;
}

export const DEFAULT_RELAY_SETTINGS: RelaySettings = {
  leaseTtlMs: DEFAULT_RELAY_LEASE_TTL_MS,
  renewIntervalMs: DEFAULT_RELAY_RENEW_INTERVAL_MS,
  markIntervalMs: DEFAULT_RELAY_MARK_INTERVAL_MS,
  queueEvents: DEFAULT_RELAY_QUEUE_EVENTS,
  queueBytes: DEFAULT_RELAY_QUEUE_BYTES,
  backOff: DEFAULT_RELAY_BACK_OFF,
};

/** What a relay tells the metrics; no ledger names, so that labels stay few. */
export interface RelayMetrics {
  published?(context: string, leaves: number): void;
  /** A send, a renewal or a read failed and will be tried again. */
  failed?(context: string, step: 'publish' | 'lease' | 'mark' | 'follow', error: unknown): void;
  /** The store reported a hole (`LEDGER_HOLE`): alarm. */
  hole?(context: string, error: Error): void;
  leases?(context: string, held: number): void;
  /** Leaves read and not yet acknowledged by the broker. */
  waiting?(context: string, leaves: number): void;
}
