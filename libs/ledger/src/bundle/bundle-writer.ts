import { utf8ToBytes } from '@noble/hashes/utils.js';

import { encodeBase64, encodeBase64Url } from '../base64.js';
import { parseCheckpoint } from '../checkpoint.js';
import { canonicalBytes } from '../jcs.js';
import { decodeLeaf, type Clearance } from '../leaf.js';
import { formatNote, parseNote, type NoteSignature } from '../note.js';
import { sealedDigests } from '../open-data.js';
import {
  formatConsistencyProof,
  formatInclusionProof,
  type ConsistencyProof,
  type InclusionProof,
} from '../proof-json.js';
import { formatReceipt, type Receipt } from '../receipt.js';
import { BundleError } from './bundle-error.js';
import { BUNDLE_PATHS, historyPath, receiptPath, schemaPath, type BundleFiles } from './bundle-path.js';
import { formatEntry, isVisible, type Entry } from './entry-line.js';
import {
  BUNDLE_FORMAT,
  formatManifest,
  listFiles,
  manifestNoteText,
  type BundleCounts,
  type BundleKind,
} from './manifest.js';

const LINE_END = 0x0a;

/** All that a bundle is made of (ledger-format §11). */
export interface BundlePlan {
  readonly origin: string;
  readonly kind: BundleKind;
  readonly clearance: Clearance;
  /** `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  readonly created: string;
  /** First leaf of a range; 0 in an extract. */
  readonly from: number;
  /** Compact range of size `from`; empty in an extract. */
  readonly frontier: readonly Uint8Array[];
  /** The signed and cosigned note of the tree that everything is proven against. */
  readonly checkpoint: string;
  /** Earlier notes as signed and cosigned; one of size `from` must be among them where `from` is above 0. */
  readonly history: readonly string[];
  readonly consistency: readonly ConsistencyProof[];
  /** Ascending by index. */
  readonly entries: readonly Entry[];
  /** One per entry in an extract, none in a range. */
  readonly proofs: readonly InclusionProof[];
  readonly receipts?: readonly Receipt[];
  /** Keys of data subjects by kid, for an auditor who is entitled to personal data. */
  readonly keys?: ReadonlyMap<string, Uint8Array>;
  /** For information only. */
  readonly vkeys?: readonly string[];
  /** Bytes of JSON Schemas by event type and version. */
  readonly schemas?: readonly { readonly type: string; readonly version: number; readonly bytes: Uint8Array }[];
}

/** A bundle that only its export key has yet to sign. */
export interface LaidBundle {
  readonly files: BundleFiles;
  /** Text of the note to be signed. */
  readonly noteText: string;
}

/**
 * Lays out the files of a bundle and its manifest. The exporter signs {@link LaidBundle.noteText} with the ledger's export key and
 * hands the signature to {@link signBundle}.
 * @throws {BundleError} on a plan that no verifier would accept the form of
 */
export function layBundle(plan: BundlePlan): LaidBundle {
  const files = new Map([...contentFiles(plan), ...optionalFiles(plan)]);
  const { size: to } = parseCheckpoint(parseNote(utf8ToBytes(plan.checkpoint)).text);
  const { origin, kind, clearance, created, from } = plan;
  const manifest = formatManifest({
    clearance,
    counts: countsOf(plan.entries),
    created,
    files: listFiles(files),
    format: BUNDLE_FORMAT,
    from,
    frontier: plan.frontier.map(encodeBase64),
    kind,
    origin,
    to,
  });
  if (from > 0 && !files.has(historyPath(from)))
    throw new BundleError('E_BUNDLE_LAYOUT', 'no checkpoint of the size that the range starts from');
  return {
    files: new Map([[BUNDLE_PATHS.manifest, manifest], ...files]),
    noteText: manifestNoteText({ origin, to }, manifest),
  };
}

/** The bundle with the note of its export key. */
export function signBundle({ files, noteText }: LaidBundle, signature: NoteSignature): Map<string, Uint8Array> {
  const note = formatNote({ text: noteText, signatures: [signature] });
  return new Map([...files, [BUNDLE_PATHS.manifestNote, utf8ToBytes(note)]]);
}

/** The counts that a manifest states of these entries. */
export function countsOf(entries: readonly Entry[]): BundleCounts {
  let [disclosures, hashOnly, withheld] = [0, 0, 0];
  for (const entry of entries) {
    if (isVisible(entry)) {
      disclosures += entry.sd.length;
      withheld += sealedDigests(decodeLeaf(entry.leaf).data).length - entry.sd.length;
    } else hashOnly++;
  }
  return { disclosures, entries: entries.length, hashOnly, withheld };
}

function contentFiles(plan: BundlePlan): [string, Uint8Array][] {
  return [
    [BUNDLE_PATHS.checkpoint, utf8ToBytes(plan.checkpoint)],
    ...plan.history.map((note): [string, Uint8Array] => {
      const bytes = utf8ToBytes(note);
      return [historyPath(parseCheckpoint(parseNote(bytes).text).size), bytes];
    }),
    [BUNDLE_PATHS.entries, lines(plan.entries.map(formatEntry))],
    ...(plan.kind === 'extract' || plan.consistency.length > 0
      ? [named(BUNDLE_PATHS.consistency, lines(plan.consistency.map(formatConsistencyProof)))]
      : []),
    ...(plan.kind === 'extract' ? [named(BUNDLE_PATHS.proofs, lines(plan.proofs.map(formatInclusionProof)))] : []),
  ];
}

function optionalFiles({ receipts = [], keys, vkeys, schemas = [] }: BundlePlan): [string, Uint8Array][] {
  const byKid = keys && Object.fromEntries([...keys].map(([kid, key]) => [kid, encodeBase64Url(key)]));
  return [
    ...receipts.map((receipt) => named(receiptPath(receipt.index), utf8ToBytes(formatReceipt(receipt)))),
    ...(byKid ? [named(BUNDLE_PATHS.keys, canonicalBytes(byKid))] : []),
    ...(vkeys ? [named(BUNDLE_PATHS.vkeys, utf8ToBytes(vkeys.map((vkey) => `${vkey}\n`).join('')))] : []),
    ...schemas.map(({ type, version, bytes }) => named(schemaPath(type, version), bytes)),
  ];
}

function named(path: string, bytes: Uint8Array): [string, Uint8Array] {
  return [path, bytes];
}

/** Lines, each with its line end. */
function lines(all: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(all.reduce((sum, line) => sum + line.length + 1, 0)).fill(LINE_END);
  let at = 0;
  for (const line of all) {
    joined.set(line, at);
    at += line.length + 1;
  }
  return joined;
}
