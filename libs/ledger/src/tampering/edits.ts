import { decodeBase64, encodeBase64 } from '../base64.js';
import { canonicalBytes } from '../jcs.js';
import type { JsonObject } from '../json.js';
import type { Forgery } from './forgery.js';
import { commitOf, dataOf, type Landmarks } from './landmarks.js';

/** Bytes with one bit flipped. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

/** Base64 of other bytes than it was of. */
export function flippedB64(text: string): string {
  return encodeBase64(flipped(decodeBase64(text), 5));
}

/** A leaf that says more, or something else. */
export function withData(leaf: JsonObject, data: JsonObject): JsonObject {
  return { ...leaf, data: { ...dataOf(leaf), ...data } };
}

/** A leaf of an earlier commit. */
export function seqBack(leaf: JsonObject): JsonObject {
  return { ...leaf, commit: { ...commitOf(leaf), seq: commitOf(leaf).seq - 1 } };
}

/** Takes an event out before anything was signed, and moves what follows up. */
export function dropBeforeSigning(forgery: Forgery, idx: number, move: (leaf: JsonObject) => JsonObject): void {
  forgery.entries = forgery.entries.filter((entry) => entry.idx !== idx);
  for (const entry of forgery.entries.filter((one) => one.idx > idx)) {
    forgery.editLeaf(entry.idx, (leaf) => move({ ...leaf, idx: entry.idx - 1 }));
    entry.idx--;
  }
}

/** Adds an event of a commit of its own at the end of a range: a later one of the stream of an ordinary leaf. */
export function appendLeaf(forgery: Forgery, at: Landmarks, change: (leaf: JsonObject) => JsonObject): void {
  const idx = at.last + 1;
  const [like, last] = [forgery.leaf(at.alone), forgery.leaf(at.last)];
  const inStream = forgery.entries.filter(
    (entry) => entry.leaf !== undefined && forgery.leaf(entry.idx)['stream'] === like['stream'],
  );
  forgery.entries.push({ idx, h: '', leaf: '' });
  const ids = { commit: '019cac45-0000-7000-8000-000000000089', event: '019cac45-0000-7000-8000-000000000090' };
  forgery.writeLeaf(
    idx,
    canonicalBytes(
      change({
        ...like,
        commit: { cnt: 1, id: ids.commit, pos: 0, seq: commitOf(last).seq + 1 },
        data: { remark: 'x' },
        id: ids.event,
        idx,
        rev: Math.max(...inStream.map((entry) => Number(forgery.leaf(entry.idx)['rev']))) + 1,
        time: last['time'] ?? null,
      }),
    ),
  );
}
