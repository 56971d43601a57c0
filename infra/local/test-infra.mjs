import { randomBytes } from 'node:crypto';

import { dockerAnswers, startDocker } from './docker-infra.mjs';
import { down, up } from './instance.mjs';
import { brokerControl } from './kafka-control.mjs';
import { ANY_FREE_PORTS } from './ports.mjs';
import { S3_ACCESS_KEY, S3_BUCKET, S3_REGION, S3_SECRET_KEY } from './s3-server.mjs';
import { InfraError, instanceFolder } from './settings.mjs';

export { startTestOidc } from './test-oidc.mjs';

/**
 * @typedef {object} TestServers
 * @property {'local' | 'docker'} mode
 * @property {string} instance names the broker for `testKafka`: an instance of infra/local, or a container
 * @property {string[]} kafkaBrokers empty if Kafka was not asked for
 * @property {string} mongoUrl empty if MongoDB was not asked for
 * @property {string} [folder] where the servers keep their data and logs; only of local ones
 * @property {() => Promise<void>} stop ends the servers and removes their data
 */
/** @typedef {TestServers & { kafka: import('./kafka-control.mjs').BrokerControl }} TestInfra */

/**
 * Starts servers for tests: by testcontainers where a Docker engine answers, else by infra/local.
 * `TAIZHANG_TEST_INFRA=local|docker` decides otherwise. Never answers with less than was asked for.
 * @param {{ kafka?: boolean, mongodb?: boolean | 'memory', instance?: string }} [wanted] both unless one is refused; `memory` is
 *   for tests of thousands of documents that never stop the server, and makes no difference with Docker
 * @returns {Promise<TestInfra>}
 * @throws {InfraError} one sentence, where the servers cannot be had
 */
export async function startTestInfra({ kafka = true, mongodb = true, instance = freshName() } = {}) {
  const mode = await chosenMode();
  try {
    const servers = await (mode === 'docker'
      ? startDocker({ kafka, mongodb: mongodb !== false })
      : startLocal({ kafka, mongodb }, instance));
    return { ...servers, kafka: brokerControl(mode, servers.instance) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InfraError(`No servers for the distributed tests (${mode}), which are never skipped: ${reason}`);
  }
}

/**
 * The broker the running tests use, as the Jest set-up made it known: to stop, start or restart it under a test.
 * @returns {import('./kafka-control.mjs').BrokerControl}
 */
export function testKafka(env = process.env) {
  const { TAIZHANG_TEST_INFRA_MODE: mode, TAIZHANG_TEST_INFRA_INSTANCE: instance } = env;
  if ((mode !== 'local' && mode !== 'docker') || !instance) {
    throw new InfraError('TAIZHANG_TEST_INFRA_MODE and TAIZHANG_TEST_INFRA_INSTANCE must say which broker to control.');
  }
  return brokerControl(mode, instance);
}

/**
 * Starts an S3-compatible server with an empty bucket, always by infra/local: the program needs no container.
 * @returns {Promise<{ endpoint: string, region: string, bucket: string, accessKeyId: string, secretAccessKey: string,
 *   stop: () => Promise<void>, restart: () => Promise<void>, interrupt: () => Promise<void> }>}
 */
export async function startTestS3(instance = freshName()) {
  const services = /** @type {const} */ (['s3']);
  const [started] = await up({ instance, services, ports: ANY_FREE_PORTS });
  return {
    endpoint: started?.url ?? '',
    region: S3_REGION,
    bucket: S3_BUCKET,
    accessKeyId: S3_ACCESS_KEY,
    secretAccessKey: S3_SECRET_KEY,
    stop: () => down({ instance, services, purge: true }),
    interrupt: () => down({ instance, services }),
    restart: async () => void (await up({ instance, services })),
  };
}

/** A name no other run has; the process id in it lets a later run see that its owner is gone. */
export function freshName() {
  return `test-${process.pid}-${randomBytes(3).toString('hex')}`;
}

/** @returns {Promise<'local' | 'docker'>} */
async function chosenMode() {
  const wish = process.env.TAIZHANG_TEST_INFRA;
  if (wish === 'local' || wish === 'docker') return wish;
  if (wish) throw new InfraError(`TAIZHANG_TEST_INFRA must be "local" or "docker", not "${wish}".`);
  return (await dockerAnswers()) ? 'docker' : 'local';
}

/**
 * @param {{ kafka: boolean, mongodb: boolean | 'memory' }} wanted
 * @param {string} instance
 * @returns {Promise<TestServers>}
 */
async function startLocal({ kafka, mongodb }, instance) {
  /** @type {import('./instance.mjs').Service[]} */
  const database = mongodb === 'memory' ? /** @type {const} */ ('memory-mongodb') : /** @type {const} */ ('mongodb');
  /** @type {import('./instance.mjs').Service[]} */
  const services = [...(kafka ? /** @type {const} */ (['kafka']) : []), ...(mongodb === false ? [] : [database])];
  const stop = () => down({ instance, purge: true });
  const started = await up({ instance, services, ports: ANY_FREE_PORTS }).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    mode: 'local',
    instance,
    kafkaBrokers: started.filter(({ service }) => service === 'kafka').map(({ url }) => url),
    mongoUrl: started.find(({ service }) => service === database)?.url ?? '',
    folder: instanceFolder(instance),
    stop,
  };
}
