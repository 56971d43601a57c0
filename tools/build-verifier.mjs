/**
 * `npm run build:verifier [FILE]`: the verifier of audit bundles as one file, `dist/taizhang-verify.mjs`, that runs with Node alone.
 * Made from the sources, so nothing else needs to be built before.
 */
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';
import { ROOT } from './packages.mjs';

const ENTRY = join(ROOT, 'apps/cli/src/verify/standalone.ts');

/** Writes the verifier to a file. */
export async function buildVerifier(file) {
  await build({
    input: ENTRY,
    platform: 'node',
    logLevel: 'warn',
    resolve: {
      conditionNames: ['@taizhang/source', 'import', 'node', 'default'],
      extensionAlias: { '.js': ['.ts', '.js'] },
    },
    output: { file, format: 'esm', banner: '#!/usr/bin/env node', codeSplitting: false },
  });
  await chmod(file, 0o755);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const file = process.argv[2] ?? join(ROOT, 'dist/taizhang-verify.mjs');
  await buildVerifier(file);
  console.log(`The verifier is at ${file}.`);
}
