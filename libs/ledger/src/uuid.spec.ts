import { uuidV7, uuidV8 } from './uuid.js';

describe('uuidV8', () => {
  it('is SHA-256 of the framed parts with version and variant set', () => {
    // printf '7:request1:x' | sha256sum
    expect(uuidV8('request', 'x')).toBe('c1148607-222d-841d-8663-c65701c9f572');
    expect(uuidV8('台账')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('tells apart parts that read alike when joined', () => {
    const ids = [
      uuidV8('ab', 'c'),
      uuidV8('a', 'bc'),
      uuidV8('abc'),
      uuidV8('abc', ''),
      uuidV8('', 'abc'),
      uuidV8('1:a'),
      uuidV8(),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('counts bytes, not characters', () => {
    expect(uuidV8('é')).not.toBe(uuidV8('Ã©'));
  });
});

describe('uuidV7', () => {
  it('is the example of RFC 9562, appendix A.6', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('sets version and variant over all-one bits, and reaches the largest instant', () => {
    expect(uuidV7(2 ** 48 - 1, new Uint8Array(10).fill(0xff))).toBe('ffffffff-ffff-7fff-bfff-ffffffffffff');
  });

  it.each([-1, 2 ** 48, 1.5, Number.NaN])('refuses the instant %p', (instant) => {
    expect(() => uuidV7(instant, new Uint8Array(10))).toThrow(RangeError);
  });

  it.each([9, 11])('refuses %p random bytes', (length) => {
    expect(() => uuidV7(0, new Uint8Array(length))).toThrow(RangeError);
  });
});
