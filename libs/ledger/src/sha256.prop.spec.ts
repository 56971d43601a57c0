import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 as inNode } from './sha256.node.js';
import { sha256 as inBrowsers } from './sha256.js';

const bytes = fc.uint8Array({ maxLength: 9_000 });

describe('SHA-256', () => {
  it('is the same in Node and in browsers, in one part or in several', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 4 }), (parts) => {
        const expected = createHash('sha256').update(Buffer.concat(parts)).digest('hex');
        expect(Buffer.from(inNode(...parts)).toString('hex')).toBe(expected);
        expect(Buffer.from(inBrowsers(...parts)).toString('hex')).toBe(expected);
      }),
    );
  });

  it('leaves earlier digests as they are', () => {
    const first = inNode(Uint8Array.of(1), Uint8Array.of(2));
    const before = Buffer.from(first).toString('hex');
    inNode(Uint8Array.of(3), Uint8Array.of(4));
    expect(Buffer.from(first).toString('hex')).toBe(before);
  });
});
