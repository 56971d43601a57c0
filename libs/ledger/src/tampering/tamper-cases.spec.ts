import { utf8ToBytes } from '@noble/hashes/utils.js';

import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../base64.js';
import { BUNDLE_PATHS, historyPath } from '../bundle/bundle-path.js';
import { parseCheckpoint } from '../checkpoint.js';
import { isJsonObject, type JsonObject } from '../json.js';
import { ed25519Signer, signNote } from '../note.js';
import { sealedDigests } from '../open-data.js';
import { formatFinding } from '../verify/findings.js';
import type { VerifyCode } from '../verify/verify-codes.js';
import type { VerifyOptions } from '../verify/verify-context.js';
import { verifyBundle } from '../verify/verify-bundle.js';
import { KEY_TYPE_ED25519 } from '../vkey.js';
import { Forgery } from './forgery.js';
import {
  VECTOR_BUNDLES,
  vectorFiles,
  vectorOptions,
  vectorSigners,
  vectorText,
  type VectorBundle,
} from './vector-bundles.node.js';

const { subjects, ...keys } = vectorSigners();
const sources = new Map(VECTOR_BUNDLES.map((bundle) => [bundle, vectorFiles(bundle)]));
const { checkpoint: CHECKPOINT, entries: ENTRIES, proofs: PROOFS, consistency: CONSISTENCY } = BUNDLE_PATHS;
const HOUR = 3600;

/** C courier (no keys), X exporter (export key), O operator (log and export keys), W operator colluding with the witness. */
type Attacker = 'C' | 'X' | 'O' | 'W';

/** What the attacker hands over; undefined: the files of the forgery as the exporter signs them. */
interface Handed {
  readonly files?: ReadonlyMap<string, Uint8Array>;
  readonly options?: Partial<VerifyOptions>;
}

interface TamperCase {
  readonly n: number;
  readonly title: string;
  readonly by: Attacker;
  readonly from: VectorBundle;
  readonly codes: readonly VerifyCode[];
  readonly forge: (forgery: Forgery) => Handed | undefined;
}

const cases: TamperCase[] = [];
function tamper(
  n: number,
  title: string,
  by: Attacker,
  from: VectorBundle,
  codes: readonly VerifyCode[],
  forge: TamperCase['forge'],
): void {
  cases.push({ n, title, by, from, codes, forge });
}

const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
const flippedB64 = (text: string) => encodeBase64(flipped(decodeBase64(text), 5));
const dataOf = (leaf: JsonObject) => leaf['data'] as JsonObject; // as: ledger-format §2
const commitOf = (leaf: JsonObject) => leaf['commit'] as JsonObject & { readonly seq: number }; // as: ledger-format §2
const withData = (leaf: JsonObject, data: JsonObject) => ({ ...leaf, data: { ...dataOf(leaf), ...data } });
const utf8 = new TextDecoder();

/** Flips one bit in the signature of the log or the witness on a note. */
function flipSignature(forgery: Forgery, file: string, name: string): void {
  const { text, signatures } = forgery.note(file);
  forgery.writeNote(file, {
    text,
    signatures: signatures.map((one) =>
      one.name === name ? { ...one, signature: flipped(one.signature, one.signature.length - 9) } : one,
    ),
  });
}

/** Takes an event out before anything was signed, and moves what follows up. */
function dropBeforeSigning(forgery: Forgery, idx: number, move: (leaf: JsonObject) => JsonObject): void {
  forgery.entries = forgery.entries.filter((entry) => entry.idx !== idx);
  for (const entry of forgery.entries.filter((one) => one.idx > idx)) {
    forgery.editLeaf(entry.idx, (leaf) => move({ ...leaf, idx: entry.idx - 1 }));
    entry.idx--;
  }
}

/** Sets the commit number of every later leaf one back. */
const seqBack = (leaf: JsonObject) => ({ ...leaf, commit: { ...commitOf(leaf), seq: commitOf(leaf).seq - 1 } });

