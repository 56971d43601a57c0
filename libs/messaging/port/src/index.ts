export {
  TopicMismatchError,
  TransportUnavailableError,
  type LedgerMessage,
  type LedgerTransport,
  type OnMessages,
  type PublishedLeaf,
  type Subscription,
  type SubscriptionOptions,
} from './transport.js';
export {
  LEASE_BUCKETS,
  MAX_LEASE_TTL_MS,
  NO_LEAF_HASH,
  type AttemptCount,
  type FailedAttempt,
  type FollowerState,
  type InboxMark,
  type Lease,
  type ParkedDecision,
  type ParkedLedger,
  type RefusedReaction,
} from './follower-state.js';
export type { HandlerAnswer, InboxHandler, LedgerOwner } from './inbox.js';
export { ALL_BUCKETS, bucketOf } from './bucket.js';
export { CLOUD_EVENTS_VERSION, cloudEventHeaders, dataSchemaOf, headersOfEvent } from './cloud-events.js';
export { DATA_HOLD_TTL_MS, DataInUseError, holdByLeases, type DataHoldParts } from './data-hold.js';
export { leafHashHex } from './leaf-hash.js';
export { hiddenLeaf, type HiddenLeaf } from './hidden-leaf.js';
export { backOffMs, type BackOff } from './back-off.js';
export { repeated, repeatedAtItsPace, type PacedRepetition, type Repetition } from './repeated.js';
export { machineTimers, pauseFor, settledWithin, type Timers } from './timers.js';
export { asRecorded, CorruptLeafError, recordedEventOf, type PlacedLeaf } from './recorded-leaf.js';
export { ownerOfStore } from './store-owner.js';
export { HeldBuckets, type LeaseParts } from './relay/held-buckets.js';
export { LeafRelay, type LeafRelayOptions } from './relay/leaf-relay.js';
export {
  DEFAULT_RELAY_BACK_OFF,
  DEFAULT_RELAY_LEASE_TTL_MS,
  DEFAULT_RELAY_MARK_INTERVAL_MS,
  DEFAULT_RELAY_QUEUE_BYTES,
  DEFAULT_RELAY_QUEUE_EVENTS,
  DEFAULT_RELAY_RENEW_INTERVAL_MS,
  DEFAULT_RELAY_SETTINGS,
  DEFAULT_RELAY_STOP_DEADLINE_MS,
  RELAY_SEND_BYTES,
  RELAY_SEND_EVENTS,
  type RelayMetrics,
  type RelaySettings,
} from './relay/relay-settings.js';
export { roundHeads } from './inbox/round-heads.js';
export { DuplicateConsumerError, InboxRunner, type InboxRunnerOptions } from './inbox/inbox-runner.js';
export {
  DEFAULT_CATCH_UP_CONCURRENCY,
  DEFAULT_DECISION_POLL_MS,
  DEFAULT_HANDLER_BATCH_EVENTS,
  DEFAULT_INBOX_SETTINGS,
  DEFAULT_INBOX_STOP_DEADLINE_MS,
  DEFAULT_MAX_ATTEMPTS,
  DEFAULT_NOT_YET_BACK_OFF,
  DEFAULT_NOT_YET_LIMIT_MS,
  DEFAULT_RECONCILE_INTERVAL_MS,
  DEFAULT_REMEMBERED_LEDGERS,
  OWNER_CHUNK_BYTES,
  DEFAULT_RETRY_BACK_OFF,
  RECONCILE_OVERLAP_MS,
  type InboxSettings,
} from './inbox/inbox-settings.js';
export type { ConsumerStatus, InboxMetrics, SkipCause } from './inbox/inbox-metrics.js';
export { InboxStoppedError } from './inbox/consumer-surroundings.js';
export { NoAnswerError } from './inbox/handler-call.js';
export { UPGRADE_ACTOR } from './inbox/upgrade.js';
export {
  ParkedDecisionError,
  ParkedLedgers,
  type OperatorDecision,
  type ParkedOverview,
} from './inbox/parked-ledgers.js';
