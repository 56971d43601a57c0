import { utf8ToBytes } from '@noble/hashes/utils.js';

import { decodeBase64Url, encodeBase64Url } from '../base64.js';
import { BUNDLE_PATHS } from '../bundle/bundle-path.js';
import { disclosureDigest } from '../disclosure.js';
import type { JsonObject } from '../json.js';
import { sealedDigests } from '../open-data.js';
import { appendLeaf, dropBeforeSigning, seqBack, withData } from './edits.js';
import { Forgery } from './forgery.js';
import { dataOf, isEnveloped, numberIn } from './landmarks.js';
import { TamperCases, type Tampering } from './tamper-case.js';

const cases = new TamperCases();
const utf8 = new TextDecoder();

/** Cases that change entries, leaves, disclosures and keys of subjects. */
export const leafCases = cases.list;

cases.add(4, 'a leaf changed, its hash kept', 'X', 'full', ['E_LEAF_HASH'], ({ forgery, at }) => {
  forgery.editLeaf(at.plain, (leaf) => withData(leaf, { forged: 99 }));
});

cases.add(5, 'a leaf changed, its hash recomputed', 'X', 'full', ['E_ROOT_MISMATCH'], ({ forgery, at }) => {
  forgery.editLeaf(at.plain, (leaf) => withData(leaf, { forged: 99 }));
  forgery.rehash(at.plain);
});

cases.add(6, 'an event removed', 'X', 'full', ['E_ENTRY_MISSING'], ({ forgery, at: { middle } }) => {
  forgery.entries = forgery.entries.filter(({ idx }) => idx !== middle[0]);
});

cases.add(
  7,
  'an event removed, later lines renumbered',
  'X',
  'full',
  ['E_LEAF_INDEX'],
  ({ forgery, at: { middle } }) => {
    forgery.entries = forgery.entries.filter(({ idx }) => idx !== middle[0]);
    for (const entry of forgery.entries) if (entry.idx > middle[0]) entry.idx--;
  },
);

cases.add(8, 'two lines reordered', 'X', 'full', ['E_ENTRY_ORDER'], ({ forgery, at: { middle } }) => {
  const [line] = forgery.entries.splice(middle[0], 1);
  if (line) forgery.entries.splice(middle[0] + 1, 0, line);
});

const SWAPPED = ['E_LEAF_INDEX', 'E_ROOT_MISMATCH'] as const;
cases.add(9, 'two lines swapped, idx patched', 'X', 'full', SWAPPED, ({ forgery, at: { middle } }) => {
  const [a, b] = [forgery.entry(middle[0]), forgery.entry(middle[1])];
  [a.idx, b.idx] = [b.idx, a.idx];
  forgery.entries.sort((one, other) => one.idx - other.idx);
});

cases.add(10, 'the tail truncated', 'X', 'full', ['E_TRUNCATED'], ({ forgery }) => {
  forgery.entries = forgery.entries.slice(0, -3);
});

cases.add(11, 'a line twice', 'X', 'full', ['E_ENTRY_DUPLICATE'], ({ forgery, at: { middle } }) => {
  forgery.entries.splice(middle[0], 0, { ...forgery.entry(middle[0]) });
});

cases.add(12, 'an event past the end', 'X', 'full', ['E_ENTRY_EXTRA'], ({ forgery, at: { last } }) => {
  forgery.entries.push({ ...forgery.entry(last), idx: last + 1 });
});

cases.add(21, 'time goes back', 'W', 'full', ['E_TIME_REGRESSION'], ({ forgery, at }) => {
  const earlier = (time: unknown) => new Date(Date.parse(String(time)) - 1_000).toISOString();
  appendLeaf(forgery, at, (leaf) => ({ ...leaf, time: earlier(leaf['time']) }));
  forgery.rebuild();
  return { files: forgery.export({ to: at.last + 2 }), options: { known: [] } };
});

cases.add(23, 'a leaf from another ledger', 'W', 'full', ['E_LEAF_LOG'], ({ forgery, at: { middle } }) => {
  forgery.editLeaf(middle[0], (leaf) => ({ ...leaf, log: 'rectify.example/issues/wgx-0372' }));
  forgery.rebuild();
});

