import assert from 'node:assert/strict';
import { InvalidRangeError, type EventStore, type RecordedEvent } from '@taizhang/event-store-port';
import { instantMs, instantOf, manualClock, type LedgerId, type StreamId } from '@taizhang/kernel';
import { aCommit, anEvent } from '@taizhang/testkit';
import fc from 'fast-check';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { rangeOf, type PositionRange } from '../range-model.js';
import { all, assertSoundLedger, factsOf, ledgerOf, streamOf } from '../reading.js';
import { refusalOf } from '../refusal.js';
import { SCENE_NOW, type Scene } from '../scene.js';

const STREAM: StreamId = 'issue/1';

/** A ledger of commits of different sizes over three streams, one minute apart. */
async function mixedLedger(
  scene: Scene,
): Promise<{ store: EventStore; ledger: LedgerId; events: readonly RecordedEvent[] }> {
  const clock = manualClock(SCENE_NOW);
  const store = await scene.open({ clock });
  const ledger = scene.ledger();
  const streams: readonly StreamId[] = [STREAM, 'issue/2', STREAM, 'post/1'];
  for (let n = 0; n < 12; n++) {
    clock.set(instantOf(instantMs(SCENE_NOW) + n * 60_000));
    const events = Array.from({ length: 1 + (n % 4) }, (_, i) => streams[(n + i) % streams.length] ?? STREAM);
    await store.append(ledger, aCommit({ events }));
  }
  return { store, ledger, events: await assertSoundLedger(store, ledger) };
}

const idsOf = (events: readonly RecordedEvent[]): string[] => events.map((event) => event.id);

/** Ranges that reach below, into, and beyond a row of `size` positions. */
function rangesFor(size: number): fc.Arbitrary<PositionRange> {
  const bound = fc.oneof(
    { weight: 8, arbitrary: fc.nat(size + 3) },
    { weight: 1, arbitrary: fc.constant(Number.MAX_SAFE_INTEGER) },
  );
  return fc.record(
    { from: bound, to: bound, limit: bound, direction: fc.constantFrom('forward', 'backward') },
    { requiredKeys: [] },
  );
}

async function assertInvalidRanges(read: (range: PositionRange) => Promise<unknown>): Promise<void> {
  for (const wrong of [-1, -0.5, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53]) {
    for (const bound of ['from', 'to', 'limit'] as const) {
      for (const direction of ['forward', 'backward'] as const) {
        await refusalOf(InvalidRangeError, read({ [bound]: wrong, direction }));
      }
    }
  }
}

const ranges: Readonly<Record<string, Play>> = {
  'every combination of from, to, limit and direction over a stream': async (scene) => {
    const { store, ledger, events } = await mixedLedger(scene);
    const stream = events.filter((event) => event.stream === STREAM);
    assert.ok(stream.length > 10);
    const property = fc.asyncProperty(rangesFor(stream.length), async (range) => {
      assert.deepEqual(idsOf(await streamOf(store, ledger, STREAM, range)), idsOf(rangeOf(stream, range)));
    });
    await fc.assert(property, { numRuns: scene.scaled(300, 60) });
  },
  'every combination of from, to, limit and direction over a ledger': async (scene) => {
    const { store, ledger, events } = await mixedLedger(scene);
    const property = fc.asyncProperty(rangesFor(events.length), async (range) => {
      assert.deepEqual(idsOf(await ledgerOf(store, ledger, range)), idsOf(rangeOf(events, range)));
    });
    await fc.assert(property, { numRuns: scene.scaled(300, 60) });
  },
  'a ledger as of a time, with every range: later recording times are left out': async (scene) => {
    const { store, ledger, events } = await mixedLedger(scene);
    const minutes = fc.integer({ min: -1, max: 13 });
    const property = fc.asyncProperty(
      rangesFor(events.length),
      minutes,
      fc.integer({ min: -1, max: 1 }),
      async (range, minute, off) => {
        const asOf = instantOf(instantMs(SCENE_NOW) + minute * 60_000 + off);
        const known = events.filter((event) => event.time <= asOf);
        assert.deepEqual(idsOf(await ledgerOf(store, ledger, { ...range, asOf })), idsOf(rangeOf(known, range)));
      },
    );
    await fc.assert(property, { numRuns: scene.scaled(200, 60) });
  },
  'bounds and limits that are negative or no integers are refused, in either direction': async (scene) => {
    const { store, ledger } = await mixedLedger(scene);
    await assertInvalidRanges((range) => streamOf(store, ledger, STREAM, range));
    await assertInvalidRanges((range) => ledgerOf(store, ledger, range));
  },
  'the end points by name: past the end, beyond what remains, nothing wanted, an empty span': async (scene) => {
    const { store, ledger, events } = await mixedLedger(scene);
    const last = events.length - 1;
    const sizes: readonly (readonly [PositionRange, number])[] = [
      [{ from: last }, 1],
      [{ from: last + 1 }, 0],
      [{ from: last - 2, limit: 100 }, 3],
      [{ limit: 0 }, 0],
      [{ from: 5, to: 4 }, 0],
      [{ from: 4, to: 4 }, 1],
      [{ from: 0, direction: 'backward' }, 1],
      [{ from: last + 50, direction: 'backward' }, last + 1],
    ];
    for (const [range, size] of sizes)
      assert.equal((await ledgerOf(store, ledger, range)).length, size, JSON.stringify(range));
    assert.deepEqual(
      (await ledgerOf(store, ledger, { direction: 'backward', limit: 2 })).map((event) => event.idx),
      [last, last - 1],
    );
  },
};

