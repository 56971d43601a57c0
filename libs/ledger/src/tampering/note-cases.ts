import { utf8ToBytes } from '@noble/hashes/utils.js';

import { decodeBase64, encodeBase64 } from '../base64.js';
import { BUNDLE_PATHS, bundlePathOf, historyPath } from '../bundle/bundle-path.js';
import { parseCheckpoint } from '../checkpoint.js';
import { ed25519Signer, signNote } from '../note.js';
import { KEY_TYPE_ED25519 } from '../vkey.js';
import type { Forgery } from './forgery.js';
import { appendLeaf, flipped, flippedB64, withData } from './edits.js';
import { TamperCases, type Tampering } from './tamper-case.js';

const { checkpoint: CHECKPOINT, entries: ENTRIES, proofs: PROOFS, consistency: CONSISTENCY } = BUNDLE_PATHS;
const HOUR = 3600;
const cases = new TamperCases();

/** Cases that change files, manifests, checkpoints and proofs. */
export const noteCases = cases.list;

/** Flips one bit in the signatures of the log or the witness on a note. */
function flipSignature(forgery: Forgery, file: string, name: string): void {
  const { text, signatures } = forgery.note(file);
  forgery.writeNote(file, {
    text,
    signatures: signatures.map((one) =>
      one.name === name ? { ...one, signature: flipped(one.signature, one.signature.length - 9) } : one,
    ),
  });
}

cases.add(1, 'a byte changed in transit', 'C', 'full', ['E_FILE_DIGEST'], ({ forgery: { files } }) => {
  const bytes = files.get(ENTRIES) ?? new Uint8Array();
  files.set(ENTRIES, flipped(bytes, 1000));
  return { files };
});

for (const stated of ['clearance', 'withheld']) {
  cases.add(2, `manifest edited: ${stated}`, 'C', 'full', ['E_MANIFEST_SIG'], ({ forgery }) => {
    const change = (_: string, name: string, value: string) => `${name}${String(Math.abs(Number(value) - 1))}`;
    const text = forgery.text(BUNDLE_PATHS.manifest);
    forgery.write(BUNDLE_PATHS.manifest, text.replace(new RegExp(`("${stated}":)(\\d+)`), change));
    return { files: forgery.files };
  });
}

cases.add(3, 'a file added', 'C', 'full', ['E_BUNDLE_LAYOUT'], ({ forgery: { files } }) => {
  files.set('receipts/00000000000000000007.tlog-proof', utf8ToBytes('x'));
  return { files };
});

cases.add(13, 'a bit of the log signature flipped', 'X', 'full', ['E_SIG_INVALID'], ({ forgery, scene }) => {
  flipSignature(forgery, CHECKPOINT, scene.keys.log.key.name);
});

cases.add(14, 'signed by another key of the same name', 'X', 'full', ['E_SIG_UNKNOWN_KEY'], ({ forgery, scene }) => {
  const other = ed25519Signer(new Uint8Array(32).fill(9), { name: scene.keys.log.key.name, type: KEY_TYPE_ED25519 });
  const { text, signatures } = forgery.note(CHECKPOINT);
  forgery.writeNote(CHECKPOINT, { text, signatures: [signNote(text, other), ...signatures.slice(1)] });
});

cases.add(15, 'the cosignature removed', 'X', 'full', ['E_COSIG_QUORUM'], ({ forgery }) => {
  const { text, signatures } = forgery.note(CHECKPOINT);
  forgery.writeNote(CHECKPOINT, { text, signatures: signatures.slice(0, 1) });
});

cases.add(16, 'a bit of the cosignature flipped', 'X', 'full', ['E_COSIG_INVALID'], ({ forgery, at, scene }) => {
  flipSignature(forgery, historyPath(at.oldest), scene.keys.witness.key.name);
});

cases.add(16, 'the cosignature of another checkpoint', 'X', 'full', ['E_COSIG_INVALID'], ({ forgery, at, scene }) => {
  const { text, signatures } = forgery.note(CHECKPOINT);
  const { name } = scene.keys.witness.key;
  const other = forgery.note(historyPath(at.newest)).signatures.filter((one) => one.name === name);
  forgery.writeNote(CHECKPOINT, { text, signatures: [...signatures.filter((one) => one.name !== name), ...other] });
});

cases.add(17, 'an old cosignature', 'W', 'full', ['E_COSIG_STALE'], ({ forgery }) => ({
  files: forgery.export(),
  options: { now: forgery.cosignedAt(CHECKPOINT) + 24 * HOUR + 1 },
}));

cases.add(17, 'a cosignature in the future', 'W', 'full', ['E_COSIG_FUTURE'], ({ forgery, options }) => {
  forgery.cosign(CHECKPOINT, options.now + 301);
});

/** Changes an early leaf, and makes all trees anew. */
function rewrite({ forgery, at }: Tampering): void {
  forgery.editLeaf(at.plain, (leaf) => withData(leaf, { forged: 99 }));
  forgery.rebuild();
}

cases.add(18, 'another tree for another reader', 'W', 'full', ['E_FORK'], rewrite);

cases.add(19, 'the past rewritten, history kept', 'W', 'full', ['E_FORK'], (tampering) => {
  const { forgery } = tampering;
  const history = [...forgery.files].filter(([path]) => bundlePathOf(path)?.kind === 'history');
  rewrite(tampering);
  for (const [path, note] of history) forgery.files.set(path, note);
  return { files: forgery.export(), options: { known: [] } };
});

