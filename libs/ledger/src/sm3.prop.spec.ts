import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';

import { sm3 } from './sm3.js';

// as: the file's own shape, told in vectors/README.md
const vectors = JSON.parse(readFileSync(new URL('../vectors/sm3.json', import.meta.url), 'utf8')) as {
  readonly hash: readonly { readonly text: string; readonly sm3Hex: string }[];
  readonly tree2: Readonly<Record<'leafA' | 'leafB' | 'root', string>>;
};

describe('SM3 (ledger-format §13)', () => {
  it.each(vectors.hash)('of $text is $sm3Hex', ({ text, sm3Hex }) => {
    expect(bytesToHex(sm3(utf8ToBytes(text)))).toBe(sm3Hex);
  });

  it('makes a tree of the same shape', () => {
    const leaf = (text: string) => sm3(concatBytes(Uint8Array.of(0), utf8ToBytes(text)));
    const { leafA, leafB, root } = vectors.tree2;
    expect([leaf('a'), leaf('b')].map(bytesToHex)).toEqual([leafA, leafB]);
    expect(bytesToHex(sm3(concatBytes(Uint8Array.of(1), leaf('a'), leaf('b'))))).toBe(root);
  });

  it('is what OpenSSL computes, of any message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
        expect(bytesToHex(sm3(message))).toBe(createHash('sm3').update(message).digest('hex'));
      }),
    );
  });
});
