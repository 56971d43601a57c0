import type { Clock, Entropy, Instant, JsonObject } from '@taizhang/kernel';
import type { LedgerKeysProvider } from './ledger-opening.js';

/** Lifts an event's open data to the newest version of its schema; the identity for types it does not know (design §4). */
export type UpcastEvent = (
  type: string,
  schema: number,
  data: JsonObject,
) => { readonly schema: number; readonly data: JsonObject };

/** What an event store is made with; the storage beneath it is the adapter's. */
export interface EventStoreOptions {
  /** First part of every origin: fixed per deployment (ledger-format §1). */
  readonly authority: string;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly ledgerKeys: LedgerKeysProvider;
  readonly upcast?: UpcastEvent;
  /** The machine's time, for `storedAt`, sweeps and retries; never the manual clock. For tests. */
  readonly machineNow?: () => Instant;
  /** An operator's recorded confirmation that the clock may be more than 45 days ahead of the last leaf, up to this instant. */
  readonly confirmedClockJumpTo?: Instant;
  /** Overrides of the defaults in `event-store.ts`, for tests and small machines. */
  readonly limits?: Partial<EventStoreLimits>;
}

/** Bounds of the writer; see the constants of the same meaning. */
export interface EventStoreLimits {
  readonly maxWaitingAppends: number;
  readonly maxCommitsPerBatch: number;
  readonly maxBatchBytes: number;
  readonly maxConditionDistance: number;
  readonly conflictRetryLimitMs: number;
}
