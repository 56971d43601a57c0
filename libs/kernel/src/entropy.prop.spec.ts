import fc from 'fast-check';
import { derivedEntropy, systemEntropy, type EntropyPurpose } from './entropy.js';

const purpose = fc.record({ log: fc.string(), commit: fc.string(), purpose: fc.string() });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('entropy', () => {
  it('derives the same bytes for the same seed and purpose, whatever was drawn before (design §3)', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(purpose), purpose, (seed, before, wanted) => {
        const busy = derivedEntropy(seed);
        for (const other of before) busy.bytes(16, other);
        expect(hex(busy.bytes(16, wanted))).toBe(hex(derivedEntropy(seed).bytes(16, wanted)));
      }),
    );
  });

  it('derives other bytes for another seed or purpose', () => {
    const at: EntropyPurpose = { log: 'x/issues/a', commit: 'c', purpose: 'salt' };
    const seen = [
      derivedEntropy('1').bytes(16, at),
      derivedEntropy('2').bytes(16, at),
      derivedEntropy('1').bytes(16, { ...at, purpose: 'nonce' }),
      derivedEntropy('1').bytes(16, { ...at, log: 'x/issues/ac', commit: '' }),
    ].map(hex);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('draws from the system otherwise', () => {
    const at: EntropyPurpose = { log: 'x/issues/a', commit: 'c', purpose: 'salt' };
    expect(hex(systemEntropy.bytes(16, at))).not.toBe(hex(systemEntropy.bytes(16, at)));
  });

  it.each([10, 16, 32])('gives %i bytes anew at every draw, as a copy of its own', (length) => {
    const at: EntropyPurpose = { log: 'x/issues/a', commit: 'c', purpose: 'salt' };
    const draws = Array.from({ length: 2_000 }, () => systemEntropy.bytes(length, at));
    const seen = new Set(draws.map(hex));
    expect(seen.size).toBe(draws.length);
    expect(draws.every((bytes) => bytes.length === length)).toBe(true);
    expect(draws.every((bytes) => bytes.buffer.byteLength === length)).toBe(true);
  });
});
