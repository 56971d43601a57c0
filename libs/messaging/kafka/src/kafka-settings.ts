/** Retention of the topics, in milliseconds: 30 days (design §7). */
export const TOPIC_RETENTION_MS = 30 * 86_400_000;
/** Partitions in production, for good (design §7). */
export const PRODUCTION_PARTITIONS = 96;
/** Replicas in production. */
export const PRODUCTION_REPLICATION = 3;
/** Replicas that must have a message before it is acknowledged, in production. */
export const PRODUCTION_MIN_ISR = 2;

/** How long a topic that was just made may be unknown to a broker, in milliseconds. */
export const TOPIC_VISIBLE_DEADLINE_MS = 15_000;
/** How long a send may take before its outcome counts as unknown, in milliseconds. */
export const SEND_TIMEOUT_MS = 10_000;
/** Most bytes of one request to the broker: below its usual limit for one batch (1 MiB), whatever the partitions. */
export const SEND_BATCH_BYTES = 900_000;
/** Most bytes that wait to be sent; one call more is refused with `TransportUnavailableError`. */
export const MAX_WAITING_SEND_BYTES = 64 * 1024 * 1024;
/** Bytes of a record beside its value: headers, key and framing, generously. */
export const RECORD_OVERHEAD_BYTES = 700;
/** How long the broker waits for a silent consumer before it gives its partitions to others, in milliseconds. */
export const DEFAULT_SESSION_TIMEOUT_MS = 30_000;
/** How often a consumer says that it lives, also while a handler is at work, in milliseconds. */
export const DEFAULT_HEARTBEAT_INTERVAL_MS = 3_000;
/** How long the members have to finish before a rebalance, in milliseconds. */
export const REBALANCE_TIMEOUT_MS = 60_000;
/** How long a consumer lets handlers at work finish when the group rebalances, in milliseconds. */
export const REBALANCE_DRAIN_MS = 10_000;
/** How long a fetch waits for new messages, in milliseconds. */
export const FETCH_WAIT_MS = 500;
/** Partitions that one consumer works on at once. */
export const PARTITIONS_AT_ONCE = 4;
/** Ledgers of one partition that are worked on at once. */
export const LEDGERS_AT_ONCE = 16;
/** How long a partition waits after a delivery was refused, in milliseconds. */
export const REDELIVERY_DELAY_MS = 250;
/** How long {@link KafkaTransport} waits for handlers and the broker when it stops, in milliseconds. */
export const DEFAULT_STOP_DEADLINE_MS = 5_000;

/** What topics must look like. */
export interface TopicSettings {
  readonly partitions: number;
  readonly replication: number;
  readonly minInSyncReplicas: number;
}

/** What the Kafka transport reports; names no ledger. */
export interface KafkaEvents {
  /** The client's own log lines, warnings and worse. */
  log?(level: 'warn' | 'error', message: string): void;
  /** A record that is none of ours was passed over. */
  foreign?(topic: string): void;
  /** A delivery was refused and comes again, or the broker did not take a goodbye. */
  refused?(error: unknown): void;
}
