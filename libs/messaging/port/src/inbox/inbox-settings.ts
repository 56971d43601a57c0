import type { BackOff } from '../back-off.js';

/** How often each consumer compares its watermarks with the owner's changed heads, in milliseconds (design §7: every few minutes). */
export const DEFAULT_RECONCILE_INTERVAL_MS = 180_000;
/** How often it does so while the transport has not let it in yet, in milliseconds. */
export const DEFAULT_JOINING_INTERVAL_MS = 2_000;
/** How far back that comparison looks beyond the last one, in milliseconds: heads are hints and clocks differ. */
export const RECONCILE_OVERLAP_MS = 600_000;
/** How often a consumer looks for decisions that operators took elsewhere, in milliseconds. */
export const DEFAULT_DECISION_POLL_MS = 5_000;
/** Most events given to a handler at once: the more, the fewer writes of documents that change often. */
export const DEFAULT_HANDLER_BATCH_EVENTS = 2_048;
/** Leaves fetched from an owner at once hold at most this many bytes, one leaf more, whatever their number. */
export const OWNER_CHUNK_BYTES = 4 * 1024 * 1024;
/** Tries of one event before its ledger is parked as `FAILED`. */
export const DEFAULT_MAX_ATTEMPTS = 5;
/** Waiting between tries of an event that failed, and of an owner that could not be read. */
export const DEFAULT_RETRY_BACK_OFF: BackOff = { firstMs: 200, mostMs: 30_000 };
/** Waiting between tries of an event whose time has not come. */
export const DEFAULT_NOT_YET_BACK_OFF: BackOff = { firstMs: 1_000, mostMs: 300_000 };
/** How long an event may be *not yet* before its ledger is parked, in milliseconds (design §7: a day). */
export const DEFAULT_NOT_YET_LIMIT_MS = 86_400_000;
/** Ledgers of one consumer that are caught up from the owner at once. */
export const DEFAULT_CATCH_UP_CONCURRENCY = 16;
/** Ledgers of one consumer kept in memory although they rest; forgotten ones cost one read of their mark. */
export const DEFAULT_REMEMBERED_LEDGERS = 10_000;
/** How long {@link InboxRunner.stop} waits for handlers at work, in milliseconds. */
export const DEFAULT_INBOX_STOP_DEADLINE_MS = 5_000;

/** Paces and bounds of an inbox; defaults above. */
export interface InboxSettings {
  readonly reconcileIntervalMs: number;
  readonly joiningIntervalMs: number;
  readonly decisionPollMs: number;
  readonly handlerBatchEvents: number;
  readonly maxAttempts: number;
  readonly retryBackOff: BackOff;
  readonly notYetBackOff: BackOff;
  readonly notYetLimitMs: number;
  readonly catchUpConcurrency: number;
  readonly rememberedLedgers: number;
}

export const DEFAULT_INBOX_SETTINGS: InboxSettings = {
  reconcileIntervalMs: DEFAULT_RECONCILE_INTERVAL_MS,
  joiningIntervalMs: DEFAULT_JOINING_INTERVAL_MS,
  decisionPollMs: DEFAULT_DECISION_POLL_MS,
  handlerBatchEvents: DEFAULT_HANDLER_BATCH_EVENTS,
  maxAttempts: DEFAULT_MAX_ATTEMPTS,
  retryBackOff: DEFAULT_RETRY_BACK_OFF,
  notYetBackOff: DEFAULT_NOT_YET_BACK_OFF,
  notYetLimitMs: DEFAULT_NOT_YET_LIMIT_MS,
  catchUpConcurrency: DEFAULT_CATCH_UP_CONCURRENCY,
  rememberedLedgers: DEFAULT_REMEMBERED_LEDGERS,
};
