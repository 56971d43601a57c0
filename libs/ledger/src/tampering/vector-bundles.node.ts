import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

import { ed25519Signer } from '../note.js';
import { parsePolicy } from '../policy.js';
import type { VerifyOptions } from '../verify/verify-context.js';
import { KEY_TYPE_COSIGNATURE, KEY_TYPE_ED25519, parseVkey } from '../vkey.js';

/** The bundles of a foreign writer in `vectors/bundles`. */
export const VECTOR_BUNDLES = ['full', 'low', 'delta', 'extract', 'rotated/extract'] as const;
/** One of them. */
export type VectorBundle = (typeof VECTOR_BUNDLES)[number];

const ROOT = fileURLToPath(new URL('../../vectors/bundles', import.meta.url));

/** A file of the vectors as text. */
export function vectorText(file: string): string {
  return readFileSync(`${ROOT}/${file}`, 'utf8');
}

/** All files of a bundle. */
export function vectorFiles(bundle: VectorBundle): Map<string, Uint8Array> {
  const folder = `${ROOT}/${bundle}`;
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  return new Map(paths.map((path) => [relative(folder, path), new Uint8Array(readFileSync(path))]));
}

/** What an auditor of that bundle knows: policy, export key, the clock given with it, and a checkpoint kept from before. */
export function vectorOptions(bundle: VectorBundle): VerifyOptions {
  const own = bundle === 'rotated/extract' ? 'rotated/' : '';
  return {
    policy: parsePolicy(vectorText(`${own}policy`)),
    exportKey: parseVkey(vectorText('export.vkey').trim()),
    now: Number(vectorText(`${own}now`)),
    known: [utf8ToBytes(vectorText('known.checkpoint'))],
  };
}

/** The keys of the test ledger, published on purpose. */
export function vectorSigners() {
  // as: the file's own shape, told in vectors/README.md
  const keys = JSON.parse(vectorText('testkeys.json')) as {
    readonly origin: string;
    readonly log: readonly string[];
    readonly export: string;
    readonly witness: readonly { readonly name: string; readonly seed: string }[];
    readonly subjects: Readonly<Record<string, string>>;
  };
  const [logSeed = ''] = keys.log;
  const [{ name: witness, seed: witnessSeed } = { name: '', seed: '' }] = keys.witness;
  return {
    log: ed25519Signer(hexToBytes(logSeed), { name: keys.origin, type: KEY_TYPE_ED25519 }),
    exporter: ed25519Signer(hexToBytes(keys.export), { name: `${keys.origin}/export`, type: KEY_TYPE_ED25519 }),
    witness: ed25519Signer(hexToBytes(witnessSeed), { name: witness, type: KEY_TYPE_COSIGNATURE }),
    subjects: keys.subjects,
  };
}
