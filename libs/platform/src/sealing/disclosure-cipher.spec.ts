import { decryptDisclosure, encryptDisclosure } from './disclosure-cipher.js';

const KEY = new Uint8Array(32).fill(7);
const LEDGER = 'issues/wgx-0371';
const DIGEST = 'd'.repeat(43);
const kept = { disclosure: 'a-disclosure' };

describe('a sealed value at rest', () => {
  const text = encryptDisclosure(KEY, LEDGER, DIGEST, kept);

  it('is read again in its place, under its key', () => {
    expect(decryptDisclosure(KEY, LEDGER, DIGEST, text)).toEqual(kept);
  });

  it.each<readonly [string, () => unknown]>([
    ['of another version', () => decryptDisclosure(KEY, LEDGER, DIGEST, `AA${text.slice(2)}`)],
    ['cut short', () => decryptDisclosure(KEY, LEDGER, DIGEST, text.slice(0, 12))],
    ['empty', () => decryptDisclosure(KEY, LEDGER, DIGEST, '')],
    ['of another value', () => decryptDisclosure(KEY, LEDGER, 'e'.repeat(43), text)],
    ['under another key', () => decryptDisclosure(new Uint8Array(32), LEDGER, DIGEST, text)],
  ])('that is %s is named as damaged, in one sentence', (_what, read) => {
    expect(read).toThrow(
      /^A sealed value of issues\/wgx-0371 is damaged in the store: the one with the digest [de]{43}\.$/,
    );
  });
});