tamper(1, 'a byte changed in transit', 'C', 'full', ['E_FILE_DIGEST'], ({ files }) => {
  const bytes = files.get(ENTRIES) ?? new Uint8Array();
  files.set(ENTRIES, flipped(bytes, 1000));
  return { files };
});

for (const change of ['"clearance":3', '"withheld":1']) {
  tamper(2, `manifest edited: ${change}`, 'C', 'full', ['E_MANIFEST_SIG'], (forgery) => {
    forgery.write(
      BUNDLE_PATHS.manifest,
      forgery.text(BUNDLE_PATHS.manifest).replace(change, change.replace(/.$/, '2')),
    );
    return { files: forgery.files };
  });
}

tamper(3, 'a file added', 'C', 'full', ['E_BUNDLE_LAYOUT'], ({ files }) => {
  files.set('receipts/00000000000000000007.tlog-proof', utf8ToBytes('x'));
  return { files };
});

tamper(4, 'a leaf changed, its hash kept', 'X', 'full', ['E_LEAF_HASH'], (forgery) => {
  forgery.editLeaf(4, (leaf) => withData(leaf, { percent: 99 }));
});

tamper(5, 'a leaf changed, its hash recomputed', 'X', 'full', ['E_ROOT_MISMATCH'], (forgery) => {
  forgery.editLeaf(4, (leaf) => withData(leaf, { percent: 99 }));
  forgery.rehash(4);
});

tamper(6, 'an event removed', 'X', 'full', ['E_ENTRY_MISSING'], (forgery) => {
  forgery.entries = forgery.entries.filter(({ idx }) => idx !== 40);
});

tamper(7, 'an event removed, later lines renumbered', 'X', 'full', ['E_LEAF_INDEX'], (forgery) => {
  forgery.entries = forgery.entries.filter(({ idx }) => idx !== 40);
  for (const entry of forgery.entries) if (entry.idx > 40) entry.idx--;
});

tamper(8, 'two lines reordered', 'X', 'full', ['E_ENTRY_ORDER'], (forgery) => {
  const [line] = forgery.entries.splice(40, 1);
  if (line) forgery.entries.splice(41, 0, line);
});

tamper(9, 'two lines swapped, idx patched', 'X', 'full', ['E_LEAF_INDEX', 'E_ROOT_MISMATCH'], (forgery) => {
  const [a, b] = [forgery.entry(40), forgery.entry(50)];
  [a.idx, b.idx] = [b.idx, a.idx];
  forgery.entries.sort((one, other) => one.idx - other.idx);
});

tamper(10, 'the tail truncated', 'X', 'full', ['E_TRUNCATED'], (forgery) => {
  forgery.entries = forgery.entries.slice(0, -3);
});

tamper(11, 'a line twice', 'X', 'full', ['E_ENTRY_DUPLICATE'], (forgery) => {
  forgery.entries.splice(40, 0, { ...forgery.entry(40) });
});

tamper(12, 'an event past the end', 'X', 'full', ['E_ENTRY_EXTRA'], (forgery) => {
  forgery.entries.push({ ...forgery.entry(88), idx: 89 });
});

tamper(13, 'a bit of the log signature flipped', 'X', 'full', ['E_SIG_INVALID'], (forgery) => {
  flipSignature(forgery, CHECKPOINT, keys.log.key.name);
});

tamper(14, 'signed by another key of the same name', 'X', 'full', ['E_SIG_UNKNOWN_KEY'], (forgery) => {
  const other = ed25519Signer(new Uint8Array(32).fill(9), { name: keys.log.key.name, type: KEY_TYPE_ED25519 });
  const { text, signatures } = forgery.note(CHECKPOINT);
  forgery.writeNote(CHECKPOINT, { text, signatures: [signNote(text, other), ...signatures.slice(1)] });
});

tamper(15, 'the cosignature removed', 'X', 'full', ['E_COSIG_QUORUM'], (forgery) => {
  const { text, signatures } = forgery.note(CHECKPOINT);
  forgery.writeNote(CHECKPOINT, { text, signatures: signatures.slice(0, 1) });
});

