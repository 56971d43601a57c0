import { BundleError } from './bundle-error.js';

/** Most files of a bundle. */
export const MAX_BUNDLE_FILES = 50_000;
/** Most bytes of all files of a bundle together, unpacked. */
export const MAX_BUNDLE_BYTES = 256 * 1024 * 1024;

/** A bundle as files by their paths (ledger-format §11): what a folder or a zip holds. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** What a file of a bundle is. */
export type BundlePath =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'history'; readonly size: number }
  | { readonly kind: 'receipt'; readonly index: number }
  | { readonly kind: 'schema'; readonly type: string; readonly version: number };

/** Paths of the files that are there once. */
export const BUNDLE_PATHS = {
  manifest: 'manifest.json',
  manifestNote: 'manifest.note',
  checkpoint: 'checkpoint',
  vkeys: 'vkeys.txt',
  consistency: 'consistency.ndjson',
  entries: 'entries.ndjson',
  proofs: 'proofs.ndjson',
  keys: 'keys.json',
} as const;

const FIXED = new Set<string>(Object.values(BUNDLE_PATHS));
const NAME = /^[A-Za-z0-9._/-]+$/;
const HISTORY = /^history\/([0-9]{20})\.checkpoint$/;
const RECEIPT = /^receipts\/([0-9]{20})\.tlog-proof$/;
const SCHEMA = /^schema\/([a-z][a-z0-9-]*\.[A-Z][A-Za-z0-9]*)\/([1-9][0-9]{0,8})\.json$/;

/** What the file at this path is; undefined for a path that ledger-format §11 does not know. */
export function bundlePathOf(path: string): BundlePath | undefined {
  if (FIXED.has(path)) return { kind: 'fixed' };
  const size = numberIn(HISTORY, path);
  if (size !== undefined) return { kind: 'history', size };
  const index = numberIn(RECEIPT, path);
  if (index !== undefined) return { kind: 'receipt', index };
  const [, type, version] = SCHEMA.exec(path) ?? [];
  return type === undefined ? undefined : { kind: 'schema', type, version: Number(version) };
}

/** Path of an earlier checkpoint. */
export function historyPath(size: number): string {
  return `history/${twentyDigits(size)}.checkpoint`;
}

/** Path of a receipt. */
export function receiptPath(index: number): string {
  return `receipts/${twentyDigits(index)}.tlog-proof`;
}

/** Path of the JSON Schema of an event type. */
export function schemaPath(type: string, version: number): string {
  return `schema/${type}/${String(version)}.json`;
}

/** Whether a path may stand in a bundle at all: these characters, no `.` or `..`, not absolute, no empty part. */
export function isBundleName(path: string): boolean {
  return NAME.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * Takes the one top folder away that all paths may share.
 * @throws {BundleError} `E_BUNDLE_LAYOUT` on two paths that are the same afterwards
 */
export function withoutTopFolder(files: Iterable<readonly [string, Uint8Array]>): Map<string, Uint8Array> {
  const all = [...files];
  const folder = all[0]?.[0].split('/', 1)[0] ?? '';
  const nested = all.every(([path]) => path.startsWith(`${folder}/`));
  const stripped = new Map<string, Uint8Array>();
  for (const [path, bytes] of all) {
    const name = nested ? path.slice(folder.length + 1) : path;
    if (stripped.has(name)) throw new BundleError('E_BUNDLE_LAYOUT', 'a file name is there twice');
    stripped.set(name, bytes);
  }
  return stripped;
}

function twentyDigits(n: number): string {
  return String(n).padStart(20, '0');
}

function numberIn(pattern: RegExp, path: string): number | undefined {
  const [, digits] = pattern.exec(path) ?? [];
  const n = Number(digits ?? Number.NaN);
  return Number.isSafeInteger(n) ? n : undefined;
}
