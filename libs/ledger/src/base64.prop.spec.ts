import fc from 'fast-check';

import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from './base64.js';

/** The bytes behind `text`, `undefined` when refused. */
function decoded(decode: (text: string) => Uint8Array, text: string): Uint8Array | undefined {
  try {
    return decode(text);
  } catch {
    return undefined;
  }
}

describe('base64, any bytes', () => {
  it('is what Node writes, and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (raw) => {
        expect(encodeBase64(raw)).toBe(Buffer.from(raw).toString('base64'));
        expect(encodeBase64Url(raw)).toBe(Buffer.from(raw).toString('base64url'));
        expect(Buffer.from(decodeBase64(encodeBase64(raw))).equals(raw)).toBe(true);
        expect(Buffer.from(decodeBase64Url(encodeBase64Url(raw))).equals(raw)).toBe(true);
      }),
    );
  });

  it('accepts no second spelling of any bytes', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'AQgwBZz09+/-_= '), maxLength: 9 });
    fc.assert(
      fc.property(digits, (text) => {
        const standard = decoded(decodeBase64, text);
        const url = decoded(decodeBase64Url, text);
        expect(standard && encodeBase64(standard)).toBe(standard && text);
        expect(url && encodeBase64Url(url)).toBe(url && text);
      }),
      { numRuns: 2_000 },
    );
  });
});
