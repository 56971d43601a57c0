import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { cacheFolder, InfraError } from './settings.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const KAFKA_SOURCES = ['kafka/pom.xml'];
const MEMORY_MONGODB_SOURCES = ['memory-mongodb/pom.xml'];
const FERRETDB_SOURCES = ['ferretdb/main.go', 'ferretdb/front.go', 'ferretdb/go.mod', 'ferretdb/go.sum'];
const S3_SOURCES = ['s3/tools.go', 's3/go.mod', 's3/go.sum'];
/** How many characters of a failed tool's output its error quotes. */
const QUOTED_OUTPUT_CHARS = 2_000;

/**
 * The folder of Kafka's jars, fetched with Maven on first use.
 * @returns {Promise<string>}
 */
export function kafkaJars() {
  return cached('kafka', KAFKA_SOURCES, (folder) => fetchJars('kafka', folder, 'Kafka'));
}

/**
 * The folder of the jars of the MongoDB-wire server in memory, fetched with Maven on first use.
 * @returns {Promise<string>}
 */
export function memoryMongodbJars() {
  const what = 'the MongoDB-wire server in memory';
  return cached('memory-mongodb', MEMORY_MONGODB_SOURCES, (folder) => fetchJars('memory-mongodb', folder, what));
}

/**
 * @param {string} source folder of the pom that names them
 * @param {string} folder
 * @param {string} what
 */
async function fetchJars(source, folder, what) {
  const goal = ['-q', '-B', '-f', join(here, source, 'pom.xml'), 'dependency:copy-dependencies'];
  await run(
    'mvn',
    [...goal, `-DoutputDirectory=${folder}`],
    here,
    `Maven (mvn) is needed once, to fetch the jars of ${what}`,
  );
}

/**
 * The FerretDB program, built with Go on first use (some minutes).
 * @returns {Promise<string>}
 */
export async function ferretdbProgram() {
  const folder = await cached('ferretdb', FERRETDB_SOURCES, async (target) => {
    const build = ['build', '-trimpath', '-o', join(target, 'ferretdb'), '.'];
    await run('go', build, join(here, 'ferretdb'), 'Go is needed once, to build the MongoDB-wire server');
  });
  return join(folder, 'ferretdb');
}

/**
 * The S3-compatible server, built with Go on first use (a minute or two).
 * @returns {Promise<string>}
 */
export async function s3Program() {
  const folder = await cached('s3', S3_SOURCES, async (target) => {
    const build = ['build', '-trimpath', '-o', join(target, 'versitygw'), 'github.com/versity/versitygw/cmd/versitygw'];
    await run('go', build, join(here, 's3'), 'Go is needed once, to build the S3-compatible server');
  });
  return join(folder, 'versitygw');
}

/**
 * A cache folder keyed by the contents of what it is made from: made whole under another name, then renamed,
 * so that neither an interrupted nor a parallel first start leaves half of it.
 * @param {string} name
 * @param {string[]} sources
 * @param {(folder: string) => Promise<void>} make
 */
async function cached(name, sources, make) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const source of sources) hash.update(await readFile(join(here, source)));
  const folder = join(cacheFolder(), `${name}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  process.stderr.write(`Preparing ${name} in ${folder} (first use only)\n`);
  await mkdir(cacheFolder(), { recursive: true });
  const unfinished = await mkdtemp(`${folder}.`);
  try {
    await make(unfinished);
    await rename(unfinished, folder).catch((error) => {
      if (!existsSync(folder)) throw error; // otherwise a parallel start was first, with the same contents
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {string} need what the user reads where the command does not exist
 * @param {Record<string, string>} environment what the command finds there besides ours
 * @returns {Promise<void>}
 */
export async function run(command, args, cwd, need, environment = { CGO_ENABLED: '0' }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  }).catch((error) => {
    if (error.code === 'ENOENT') throw new InfraError(`${need}, and "${command}" is not on the PATH.`);
    throw error;
  });
  if (code !== 0)
    throw new InfraError(`${command} ${args[0]} failed with code ${code}:\n${output.slice(-QUOTED_OUTPUT_CHARS)}`);
}
