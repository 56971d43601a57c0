import { PROBLEMS, type ProblemDefinition } from './problem.js';
import { MAX_BODY_DEPTH, readStrictJson } from './strict-json.js';

const read = (text: string) => readStrictJson(Buffer.from(text, 'utf8'));
const refusal = (definition: ProblemDefinition) => expect.objectContaining({ name: 'ProblemError', definition });
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a strict JSON body', () => {
  it('is read as JSON.parse reads it', () => {
    const text =
      ' {"号": "\\u53f0账\\n", "n": [0, -1, 9007199254740991, true, false, null, {}, []], "\\uD83D\\uDE00": "😀"}\r\n';
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it('keeps a member named __proto__ as any other', () => {
    const value = read('{"__proto__": {"role": "principal"}, "constructor": 1}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']); // read from an object above
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it.each([
    '',
    ' ',
    '{',
    '}',
    '{"a":1',
    '{"a":1,}',
    '{a:1}',
    "{'a':1}",
    '{"a" 1}',
    '{"a":}',
    '{,}',
    '[1,]',
    '[1 2]',
    '[',
    '"abc',
    '"a\nb"',
    '"\\x41"',
    '"\\u12G4"',
    '01',
    '+1',
    '.5',
    '1.',
    '0x10',
    'NaN',
    'Infinity',
    'undefined',
    'True',
    'nul',
    '{} {}',
    '{}x',
    '/* c */ {}',
    '\u00a0{}',
    '{"a":1}\u0000',
  ])('is refused as malformed: %j', (text) => {
    expect(() => read(text)).toThrow(refusal(PROBLEMS.malformedJson));
  });

  it('is refused with a byte order mark, which JSON texts must not have (RFC 8259 §8.1)', () => {
    expect(() => readStrictJson(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]))).toThrow(refusal(PROBLEMS.malformedJson));
  });

  it.each([
    ['a stray continuation byte', [0x22, 0x80, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a sequence cut off', [0x22, 0xe5, 0x8f, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
    ['GBK', [0x22, 0xcc, 0xa8, 0xd5, 0xcb, 0x22]],
  ])('is refused when it is not UTF-8: %s', (_what, bytes) => {
    expect(() => readStrictJson(Uint8Array.from(bytes))).toThrow(refusal(PROBLEMS.malformedJson));
  });

  it.each(['{"a":1,"a":1}', '{"a":1,"\\u0061":2}', '[{"b":{"a":1,"c":2,"a":3}}]', '{"__proto__":1,"__proto__":2}'])(
    'is refused when a member is named twice, however it is written: %s',
    (text) => {
      expect(() => read(text)).toThrow(refusal(PROBLEMS.duplicateMember));
    },
  );

  it.each([
    '1.5',
    '1.0',
    '-0',
    '-0.0',
    '1e3',
    '1E3',
    '1e400',
    '-1e400',
    '0e0',
    '9007199254740992',
    '-9007199254740992',
    '1'.repeat(400),
  ])('is refused for a number that is no plain safe integer: %s', (text) => {
    expect(() => read(`{"n":[${text}]}`)).toThrow(refusal(PROBLEMS.notInteger));
  });

  it.each(['"\\ud800"', '"\\udc00\\ud800"', '"a\\uD83Dz"', '{"\\udfff":1}'])(
    'is refused for a lone surrogate, in names too: %s',
    (text) => {
      expect(() => read(text)).toThrow(refusal(PROBLEMS.loneSurrogate));
    },
  );

  it('is judged for its syntax first', () => {
    expect(() => read('{"a": 1.5, "b": "\\ud800", }')).toThrow(refusal(PROBLEMS.malformedJson));
  });

  it('nests as deep as it may and no deeper', () => {
    expect(read(nested(MAX_BODY_DEPTH + 1))).toEqual(JSON.parse(nested(MAX_BODY_DEPTH + 1)));
    expect(() => read(nested(MAX_BODY_DEPTH + 2))).toThrow(refusal(PROBLEMS.tooDeep));
  });

  it.each([
    ['arrays', nested(10_000)],
    ['objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['arrays that are never closed', '['.repeat(200_000)],
  ])('is refused, and nothing overflows, when it nests without end: %s', (_what, text) => {
    expect(() => read(text)).toThrow(refusal(PROBLEMS.tooDeep));
  });

  it('may be one long text or many members', () => {
    const long = '台'.repeat(80_000) + '\\n'.repeat(8_000);
    expect(read(`"${long}"`)).toBe(JSON.parse(`"${long}"`));
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`m${String(i)}`, i])));
    expect(read(many)).toEqual(JSON.parse(many));
  });
});
