export { KafkaTransport, type KafkaTransportOptions } from './kafka-transport.js';
export { contextOfTopic, ledgerOfMessage, TOPIC_PREFIX, TOPIC_VERSION, topicOf } from './topics.js';
export {
  DEFAULT_HEARTBEAT_INTERVAL_MS,
  DEFAULT_SESSION_TIMEOUT_MS,
  DEFAULT_STOP_DEADLINE_MS,
  FETCH_WAIT_MS,
  LEDGERS_AT_ONCE,
  MAX_WAITING_SEND_BYTES,
  PARTITIONS_AT_ONCE,
  PRODUCTION_MIN_ISR,
  PRODUCTION_PARTITIONS,
  PRODUCTION_REPLICATION,
  REBALANCE_DRAIN_MS,
  REBALANCE_TIMEOUT_MS,
  REDELIVERY_DELAY_MS,
  SEND_BATCH_BYTES,
  SEND_TIMEOUT_MS,
  TOPIC_RETENTION_MS,
  type KafkaEvents,
  type TopicSettings,
} from './kafka-settings.js';