tamper(16, 'a bit of the cosignature flipped', 'X', 'full', ['E_COSIG_INVALID'], (forgery) => {
  flipSignature(forgery, historyPath(41), keys.witness.key.name);
});

tamper(16, 'the cosignature of another checkpoint', 'X', 'full', ['E_COSIG_INVALID'], (forgery) => {
  const { text, signatures } = forgery.note(CHECKPOINT);
  const other = forgery.note(historyPath(81)).signatures.slice(1);
  forgery.writeNote(CHECKPOINT, { text, signatures: [...signatures.slice(0, 1), ...other] });
});

tamper(17, 'an old cosignature', 'W', 'full', ['E_COSIG_STALE'], (forgery) => ({
  files: forgery.export(),
  options: { now: forgery.cosignedAt(CHECKPOINT) + 24 * HOUR + 1 },
}));

tamper(17, 'a cosignature in the future', 'W', 'full', ['E_COSIG_FUTURE'], (forgery) => {
  forgery.cosign(CHECKPOINT, Number(vectorText('now')) + 301);
});

tamper(18, 'another tree for another reader', 'W', 'full', ['E_FORK'], (forgery) => {
  forgery.editLeaf(4, (leaf) => withData(leaf, { percent: 99 }));
  forgery.rebuild();
});

tamper(19, 'the past rewritten, history kept', 'W', 'full', ['E_FORK'], (forgery) => {
  const history = [...forgery.files].filter(([path]) => path.startsWith('history/'));
  forgery.editLeaf(4, (leaf) => withData(leaf, { percent: 99 }));
  forgery.rebuild();
  for (const [path, note] of history) forgery.files.set(path, note);
  return { files: forgery.export(), options: { known: [] } };
});

tamper(20, 'an older state presented', 'X', 'full', ['E_ROLLBACK'], (forgery) => {
  const newest = utf8ToBytes(forgery.text(CHECKPOINT));
  forgery.write(CHECKPOINT, forgery.text(historyPath(81)));
  forgery.files.delete(historyPath(81));
  for (const path of [...forgery.files.keys()]) if (path.startsWith('receipts/')) forgery.files.delete(path);
  forgery.entries = forgery.entries.filter(({ idx }) => idx < 81);
  return { files: forgery.export({ to: 81 }), options: { known: [newest] } };
});

/** Adds an event of a commit of its own at the end of `full`. */
function append(forgery: Forgery, change: (leaf: JsonObject) => JsonObject): void {
  const last = forgery.entry(88);
  const leaf = forgery.leaf(88);
  forgery.entries.push({ ...last, idx: 89, sd: [] });
  delete forgery.entry(89).sd;
  forgery.editLeaf(89, () =>
    change({
      ...leaf,
      commit: { cnt: 1, id: '019cac45-0000-7000-8000-000000000089', pos: 0, seq: 43 },
      data: { remark: 'x' },
      id: '019cac45-0000-7000-8000-000000000090',
      idx: 89,
      rev: 31,
    }),
  );
}

tamper(21, 'an event backdated, order kept', 'W', 'full', ['E_TIME_BACKDATED'], (forgery) => {
  const seen = forgery.cosignedAt(CHECKPOINT) + 2 * HOUR;
  append(forgery, (leaf) => leaf);
  forgery.rebuild({ sizes: [16, 29, 41, 56, 67, 81, 89], times: { 89: seen, 90: seen + 60 } });
  return { files: forgery.export({ to: 90 }), options: { now: seen + 60, known: [] } };
});

tamper(21, 'time goes back', 'W', 'full', ['E_TIME_REGRESSION'], (forgery) => {
  append(forgery, (leaf) => ({ ...leaf, time: '2026-03-02T01:59:59.000Z' }));
  forgery.rebuild();
  return { files: forgery.export({ to: 90 }), options: { known: [] } };
});

tamper(22, 'a checkpoint for another origin under the same key', 'O', 'full', ['E_ORIGIN'], (forgery) => {
  const text = forgery.note(CHECKPOINT).text.replace('wgx-0371', 'wgx-0372');
  forgery.writeNote(CHECKPOINT, { text, signatures: [signNote(text, keys.log)] });
});

