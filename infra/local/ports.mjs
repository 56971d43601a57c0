import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { LOOPBACK, wantedPorts } from './settings.mjs';

/** @typedef {{ kafka: number, kafkaController: number, mongodb: number, s3: number }} Ports */

/**
 * Ports for an instance that must not meet any other.
 * @type {Ports}
 */
export const ANY_FREE_PORTS = { kafka: 0, kafkaController: 0, mongodb: 0, s3: 0 };

/**
 * The ports this instance was last started with: a restart must not move a server that clients know.
 * @param {string} folder
 * @returns {Ports | undefined}
 */
export function knownPorts(folder) {
  const file = join(folder, 'ports.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * The ports to start with: what the environment asks for, else what the instance had, else the defaults. "Any free
 * port" (0) is answered once and then kept.
 * @param {string} folder
 * @param {Ports | undefined} known
 * @param {Ports} [wanted] instead of what the environment asks for
 * @returns {Promise<Ports>}
 */
export async function settlePorts(folder, known, wanted = wantedPorts({ ...asEnvironment(known), ...process.env })) {
  const free = await freePorts(Object.keys(wanted).length);
  const settle = (/** @type {keyof Ports} */ name) => wanted[name] || known?.[name] || Number(free.pop());
  const ports = {
    kafka: settle('kafka'),
    kafkaController: settle('kafkaController'),
    mongodb: settle('mongodb'),
    s3: settle('s3'),
  };
  await writeFile(join(folder, 'ports.json'), JSON.stringify(ports));
  return ports;
}

/** @param {Ports | undefined} known */
function asEnvironment(known) {
  if (known === undefined) return {};
  return {
    TAIZHANG_KAFKA_PORT: String(known.kafka),
    TAIZHANG_KAFKA_CONTROLLER_PORT: String(known.kafkaController),
    TAIZHANG_MONGODB_PORT: String(known.mongodb),
    ...(known.s3 !== undefined && { TAIZHANG_S3_PORT: String(known.s3) }), // an instance of before this server
  };
}

/**
 * Different ports that nobody listened on a moment ago.
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  return Promise.all(servers.map(close));
}

/**
 * The first of these ports that somebody listens on.
 * @param {number[]} ports
 * @returns {Promise<number | undefined>}
 */
export async function takenPort(ports) {
  for (const port of ports) {
    const server = await listen(port).catch(() => undefined);
    if (server === undefined) return port;
    await close(server);
  }
  return undefined;
}

/**
 * @param {number} port
 * @returns {Promise<import('node:net').Server>}
 */
function listen(port) {
  const server = createServer();
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, LOOPBACK, () => resolve(server)));
}

/**
 * @param {import('node:net').Server} server
 * @returns {Promise<number>} the port it had
 */
function close(server) {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return new Promise((resolve) => server.close(() => resolve(port)));
}
