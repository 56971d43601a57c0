import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { down } from './instance.mjs';
import { cacheFolder } from './settings.mjs';
import { startTestInfra } from './test-infra.mjs';

/**
 * Starts Kafka and MongoDB once for all distributed tests of a run, unless the environment already names servers
 * (then `TAIZHANG_TEST_INFRA_MODE` and `TAIZHANG_TEST_INFRA_INSTANCE` default to `local` and `default`).
 */
export default async function setUp() {
  const { env } = process;
  if (env.TAIZHANG_TEST_KAFKA_BROKERS && env.TAIZHANG_TEST_MONGODB_URL) {
    env.TAIZHANG_TEST_INFRA_MODE ||= 'local';
    env.TAIZHANG_TEST_INFRA_INSTANCE ||= 'default';
    return;
  }
  await removeAbandonedInstances();
  const infra = await startTestInfra();
  env.TAIZHANG_TEST_KAFKA_BROKERS = infra.kafkaBrokers.join(',');
  env.TAIZHANG_TEST_MONGODB_URL = infra.mongoUrl;
  env.TAIZHANG_TEST_INFRA_MODE = infra.mode;
  env.TAIZHANG_TEST_INFRA_INSTANCE = infra.instance;
  globalThis.taizhangTestInfra = infra;
}

/** Servers of a run that was killed before its end: the run's process id is in the instance's name. */
async function removeAbandonedInstances() {
  const folder = join(cacheFolder(), 'instances');
  if (!existsSync(folder)) return;
  for (const instance of readdirSync(folder)) {
    const owner = /^test-(\d+)-/.exec(instance)?.[1];
    if (owner !== undefined && !exists(Number(owner))) await down({ instance, purge: true });
  }
}

/** @param {number} pid */
function exists(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
