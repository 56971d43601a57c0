import { bureauOf } from '@taizhang/kernel';
import { KafkaTransport, SEND_BATCH_BYTES } from '@taizhang/messaging-kafka';
import { headersOfEvent, LeafRelay } from '@taizhang/messaging-port';
import { openSqliteFollowerState } from '@taizhang/messaging-sqlite';
import { Kafka, logLevel, Partitioners, type Message } from 'kafkajs';
import type { Contest, Entrant, Outcome } from '../passes.js';
import type { BenchServers } from '../servers/bench-servers.js';
import { scaled, type BenchSettings } from '../settings.js';
import { measured, Stopwatch } from '../stopwatch.js';
import { BENCH_CONTEXT } from '../stores/taizhang-events.js';
import { installedVersion, ownVersion } from '../stores/versions.js';
import { fill, openStore } from './filled-store.js';

/** Events that are published. */
const RELAYED_EVENTS = 50_000;
/** Ledgers they lie in. */
const RELAYED_LEDGERS = 64;
/** Partitions of both topics. */
const PARTITIONS = 6;
/** Bytes of a record beside its leaf, as our transport counts them. */
const RECORD_OVERHEAD_BYTES = 700;
/** Topic of the bare producer. */
const BARE_TOPIC = 'bare.bench';
/** What both producers ask of the broker. */
const DURABILITY = 'acks=all, idempotent, one broker';

/** Leaves from a filled store to a broker, against a kafkajs producer that has the same records in its hands already. */
export function relayToKafka(settings: BenchSettings, servers: BenchServers): Contest {
  const count = scaled(settings, RELAYED_EVENTS);
  const entrant = (peer: string, version: string, role: Entrant['role'], run: typeof relay): Entrant => ({
    peer,
    version,
    technology: 'kafka',
    role,
    run: async (folder) => await run(folder, await servers.kafkaBrokers(), count, settings.limitS),
  });
  return {
    workload: 'X.relay',
    entrants: [
      entrant('taizhang relay', ownVersion(), 'ours', relay),
      entrant('bare kafkajs', installedVersion('kafkajs'), 'limit', bareProducer),
    ],
  };
}

async function relay(folder: string, brokers: readonly string[], count: number, limitS: number): Promise<Outcome> {
  const { store } = openStore(folder);
  const state = openSqliteFollowerState({ folder });
  const topics = { partitions: PARTITIONS, replication: 1, minInSyncReplicas: 1 };
  const transport = new KafkaTransport({ brokers, clientId: 'bench', topics });
  try {
    const ledgers = await fill(store, count, RELAYED_LEDGERS);
    const leaves = count + ledgers.length; // each ledger has its opening, too
    await transport.prepare([BENCH_CONTEXT]);
    let published = 0;
    let done: () => void = () => undefined;
    const all = new Promise<void>((resolve) => (done = resolve));
    const metrics = {
      published: (_context: string, more: number) => {
        published += more;
        if (published >= leaves) done();
      },
    };
    const parts = { store, transport, state, contexts: [BENCH_CONTEXT], holder: 'bench', metrics };
    const relayed = new LeafRelay(parts);
    const watch = new Stopwatch(limitS);
    relayed.start();
    await within(all, limitS);
    const outcome = measured(published, watch.reading(), published < leaves && 'cut');
    await relayed.stop();
    return { durability: DURABILITY, measured: outcome };
  } finally {
    await transport.close();
    await state.close();
    await store.stop();
  }
}

async function bareProducer(
  folder: string,
  brokers: readonly string[],
  count: number,
  limitS: number,
): Promise<Outcome> {
  const batches = await recordsOf(folder, count);
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'bare', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    idempotent: true,
    maxInFlightRequests: 1,
  });
  try {
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: BARE_TOPIC, numPartitions: PARTITIONS, replicationFactor: 1 }] });
    await producer.connect();
    const watch = new Stopwatch(limitS);
    let sent = 0;
    for (const messages of batches) {
      if (watch.over) break;
      await producer.sendBatch({ topicMessages: [{ topic: BARE_TOPIC, messages }], acks: -1 });
      sent += messages.length;
    }
    const note = `requests of up to ${String(SEND_BATCH_BYTES)} bytes, as ours`;
    return { durability: DURABILITY, measured: measured(sent, watch.reading(), note, watch.over && 'cut') };
  } finally {
    await producer.disconnect();
    await admin.disconnect();
  }
}

/** The records that our relay would send of such a store, in requests of the size of ours, ledger by ledger. */
async function recordsOf(folder: string, count: number): Promise<readonly Message[][]> {
  const { store } = openStore(folder);
  const batches: Message[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const ledger of await fill(store, count, RELAYED_LEDGERS)) {
    for await (const event of store.readLedger(ledger)) {
      const value = Buffer.from(event.leaf);
      const record = value.length + RECORD_OVERHEAD_BYTES;
      if (bytes + record > SEND_BATCH_BYTES) {
        batches.push([]);
        bytes = 0;
      }
      bytes += record;
      batches.at(-1)?.push({ key: bureauOf(ledger), value, headers: { ...headersOfEvent(event) } });
    }
  }
  await store.stop();
  return batches;
}

async function within(all: Promise<void>, limitS: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitS * 1_000)));
  await Promise.race([all, late]);
  clearTimeout(timer);
}
