import { readFileSync } from 'node:fs';

import { decodeBase64, encodeBase64 } from './base64.js';
import { canonicalize } from './jcs.js';
import type { JsonObject } from './json.js';
import { checkLeaf, leafProblems } from './leaf-check.js';
import { LeafProfileError } from './leaf-error.js';
import { decodeLeaf, encodeLeaf, LEAF_FORMAT, MAX_LEAF_BYTES, type Leaf } from './leaf.js';
import { leafHash } from './merkle.js';

interface Entry {
  readonly h: string;
  readonly leaf?: string;
}

const utf8 = new TextEncoder();
const foreignLeaves = ['full', 'rotated/extract'].flatMap((bundle) =>
  readFileSync(new URL(`../vectors/bundles/${bundle}/entries.ndjson`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    // as: the file's own shape, ledger-format §11
    .map((line) => JSON.parse(line) as Entry)
    // The rest are hash-only lines.
    .flatMap(({ h, leaf }) => (leaf === undefined ? [] : [{ h, leaf }])),
);

const leaf: Leaf = {
  actor: { id: 'acct-0017', role: 'registrar' },
  cause: '019cac10-8610-71dd-9ff3-fc63f9c0d80f',
  clr: 1,
  commit: { cnt: 2, id: '019cac10-8610-8378-bc2b-a089d8b372c6', pos: 0, seq: 1 },
  corr: 'c-1',
  data: { title: '窗口服务问题', 'a.b': { $set: ['€😀', null, true] } },
  format: LEAF_FORMAT,
  id: '019cac10-8610-71dd-9ff3-fc63f9c0d80e',
  idx: 1,
  log: 'rectify.example/issues/wgx-0371',
  rev: 0,
  schema: 1,
  stream: 'issue/i-0002',
  time: '2026-03-02T01:01:30.000Z',
  type: 'issues.ComplaintReceived',
};

/** The leaf with some members replaced, at any depth of wrongness. */
const altered = (members: Readonly<Record<string, unknown>>) =>
  // as: wrong on purpose
  Object.fromEntries(
    Object.entries({ ...leaf, ...members }).filter(([, value]) => value !== undefined),
  ) as unknown as Leaf & JsonObject;
const bytesOf = (members: Readonly<Record<string, unknown>>) => utf8.encode(canonicalize(altered(members)));

describe('leaves of a foreign writer', () => {
  it('are there', () => {
    expect(foreignLeaves.length).toBeGreaterThan(100);
  });

  it.each(foreignLeaves.map((entry, i) => [i, entry] as const))(
    'entry %i is a leaf, and encodes to its own bytes',
    (_, entry) => {
      const bytes = decodeBase64(entry.leaf);
      expect(encodeBase64(leafHash(bytes))).toBe(entry.h);
      const checked = checkLeaf(bytes);
      expect(checked).toEqual({ ok: true, leaf: decodeLeaf(bytes) });
      expect(encodeLeaf(decodeLeaf(bytes))).toEqual(bytes);
    },
  );
});

describe('encodeLeaf', () => {
  it('takes a leaf of 65,535 bytes and refuses the next', () => {
    const room = MAX_LEAF_BYTES - encodeLeaf({ ...leaf, data: { x: '' } }).length;
    const fits = encodeLeaf({ ...leaf, data: { x: 'a'.repeat(room) } });
    expect(fits).toHaveLength(MAX_LEAF_BYTES);
    expect(checkLeaf(fits)).toMatchObject({ ok: true });
    expect(() => encodeLeaf({ ...leaf, data: { x: `${'a'.repeat(room)}a` } })).toThrow(
      expect.objectContaining({ code: 'E_LEAF_TOO_LARGE' }),
    );
    // Fewer characters than bytes: the limit counts bytes.
    expect(() => encodeLeaf({ ...leaf, data: { x: '台'.repeat(room / 2) } })).toThrow(
      expect.objectContaining({ code: 'E_LEAF_TOO_LARGE' }),
    );
  });

  it.each([
    ['/data/n', 'NOT_INTEGER', { data: { n: 0.1 } }],
    ['/data/a.b/0', 'LONE_SURROGATE', { data: { 'a.b': ['\udfff'] } }],
    ['/idx', 'UNSAFE_INTEGER', { idx: 2 ** 53 }],
    ['/rev', 'NEGATIVE_ZERO', { rev: -0 }],
    ['/commit/seq', 'NOT_FINITE', { commit: { ...leaf.commit, seq: Number.NaN } }],
    ['/corr', 'LONE_SURROGATE', { corr: '\ud800' }],
    ['/actor/role', 'LONE_SURROGATE', { actor: { id: 'a', role: '\ud800' } }],
    ['/stream', 'NOT_JSON', { stream: undefined }],
  ])('refuses at %s: %s', (pointer, reason, members) => {
    // as: wrong on purpose
    expect(() => encodeLeaf({ ...leaf, ...members } as unknown as Leaf)).toThrow(
      expect.objectContaining({ code: 'E_LEAF_SCHEMA', pointer, reason }),
    );
  });

  it('counts the leaf object as depth 1 of 16', () => {
    const nested = (depth: number): JsonObject => (depth === 1 ? {} : { d: nested(depth - 1) });
    expect(checkLeaf(encodeLeaf({ ...leaf, data: nested(15) }))).toMatchObject({ ok: true });
    expect(() => encodeLeaf({ ...leaf, data: nested(16) })).toThrow(expect.objectContaining({ reason: 'TOO_DEEP' }));
    expect(checkLeaf(bytesWithData('{"d":'.repeat(15) + '{}' + '}'.repeat(15)))).toMatchObject({
      problems: [{ code: 'E_LEAF_SCHEMA' }],
    });
  });
});

/** A leaf whose `data` is this text, however wrong. */
function bytesWithData(data: string): Uint8Array {
  const text = new TextDecoder().decode(encodeLeaf({ ...leaf, data: { here: 1 } }));
  return utf8.encode(text.replace('{"here":1}', () => data));
}

describe('decodeLeaf', () => {
  it('says so when a stored leaf is damaged', () => {
    expect(() => decodeLeaf(utf8.encode('{"actor":'))).toThrow(LeafProfileError);
    expect(() => decodeLeaf(Uint8Array.of(0xff))).toThrow(LeafProfileError);
  });
});

describe('checkLeaf', () => {
  it.each([
    ['/actor', { actor: 'acct' }],
    ['/actor/id', { actor: { role: 'r' } }],
    ['/actor/role', { actor: { id: 'a', role: 1 } }],
    ['/actor/name', { actor: { id: 'a', role: 'r', name: '张三' } }],
    ['/cause', { cause: 1 }],
    ['/clr', { clr: 4 }],
    ['/clr', { clr: -1 }],
    ['/commit', { commit: [] }],
    ['/commit/cnt', { commit: { ...leaf.commit, cnt: 0 } }],
    ['/commit/id', { commit: { ...leaf.commit, id: 'x' } }],
    ['/commit/pos', { commit: { ...leaf.commit, pos: -1 } }],
    ['/commit/seq', { commit: { cnt: 1, id: leaf.commit.id, pos: 0 } }],
    ['/commit/extra', { commit: { ...leaf.commit, extra: 1 } }],
    ['/corr', { corr: null }],
    ['/data', { data: [] }],
    ['/data', { data: undefined }],
    ['/format', { format: 'rectify-ledger/leaf/v2' }],
    ['/id', { id: leaf.id.toUpperCase() }],
    ['/id', { id: leaf.commit.id }],
    ['/idx', { idx: -1 }],
    ['/idx', { idx: '1' }],
    ['/log', { log: 'issues/wgx-0371' }],
    ['/rev', { rev: null }],
    ['/schema', { schema: 0 }],
    ['/stream', { stream: 'Issue/1' }],
    ['/stream', { stream: `issue/${'x'.repeat(65)}` }],
    ['/stream', { stream: 'issue/台账' }],
    ['/time', { time: '2026-03-02T01:01:30Z' }],
    ['/time', { time: '2026-02-30T01:01:30.000Z' }],
    ['/time', { time: '2026-03-02T01:01:30.000+08:00' }],
    ['/type', { type: 'issues.raised' }],
    ['/type', { type: 'IssueRaised' }],
    ['/unknown', { unknown: 1 }],
    // as: an object by its own text
    ['/__proto__', JSON.parse('{"__proto__":1}') as Record<string, unknown>],
    ['/a~1b', { 'a/b': 1 }],
  ])('reports a breach of the table at %s', (pointer, members) => {
    expect(checkLeaf(bytesOf(members))).toEqual({
      ok: false,
      problems: [{ code: 'E_LEAF_SCHEMA', pointer, detail: expect.any(String) }],
    });
  });

  it('reports every breach, not the first', () => {
    expect(leafProblems(altered({ idx: -1, type: 1, x: 0 })).map(({ pointer }) => pointer)).toEqual([
      '/idx',
      '/type',
      '/x',
    ]);
    expect(leafProblems([])).toEqual([{ code: 'E_LEAF_SCHEMA', pointer: '', detail: 'must be an object' }]);
  });

  it('admits an encrypted value beside the account, and only such', () => {
    expect(checkLeaf(bytesOf({ actor: { id: 'a', role: 'r', name: { _enc: { kid: 'k1_x' } } } }))).toMatchObject({
      ok: true,
    });
    expect(checkLeaf(bytesOf({ actor: { id: 'a', role: 'r', name: { _enc: {}, plain: '张三' } } }))).toMatchObject({
      ok: false,
    });
  });

  it('admits a leaf without cause and correlation', () => {
    expect(checkLeaf(bytesOf({ cause: undefined, corr: undefined }))).toMatchObject({ ok: true });
  });

  it.each([
    ['E_LEAF_NOT_CANONICAL', 'a duplicate name', '{"a":1,"a":1}'],
    ['E_LEAF_NOT_CANONICAL', 'a blank', '{ "a":1}'],
    ['E_LEAF_SCHEMA', 'a float', '{"a":1.5}'],
    ['E_LEAF_SCHEMA', 'a lone surrogate', '{"a":"\\ud800"}'],
  ])('answers %s to %s in the data', (code, _, data) => {
    expect(checkLeaf(bytesWithData(data))).toMatchObject({ ok: false, problems: [{ code }] });
  });

  it('answers by size before anything else, and to no bytes at all', () => {
    expect(checkLeaf(new Uint8Array(MAX_LEAF_BYTES + 1))).toMatchObject({ problems: [{ code: 'E_LEAF_TOO_LARGE' }] });
    expect(checkLeaf(new Uint8Array())).toMatchObject({ problems: [{ code: 'E_LEAF_NOT_CANONICAL' }] });
  });
});