tamper(23, 'a leaf from another ledger', 'W', 'full', ['E_LEAF_LOG'], (forgery) => {
  forgery.editLeaf(40, (leaf) => ({ ...leaf, log: 'rectify.example/issues/wgx-0372' }));
  forgery.rebuild();
});

tamper(24, 'a disclosure stripped', 'X', 'full', ['E_DISCLOSURE_WITHHELD'], (forgery) => {
  forgery.entry(40).sd = [];
});

tamper(25, 'a visible leaf turned hash-only', 'X', 'full', ['E_OVER_REDACTED'], (forgery) => {
  const { idx, h } = forgery.entry(40);
  forgery.entries = forgery.entries.map((entry) => (entry.idx === idx ? { idx, h, clr: 3 } : entry));
});

tamper(26, "another leaf's disclosure", 'X', 'full', ['E_DISCLOSURE_UNKNOWN'], (forgery) => {
  forgery.entry(40).sd = forgery.entry(45).sd ?? [];
});

tamper(26, 'a disclosed value edited', 'X', 'full', ['E_DISCLOSURE_UNKNOWN'], (forgery) => {
  const [disclosure = ''] = forgery.entry(40).sd ?? [];
  const [salt, name] = JSON.parse(utf8.decode(decodeBase64Url(disclosure))) as string[]; // as: RFC 9901
  forgery.entry(40).sd = [encodeBase64Url(utf8ToBytes(JSON.stringify([salt, name, 'x'])))];
});

tamper(27, 'a disclosure above clearance leaked', 'X', 'low', ['E_OVER_DISCLOSED'], (forgery) => {
  forgery.entry(40).sd = new Forgery(sources.get('full') ?? new Map(), keys).entry(40).sd ?? [];
});

tamper(28, 'a leaf that is not canonical JSON', 'W', 'full', ['E_LEAF_NOT_CANONICAL'], (forgery) => {
  forgery.writeLeaf(40, utf8ToBytes(JSON.stringify(forgery.leaf(40), undefined, 1)));
  forgery.rebuild();
});

tamper(29, 'a checkpoint inside a commit', 'W', 'full', ['E_COMMIT_SPLIT'], (forgery) => {
  forgery.rebuild({ sizes: [2, 16, 29, 41, 56, 67, 81], times: { 2: forgery.cosignedAt(historyPath(16)) - 60 } });
});

tamper(30, 'an event dropped before signing: a gap in its stream', 'W', 'full', ['E_STREAM_REV'], (forgery) => {
  // Index 35 is a commit of its own.
  dropBeforeSigning(forgery, 35, seqBack);
  forgery.rebuild({ sizes: [16, 29] });
  return { files: forgery.export({ to: 88 }), options: { known: [] } };
});

tamper(30, 'an event dropped before signing: a gap in the commits', 'W', 'full', ['E_COMMIT_SHAPE'], (forgery) => {
  dropBeforeSigning(forgery, 35, (leaf) =>
    leaf['stream'] === 'issue/i-0004' ? { ...leaf, rev: Number(leaf['rev']) - 1 } : leaf,
  );
  forgery.rebuild({ sizes: [16, 29] });
  return { files: forgery.export({ to: 88 }), options: { known: [] } };
});

tamper(31, 'an event replayed under a new index', 'W', 'full', ['E_EVENT_ID_DUPLICATE'], (forgery) => {
  const { id = '' } = forgery.leaf(88);
  append(forgery, (leaf) => ({ ...leaf, id }));
  forgery.rebuild();
  return { files: forgery.export({ to: 90 }), options: { known: [] } };
});

/** The kids of the key file of `full`, first of those that leaves use. */
const kidsOf = (forgery: Forgery) => Object.keys(JSON.parse(forgery.text(BUNDLE_PATHS.keys)) as object); // as: ledger-format §11