const places: Readonly<Record<string, Play>> = {
  'an unknown stream and an unknown ledger are empty, in either direction': async (scene) => {
    const store = await scene.open();
    const [known, unknown] = [scene.ledger(), scene.ledger()];
    await store.append(known, aCommit({ events: [STREAM] }));
    for (const direction of ['forward', 'backward'] as const) {
      assert.equal((await streamOf(store, known, STREAM, { direction })).length, 1);
      assert.deepEqual(await streamOf(store, known, 'issue/10', { direction }), []);
      assert.deepEqual(await streamOf(store, unknown, STREAM, { direction }), []);
      assert.deepEqual(await ledgerOf(store, unknown, { direction }), []);
    }
    assert.equal(await store.head(unknown), undefined);
  },
  'the same stream id in two ledgers is two streams': async (scene) => {
    const store = await scene.open();
    const ledgers = [scene.ledger(), scene.ledger(), scene.ledger('organization')];
    for (const [i, ledger] of ledgers.entries()) {
      for (let n = 0; n <= i; n++)
        await store.append(ledger, aCommit({ events: [anEvent(STREAM, { data: { ledger } })] }));
    }
    for (const [i, ledger] of ledgers.entries()) {
      const stream = await streamOf(store, ledger, STREAM);
      assert.deepEqual(
        stream.map((event) => [event.ledger, event.rev, event.data]),
        Array.from({ length: i + 1 }, (_, rev) => [ledger, rev, { ledger }]),
      );
    }
  },
  'ledger and stream ids that begin alike, or differ in one sign, are kept apart': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const streams: readonly StreamId[] = [
      'issue/1',
      'issue/10',
      'issue/1.0',
      'issue/1_0',
      'issue/1-0',
      'issue/A',
      'issue/a',
      'issues/1',
    ];
    await store.append(ledger, aCommit({ events: streams }));
    for (const stream of streams)
      assert.deepEqual(
        (await streamOf(store, ledger, stream)).map((event) => [event.stream, event.rev]),
        [[stream, 0]],
      );
    for (const other of [`${ledger}0`, ledger.slice(0, -1), ledger.replace('issues/', 'issue/')]) {
      assert.deepEqual(await ledgerOf(store, other as LedgerId), []); // as: still of the form context/bureau
    }
  },
  'event types nobody declared are delivered, not swallowed': async (scene) => {
    const store = await scene.open({ upcast: (_type, schema, data) => ({ schema, data }) });
    const ledger = scene.ledger();
    const type = 'elsewhere.NeverHeardOf';
    await store.append(ledger, aCommit({ events: [anEvent(STREAM, { type, schema: 41 })] }));
    for (const events of [await factsOf(store, ledger), await streamOf(store, ledger, STREAM)]) {
      assert.deepEqual(
        events.map((event) => [event.type, event.schema]),
        [[type, 41]],
      );
    }
  },
};

