import { readFileSync } from 'node:fs';

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

import { decodeBase64 } from './base64.js';
import { canonicalize, canonicalizeAnyNumber } from './jcs.js';
import { LeafProfileError } from './leaf-error.js';
import { parseCanonical } from './parse-canonical.js';

interface JcsVectors {
  readonly reject: readonly { readonly inputB64: string; readonly name: string }[];
  readonly vectors: readonly {
    readonly inputB64: string;
    readonly name: string;
    readonly outputB64: string;
    readonly outputSha256: string;
  }[];
}

// as: the file's own shape, told in vectors/README.md
const { vectors, reject } = JSON.parse(
  readFileSync(new URL('../vectors/jcs.json', import.meta.url), 'utf8'),
) as JcsVectors;
const utf8 = new TextDecoder();
const bytesOf = (text: string) => new TextEncoder().encode(text);
const circle: unknown[] = [];
circle.push(circle);

describe('JCS vectors', () => {
  it.each(vectors)('canonicalises $name', ({ inputB64, outputB64, outputSha256 }) => {
    const text = canonicalizeAnyNumber(JSON.parse(utf8.decode(decodeBase64(inputB64))));
    expect(text).toBe(utf8.decode(decodeBase64(outputB64)));
    expect(bytesToHex(sha256(bytesOf(text)))).toBe(outputSha256);
  });

  it.each(vectors.filter(({ name }) => name !== 'values'))('$name is within the leaf profile', ({ outputB64 }) => {
    const text = utf8.decode(decodeBase64(outputB64));
    expect(canonicalize(parseCanonical(decodeBase64(outputB64)))).toBe(text);
  });

  it('refuses the floats of "values" in a leaf', () => {
    const floats = vectors.find(({ name }) => name === 'values');
    expect(() => parseCanonical(decodeBase64(floats?.outputB64 ?? ''))).toThrow(
      expect.objectContaining({ code: 'E_LEAF_SCHEMA', reason: 'NOT_INTEGER', pointer: '/numbers/0' }),
    );
  });

  it.each(reject)('refuses $name', ({ inputB64 }) => {
    expect(() => parseCanonical(decodeBase64(inputB64))).toThrow(LeafProfileError);
  });
});

describe('canonicalize', () => {
  it.each([
    ['NOT_INTEGER', 1.5],
    ['NEGATIVE_ZERO', -0],
    ['UNSAFE_INTEGER', 2 ** 53],
    ['NOT_FINITE', Number.NaN],
    ['NOT_FINITE', Number.POSITIVE_INFINITY],
    ['LONE_SURROGATE', 'a\ud800'],
    ['LONE_SURROGATE', '\udc00\ud800'],
    ['NOT_JSON', undefined],
    ['NOT_JSON', () => 1],
    ['NOT_JSON', 1n],
    ['NOT_JSON', Symbol('s')],
    ['NOT_JSON', new Date(0)],
    ['NOT_JSON', new Map()],
    ['NOT_JSON', new Uint8Array(1)],
    ['NOT_JSON', new URL('https://example.org')],
    // eslint-disable-next-line no-sparse-arrays -- the hole is what must be refused
    ['NOT_JSON', [,]],
    ['TOO_DEEP', circle],
  ])('refuses with %s', (reason, value) => {
    expect(() => canonicalize({ a: ['x', { 'b/~': value }] })).toThrow(
      expect.objectContaining({ code: 'E_LEAF_SCHEMA', reason, pointer: expect.stringMatching(/^\/a\/1\/b~1~0/) }),
    );
  });

  it('refuses a lone surrogate in a name', () => {
    expect(() => canonicalize({ '\ud83d': 1 })).toThrow(expect.objectContaining({ reason: 'LONE_SURROGATE' }));
  });

  it('puts the pointer of the whole before that of the place', () => {
    expect(() => canonicalize({ n: 0.5 }, { pointer: '/data' })).toThrow(
      expect.objectContaining({ pointer: '/data/n' }),
    );
  });

  it('keeps dots, dollars, `__proto__` and pairs of surrogates', () => {
    // as: any JSON will do
    const value = JSON.parse('{"a.b":1,"$set":{"$":2},"__proto__":{"x":3},"😀":"𠮷"}') as unknown;
    expect(canonicalize(value)).toBe('{"$set":{"$":2},"__proto__":{"x":3},"a.b":1,"😀":"𠮷"}');
  });

  it('takes sixteen containers inside one another, not seventeen', () => {
    // as: any JSON will do
    const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
    expect(canonicalize(nested(16))).toBe('['.repeat(16) + ']'.repeat(16));
    expect(() => canonicalize(nested(17))).toThrow(expect.objectContaining({ reason: 'TOO_DEEP' }));
    expect(canonicalize(nested(17), { maxDepth: 17 })).toHaveLength(34);
  });
});

describe('canonicalizeAnyNumber', () => {
  it('writes minus zero as zero and refuses what JSON cannot say', () => {
    expect(canonicalizeAnyNumber([-0, 1e21, 2 ** 53, 1e-7])).toBe('[0,1e+21,9007199254740992,1e-7]');
    expect(() => canonicalizeAnyNumber([Number.NaN])).toThrow(
      expect.objectContaining({ reason: 'NOT_FINITE', pointer: '/0' }),
    );
  });
});

describe('parseCanonical', () => {
  it.each([
    ['duplicate names', '{"a":1,"a":1}'],
    ['blanks', '{"a": 1}'],
    ['unsorted names', '{"b":1,"a":2}'],
    ['an exponent', '[1e3]'],
    ['a fraction of zero', '[1.0]'],
    ['minus zero', '[-0]'],
    ['an integer that doubles cannot hold', '[9007199254740993]'],
    ['an escape too many', '"\\u0041"'],
    ['an escaped slash', '"\\/"'],
    ['capital hex digits', '"\\u001F"'],
    ['a byte order mark', '\ufeff1'],
    ['nothing', ''],
  ])('refuses %s as not canonical', (_, text) => {
    expect(() => parseCanonical(bytesOf(text))).toThrow(expect.objectContaining({ code: 'E_LEAF_NOT_CANONICAL' }));
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(
      expect.objectContaining({ code: 'E_LEAF_NOT_CANONICAL', reason: 'NOT_UTF8' }),
    );
  });

  it.each([
    ['arrays', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['arrays never closed', '['.repeat(10_000)],
  ])('refuses 10,000 nested %s without a stack overflow', (_, text) => {
    expect(() => parseCanonical(bytesOf(text))).toThrow(
      expect.objectContaining({ code: 'E_LEAF_SCHEMA', reason: 'TOO_DEEP' }),
    );
  });

  it('does not count brackets inside strings', () => {
    expect(parseCanonical(bytesOf(`["${'['.repeat(20)}\\"${'{'.repeat(20)}\\\\"]`))).toEqual([
      `${'['.repeat(20)}"${'{'.repeat(20)}\\`,
    ]);
  });

  it('never quotes the text in its message', () => {
    expect(() => parseCanonical(bytesOf('{"name":"张三"'))).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('张三') }),
    );
  });
});