tamper(32, 'a wrong subject key', 'X', 'full', ['E_KEY_COMMITMENT'], (forgery) => {
  const [first = '', second = ''] = kidsOf(forgery);
  const { [first]: a = '', [second]: b = '' } = subjects;
  forgery.write(BUNDLE_PATHS.keys, JSON.stringify({ ...subjects, [first]: b, [second]: a }));
});

tamper(33, 'ciphertext moved to another event', 'W', 'full', ['E_ENC_OPEN'], (forgery) => {
  const envelope = dataOf(forgery.leaf(53))['complainant'] ?? null;
  expect(isJsonObject(envelope)).toBe(true);
  forgery.editLeaf(58, (leaf) => withData(leaf, { complainant: envelope }));
  forgery.rebuild();
});

tamper(34, 'the key of a shredded subject', 'X', 'full', ['E_KEY_RESURRECTED'], (forgery) => {
  forgery.write(BUNDLE_PATHS.keys, JSON.stringify(subjects));
});

tamper(35, 'an erasure claimed without its event', 'X', 'full', ['E_ERASURE_UNPROVEN'], (forgery) => {
  const entry = forgery.entry(40);
  const [sealed] = sealedDigests(dataOf(forgery.leaf(40)));
  entry.sd = [];
  entry.erased = [{ by: 46, d: sealed?.digest ?? '' }];
});

tamper(36, 'an extension line in the checkpoint', 'O', 'full', ['E_CHECKPOINT_FORMAT'], (forgery) => {
  const text = `${forgery.note(CHECKPOINT).text}x 1\n`;
  forgery.writeNote(CHECKPOINT, { text, signatures: [signNote(text, keys.log)] });
});

tamper(37, 'the frontier altered', 'X', 'delta', ['E_FRONTIER'], (forgery) => {
  const { frontier } = JSON.parse(forgery.text(BUNDLE_PATHS.manifest)) as { readonly frontier: readonly string[] }; // as: §11
  return { files: forgery.export({ frontier: frontier.map((node, i) => (i === 0 ? flippedB64(node) : node)) }) };
});

/** Changes the first hash of the first path in a file of proofs. */
function alterPath(forgery: Forgery, file: string): void {
  const [line = '', ...rest] = forgery.lines(file);
  forgery.writeLines(file, [
    line.replace(/"path":\["([^"]+)"/, (_, node: string) => `"path":["${flippedB64(node)}"`),
    ...rest,
  ]);
}

tamper(37, 'an inclusion path altered', 'X', 'extract', ['E_INCLUSION'], (forgery) => {
  alterPath(forgery, PROOFS);
});

tamper(37, 'a consistency path altered', 'X', 'extract', ['E_CONSISTENCY'], (forgery) => {
  alterPath(forgery, CONSISTENCY);
});

tamper(38, 'signed after rotation by the retired key only', 'W', 'rotated/extract', ['E_KEY_RETIRED'], (forgery) => {
  const checkpoint = parseCheckpoint(forgery.note(CHECKPOINT).text);
  forgery.sign(CHECKPOINT, checkpoint, forgery.cosignedAt(CHECKPOINT));
});

tamper(38, 'rotation checkpoint with one signature', 'W', 'rotated/extract', ['E_KEY_ROTATION'], (forgery) => {
  forgery.sign(
    historyPath(61),
    parseCheckpoint(forgery.note(historyPath(61)).text),
    forgery.cosignedAt(historyPath(61)),
  );
});

tamper(39, 'cosignature times going back', 'W', 'full', ['E_COSIG_ORDER'], (forgery) => {
  forgery.cosign(historyPath(67), forgery.cosignedAt(historyPath(81)) + 1);
});

/** Changes the hash of the first hash-only line. */
function alterHashOnly(forgery: Forgery): undefined {
  const entry = forgery.entries.find(({ leaf }) => leaf === undefined);
  expect(entry).toBeDefined();
  if (entry) entry.h = flippedB64(entry.h);
}

