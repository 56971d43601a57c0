import type { Instant, LedgerId } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import type { PlacedLeaf } from './recorded-leaf.js';

/** What a handler answers for one event (design §7). */
export type HandlerAnswer =
  | { readonly kind: 'handled' }
  /** Final: recorded with its rejection code, never retried. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Back-off, parked after a day. */
  | { readonly kind: 'not-yet'; readonly detail: string };

/** A consumer of events: a view, a policy, an export. Registered once with the inbox runner. */
export interface InboxHandler {
  /** Unique for good; marks are kept under it. A new version of a view is a new consumer. */
  readonly consumer: string;
  /** Contexts whose ledgers it consumes. */
  readonly contexts: readonly string[];
  /** Handled types and the newest schema version understood. Other types are skipped and counted; a newer version rests the ledger. */
  readonly types: Readonly<Record<string, { readonly version: number }>>;
  /**
   * Handles events of one ledger in order; must be idempotent by (ledger, idx). Answers for the events up to and including
   * the first that is not `handled`; a shorter array than given stops there. A throw is a failure of the first event not answered.
   */
  handle(ledger: LedgerId, events: readonly RecordedEvent[]): Promise<readonly HandlerAnswer[]>;
}

/** The owner's API of a context's ledgers: where holes are filled and new consumers start (design §7). */
export interface LedgerOwner {
  /** Leaves of a ledger from an index on, as stored. */
  leaves(ledger: LedgerId, from: number): AsyncIterable<PlacedLeaf>;
  /** Ledgers of a context whose heads changed since, with their sizes. */
  changedHeads(context: string, since?: Instant): AsyncIterable<{ readonly ledger: LedgerId; readonly size: number }>;
}
