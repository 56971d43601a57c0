import { sha256 } from '#sha256';
import { bytesToHex } from '@noble/hashes/utils.js';

import { decodeBase64, encodeBase64 } from '../base64.js';
import { canonicalBytes } from '../jcs.js';
import type { JsonValue } from '../json.js';
import { isInstant } from '../leaf-check.js';
import type { Clearance } from '../leaf.js';
import { HASH_BYTES } from '../merkle.js';
import { breaches, exactly, integer, list, object, spelled, type ObjectRule } from '../object-rules.js';
import { isOrigin } from '../origin.js';
import { parseCanonical } from '../parse-canonical.js';
import { BundleError } from './bundle-error.js';
import { BUNDLE_PATHS, isBundleName } from './bundle-path.js';

/** `format` of a manifest, and first line of its note (ledger-format §11). */
export const BUNDLE_FORMAT = 'rectify-ledger/bundle/v1';

/** Most bytes of a manifest: one of all the files that a bundle may have is smaller. */
export const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/** Contiguous leaves `[from, to)`, or chosen ones, each with an inclusion proof. */
export type BundleKind = 'range' | 'extract';

/** How much is in a bundle, and how much was kept back. */
export interface BundleCounts {
  readonly disclosures: number;
  readonly entries: number;
  readonly hashOnly: number;
  /** Digests of visible leaves whose disclosure is absent. */
  readonly withheld: number;
}

/** A file by its content. */
export interface ListedFile {
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly size: number;
}

/** What a bundle says of itself (ledger-format §11). */
export interface Manifest {
  /** Of the recipient. */
  readonly clearance: Clearance;
  readonly counts: BundleCounts;
  /** `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  readonly created: string;
  /** Every file but the manifest and its note, sorted by path. */
  readonly files: readonly ListedFile[];
  readonly format: typeof BUNDLE_FORMAT;
  readonly from: number;
  /** `b64`; the compact range of size `from`. */
  readonly frontier: readonly string[];
  readonly kind: BundleKind;
  readonly origin: string;
  readonly to: number;
}

const SHA256_HEX = /^[0-9a-f]{64}$/;
const hash = spelled('b64 of a hash', (text) => decodesToHash(text));
const path = spelled('a path', isBundleName);
const size = integer(0);

const MANIFEST: ObjectRule = {
  rules: {
    clearance: integer(0, 3),
    counts: object({ rules: { disclosures: size, entries: size, hashOnly: size, withheld: size } }),
    created: { expected: 'a UTC time YYYY-MM-DDTHH:MM:SS.sssZ', holds: isInstant },
    files: list(object({ rules: { path, sha256: spelled('hex of a hash', SHA256_HEX), size } })),
    format: exactly(BUNDLE_FORMAT),
    from: integer(0),
    frontier: list(hash),
    kind: exactly('range', 'extract'),
    origin: spelled('an origin', isOrigin),
    to: integer(1),
  } satisfies Record<keyof Manifest, unknown>,
};

/** The bytes of a manifest. Throws {@link BundleError} on what {@link parseManifest} would refuse. */
export function formatManifest(manifest: Manifest): Uint8Array {
  const bytes = canonicalBytes(manifest);
  parseManifest(bytes);
  return bytes;
}

/**
 * Reads a manifest: canonical JSON, known format, files sorted by path.
 * @throws {BundleError} `E_MANIFEST_FORMAT`
 */
export function parseManifest(bytes: Uint8Array): Manifest {
  if (bytes.length > MAX_MANIFEST_BYTES) throw new BundleError('E_MANIFEST_FORMAT', 'too long');
  let value: JsonValue;
  try {
    value = parseCanonical(bytes);
  } catch {
    // Without its cause: the parser's message may quote the text.
    throw new BundleError('E_MANIFEST_FORMAT', 'must be canonical JSON');
  }
  const [breach] = breaches(value, object(MANIFEST));
  if (breach !== undefined) throw new BundleError('E_MANIFEST_FORMAT', breach.detail, breach.pointer);
  const manifest = value as unknown as Manifest; // as: the rules of this object have just been kept
  refuseBadList(manifest.files);
  return manifest;
}

/** The four lines that the export key signs: it makes the exporter answerable for what was withheld. */
export function manifestNoteText({ origin, to }: Pick<Manifest, 'origin' | 'to'>, manifest: Uint8Array): string {
  return `${BUNDLE_FORMAT}\n${origin}\n${String(to)}\n${encodeBase64(sha256(manifest))}\n`;
}

/** The files as a manifest lists them. */
export function listFiles(files: Iterable<readonly [string, Uint8Array]>): ListedFile[] {
  return [...files]
    .map(([name, bytes]) => ({ path: name, sha256: bytesToHex(sha256(bytes)), size: bytes.length }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function refuseBadList(files: readonly ListedFile[]): void {
  files.forEach((file, i) => {
    const before = files[i - 1];
    if (before !== undefined && before.path >= file.path)
      throw new BundleError('E_MANIFEST_FORMAT', 'files are not sorted by path', '/files');
    if (file.path === BUNDLE_PATHS.manifest || file.path === BUNDLE_PATHS.manifestNote)
      throw new BundleError('E_MANIFEST_FORMAT', 'lists itself', '/files');
  });
}

function decodesToHash(text: string): boolean {
  try {
    return decodeBase64(text).length === HASH_BYTES;
  } catch {
    return false;
  }
}
