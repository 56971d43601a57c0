import type { UpcastEvent } from '@taizhang/event-store-port';
import type { FollowerState } from '../follower-state.js';
import type { InboxHandler, LedgerOwner } from '../inbox.js';
import type { Timers } from '../timers.js';
import type { InboxMetrics } from './inbox-metrics.js';
import type { InboxSettings } from './inbox-settings.js';

/** What all ledgers of one consumer have in common. */
export interface ConsumerSurroundings {
  readonly handler: InboxHandler;
  readonly state: FollowerState;
  readonly owner: LedgerOwner;
  readonly timers: Timers;
  readonly settings: InboxSettings;
  readonly metrics: InboxMetrics;
  readonly upcast: UpcastEvent;
  /** What is kept of a failure for operators; must not hold personal data. */
  readonly describeFailure: (error: unknown) => string;
  /** Ends work between two events. */
  readonly signal: AbortSignal;
}

/** Class and code of an error: enough to find its cause, and free of personal data, which messages may quote. */
export function classAndCode(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? `${error.name}: ${error.code}` : error.name;
}

/** Work came while the inbox stops: not acknowledged, so it comes again. */
export class InboxStoppedError extends Error {
  override readonly name = 'InboxStoppedError';
  readonly code = 'INBOX_STOPPED';
}
