import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eventJsonSchema } from '@taizhang/kernel';
import { LEDGER_EVENT_SCHEMA_VERSION } from '@taizhang/ledger';
import { GOLDEN_FOLDER, goldenFileOf, SAMPLED_EVENTS, type Golden } from '@taizhang/testkit';
import { LEDGER_SAMPLES } from './ledger-samples.js';
import { sealedSamples } from './sealed-samples.js';

/**
 * Makes the golden files that are missing, of the present version of every event type, from the samples of the testkit
 * (`npm run golden`). One that exists is never written again: it is how ledgers hold the event.
 */
for (const golden of goldenMakers()) await makeUnlessThere(golden);

interface GoldenMaker {
  readonly type: string;
  readonly version: number;
  readonly make: () => Promise<Omit<Golden, 'type' | 'version'>>;
}

function goldenMakers(): readonly GoldenMaker[] {
  const ofContexts = SAMPLED_EVENTS.flatMap(({ catalogue, stream, of }) =>
    Object.entries(catalogue.definitions).map(([name, definition]) => ({
      type: definition.type,
      version: definition.version,
      make: async () => ({
        schema: eventJsonSchema(definition),
        samples: await sealedSamples({ catalogue, stream }, definition, of(name)),
      }),
    })),
  );
  const ofLedgers = LEDGER_SAMPLES.map(({ type, samples }) => ({
    type,
    version: LEDGER_EVENT_SCHEMA_VERSION,
    make: async () => ({ samples: await samples() }),
  }));
  return [...ofContexts, ...ofLedgers];
}

async function makeUnlessThere({ type, version, make }: GoldenMaker): Promise<void> {
  const file = goldenFileOf(type, version);
  const path = join(GOLDEN_FOLDER, file);
  if (existsSync(path)) return;
  const golden: Golden = { type, version, ...(await make()) };
  await mkdir(dirname(path), { recursive: true });
  // `wx`: even if another run was faster, what is there stays.
  await writeFile(path, `${JSON.stringify(golden, null, 2)}\n`, { flag: 'wx' });
  console.log(`made libs/contracts/golden/${file}: commit it`);
}