cases.add(24, 'a disclosure stripped', 'X', 'full', ['E_DISCLOSURE_WITHHELD'], ({ forgery, at: { sealed } }) => {
  forgery.entry(sealed[0]).sd = [];
});

cases.add(25, 'a visible leaf turned hash-only', 'X', 'full', ['E_OVER_REDACTED'], ({ forgery, at: { sealed } }) => {
  const { idx, h } = forgery.entry(sealed[0]);
  forgery.entries = forgery.entries.map((entry) => (entry.idx === idx ? { idx, h, clr: 3 } : entry));
});

cases.add(26, "another leaf's disclosure", 'X', 'full', ['E_DISCLOSURE_UNKNOWN'], ({ forgery, at: { sealed } }) => {
  forgery.entry(sealed[0]).sd = forgery.entry(sealed[1]).sd ?? [];
});

cases.add(26, 'a disclosed value edited', 'X', 'full', ['E_DISCLOSURE_UNKNOWN'], ({ forgery, at: { sealed } }) => {
  const [disclosure = ''] = forgery.entry(sealed[0]).sd ?? [];
  const [salt, name] = JSON.parse(utf8.decode(decodeBase64Url(disclosure))) as string[]; // as: RFC 9901
  forgery.entry(sealed[0]).sd = [encodeBase64Url(utf8ToBytes(JSON.stringify([salt, name, 'x'])))];
});

cases.add(27, 'a disclosure above clearance leaked', 'X', 'low', ['E_OVER_DISCLOSED'], ({ forgery, scene }) => {
  const full = new Forgery(scene.bundle('full').files, scene.keys);
  for (const entry of forgery.entries) {
    const { sd = [] } = full.entry(entry.idx);
    if (entry.leaf === undefined || sd.length <= (entry.sd ?? []).length) continue;
    entry.sd = sd;
    return;
  }
  throw new RangeError('nothing is above the clearance');
});

cases.add(
  28,
  'a leaf that is not canonical JSON',
  'W',
  'full',
  ['E_LEAF_NOT_CANONICAL'],
  ({ forgery, at: { middle } }) => {
    forgery.writeLeaf(middle[0], utf8ToBytes(JSON.stringify(forgery.leaf(middle[0]), undefined, 1)));
    forgery.rebuild();
  },
);

/** Signs what is left once more, as far as checkpoints do not reach beyond the dropped event. */
function resigned({ forgery, at }: Tampering) {
  forgery.rebuild({ sizes: at.history.filter((size) => size <= at.alone) });
  return { files: forgery.export({ to: at.last }), options: { known: [] } };
}

cases.add(30, 'an event dropped before signing: a gap in its stream', 'W', 'full', ['E_STREAM_REV'], (tampering) => {
  dropBeforeSigning(tampering.forgery, tampering.at.alone, seqBack);
  return resigned(tampering);
});

cases.add(30, 'an event dropped before signing: a gap in the commits', 'W', 'full', ['E_COMMIT_SHAPE'], (tampering) => {
  const { forgery, at } = tampering;
  const { stream } = forgery.leaf(at.alone);
  dropBeforeSigning(forgery, at.alone, (leaf) =>
    leaf['stream'] === stream ? { ...leaf, rev: Number(leaf['rev']) - 1 } : leaf,
  );
  return resigned(tampering);
});

cases.add(31, 'an event replayed under a new index', 'W', 'full', ['E_EVENT_ID_DUPLICATE'], ({ forgery, at }) => {
  const { id = '' } = forgery.leaf(at.last);
  appendLeaf(forgery, at, (leaf) => ({ ...leaf, id }));
  forgery.rebuild();
  return { files: forgery.export({ to: at.last + 2 }), options: { known: [] } };
});

cases.add(32, 'a wrong subject key', 'X', 'full', ['E_KEY_COMMITMENT'], ({ forgery, scene: { subjects } }) => {
  const [first = '', second = ''] = Object.keys(JSON.parse(forgery.text(BUNDLE_PATHS.keys)) as object); // as: ledger-format §11
  const { [first]: a = '', [second]: b = '' } = subjects;
  forgery.write(BUNDLE_PATHS.keys, JSON.stringify({ ...subjects, [first]: b, [second]: a }));
});

