import { randomBytes } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { KafkaTransport } from './kafka-transport.js';
import { topicOf } from './topics.js';

const brokers = (process.env['TAIZHANG_TEST_KAFKA_BROKERS'] ?? '').split(',');
if (brokers[0] === '') throw new Error('TAIZHANG_TEST_KAFKA_BROKERS names the broker of the distributed tests');

const transportWith = (partitions: number): KafkaTransport =>
  new KafkaTransport({ brokers, clientId: 'topics', topics: { partitions, replication: 1, minInSyncReplicas: 1 } });

describe('topics on a real broker', () => {
  it('are made with the configured settings, and refused with others in one sentence', async () => {
    const context = `t${randomBytes(6).toString('hex')}`;
    const [first, second] = [transportWith(2), transportWith(3)];
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    try {
      await first.prepare([context]);
      await first.prepare([context]);
      await expect(second.prepare([context])).rejects.toThrow(
        `Kafka topic ${topicOf(context)} exists with partitions=2, but 3 is configured.`,
      );
      await admin.connect();
      await admin.deleteTopics({ topics: [topicOf(context)] });
    } finally {
      await Promise.all([first.close(), second.close(), admin.disconnect()]);
    }
  });
});
