import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { issuesFeature } from '@taizhang/issues-feature';
import { organizationFeature } from '@taizhang/organization-feature';
import { ContextRegistry, openApiDocument, PROGRAM_VERSION } from '@taizhang/platform';

/** Writes the generated reference documents into the folder named by the first argument; `npm run generate` calls it. */
const [folder = 'docs/reference'] = process.argv.slice(2);
const registry = new ContextRegistry();
for (const feature of [organizationFeature, issuesFeature]) registry.register(feature);
const document = openApiDocument(registry, { title: 'Taizhang (台账)', version: PROGRAM_VERSION });
await writeFile(join(folder, 'openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
