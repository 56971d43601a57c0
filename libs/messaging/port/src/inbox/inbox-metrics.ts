import type { ParkedLedger } from '../follower-state.js';

/** Why an event went by without a handler. */
export type SkipCause = 'duplicate' | 'unknown-type' | 'decided';

/** What an inbox tells the metrics. Labels are consumers and causes, never ledgers. */
export interface InboxMetrics {
  handled?(consumer: string, events: number): void;
  skipped?(consumer: string, cause: SkipCause, events: number): void;
  refused?(consumer: string, code: string): void;
  /** A try failed, the time of an event has not come, or owner or follower state is away; it will be tried again. */
  postponed?(consumer: string, kind: 'FAILED' | 'NOT_YET' | 'UNAVAILABLE'): void;
  parked?(consumer: string, reason: ParkedLedger['reason']): void;
  /** Leaves fetched from the owner's API instead of the transport. */
  fetched?(consumer: string, leaves: number): void;
  /** The owner has less than was handled: a restored store, or a copy that is behind (`LEDGER_BEHIND`). Alarm. */
  ownerBehind?(consumer: string): void;
  /** Comparing watermarks, or looking for decisions, failed and will be tried again. */
  failed?(consumer: string, step: 'reconcile' | 'decisions', error: unknown): void;
}

/** How a consumer stands now. */
export interface ConsumerStatus {
  readonly consumer: string;
  /** Events known to exist and not yet gone past, over all ledgers. */
  readonly lag: number;
  readonly parked: number;
  /** Ledgers that wait for another try. */
  readonly waiting: number;
}
