export {
  TopicMismatchError,
  TransportUnavailableError,
  type LedgerMessage,
  type LedgerTransport,
  type OnMessages,
  type Subscription,
  type SubscriptionOptions,
} from './transport.js';
export {
  LEASE_BUCKETS,
  type FollowerState,
  type InboxMark,
  type Lease,
  type ParkedDecision,
  type ParkedLedger,
  type RefusedReaction,
} from './follower-state.js';
export type { HandlerAnswer, InboxHandler, LedgerOwner } from './inbox.js';
