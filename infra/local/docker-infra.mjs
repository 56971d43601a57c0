import { setTimeout as pause } from 'node:timers/promises';

import { brokerAnswers } from './kafka-server.mjs';
import { freePorts } from './ports.mjs';
import { InfraError, LOOPBACK, POLL_INTERVAL_MS, READY_TIMEOUT_MS } from './settings.mjs';

/** The broker's image: the same version that infra/local runs. */
const KAFKA_IMAGE = 'apache/kafka:4.1.1';
/** The database's image; tests need a replica set for `w: majority` to mean what it means in production. */
const MONGODB_IMAGE = 'mongo:8.0';
/** Label under which a container keeps the address that its broker advertises. */
const BROKER_LABEL = 'taizhang.broker';

/** Whether a Docker engine (not merely its client) answers. */
export async function dockerAnswers() {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
}

/**
 * @param {{ kafka: boolean, mongodb: boolean }} wanted
 * @returns {Promise<import('./test-infra.mjs').TestServers>}
 */
export async function startDocker({ kafka, mongodb }) {
  const [broker, database] = await Promise.allSettled([
    kafka ? startBroker() : undefined,
    mongodb ? startDatabase() : undefined,
  ]);
  const containers = [broker, database].flatMap((start) =>
    start.status === 'fulfilled' && start.value ? [start.value] : [],
  );
  const stop = async () => void (await Promise.all(containers.map(({ container }) => container.stop())));
  const failed = [broker, database].find((start) => start.status === 'rejected');
  if (failed?.status === 'rejected') {
    await stop();
    throw failed.reason;
  }
  const address = (/** @type {typeof broker} */ start) =>
    start.status === 'fulfilled' ? start.value?.address : undefined;
  const instance = broker.status === 'fulfilled' ? (broker.value?.container.getId() ?? 'none') : 'none';
  return {
    mode: 'docker',
    instance,
    kafkaBrokers: kafka ? [String(address(broker))] : [],
    mongoUrl: mongodb ? String(address(database)) : '',
    stop,
  };
}

/** The broker gets a fixed port of the host: it must come back under the address it advertises. */
async function startBroker() {
  const { GenericContainer } = await import('testcontainers');
  const [port = 0] = await freePorts(1);
  const address = `${LOOPBACK}:${port}`;
  const container = await new GenericContainer(KAFKA_IMAGE)
    .withExposedPorts({ container: port, host: port })
    .withLabels({ [BROKER_LABEL]: address })
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_LISTENERS: `CLIENT://0.0.0.0:${port},CONTROLLER://localhost:9093`,
      KAFKA_ADVERTISED_LISTENERS: `CLIENT://${address}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'CLIENT',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '4',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
      KAFKA_LOG_RETENTION_CHECK_INTERVAL_MS: '1000',
      KAFKA_LOG_INITIAL_TASK_DELAY_MS: '0',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    })
    .start();
  await untilBrokerAnswers(address);
  return { container, address };
}

async function startDatabase() {
  const { MongoDBContainer } = await import('@testcontainers/mongodb');
  const container = await new MongoDBContainer(MONGODB_IMAGE).start();
  return { container, address: `${container.getConnectionString()}/?directConnection=true` };
}

/**
 * Stops and starts the broker's container; its data stays in it.
 * @param {string} id
 */
export function dockerBroker(id) {
  const handle = async () => {
    const { getContainerRuntimeClient } = await import('testcontainers');
    return (await getContainerRuntimeClient()).container.getById(id);
  };
  return {
    stop: async () => void (await (await handle()).stop()),
    start: async () => {
      const container = await handle();
      await container.start();
      await untilBrokerAnswers(String((await container.inspect()).Config.Labels[BROKER_LABEL]));
    },
  };
}

/** @param {string} address */
async function untilBrokerAnswers(address) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await brokerAnswers(address))) {
    if (Date.now() > deadline)
      throw new InfraError(`Kafka at ${address} did not answer within ${READY_TIMEOUT_MS / 1000} s.`);
    await pause(POLL_INTERVAL_MS);
  }
}
