import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ferretdbProgram } from './artifacts.mjs';
import { answersHello } from './mongodb-hello.mjs';
import { LOOPBACK } from './settings.mjs';

/**
 * The MongoDB-wire server, with its SQLite files in the instance's folder `mongodb`.
 * @param {string} instance folder of the instance
 * @param {{ mongodb: number }} ports
 * @returns {import('./server-process.mjs').ServerCommand & { prepare(): Promise<void> }}
 */
export function ferretdbServer(instance, ports) {
  const folder = join(instance, 'mongodb');
  const server = {
    name: 'mongodb',
    folder,
    command: '',
    args: [`${LOOPBACK}:${ports.mongodb}`],
    need: 'The program built from infra/local/ferretdb is needed',
    answers: () => answersHello(ports.mongodb),
    async prepare() {
      await mkdir(folder, { recursive: true });
      server.command = await ferretdbProgram();
    },
  };
  return server;
}
