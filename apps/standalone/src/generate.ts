import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openApiDocument, powersTable, PROGRAM_VERSION } from '@taizhang/platform';
import { standaloneRegistry } from './contexts.js';
import { RECORD_SAMPLES } from './record-samples.js';

/** Writes the generated reference documents into the folder named by the first argument; `npm run generate` calls it. */
const [folder = 'docs/reference'] = process.argv.slice(2);
const registry = standaloneRegistry();
const document = openApiDocument(registry, { title: 'Taizhang (台账)', version: PROGRAM_VERSION });
await writeFile(join(folder, 'openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
await writeFile(join(folder, 'powers.tsv'), await powersTable(registry, RECORD_SAMPLES));
