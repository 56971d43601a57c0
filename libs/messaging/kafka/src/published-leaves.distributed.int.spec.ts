import { randomBytes } from 'node:crypto';
import type { LedgerId } from '@taizhang/kernel';
import type { LedgerMessage, PublishedLeaf } from '@taizhang/messaging-port';
import { Kafka, logLevel } from 'kafkajs';
import { KafkaTransport } from './kafka-transport.js';
import { READER_GROUP } from './published-leaves.js';

const brokers = (process.env['TAIZHANG_TEST_KAFKA_BROKERS'] ?? '').split(',');
if (brokers[0] === '') throw new Error('TAIZHANG_TEST_KAFKA_BROKERS names the broker of the distributed tests');

/** Leaves of each ledger: more than a broker sends at once. */
const LEAVES = 400;
const BYTES = 8_000;
/** Of them in one send. */
const AT_ONCE = 50;

describe('leaves that are still in the topics of a real broker', () => {
  const context = `t${randomBytes(6).toString('hex')}`;
  const empty = `${context}e`;
  const transport = new KafkaTransport({
    brokers,
    clientId: 'published',
    topics: { partitions: 2, replication: 1, minInSyncReplicas: 1 },
  });
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  const ledgers: readonly LedgerId[] = ['wgx-0371', 'wgx-0372', 'wgx-0373'].map(
    (bureau) => `${context}/${bureau}` as const,
  );
  const leafOf = (ledger: LedgerId, idx: number): PublishedLeaf => ({
    ledger,
    idx,
    clr: 1,
    leaf: Buffer.from(`${ledger} ${String(idx)} ${'x'.repeat(BYTES)}`),
    headers: { log: `rectify.example/${ledger}`, idx: String(idx) },
  });

  beforeAll(async () => {
    await transport.prepare([context, empty]);
    await admin.connect();
    for (const ledger of ledgers) {
      const leaves = Array.from({ length: LEAVES }, (_, idx) => leafOf(ledger, idx));
      const sent = [...leaves.slice(0, LEAVES / 2), ...leaves.slice(LEAVES / 4)]; // a relay that lost its place sends again
      for (let at = 0; at < sent.length; at += AT_ONCE) await transport.publish(context, sent.slice(at, at + AT_ONCE));
    }
  });
  afterAll(async () => {
    await admin.deleteTopics({ topics: (await admin.listTopics()).filter((topic) => topic.includes(context)) });
    await Promise.all([transport.close(), admin.disconnect()]);
  });

  const all = async (...contexts: readonly string[]) => {
    const messages: LedgerMessage[] = [];
    for await (const message of transport.published(contexts)) messages.push(message);
    return messages;
  };

  it('come all, those of a ledger in order, with repeats, each time again', async () => {
    for (let round = 0; round < 2; round += 1) {
      const messages = await all(context, empty, `${context}x`);
      for (const ledger of ledgers) {
        const own = messages.filter((message) => message.ledger === ledger);
        expect(own.map(({ idx }) => idx)).toEqual([
          ...Array.from({ length: LEAVES / 2 }, (_, i) => i),
          ...Array.from({ length: (LEAVES * 3) / 4 }, (_, i) => LEAVES / 4 + i),
        ]);
        for (const { idx, leaf } of own) expect(Buffer.compare(leaf, leafOf(ledger, idx).leaf)).toBe(0);
      }
    }
  }, 120_000);

  it('come from no topic, and from one without leaves, at once', async () => {
    expect(await all(empty)).toEqual([]);
    expect(await all(`${context}x`)).toEqual([]);
    expect(await all()).toEqual([]);
  });

  it('are left in the middle where nobody wants more, and no group stays behind', async () => {
    for await (const { idx } of transport.published([context])) if (idx === 10) break;
    const { groups } = await admin.listGroups();
    expect(groups.filter(({ groupId }) => groupId.startsWith(READER_GROUP))).toEqual([]);
  }, 120_000);
});
