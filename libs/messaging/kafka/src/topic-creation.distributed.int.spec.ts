import { randomBytes } from 'node:crypto';
import type { Clearance } from '@taizhang/kernel';
import { hiddenLeaf, type PublishedLeaf } from '@taizhang/messaging-port';
import { eventually } from '@taizhang/testkit';
import { Kafka, logLevel } from 'kafkajs';
import { KafkaTransport } from './kafka-transport.js';
import { analystTopicOf, topicOf, topicsOf } from './topics.js';

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
      expect(await admin.listTopics()).toEqual(expect.arrayContaining([...topicsOf(context)]));
      await admin.deleteTopics({ topics: [...topicsOf(context)] });
    } finally {
      await Promise.all([first.close(), second.close(), admin.disconnect()]);
    }
  });
});

describe('the topics of analysts on a real broker', () => {
  const context = `t${randomBytes(6).toString('hex')}`;
  const log = `rectify.example/${context}/wgx-0371`;
  const transport = transportWith(2);
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const leafOf = (idx: number, clr: Clearance): PublishedLeaf => {
    const leaf = Buffer.from(`{"clr":${String(clr)},"idx":${String(idx)}}`);
    return { ledger: `${context}/wgx-0371`, idx, clr, leaf, headers: { ce_type: 'x.Y', log, idx: String(idx) } };
  };

  beforeAll(async () => {
    await transport.prepare([context]);
    await admin.connect();
  });
  afterAll(async () => {
    await admin.deleteTopics({ topics: (await admin.listTopics()).filter((topic) => topic.includes(context)) });
    await Promise.all([transport.close(), admin.disconnect()]);
  });

  it('have every leaf that services have, in order, hidden beyond their clearance', async () => {
    const leaves = ([1, 0, 3, 2, 1, 0] as const).map((clr, idx) => leafOf(idx, clr));
    await transport.publish(context, leaves.slice(0, 4));
    await transport.publish(context, leaves.slice(4));
    const told = new Map<string, string[]>(topicsOf(context).map((topic) => [topic, []]));
    const consumer = kafka.consumer({ groupId: `analysts-${context}`, allowAutoTopicCreation: false });
    await consumer.connect();
    try {
      await consumer.subscribe({ topics: [...topicsOf(context)], fromBeginning: true });
      await consumer.run({
        eachMessage: async ({ topic, message: { value } }) => void told.get(topic)?.push(String(value)),
      });
      await eventually('every topic has every leaf', () => [...told.values()].every(({ length }) => length === 6), {
        deadlineMs: 60_000,
      });
    } finally {
      await consumer.disconnect();
    }
    for (const [n, topic] of topicsOf(context).entries()) {
      const clearance = n === 0 ? 3 : n - 1;
      const wanted = leaves.map((leaf) =>
        leaf.clr <= clearance ? Buffer.from(leaf.leaf).toString() : JSON.stringify(hiddenLeaf(log, leaf)),
      );
      expect([topic, told.get(topic)]).toEqual([topic, wanted]);
    }
  });

  it('are acknowledged together with that of services: where one is away, nothing is', async () => {
    await admin.deleteTopics({ topics: [analystTopicOf(context, 1)] });
    await expect(transport.publish(context, [leafOf(6, 0)])).rejects.toThrow('Kafka did not acknowledge');
    await transport.prepare([context]);
    await expect(transport.publish(context, [leafOf(6, 0)])).resolves.toBeUndefined();
  });
});
