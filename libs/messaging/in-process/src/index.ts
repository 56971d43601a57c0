export {
  DEFAULT_REDELIVERY_BACK_OFF,
  InProcessTransport,
  PublishingError,
  type InProcessTransportOptions,
} from './in-process-transport.js';
export { DEFAULT_STOP_DEADLINE_MS, MAX_WAITING_EVENTS } from './in-process-subscription.js';
export { DELIVERY_BATCH_EVENTS, MAX_WAITING_EVENTS_PER_LEDGER } from './ledger-feed.js';
