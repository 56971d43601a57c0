import { sha256 } from '#sha256';
import { bytesToHex } from '@noble/hashes/utils.js';

import {
  BUNDLE_PATHS,
  bundlePathOf,
  historyPath,
  isBundleName,
  MAX_BUNDLE_BYTES,
  MAX_BUNDLE_FILES,
  type BundleFiles,
} from '../bundle/bundle-path.js';
import { manifestNoteText, parseManifest, type Manifest } from '../bundle/manifest.js';
import { frontierArity } from '../frontier.js';
import { parseNote, verifyNoteSignature } from '../note.js';
import { KEY_TYPE_ED25519, type VerifierKey } from '../vkey.js';
import type { Findings } from './findings.js';

const REQUIRED = [BUNDLE_PATHS.manifest, BUNDLE_PATHS.manifestNote, BUNDLE_PATHS.checkpoint, BUNDLE_PATHS.entries];

/**
 * Stage 0 up to the manifest (ledger-format §12): names, required files, sizes. False where the bundle is too large to go on.
 */
export function checkNames(files: BundleFiles, findings: Findings): boolean {
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  if (files.size > MAX_BUNDLE_FILES || bytes > MAX_BUNDLE_BYTES) {
    findings.add('E_BUNDLE_LAYOUT', { files: files.size, bytes });
    return false;
  }
  for (const path of files.keys()) {
    if (!isBundleName(path) || bundlePathOf(path) === undefined)
      findings.add('E_BUNDLE_LAYOUT', { file: path, reason: 'unknown' });
  }
  for (const path of REQUIRED) if (!files.has(path)) findings.add('E_BUNDLE_LAYOUT', { file: path, reason: 'missing' });
  return true;
}

/** Stage 0, the manifest: form, note of the export key, files listed and as listed. Undefined where it cannot be read. */
export function checkManifest(files: BundleFiles, exportKey: VerifierKey, findings: Findings): Manifest | undefined {
  const bytes = files.get(BUNDLE_PATHS.manifest);
  if (bytes === undefined) return undefined;
  const manifest = findings.attempt(() => parseManifest(bytes), 'E_MANIFEST_FORMAT');
  if (manifest === undefined) return undefined;
  checkManifestNote(files.get(BUNDLE_PATHS.manifestNote), manifest, bytes, exportKey, findings);
  checkFiles(files, manifest, findings);
  return manifest;
}

function checkManifestNote(
  note: Uint8Array | undefined,
  manifest: Manifest,
  bytes: Uint8Array,
  exportKey: VerifierKey,
  findings: Findings,
): void {
  if (note === undefined) return;
  const reason = manifestNoteProblem(note, manifest, bytes, exportKey);
  if (reason !== undefined) findings.add('E_MANIFEST_SIG', { reason });
}

function manifestNoteProblem(note: Uint8Array, manifest: Manifest, bytes: Uint8Array, exportKey: VerifierKey) {
  try {
    const parsed = parseNote(note);
    if (exportKey.name !== `${manifest.origin}/export` || exportKey.type !== KEY_TYPE_ED25519) return 'other-ledger';
    if (parsed.text !== manifestNoteText(manifest, bytes)) return 'other-manifest';
    const verdict = verifyNoteSignature(parsed, exportKey);
    return verdict === 'valid' ? undefined : verdict === 'absent' ? 'unknown-key' : 'signature';
  } catch {
    return 'format';
  }
}

function checkFiles(files: BundleFiles, manifest: Manifest, findings: Findings): void {
  const listed = new Set(manifest.files.map(({ path }) => path));
  for (const path of files.keys()) {
    if (path !== BUNDLE_PATHS.manifest && path !== BUNDLE_PATHS.manifestNote && !listed.has(path))
      findings.add('E_BUNDLE_LAYOUT', { file: path, reason: 'unlisted' });
  }
  for (const { path, sha256: digest, size } of manifest.files) {
    const bytes = files.get(path);
    if (bytes === undefined) findings.add('E_BUNDLE_LAYOUT', { file: path, reason: 'missing' });
    else if (bytes.length !== size || bytesToHex(sha256(bytes)) !== digest)
      findings.add('E_FILE_DIGEST', { file: path });
  }
}

/** Stage 0, last part: what the manifest says of its range agrees with itself and with the size of the checkpoint. */
export function checkRange(
  manifest: Manifest,
  headSize: number | undefined,
  files: BundleFiles,
  findings: Findings,
): void {
  const { kind, from, to, frontier } = manifest;
  const wrong = (reason: string) => {
    findings.add('E_MANIFEST_RANGE', { reason });
  };
  if (headSize !== undefined && headSize !== to) wrong('to');
  if (kind === 'extract' && from !== 0) wrong('from');
  if (kind === 'range' && from > to) wrong('from');
  if (frontier.length !== (kind === 'extract' ? 0 : frontierArity(from))) wrong('frontier');
  if (kind === 'extract' && !files.has(BUNDLE_PATHS.proofs))
    findings.add('E_BUNDLE_LAYOUT', { file: BUNDLE_PATHS.proofs, reason: 'missing' });
  if (kind === 'range' && from > 0 && from < to && !files.has(historyPath(from)))
    findings.add('E_BUNDLE_LAYOUT', { file: historyPath(from), reason: 'missing' });
}
