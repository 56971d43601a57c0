import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { memoryMongodbJars } from './artifacts.mjs';
import { answersHello } from './mongodb-hello.mjs';

/** Heap in MiB: a scenario of some thousand events, its views and nothing else. */
const HEAP_MIB = 1_024;
const PROGRAM = fileURLToPath(new URL('memory-mongodb/MemoryMongodb.java', import.meta.url));

/**
 * A MongoDB-wire server that keeps everything in memory: for tests of many documents, which FerretDB reads one by one at every
 * query, and that never stop the server, which forgets them.
 * @param {string} folder of the instance
 * @param {{ mongodb: number }} ports
 * @returns {import('./server-process.mjs').ServerCommand & { prepare(): Promise<void> }}
 */
export function memoryMongodbServer(folder, ports) {
  /** @type {string[]} */
  const args = [];
  return {
    name: 'memory-mongodb',
    folder,
    command: 'java',
    args,
    need: 'Java 17 or later (a JDK) is needed to run the MongoDB-wire server in memory',
    answers: () => answersHello(ports.mongodb),
    async prepare() {
      const jars = join(await memoryMongodbJars(), '*');
      args.splice(0, args.length, `-Xmx${HEAP_MIB}m`, '-cp', jars, PROGRAM, String(ports.mongodb));
    },
  };
}
