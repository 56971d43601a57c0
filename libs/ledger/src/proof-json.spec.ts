import { readFileSync } from 'node:fs';

import { encodeBase64 } from './base64.js';
import {
  formatConsistencyProof,
  formatInclusionProof,
  parseConsistencyProof,
  parseInclusionProof,
  ProofError,
  provesConsistency,
  provesInclusion,
} from './proof-json.js';
import { parseStrictJson, StrictJsonError } from './strict-json.js';

const utf8 = new TextEncoder();
const linesOf = (file: string) =>
  readFileSync(new URL(`../vectors/bundles/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
const inclusions = ['extract', 'rotated/extract'].flatMap((bundle) => linesOf(`${bundle}/proofs.ndjson`));
const consistencies = ['delta', 'extract', 'rotated/extract'].flatMap((bundle) =>
  linesOf(`${bundle}/consistency.ndjson`),
);

describe('proofs as JSON (ledger-format §6)', () => {
  it('of a foreign writer are read, hold, and are written to the byte', () => {
    for (const line of inclusions) {
      const proof = parseInclusionProof(utf8.encode(line));
      expect(provesInclusion(proof)).toBe(true);
      expect(provesInclusion({ ...proof, root: proof.leafHash })).toBe(false);
      expect(new TextDecoder().decode(formatInclusionProof(proof))).toBe(line);
    }
    for (const line of consistencies) {
      const proof = parseConsistencyProof(utf8.encode(line));
      expect(provesConsistency(proof)).toBe(true);
      expect(provesConsistency({ ...proof, fromRoot: proof.toRoot })).toBe(false);
      expect(new TextDecoder().decode(formatConsistencyProof(proof))).toBe(line);
    }
    expect([inclusions.length, consistencies.length]).toEqual([30, 14]);
  });

  const [line = ''] = inclusions;
  const hash = encodeBase64(new Uint8Array(32));
  it.each([
    ['nothing', ''],
    ['another format', line.replace('inclusion/v1', 'inclusion/v2')],
    ['a member more', line.replace('{', '{"more":1,')],
    ['a member twice', line.replace('{', '{"index":0,')],
    ['a member in another case', line.replace('"index"', '"Index"')],
    ['an index that is a string', line.replace('"index":0', '"index":"0"')],
    ['a broken hash', line.replace(/"root":"./, '"root":"')],
    ['a hash too short', line.replace(/"root":"[^"]*"/, `"root":"${encodeBase64(new Uint8Array(31))}"`)],
    [
      'a path without end',
      line.replace(/"path":\[[^\]]*\]/, `"path":[${Array.from({ length: 55 }, () => `"${hash}"`).join()}]`),
    ],
    ['an origin that is none', line.replace('rectify.example/issues/wgx-0371', 'rectify.example')],
    ['another proof', consistencies[0] ?? ''],
  ])('are refused: %s', (_, text) => {
    expect(() => parseInclusionProof(utf8.encode(text))).toThrow(ProofError);
  });
});

describe('strict JSON (ledger-format §12)', () => {
  it.each(['{"a":1,"b":{"a":":"},"c":[{"a":1},{"a":2}]}', ' [ ] ', '"a:b"', '{"__proto__":1}', '{"a":"\\":{"}'])(
    'reads %s',
    (text) => {
      expect(parseStrictJson(utf8.encode(text))).toEqual(JSON.parse(text));
    },
  );

  it.each([
    ['a name twice', '{"a":1,"a":1}'],
    ['a name twice, spelled otherwise', '{"a":1,"\\u0061":2}'],
    ['a name twice, deep', '[{"b":{"a":1,"a":{"c":1}}}]'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":2}'],
    ['a byte order mark', '\ufeff{}'],
    ['no JSON', '{"a":}'],
    ['a string without end', '"abc'],
    ['depth without end', '['.repeat(1_000_000)],
    ['too deep', `${'['.repeat(17)}${']'.repeat(17)}`],
  ])('refuses %s', (_, text) => {
    expect(() => parseStrictJson(utf8.encode(text))).toThrow(StrictJsonError);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => parseStrictJson(Uint8Array.of(0x22, 0xc3, 0x22))).toThrow(StrictJsonError);
  });
});
