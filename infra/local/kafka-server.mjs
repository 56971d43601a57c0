import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Kafka, logLevel } from 'kafkajs';

import { kafkaJars, run } from './artifacts.mjs';
import { LOOPBACK } from './settings.mjs';

/** Heap of the broker in MiB: far more than one node with small topics needs. */
const KAFKA_HEAP_MIB = 512;
/** How often the broker looks for segments to delete, in milliseconds: tests of retention wait for it. */
const RETENTION_CHECK_INTERVAL_MS = 1_000;
const NEED_JAVA = 'Java 17 or later is needed to run Kafka';
const LOG_SETTINGS = fileURLToPath(new URL('kafka/log4j2.properties', import.meta.url));

/**
 * One Kafka node that is broker and controller (KRaft).
 * @param {string} folder of the instance
 * @param {{ kafka: number, kafkaController: number }} ports
 * @returns {import('./server-process.mjs').ServerCommand & { prepare(): Promise<void> }}
 */
export function kafkaServer(folder, ports) {
  const broker = `${LOOPBACK}:${ports.kafka}`;
  const properties = join(folder, 'kafka.properties');
  /** @type {string[]} */
  const args = [];
  return {
    name: 'kafka',
    folder,
    command: 'java',
    args,
    need: NEED_JAVA,
    answers: () => brokerAnswers(broker),
    async prepare() {
      const jars = join(await kafkaJars(), '*');
      await writeFile(properties, brokerProperties(folder, ports));
      if (!existsSync(join(folder, 'kafka', 'meta.properties'))) {
        const format = ['kafka.tools.StorageTool', 'format', '--standalone', '-t', randomClusterId(), '-c', properties];
        await run('java', ['-cp', jars, ...format], folder, NEED_JAVA);
      }
      const java = [`-Xmx${KAFKA_HEAP_MIB}m`, `-Dlog4j2.configurationFile=${LOG_SETTINGS}`, '-cp', jars];
      args.splice(0, args.length, ...java, 'kafka.Kafka', properties);
    },
  };
}

/**
 * An id for a new cluster: the 16 bytes of a UUID in base64url, as Kafka wants it. One that begins with a hyphen is drawn
 * again, as Kafka itself does: its own tool would take it for an option.
 * @param {() => string} draw a random UUID
 */
export function randomClusterId(draw = () => crypto.randomUUID()) {
  for (;;) {
    const id = Buffer.from(draw().replaceAll('-', ''), 'hex').toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

/**
 * @param {string} folder
 * @param {{ kafka: number, kafkaController: number }} ports
 */
function brokerProperties(folder, ports) {
  const client = `CLIENT://${LOOPBACK}:${ports.kafka}`;
  const controller = `CONTROLLER://${LOOPBACK}:${ports.kafkaController}`;
  return `process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=${LOOPBACK}:${ports.kafkaController}
listeners=${client},${controller}
advertised.listeners=${client},${controller}
listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=CLIENT
controller.listener.names=CONTROLLER
log.dirs=${join(folder, 'kafka')}
# One node: everything the broker keeps for itself has one replica, and few partitions, so that it starts fast.
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
log.retention.check.interval.ms=${RETENTION_CHECK_INTERVAL_MS}
log.initial.task.delay.ms=0
# Topics are created with their settings by the program that owns them, never by a typing error.
auto.create.topics.enable=false
`;
}

/**
 * @param {string} broker
 * @returns {Promise<boolean>}
 */
export async function brokerAnswers(broker) {
  const admin = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}
