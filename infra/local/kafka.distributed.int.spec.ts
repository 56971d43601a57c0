/**
 * A broker that a test can take away and bring back. It is the test's own: tests run side by side, and the others
 * want theirs to stay.
 */
import { randomUUID } from 'node:crypto';

import { Kafka, logLevel } from 'kafkajs';

import { startTestInfra, type TestInfra } from './test-infra.mjs';

describe('a Kafka broker of infra/local', () => {
  let infra: TestInfra;

  beforeAll(async () => {
    infra = await startTestInfra({ mongodb: false });
  }, 180_000);

  afterAll(async () => {
    await infra.stop();
  }, 60_000);

  async function topics(): Promise<string[]> {
    const admin = admins();
    try {
      await admin.connect();
      return await admin.listTopics();
    } finally {
      await admin.disconnect();
    }
  }

  const admins = () =>
    new Kafka({ brokers: infra.kafkaBrokers, logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();

  it('keeps its topics and its address over a restart, and is gone in between', async () => {
    const topic = `restart-${randomUUID()}`;
    const admin = admins();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: true });
    await admin.disconnect();

    await infra.kafka.stop();
    await expect(topics()).rejects.toThrow();
    await infra.kafka.start();
    expect(await topics()).toContain(topic);
  }, 180_000);
});