tamper(40, 'the hash of a hash-only leaf altered, range', 'X', 'low', ['E_ROOT_MISMATCH'], alterHashOnly);
tamper(40, 'the hash of a hash-only leaf altered, extract', 'X', 'rotated/extract', ['E_INCLUSION'], alterHashOnly);

tamper(41, 'a consistency proof left out', 'X', 'extract', ['E_CONSISTENCY_MISSING'], (forgery) => {
  forgery.writeLines(CONSISTENCY, forgery.lines(CONSISTENCY).toSpliced(2, 1));
});

tamper(41, 'all consistency proofs left out', 'X', 'delta', ['E_CONSISTENCY_MISSING'], (forgery) => {
  forgery.files.delete(CONSISTENCY);
});

tamper(41, 'an inclusion proof left out', 'X', 'extract', ['E_INCLUSION_MISSING'], (forgery) => {
  forgery.writeLines(PROOFS, forgery.lines(PROOFS).toSpliced(2, 1));
});

tamper(42, 'index 0 is not the genesis event', 'W', 'full', ['E_GENESIS'], (forgery) => {
  forgery.editLeaf(0, (leaf) => ({ ...leaf, type: 'issues.Opened' }));
  forgery.rebuild();
});

tamper(43, 'a leaf with a float', 'W', 'full', ['E_LEAF_SCHEMA'], (forgery) => {
  const text = JSON.stringify(forgery.leaf(4));
  forgery.writeLeaf(4, utf8ToBytes(text.replace(/"percent":\d+/, '"percent":20.5')));
  forgery.rebuild();
});

tamper(43, 'a leaf with an unknown key', 'W', 'full', ['E_LEAF_SCHEMA'], (forgery) => {
  forgery.editLeaf(4, (leaf) => ({ ...leaf, prev: 'x' }));
  forgery.rebuild();
});

tamper(43, 'a leaf with a key twice', 'W', 'full', ['E_LEAF_NOT_CANONICAL'], (forgery) => {
  const text = JSON.stringify(forgery.leaf(4));
  forgery.writeLeaf(4, utf8ToBytes(text.replace('"clr":1', '"clr":1,"clr":0')));
  forgery.rebuild();
});

tamper(44, 'counts not patched after stripping', 'X', 'full', ['E_REDACTION_COUNT'], (forgery) => {
  forgery.entry(40).sd = [];
  return { files: forgery.export({}, { recount: false }) };
});

const forgeryOf = (bundle: VectorBundle) => new Forgery(sources.get(bundle) ?? new Map(), keys);

describe('tamper cases (ledger-format §12.1)', () => {
  it('are all there', () => {
    expect([...new Set(cases.map(({ n }) => n))]).toEqual(Array.from({ length: 44 }, (_, i) => i + 1));
  });

  it.each(cases)('$n by $by: $title', ({ from, codes, forge }) => {
    const forgery = forgeryOf(from);
    const { files = forgery.export(), options } = forge(forgery) ?? {};
    const { passed, findings } = verifyBundle(files, { ...vectorOptions(from), ...options });
    const found = findings.map(({ code }) => code);
    expect({ passed, lines: findings.map(formatFinding) }).toMatchObject({ passed: false });
    expect(found).toEqual(expect.arrayContaining([...codes]));
    expect(findings.filter(({ details }) => details['reason'] === 'unexpected')).toEqual([]);
  });

  it('are due to the tampering: the forger who changes nothing is believed', () => {
    for (const bundle of VECTOR_BUNDLES) {
      const { findings } = verifyBundle(forgeryOf(bundle).export(), vectorOptions(bundle));
      expect(findings.map(formatFinding)).toEqual([]);
    }
    const forgery = forgeryOf('full');
    forgery.rebuild();
    expect(verifyBundle(forgery.export(), vectorOptions('full')).findings.map(formatFinding)).toEqual([]);
    const longer = forgeryOf('full');
    append(longer, (leaf) => leaf);
    longer.rebuild();
    const { findings } = verifyBundle(longer.export({ to: 90 }), { ...vectorOptions('full'), known: [] });
    expect(findings.map(formatFinding)).toEqual([]);
  });
});