const heads: Readonly<Record<string, Play>> = {
  'an empty store has no heads; later each ledger has one, of its size': async (scene) => {
    const store = await scene.open();
    assert.deepEqual(await all(store.heads()), []);
    const ledgers = [scene.ledger(), scene.ledger(), scene.ledger('organization')];
    for (const [i, ledger] of ledgers.entries()) for (let n = 0; n <= i; n++) await store.append(ledger, aCommit());
    for (const [i, ledger] of ledgers.entries()) assert.equal((await store.head(ledger))?.size, i + 2);
    await store.stop(); // raises what is still to be raised
    const again = await scene.open();
    const sizes = new Map((await all(again.heads())).map((head) => [head.ledger, head.size]));
    assert.deepEqual(sizes, new Map(ledgers.map((ledger, i) => [ledger, i + 2])));
    const organization = await all(again.heads({ context: 'organization' }));
    assert.deepEqual(
      organization.map((head) => head.ledger),
      ledgers.slice(2),
    );
  },
  'heads changed since a moment: the storing moment counts, the manual clock does not': async (scene) => {
    const store = await scene.open();
    const [first, second] = [scene.ledger(), scene.ledger()];
    await store.append(first, aCommit());
    const head = await store.head(first);
    assert.ok(head !== undefined);
    assert.ok(head.storedAt > SCENE_NOW, "stored by the machine's clock");
    await store.append(second, aCommit());
    await store.stop();
    const again = await scene.open();
    const since = async (ms: number) =>
      (await all(again.heads({ changedSince: instantOf(ms) }))).map(({ ledger }) => ledger).sort();
    assert.deepEqual(await since(instantMs(head.storedAt) - 1), [first, second]);
    assert.deepEqual(await since(instantMs(head.storedAt) + 3_600_000), []);
  },
};

const large: Readonly<Record<string, Play>> = {
  'a stream of more than 16 MB is read whole, forward, backward and in part': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const note = '台'.repeat(20_000);
    const perCommit = 60;
    for (let n = 0; n < 5; n++) {
      await store.append(
        ledger,
        aCommit({ events: Array.from({ length: perCommit }, (_, i) => anEvent(STREAM, { data: { note, n, i } })) }),
      );
    }
    let bytes = 0;
    let rev = 0;
    for await (const event of store.readStream(ledger, STREAM)) {
      assert.equal(event.rev, rev++);
      assert.deepEqual([event.data.n, event.data.i], [Math.floor(event.rev / perCommit), event.rev % perCommit]);
      bytes += event.leaf.length;
    }
    assert.equal(rev, 5 * perCommit);
    assert.ok(bytes > 16 * 1024 * 1024, `${String(bytes)} bytes`);
    const backward = await streamOf(store, ledger, STREAM, { direction: 'backward', limit: 70 });
    assert.deepEqual(
      backward.map((event) => event.rev),
      Array.from({ length: 70 }, (_, i) => 5 * perCommit - 1 - i),
    );
    assert.deepEqual(
      (await streamOf(store, ledger, STREAM, { from: 119, to: 121 })).map((event) => event.rev),
      [119, 120, 121],
    );
  },
  'leaves are read by whole commits, from the one that holds an index': async (scene) => {
    const { store, ledger, events } = await mixedLedger(scene);
    const text = (leaf: Uint8Array): string => Buffer.from(leaf).toString('latin1');
    for (const from of [undefined, ...events.keys()]) {
      const first = events[from ?? 0]?.commit.seq ?? 0;
      const expected = events.filter(({ commit }) => commit.seq >= first);
      const read = await all(store.readLeaves(ledger, from));
      assert.deepEqual(
        read.flatMap(({ seq, idx, leaves }) => leaves.map((leaf, pos) => [seq, idx + pos, text(leaf)])),
        expected.map(({ commit, idx, leaf }) => [commit.seq, idx, text(leaf)]),
      );
      assert.equal(new Set(read.map(({ seq }) => seq)).size, read.length);
    }
    assert.deepEqual(await all(store.readLeaves(ledger, events.length)), []);
    assert.deepEqual(await all(store.readLeaves(scene.ledger())), []);
    await refusalOf(InvalidRangeError, all(store.readLeaves(ledger, -1)));
  },
  'a read may be left at any point, many times over, and the store goes on': async (scene) => {
    const { store, ledger } = await mixedLedger(scene);
    for (let n = 0; n < 40; n++) {
      const iterator = store.readLedger(ledger)[Symbol.asyncIterator]();
      for (let taken = 0; taken <= n % 5; taken++) assert.equal((await iterator.next()).done, false);
      await iterator.return?.();
    }
    await store.append(ledger, aCommit());
    await assertSoundLedger(store, ledger);
  },
};

/** Reads of streams, ledgers and heads. */
export const readingCases: readonly ConformanceCase[] = casesOf('reading', {
  ...ranges,
  ...places,
  ...heads,
  ...large,
});