cases.add(33, 'ciphertext moved to another event', 'W', 'full', ['E_ENC_OPEN'], ({ forgery, at }) => {
  if (!moveEnvelope(forgery, at.plain)) throw new RangeError('no key of this bundle opens an envelope');
  forgery.rebuild();
});

/** Puts an envelope that a key of the bundle opens into another leaf: one that stands in data, or in a disclosure. */
function moveEnvelope(forgery: Forgery, to: number): boolean {
  const kids = Object.keys(JSON.parse(forgery.text(BUNDLE_PATHS.keys)) as object); // as: ledger-format §11
  const opens = (value: unknown) => isEnveloped(value) && kids.some((kid) => JSON.stringify(value).includes(kid));
  for (const { idx, leaf, sd = [] } of forgery.entries) {
    if (leaf === undefined || idx === to) continue;
    const inData = Object.entries(dataOf(forgery.leaf(idx))).find(([, value]) => opens(value));
    const inDisclosure = sd.find((text) => opens((JSON.parse(utf8.decode(decodeBase64Url(text))) as unknown[])[2])); // as: RFC 9901
    if (inData !== undefined) {
      forgery.editLeaf(to, (target) => withData(target, Object.fromEntries([inData])));
      return true;
    }
    if (inDisclosure === undefined) continue;
    forgery.editLeaf(to, (target) => withData(target, { _sd: [disclosureDigest(inDisclosure)], _sdl: [1] }));
    forgery.entry(to).sd = [inDisclosure];
    return true;
  }
  return false;
}

cases.add(34, 'the key of a shredded subject', 'X', 'full', ['E_KEY_RESURRECTED'], ({ forgery, scene }) => {
  forgery.write(BUNDLE_PATHS.keys, JSON.stringify(scene.subjects));
});

cases.add(35, 'an erasure claimed without its event', 'X', 'full', ['E_ERASURE_UNPROVEN'], ({ forgery, at }) => {
  const entry = forgery.entry(at.sealed[0]);
  const [sealed] = sealedDigests(dataOf(forgery.leaf(at.sealed[0])));
  entry.sd = [];
  entry.erased = [{ by: at.erasing, d: sealed?.digest ?? '' }];
});

cases.add(42, 'index 0 is not the genesis event', 'W', 'full', ['E_GENESIS'], ({ forgery }) => {
  forgery.editLeaf(0, (leaf) => ({ ...leaf, type: 'issues.Opened' }));
  forgery.rebuild();
});

cases.add(43, 'a leaf with a float', 'W', 'full', ['E_LEAF_SCHEMA'], ({ forgery, at }) => {
  const leaf: JsonObject = forgery.leaf(at.plain);
  const name = numberIn(leaf) ?? '';
  forgery.writeLeaf(
    at.plain,
    utf8ToBytes(JSON.stringify(leaf).replace(new RegExp(`"${name}":\\d+`), `"${name}":20.5`)),
  );
  forgery.rebuild();
});

cases.add(43, 'a leaf with an unknown key', 'W', 'full', ['E_LEAF_SCHEMA'], ({ forgery, at }) => {
  forgery.editLeaf(at.plain, (leaf) => ({ ...leaf, prev: 'x' }));
  forgery.rebuild();
});

cases.add(43, 'a leaf with a key twice', 'W', 'full', ['E_LEAF_NOT_CANONICAL'], ({ forgery, at }) => {
  const text = JSON.stringify(forgery.leaf(at.plain));
  forgery.writeLeaf(at.plain, utf8ToBytes(text.replace(/"clr":(\d)/, '"clr":$1,"clr":0')));
  forgery.rebuild();
});

cases.add(44, 'counts not patched after stripping', 'X', 'full', ['E_REDACTION_COUNT'], ({ forgery, at }) => {
  forgery.entry(at.sealed[0]).sd = [];
  return { files: forgery.export({}, { recount: false }) };
});
