import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asyncApiDocument, openApiDocument, powersTable, PROGRAM_VERSION } from '@taizhang/platform';
import { clauseEvidence } from './clauses/clause-evidence.js';
import { clauseMatrix } from './clauses/clause-matrix.js';
import { testTitles } from './clauses/test-titles.js';
import { standaloneRegistry } from './contexts.js';
import { RECORD_SAMPLES } from './record-samples.js';
import { releasedEvents, schemaFiles } from './schemas/schema-files.js';

const registry = standaloneRegistry();

/** The generated reference documents, by the name of their file. */
const DOCUMENTS: Readonly<Record<string, () => Promise<string> | string>> = {
  'openapi.json': () => {
    const document = openApiDocument(registry, { title: 'Taizhang (台账)', version: PROGRAM_VERSION });
    return `${JSON.stringify(document, null, 2)}\n`;
  },
  'asyncapi.json': () =>
    `${JSON.stringify(asyncApiDocument(registry, { title: 'Taizhang (台账)', version: PROGRAM_VERSION }), null, 2)}\n`,
  'powers.tsv': () => powersTable(registry, RECORD_SAMPLES),
  'clauses.md': async () => clauseMatrix(clauseEvidence(registry, await testTitles(process.cwd()))),
};

/**
 * Writes reference documents, and the JSON Schemas of events, into the folder named by the first argument: those that further arguments name, or all. Run from
 * the work tree, whose tests it reads; `npm run generate` calls it.
 */
const [folder = 'docs/reference', ...names] = process.argv.slice(2);
if (names.length === 0 || names.includes('schemas')) {
  for (const { path, text } of schemaFiles(await releasedEvents(registry.events(), process.cwd()))) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
for (const [name, document] of Object.entries(DOCUMENTS)) {
  if (names.length === 0 || names.includes(name)) await writeFile(join(folder, name), await document());
}
