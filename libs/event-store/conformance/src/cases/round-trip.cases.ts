import assert from 'node:assert/strict';
import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import type { JsonObject, JsonValue } from '@taizhang/kernel';
import { encodeLeaf, LEAF_FORMAT, parseCanonical } from '@taizhang/ledger';
import { aCommit, anEvent, type BuiltEvent } from '@taizhang/testkit';
import fc from 'fast-check';
import { casesOf, type ConformanceCase } from '../conformance-case.js';
import { assertSameEvents, factsOf } from '../reading.js';
import { AUTHORITY, type Scene } from '../scene.js';

/** Depth that is left for `data` and what it holds: the leaf is depth 1 of 16 (ledger-format §2). */
const DATA_DEPTH = 15;

/** The leaf that the event says it is, encoded again. */
function leafAgain(event: RecordedEvent): Uint8Array {
  return encodeLeaf({
    actor: event.actor,
    ...(event.cause === undefined ? {} : { cause: event.cause }),
    clr: event.clr,
    commit: { cnt: event.commit.cnt, id: event.commit.id, pos: event.commit.pos, seq: event.commit.seq },
    ...(event.corr === undefined ? {} : { corr: event.corr }),
    data: event.data,
    format: LEAF_FORMAT,
    id: event.id,
    idx: event.idx,
    log: `${AUTHORITY}/${event.ledger}`,
    rev: event.rev,
    schema: event.schema,
    stream: event.stream,
    time: event.time,
    type: event.type,
  });
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Reads back, by this store and by one that has cached nothing, and compares to the byte. */
async function assertRoundTrip(scene: Scene, store: EventStore, events: readonly BuiltEvent[]): Promise<void> {
  const ledger = scene.ledger();
  const recorded = await store.append(ledger, aCommit({ events, corr: '往来-1' }));
  assert.equal(recorded.events.length, events.length);
  const fresh = await scene.open();
  for (const reader of [store, fresh]) {
    const read = await factsOf(reader, ledger);
    assertSameEvents(read, recorded.events);
    for (const [pos, event] of read.entries()) {
      assert.deepEqual(JSON.stringify(sorted(event.data)), JSON.stringify(sorted(events[pos]?.data ?? {})));
      assert.equal(textOf(event.leaf), textOf(leafAgain(event)), 'the leaf is what the event says');
      parseCanonical(event.leaf);
    }
  }
  await fresh.stop();
}

/** The same value with its names in order, so that texts compare; entries keep a name such as `__proto__` an own one. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // as: neither a primitive nor an array is left
  const entries = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

function nested(depth: number, make: (inner: JsonValue) => JsonValue): JsonValue {
  let value: JsonValue = make(0);
  for (let level = 1; level < depth; level++) value = make(value);
  return value;
}

const unicode = fc.string({ unit: 'binary', maxLength: 20 });
const awkwardName = fc.constantFrom(
  '',
  '.',
  '$',
  '$set',
  'a.b',
  '_id',
  '__proto__',
  'constructor',
  'toString',
  '0',
  '-1',
  '名称',
  '\u0000',
);
const profileValue = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'leaf' },
    fc.oneof(
      fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
      fc.boolean(),
      fc.constant(null),
      unicode,
    ),
    fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'leaf' }),
    tie('object'),
  ),
  object: fc.dictionary(fc.oneof(awkwardName, unicode), tie('value'), {
    maxKeys: 5,
    depthIdentifier: 'leaf',
    noNullPrototype: true,
  }),
}));

/** What goes in comes out, to the byte. */
export const roundTripCases: readonly ConformanceCase[] = casesOf('round trip', {
  'any payload of the leaf profile comes back to the byte, whoever reads it': async (scene) => {
    const store = await scene.open();
    const property = fc.asyncProperty(
      fc.array(profileValue.object, { minLength: 1, maxLength: 12 }),
      async (payloads) => {
        await assertRoundTrip(
          scene,
          store,
          payloads.map((data, i) => anEvent(`issue/${String(i % 3)}`, { data })),
        );
      },
    );
    await fc.assert(property, { numRuns: scene.scaled(30, 5) });
  },
  'names with dots and dollars, empty names, and names that objects have by themselves': async (scene) => {
    const data = JSON.parse(
      '{"a.b":1,"$set":{"x":2},"$":null,".":"","":{"":0},"__proto__":{"a":1},"constructor":"c","_id":"i","0":0}',
    ) as JsonObject; // as: it is this literal
    await assertRoundTrip(scene, await scene.open(), [anEvent('issue/1', { data })]);
  },
  'null fields, empty containers and empty strings are kept, in their order': async (scene) => {
    const data = { none: null, list: [], object: {}, text: '', items: [null, [], {}, '', 0, false, [null]] };
    await assertRoundTrip(scene, await scene.open(), [anEvent('issue/1', { data })]);
  },
  'text is never normalised: 台账, composed and decomposed, beyond the first plane, controls': async (scene) => {
    const texts = [
      '台账',
      '\u00e9',
      'e\u0301',
      '𠀀𝄞😀',
      '\u0000\u0001\u001f\u007f',
      '\u2028\u2029',
      '"\\/\b\f\n\r\t',
      '\ufeff',
      '\uffff',
      'Å',
      '\u212b',
    ];
    const data = { texts, ...Object.fromEntries(texts.map((text, i) => [text, i])) };
    await assertRoundTrip(scene, await scene.open(), [anEvent('issue/1', { data })]);
  },
  'integers up to 2^53-1 of either sign': async (scene) => {
    const numbers = [
      0,
      1,
      -1,
      2 ** 31 - 1,
      2 ** 31,
      -(2 ** 31) - 1,
      2 ** 32,
      2 ** 52 + 1,
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ];
    await assertRoundTrip(scene, await scene.open(), [anEvent('issue/1', { data: { numbers } })]);
  },
  'nesting to the limit, of objects and of arrays': async (scene) => {
    const objects = nested(DATA_DEPTH - 1, (inner) => ({ inner }));
    const arrays = nested(DATA_DEPTH - 1, (inner) => [inner]);
    await assertRoundTrip(scene, await scene.open(), [anEvent('issue/1', { data: { objects, arrays } })]);
  },
  'the names of a payload are ordered as JCS orders them, by UTF-16 code units': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const data = { '\ufb33': 1, '😀': 2, '\u20ac': 3, b: 4, a: 5, '10': 6, '9': 7, '\r': 8 };
    await store.append(ledger, aCommit({ events: [anEvent('issue/1', { data })] }));
    const [event] = await factsOf(store, ledger);
    assert.ok(event !== undefined);
    const text = textOf(event.leaf);
    assert.ok(text.includes('"data":{"\\r":8,"10":6,"9":7,"a":5,"b":4,"€":3,"😀":2,"\ufb33":1}'), text);
  },
});
