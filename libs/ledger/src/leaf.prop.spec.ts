import fc from 'fast-check';

import { canonicalize } from './jcs.js';
import type { JsonObject, JsonValue } from './json.js';
import { checkLeaf } from './leaf-check.js';
import { decodeLeaf, encodeLeaf, LEAF_FORMAT, type Clearance, type Leaf } from './leaf.js';

/** Any well-formed text: escapes, Chinese, characters beyond the first plane, `__proto__`. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    'a.b',
    '$set',
    '$',
    '__proto__',
    'constructor',
    '整改',
    '😀',
    '𠮷',
    '\u2028',
    '\u0000',
    '"\\',
    '10',
    '9',
    'ﬀ',
  ),
);
const integer = fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n));
const natural = fc.maxSafeNat();

const { data } = fc.letrec<{ data: JsonObject; value: JsonValue }>((tie) => ({
  data: fc.dictionary(text, tie('value'), { maxKeys: 8, depthIdentifier: 'json' }),
  value: fc.oneof(
    { maxDepth: 6, depthIdentifier: 'json' },
    text,
    integer,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5, depthIdentifier: 'json' }),
    tie('data'),
  ),
}));

const leaves: fc.Arbitrary<Leaf> = fc
  .record(
    {
      actor: fc.record({ id: text, role: text }),
      cause: text,
      clr: fc.constantFrom<Clearance>(0, 1, 2, 3),
      commit: fc.record({ cnt: fc.integer({ min: 1 }), id: fc.uuid({ version: 8 }), pos: natural, seq: natural }),
      corr: text,
      data,
      id: fc.uuid({ version: 7 }),
      idx: natural,
      rev: natural,
      schema: fc.integer({ min: 1 }),
      stream: fc.stringMatching(/^[a-z][a-z0-9-]*\/[A-Za-z0-9._-]{1,64}$/),
      time: fc
        .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
        .map((at) => at.toISOString()),
      type: fc.stringMatching(/^[a-z][a-z0-9-]*\.[A-Z][A-Za-z0-9]*$/),
    },
    { requiredKeys: ['actor', 'clr', 'commit', 'data', 'id', 'idx', 'rev', 'schema', 'stream', 'time', 'type'] },
  )
  .map((leaf) => ({ ...leaf, format: LEAF_FORMAT, log: 'rectify.example/issues/wgx-0371' }));

describe('any leaf', () => {
  it('encodes to its JCS form, passes every check and comes back', () => {
    fc.assert(
      fc.property(leaves, (leaf) => {
        const bytes = encodeLeaf(leaf);
        expect(new TextDecoder().decode(bytes)).toBe(canonicalize(leaf));
        const back = decodeLeaf(bytes);
        expect(canonicalize(back)).toBe(canonicalize(leaf));
        expect(checkLeaf(bytes)).toEqual({ ok: true, leaf: back });
        expect(encodeLeaf(back)).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order in which members were set', () => {
    fc.assert(
      fc.property(leaves, (leaf) => {
        // as: the same members, in another order
        const reversed = Object.fromEntries(
          Object.entries({ ...leaf, data: reverse(leaf.data) }).reverse(),
        ) as unknown as Leaf;
        expect(encodeLeaf(reversed)).toEqual(encodeLeaf(leaf));
      }),
    );
  });

  it('is refused when a byte of it changes, or is another leaf', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.integer({ min: 1, max: 255 }), (leaf, at, mask) => {
        const bytes = encodeLeaf(leaf);
        const place = at % bytes.length;
        const changed = bytes.map((byte, i) => (i === place ? byte ^ mask : byte));
        const checked = checkLeaf(changed);
        if (checked.ok) expect(encodeLeaf(checked.leaf)).toEqual(changed);
        else expect(checked.problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

function reverse(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).reverse());
}
