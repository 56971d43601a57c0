import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bench } from './bench.js';
import { optionsFrom } from './options.js';
import { settingsFrom } from './settings.js';

/** Stores are made here: on the disk of the work tree, never on a file system in memory. */
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/taizhang-bench/', import.meta.url));

try {
  await bench(optionsFrom(process.argv.slice(2)), settingsFrom(process.env), FOLDER);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(FOLDER, { recursive: true, force: true });
}
