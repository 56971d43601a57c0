import { startTestInfra, type TestInfra } from '@taizhang/infra-local';
import { transportConformance } from '@taizhang/messaging-conformance';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { KafkaTransport } from './kafka-transport.js';
import { topicOf } from './topics.js';

/** Events a relay of the suite may hold: small, so that its bound is reached soon. */
const WAITING_EVENTS = 1_024;

/** A broker of this file's own, because cases stop and restart it. */
let infra: TestInfra;

beforeAll(async () => {
  infra = await startTestInfra({ mongodb: false });
});

afterAll(() => infra.stop());

async function withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Kafka({ brokers: infra.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

transportConformance({
  name: 'kafka',
  kind: 'relayed',
  scale: 0.5,
  handlerHoldsUp: 'partition',
  waitingEvents: WAITING_EVENTS,
  patienceMs: 120_000,
  createSite: () =>
    Promise.resolve({
      open: () =>
        Promise.resolve(
          new KafkaTransport({
            brokers: infra.kafkaBrokers,
            clientId: 'conformance',
            topics: { partitions: 3, replication: 1, minInSyncReplicas: 1 },
            sessionTimeoutMs: 6_000,
            heartbeatIntervalMs: 500,
          }),
        ),
      interrupt: async () => {
        await infra.kafka.stop();
        return () => infra.kafka.start();
      },
      expire: (context) =>
        withAdmin(async (admin) => {
          const topic = topicOf(context);
          const partitions = (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => ({
            partition,
            offset: high,
          }));
          await admin.deleteTopicRecords({ topic, partitions });
        }),
      close: () => Promise.resolve(),
    }),
});
