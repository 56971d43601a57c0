import { KafkaTransport } from '@taizhang/messaging-kafka';
import type { Configuration, HostAdapters } from '@taizhang/platform';

/** Leaves travel over Kafka; `name` is how the broker knows this process. */
export function kafkaTransport(configuration: Configuration, name: string): HostAdapters['transport'] {
  return (_store, events) =>
    new KafkaTransport({
      brokers: configuration.TAIZHANG_KAFKA_BROKERS ?? [],
      clientId: `taizhang-${name}`,
      topics: {
        partitions: configuration.TAIZHANG_KAFKA_PARTITIONS,
        replication: configuration.TAIZHANG_KAFKA_REPLICATION,
        minInSyncReplicas: configuration.TAIZHANG_KAFKA_MIN_ISR,
      },
      events: {
        log: (level, message) => events.log(level, message),
        refused: (error) => events.failed(error),
      },
    });
}
