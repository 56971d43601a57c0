import { mkdir, rm } from 'node:fs/promises';

import { ferretdbServer } from './ferretdb-server.mjs';
import { kafkaServer } from './kafka-server.mjs';
import { memoryMongodbServer } from './memory-mongodb-server.mjs';
import { knownPorts, settlePorts, takenPort } from './ports.mjs';
import { s3Server } from './s3-server.mjs';
import { runningPid, startServer, stopServer } from './server-process.mjs';
import { DEFAULT_INSTANCE, InfraError, instanceFolder, LOOPBACK, wantedPorts } from './settings.mjs';

/**
 * `memory-mongodb` is instead of `mongodb`, at its port, where a test asks for it.
 * @typedef {'kafka' | 'mongodb' | 'memory-mongodb' | 's3'} Service
 */
/** @type {readonly Service[]} */
export const SERVICES = ['kafka', 'mongodb', 's3'];
/** @type {readonly Service[]} */
const ALL_SERVICES = [...SERVICES, 'memory-mongodb'];

/**
 * @typedef {object} ServiceStatus
 * @property {Service} service
 * @property {boolean} up it runs and answers
 * @property {number | undefined} pid
 * @property {string} url
 */

/**
 * Starts the services that do not run yet, and returns when all of them answer.
 * @param {{ instance?: string, services?: readonly Service[], ports?: import('./ports.mjs').Ports | undefined }} [options]
 *   `ports` for an instance that has none yet; without it the environment says which
 * @returns {Promise<ServiceStatus[]>}
 */
export async function up({ instance = DEFAULT_INSTANCE, services = SERVICES, ports: wanted } = {}) {
  const folder = instanceFolder(instance);
  await mkdir(folder, { recursive: true });
  const known = knownPorts(folder);
  const ports = known !== undefined && anyRuns(folder, known) ? known : await settlePorts(folder, known, wanted);
  await Promise.all(
    services.map(async (service) => {
      const server = serverOf(service, folder, ports);
      await server.prepare();
      if (runningPid(server) !== undefined && (await server.answers())) return;
      await stopServer(server);
      const taken = await takenPort(portsOf(service, ports));
      if (taken !== undefined) {
        throw new InfraError(
          `Another program has port ${taken}, which ${service} should get: see TAIZHANG_*_PORT in infra/local/README.md.`,
        );
      }
      await startServer(server);
    }),
  );
  return status({ instance, services });
}

/**
 * Stops services; with `purge` the instance's data goes too.
 * @param {{ instance?: string, services?: readonly Service[], purge?: boolean }} [options]
 */
export async function down({ instance = DEFAULT_INSTANCE, services = ALL_SERVICES, purge = false } = {}) {
  const folder = instanceFolder(instance);
  const ports = knownPorts(folder);
  if (ports === undefined) return;
  await Promise.all(services.map((service) => stopServer(serverOf(service, folder, ports))));
  if (purge) await rm(folder, { recursive: true, force: true });
}

/**
 * Stops and starts services; they keep their ports and data.
 * @param {{ instance?: string, services?: readonly Service[] }} [options]
 * @returns {Promise<ServiceStatus[]>}
 */
export async function restart({ instance = DEFAULT_INSTANCE, services = SERVICES } = {}) {
  await down({ instance, services });
  return up({ instance, services, ports: knownPorts(instanceFolder(instance)) });
}

/**
 * What runs and answers.
 * @param {{ instance?: string, services?: readonly Service[] }} [options]
 * @returns {Promise<ServiceStatus[]>}
 */
export async function status({ instance = DEFAULT_INSTANCE, services = SERVICES } = {}) {
  const folder = instanceFolder(instance);
  const ports = knownPorts(folder) ?? wantedPorts();
  return Promise.all(
    services.map(async (service) => {
      const server = serverOf(service, folder, ports);
      const pid = runningPid(server);
      return { service, up: pid !== undefined && (await server.answers()), pid, url: url(service, ports) };
    }),
  );
}

/**
 * While a server of the instance runs, the instance keeps its ports, whatever the environment says now.
 * @param {string} folder
 * @param {import('./ports.mjs').Ports} ports
 */
function anyRuns(folder, ports) {
  return ALL_SERVICES.some((service) => runningPid(serverOf(service, folder, ports)) !== undefined);
}

/**
 * @param {Service} service
 * @param {string} folder
 * @param {import('./ports.mjs').Ports} ports
 */
function serverOf(service, folder, ports) {
  switch (service) {
    case 'kafka':
      return kafkaServer(folder, ports);
    case 'mongodb':
      return ferretdbServer(folder, ports);
    case 'memory-mongodb':
      return memoryMongodbServer(folder, ports);
    case 's3':
      return s3Server(folder, ports);
  }
}

/**
 * @param {Service} service
 * @param {import('./ports.mjs').Ports} ports
 */
function url(service, ports) {
  switch (service) {
    case 'kafka':
      return `${LOOPBACK}:${ports.kafka}`;
    case 'mongodb':
    case 'memory-mongodb':
      return `mongodb://${LOOPBACK}:${ports.mongodb}/`;
    case 's3':
      return `http://${LOOPBACK}:${ports.s3}`;
  }
}

/**
 * @param {Service} service
 * @param {import('./ports.mjs').Ports} ports
 */
function portsOf(service, ports) {
  switch (service) {
    case 'kafka':
      return [ports.kafka, ports.kafkaController];
    case 'memory-mongodb':
      return [ports.mongodb];
    default:
      return [ports[service]];
  }
}
