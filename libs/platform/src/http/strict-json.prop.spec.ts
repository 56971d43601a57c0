import fc from 'fast-check';
import { ProblemError } from './problem.js';
import { readStrictJson } from './strict-json.js';

const safeInteger = fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)); // JSON writes no -0
const wellFormed = fc.string({ unit: 'binary', maxLength: 12 });

/** Values of the I-JSON profile: safe integers, well-formed texts, every name once. */
const { value: iJson } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    safeInteger,
    wellFormed,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(wellFormed, tie('value'), { maxKeys: 5 }),
  ),
}));
const indentation = fc.constantFrom<string | number | undefined>(undefined, 1, '\t', '  ');

/** A text near JSON: a valid one with one place changed. */
const nearlyJson = fc
  .tuple(
    iJson,
    fc.nat(),
    fc.constantFrom('', '"', '\\', ',', ':', '{', '}', '[', ']', '0', '1', '-', '.', 'e', 'u', ' ', '\n', '\u0000'),
  )
  .map(([value, at, patch]) => {
    const text = JSON.stringify(value);
    const place = at % (text.length + 1);
    return (text.slice(0, place) + patch + text.slice(place + 1)).toWellFormed(); // a pair may have been cut
  });

function parsed(read: () => unknown): { readonly value: unknown } | undefined {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ProblemError) return undefined;
    throw error;
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('strict JSON, any text', () => {
  it('agrees with JSON.parse on all I-JSON, however it is laid out', () => {
    fc.assert(
      fc.property(iJson, indentation, (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readStrictJson(bytesOf(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('reads nothing that JSON.parse would not, nor as anything else', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.string({ unit: 'binary' })), (text) => {
        const strict = parsed(() => readStrictJson(bytesOf(text)));
        if (strict !== undefined) expect(strict).toEqual(parsed(() => JSON.parse(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses every object with a name twice', () => {
    fc.assert(
      fc.property(wellFormed, iJson, iJson, (name, first, second) => {
        const [key, one, two] = [name, first, second].map((part) => JSON.stringify(part));
        expect(parsed(() => readStrictJson(bytesOf(`{${key}:${one},"other":{},${key}:${two}}`)))).toBeUndefined();
      }),
    );
  });

  it('answers any bytes with a value or a problem, never with another error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        parsed(() => readStrictJson(bytes));
      }),
      { numRuns: 1_000 },
    );
  });
});
