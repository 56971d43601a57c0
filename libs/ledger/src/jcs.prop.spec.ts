import fc from 'fast-check';

import { canonicalBytes, canonicalize, canonicalizeAnyNumber } from './jcs.js';
import { parseCanonical } from './parse-canonical.js';

/** RFC 8785 in five lines of native JSON, as slow as it likes. */
function reference(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(reference).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${reference(member)}`).join(',')}}`;
}

const text = fc.string({ unit: 'binary', maxLength: 20 });
const integers = fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }).map((value) => withoutFloats(value));

/** The same value with every number made a safe integer. */
function withoutFloats(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value !== 0 ? value : 0;
  if (Array.isArray(value)) return value.map(withoutFloats);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutFloats(member)]));
}

describe('JCS, any value', () => {
  it('is what sorting and native JSON give, floats included', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), (value) => {
        expect(canonicalizeAnyNumber(value)).toBe(reference(value));
      }),
      { numRuns: 500 },
    );
  });

  it('of integers is the same, as bytes too, and is read back', () => {
    fc.assert(
      fc.property(integers, (value) => {
        const expected = reference(value);
        expect(canonicalize(value)).toBe(expected);
        expect(Buffer.from(canonicalBytes(value)).toString('utf8')).toBe(expected);
        expect(reference(parseCanonical(canonicalBytes(value)))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('writes each UTF-16 code unit as native JSON does, or refuses a lone surrogate', () => {
    for (let unit = 0; unit <= 0xffff; unit++) {
      const character = String.fromCharCode(unit);
      if (unit >= 0xd800 && unit <= 0xdfff) expect(() => canonicalBytes(character)).toThrow('surrogate');
      else if (canonicalize(character) !== JSON.stringify(character))
        expect(character).toBe('written as native JSON does');
    }
  });

  it('writes each code unit inside a long text likewise', () => {
    const before = 'a long text is copied at once '.repeat(3);
    for (let unit = 0; unit <= 0xffff; unit++) {
      const long = `${before}${String.fromCharCode(unit)} 台账 😀`;
      if (unit >= 0xd800 && unit <= 0xdfff) expect(() => canonicalBytes(long)).toThrow('surrogate');
      else if (canonicalize(long) !== JSON.stringify(long)) expect(long).toBe('written as native JSON does');
    }
    const plain = `${before}台账`.repeat(2);
    expect(canonicalize([plain, plain])).toBe(JSON.stringify([plain, plain]));
  });

  it('refuses exactly the strings that are not well-formed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '\ud83d', '\ude00', '台', '\udfff'), { maxLength: 6 }),
        text,
        (units, tail) => {
          const candidate = units.join('') + tail;
          const wellFormed = !/\p{Surrogate}/u.test(candidate);
          const attempt = () => canonicalize([candidate]);
          if (wellFormed) expect(attempt()).toBe(JSON.stringify([candidate]));
          else expect(attempt).toThrow(expect.objectContaining({ reason: 'LONE_SURROGATE', pointer: '/0' }));
        },
      ),
    );
  });

  it('grows beyond its first buffer, and forgets what a refusal left', () => {
    const long = '台'.repeat(100_000);
    expect(() => canonicalize([long, 0.5])).toThrow(expect.objectContaining({ pointer: '/1' }));
    expect(canonicalize({ long, a: 1 })).toBe(`{"a":1,"long":"${long}"}`);
    const many = Array.from({ length: 100_000 }, (_, i) => i % 10);
    expect(canonicalize(many)).toBe(JSON.stringify(many));
  });

  it('may be called again from a getter of the value it writes', () => {
    const value = {
      a: 1,
      get b() {
        return canonicalize({ inner: true });
      },
    };
    expect(canonicalize(value)).toBe('{"a":1,"b":"{\\"inner\\":true}"}');
  });
});
