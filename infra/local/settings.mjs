import { homedir } from 'node:os';
import { join } from 'node:path';

/** Port on which Kafka serves clients, unless `TAIZHANG_KAFKA_PORT` says otherwise (0: a free one). */
export const DEFAULT_KAFKA_PORT = 19092;
/** Port of Kafka's KRaft controller, unless `TAIZHANG_KAFKA_CONTROLLER_PORT` says otherwise (0: a free one). */
export const DEFAULT_KAFKA_CONTROLLER_PORT = 19093;
/** Port of the MongoDB wire protocol, unless `TAIZHANG_MONGODB_PORT` says otherwise (0: a free one). */
export const DEFAULT_MONGODB_PORT = 37017;
/** Port of the S3-compatible server, unless `TAIZHANG_S3_PORT` says otherwise (0: a free one). */
export const DEFAULT_S3_PORT = 19000;
/** Everything listens here and nowhere else: the servers ask nobody who they are. */
export const LOOPBACK = '127.0.0.1';
/** The instance that `npm run infra:up` starts; tests name their own. */
export const DEFAULT_INSTANCE = 'default';
/** How long a server may take to answer after its start, in milliseconds. */
export const READY_TIMEOUT_MS = 90_000;
/** How long a server may take to end after SIGTERM before it is killed, in milliseconds. */
export const STOP_TIMEOUT_MS = 15_000;
/** How long to wait between two looks at a server's state, in milliseconds. */
export const POLL_INTERVAL_MS = 100;

/** A condition the user can mend; its message is the one sentence the command prints. */
export class InfraError extends Error {}

/** Folder of jars, built programs and instances: outside the work tree, so that `git clean` keeps it. */
export function cacheFolder(env = process.env) {
  return env.TAIZHANG_INFRA_CACHE || join(homedir(), '.cache', 'taizhang');
}

/**
 * Folder of one instance: its data, logs and state.
 * @param {string} instance
 */
export function instanceFolder(instance) {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(instance)) {
    throw new InfraError(`An instance name has small letters, digits and hyphens only; "${instance}" does not.`);
  }
  return join(cacheFolder(), 'instances', instance);
}

/**
 * The ports the environment asks for; 0 stands for "any free port".
 * @returns {{ kafka: number, kafkaController: number, mongodb: number, s3: number }}
 */
export function wantedPorts(env = process.env) {
  return {
    kafka: port(env, 'TAIZHANG_KAFKA_PORT', DEFAULT_KAFKA_PORT),
    kafkaController: port(env, 'TAIZHANG_KAFKA_CONTROLLER_PORT', DEFAULT_KAFKA_CONTROLLER_PORT),
    mongodb: port(env, 'TAIZHANG_MONGODB_PORT', DEFAULT_MONGODB_PORT),
    s3: port(env, 'TAIZHANG_S3_PORT', DEFAULT_S3_PORT),
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {number} fallback
 */
function port(env, name, fallback) {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value > 65_535)
    throw new InfraError(`${name} must be a port from 0 to 65535, not "${text}".`);
  return value;
}