cases.add(20, 'an older state presented', 'X', 'full', ['E_ROLLBACK'], ({ forgery, at }) => {
  const newest = utf8ToBytes(forgery.text(CHECKPOINT));
  forgery.write(CHECKPOINT, forgery.text(historyPath(at.newest)));
  forgery.files.delete(historyPath(at.newest));
  for (const path of [...forgery.files.keys()]) if (bundlePathOf(path)?.kind === 'receipt') forgery.files.delete(path);
  forgery.entries = forgery.entries.filter(({ idx }) => idx < at.newest);
  return { files: forgery.export({ to: at.newest }), options: { known: [newest] } };
});

cases.add(21, 'an event backdated, order kept', 'W', 'full', ['E_TIME_BACKDATED'], ({ forgery, at }) => {
  const size = at.last + 1;
  const seen = forgery.cosignedAt(CHECKPOINT) + 2 * HOUR;
  appendLeaf(forgery, at, (leaf) => leaf);
  forgery.rebuild({ sizes: [...at.history, size], times: { [size]: seen, [size + 1]: seen + 60 } });
  return { files: forgery.export({ to: size + 1 }), options: { now: seen + 60, known: [] } };
});

cases.add(22, 'a checkpoint for another origin under the same key', 'O', 'full', ['E_ORIGIN'], ({ forgery, scene }) => {
  const text = forgery.note(CHECKPOINT).text.replace('wgx-0371', 'wgx-0372');
  forgery.writeNote(CHECKPOINT, { text, signatures: [signNote(text, scene.keys.log)] });
});

cases.add(29, 'a checkpoint inside a commit', 'W', 'full', ['E_COMMIT_SPLIT'], ({ forgery, at }) => {
  const split = at.inCommit;
  const times = { [split]: forgery.cosignedAt(historyPath(at.oldest)) - 60 };
  forgery.rebuild({ sizes: [split, ...at.history], times });
});

cases.add(36, 'an extension line in the checkpoint', 'O', 'full', ['E_CHECKPOINT_FORMAT'], ({ forgery, scene }) => {
  const text = `${forgery.note(CHECKPOINT).text}x 1\n`;
  forgery.writeNote(CHECKPOINT, { text, signatures: [signNote(text, scene.keys.log)] });
});

cases.add(37, 'the frontier altered', 'X', 'delta', ['E_FRONTIER'], ({ forgery }) => {
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

cases.add(37, 'an inclusion path altered', 'X', 'extract', ['E_INCLUSION'], ({ forgery }) => {
  alterPath(forgery, PROOFS);
});

cases.add(37, 'a consistency path altered', 'X', 'extract', ['E_CONSISTENCY'], ({ forgery }) => {
  alterPath(forgery, CONSISTENCY);
});

/** Signs a checkpoint of a bundle across a rotation with the old key alone. */
function signByRetired({ forgery, scene }: Tampering, file: string): void {
  const checkpoint = parseCheckpoint(forgery.note(file).text);
  forgery.sign(file, checkpoint, forgery.cosignedAt(file), [scene.keys.retired?.signer ?? scene.keys.log]);
}

cases.add(
  38,
  'signed after rotation by the retired key only',
  'W',
  'rotated/extract',
  ['E_KEY_RETIRED'],
  (tampering) => {
    signByRetired(tampering, CHECKPOINT);
  },
);

cases.add(38, 'rotation checkpoint with one signature', 'W', 'rotated/extract', ['E_KEY_ROTATION'], (tampering) => {
  const { forgery } = tampering;
  const handover = forgery.historySizes().find((size) => logSignaturesOf(tampering, historyPath(size)) === 2);
  if (handover === undefined) throw new RangeError('no checkpoint is signed by two log keys');
  signByRetired(tampering, historyPath(handover));
});

function logSignaturesOf({ forgery, scene }: Tampering, file: string): number {
  return forgery.note(file).signatures.filter(({ name }) => name === scene.keys.log.key.name).length;
}

cases.add(39, 'cosignature times going back', 'W', 'full', ['E_COSIG_ORDER'], ({ forgery, at }) => {
  const before = at.history.at(-2) ?? at.oldest;
  forgery.cosign(historyPath(before), forgery.cosignedAt(historyPath(at.newest)) + 1);
});

/** Changes the hash of the first hash-only line. */
function alterHashOnly({ forgery }: Tampering): void {
  const entry = forgery.entries.find(({ leaf }) => leaf === undefined);
  if (entry === undefined) throw new RangeError('no line is hash-only');
  entry.h = encodeBase64(flipped(decodeBase64(entry.h), 5));
}

cases.add(40, 'the hash of a hash-only leaf altered, range', 'X', 'low', ['E_ROOT_MISMATCH'], alterHashOnly);
cases.add(40, 'the hash of a hash-only leaf altered, extract', 'X', 'rotated/extract', ['E_INCLUSION'], alterHashOnly);

cases.add(41, 'a consistency proof left out', 'X', 'extract', ['E_CONSISTENCY_MISSING'], ({ forgery }) => {
  forgery.writeLines(CONSISTENCY, forgery.lines(CONSISTENCY).slice(1));
});

cases.add(41, 'all consistency proofs left out', 'X', 'delta', ['E_CONSISTENCY_MISSING'], ({ forgery }) => {
  forgery.files.delete(CONSISTENCY);
});

cases.add(41, 'an inclusion proof left out', 'X', 'extract', ['E_INCLUSION_MISSING'], ({ forgery }) => {
  forgery.writeLines(PROOFS, forgery.lines(PROOFS).slice(1));
});
