import type { BundleFiles } from '../bundle/bundle-path.js';
import { readZip } from '../bundle/zip.js';
import { encodeBase64 } from '../base64.js';
import type { BundleKind } from '../bundle/manifest.js';
import type { Clearance } from '../leaf.js';
import { checkDisclosures } from './disclosures-stage.js';
import { readEntries } from './entries-stage.js';
import { checkEnvelopes, type EnvelopeCounts } from './envelopes-stage.js';
import { Findings, type Finding } from './findings.js';
import { checkHistory } from './history-stage.js';
import { checkInclusion, checkReceipts, readReceipts } from './inclusion-stage.js';
import { checkManifest, checkNames, checkRange } from './layout-stage.js';
import { checkLeaves } from './leaves-stage.js';
import { checkNotes } from './notes-stage.js';
import { checkSchemas } from './schema-stage.js';
import { foldRange } from './tree-stage.js';
import {
  DEFAULT_LAG_SECONDS,
  DEFAULT_MAX_COSIG_AGE_SECONDS,
  DEFAULT_SKEW_SECONDS,
  type CheckedNote,
  type VerifyContext,
  type VerifyOptions,
} from './verify-context.js';

/** What a bundle says it is; told also where it fails. */
export interface BundleSubject {
  readonly origin: string;
  readonly kind: BundleKind;
  readonly from: number;
  readonly to: number;
  /** `b64` root that the last checkpoint states. */
  readonly root?: string;
  readonly created: string;
  /** The clearance that it was verified for. */
  readonly clearance: Clearance;
  readonly entries: number;
  readonly envelopes: EnvelopeCounts;
}

/** What came of a verification. */
export interface Verification {
  readonly passed: boolean;
  /** Every error, in the order of the stages. */
  readonly findings: readonly Finding[];
  /** Absent where not even the manifest can be read. */
  readonly subject?: BundleSubject;
}

/**
 * Verifies an audit bundle in the stages of ledger-format §12: every error that is found is reported; a failed stage stops only what
 * depends on it. Needs nothing but its arguments, and never throws, whatever it is fed.
 */
export function verifyBundle(files: BundleFiles, options: VerifyOptions): Verification {
  const findings = new Findings();
  let subject: BundleSubject | undefined;
  try {
    subject = runStages(files, options, findings);
  } catch {
    // Not to be reached; yet whoever feeds a verifier may not be able to stop it from saying no.
    findings.add('E_BUNDLE_LAYOUT', { reason: 'unexpected' });
  }
  return conclude(findings, subject);
}

/** {@link verifyBundle} for a bundle in a zip. */
export function verifyZip(bytes: Uint8Array, options: VerifyOptions): Verification {
  const findings = new Findings();
  const files = findings.attempt(() => readZip(bytes), 'E_BUNDLE_LAYOUT', { reason: 'zip' });
  return files === undefined ? conclude(findings, undefined) : verifyBundle(files, options);
}

function conclude(findings: Findings, subject: BundleSubject | undefined): Verification {
  const list = findings.list();
  return { passed: list.length === 0, findings: list, ...(subject && { subject }) };
}

function runStages(files: BundleFiles, options: VerifyOptions, findings: Findings): BundleSubject | undefined {
  const { policy, exportKey, now, known = [] } = options;
  const { maxCosigAgeSeconds: maxCosigAge = DEFAULT_MAX_COSIG_AGE_SECONDS } = options;
  const { skewSeconds: skew = DEFAULT_SKEW_SECONDS, lagSeconds: lag = DEFAULT_LAG_SECONDS } = options;
  if (!checkNames(files, findings)) return undefined;
  const manifest = checkManifest(files, exportKey, findings);
  const checks = { policy, origin: manifest?.origin, now, skew };
  const notes = checkNotes({ ...checks, files, findings, known, maxCosigAge });
  if (manifest === undefined) return undefined;
  const { clearance = manifest.clearance } = options;
  if (clearance !== manifest.clearance)
    findings.add('E_CLEARANCE', { states: manifest.clearance, expected: clearance });
  const context = { files, findings, policy, exportKey, clearance, now, maxCosigAge, skew, lag, manifest };
  return checkContents(context, notes);
}

function checkContents(context: VerifyContext, notes: readonly CheckedNote[]): BundleSubject {
  const { files, findings, manifest, clearance } = context;
  const { origin, kind, from, to, created } = manifest;
  const head = notes.find(({ source }) => source === 'head')?.checkpoint;
  checkRange(manifest, head?.size, files, findings);
  const read = readEntries(context);
  const foldable = kind === 'range';
  const receipts = readReceipts(context);
  const sizes = new Set([...notes, ...receipts.map(({ note }) => note)].map((note) => note?.checkpoint?.size ?? 0));
  const roots = foldable ? foldRange(context, read, notes, sizes) : undefined;
  if (!foldable) checkInclusion(context, read, notes);
  const heads = notes.map(({ checkpoint }) => [checkpoint.size, checkpoint.root] as const);
  checkReceipts(context, receipts, read, new Map([...(roots ?? []), ...heads]));
  checkHistory(context, notes, { roots, foldable });
  const leaves = checkLeaves(context, read, notes);
  const opened = checkDisclosures(context, read, leaves);
  const envelopes = checkEnvelopes(context, opened);
  checkSchemas(context, opened);
  const root = head && { root: encodeBase64(head.root) };
  return { origin, kind, from, to, ...root, created, clearance, entries: read.entries.length, envelopes };
}
