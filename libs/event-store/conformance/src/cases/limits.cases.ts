import assert from 'node:assert/strict';
import {
  InvalidCommitError,
  MAX_EVENTS_PER_COMMIT,
  type EventStore,
  type ProposedCommit,
} from '@taizhang/event-store-port';
import type { JsonObject, JsonValue, LedgerId, StreamId } from '@taizhang/kernel';
import { MAX_LEAF_BYTES } from '@taizhang/ledger';
import { aCommit, anEvent, observedCommitStorage, type BuiltEvent, type StorageObservations } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { all, assertSoundLedger, commitIdsOf, factsOf } from '../reading.js';
import { outcomesOf, refusalOf } from '../refusal.js';
import type { Scene } from '../scene.js';

type InvalidCode = InvalidCommitError['code'];

/** A store that shows what reached its storage. */
async function observedStore(scene: Scene, limits = {}): Promise<{ store: EventStore; seen: StorageObservations }> {
  let seen: StorageObservations = { pulledEvents: 0, inserts: [] };
  const store = await scene.open({
    limits,
    wrapStorage: (storage) => {
      const observed = observedCommitStorage(storage);
      seen = observed.seen;
      return observed.storage;
    },
  });
  return { store, seen };
}

/** Each commit is refused with the code before anything reaches the storage; then a good one opens the ledger. */
async function assertAllRefused(scene: Scene, code: InvalidCode, commits: readonly ProposedCommit[]): Promise<void> {
  const { store, seen } = await observedStore(scene);
  const ledger = scene.ledger();
  for (const commit of commits) {
    const refusal = await refusalOf(InvalidCommitError, store.append(ledger, commit));
    assert.equal(refusal.code, code, refusal.message);
    assert.equal(await store.find(ledger, commit.id), undefined);
  }
  assert.deepEqual(seen.inserts, [], 'nothing reached the storage');
  assert.deepEqual([await store.head(ledger), await all(store.heads())], [undefined, []]);
  await store.append(ledger, aCommit());
  assert.equal((await assertSoundLedger(store, ledger)).length, 2);
}

/** The event alone, and in the middle of good ones. */
function aloneAndInside(event: BuiltEvent): readonly ProposedCommit[] {
  return [aCommit({ events: [event] }), aCommit({ events: ['issue/1', event, 'issue/2'] })];
}

function refusedData(title: string, values: readonly unknown[]): Readonly<Record<string, Play>> {
  return {
    [`${title}: refused before any write, alone and in the middle of a commit`]: async (scene) => {
      // as: what the type forbids is what is offered here
      const payloads = values.flatMap((value) => [
        { value },
        { list: [0, { value }] },
      ]) as unknown as readonly JsonObject[];
      await assertAllRefused(
        scene,
        'EVENT_INVALID',
        payloads.flatMap((data) => aloneAndInside(anEvent('issue/1', { data }))),
      );
    },
  };
}

function refusedEvents(title: string, events: readonly Partial<BuiltEvent>[]): Readonly<Record<string, Play>> {
  return {
    [`${title}: refused before any write`]: async (scene) => {
      await assertAllRefused(
        scene,
        'EVENT_INVALID',
        events.flatMap((parts) => aloneAndInside(anEvent('issue/1', parts))),
      );
    },
  };
}

function deep(depth: number): JsonValue {
  let value: JsonValue = 0;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

const LONE = ['\ud800', '\udc00', 'a\ud83d', '\ude00b', '\ude00\ud83d'];

const payloads: Readonly<Record<string, Play>> = {
  ...refusedData('fractions, minus zero, NaN, infinities and integers beyond 2^53-1', [
    0.5,
    -1.25,
    1e-7,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    2 ** 53,
    -(2 ** 53),
    1e300,
  ]),
  ...refusedData(
    'lone surrogates, in values and in names',
    LONE.flatMap((text) => [text, { [text]: 1 }]),
  ),
  ...refusedData('what JSON has no word for', [
    undefined,
    () => 1,
    Symbol('s'),
    1n,
    new Date(0),
    new Map(),
    Buffer.from('x'),
    [undefined],
  ]),
  ...refusedData('nesting beyond 16', [deep(15), deep(16), deep(200), deep(10_000)]),
};

const forms: Readonly<Record<string, Play>> = {
  ...refusedEvents("the store's own types and stream", [
    { type: 'ledger.Opened' },
    { type: 'ledger.Closed' },
    { type: 'ledger.Anything' },
    { stream: 'ledger/main' },
  ]),
  ...refusedEvents(
    'malformed types',
    [
      '',
      'IssueNoted',
      'issues.',
      'issues.issueNoted',
      'Issues.Noted',
      'issues.No-ted',
      'issues.Noted\n',
      '整改.Noted',
    ].map((type) => ({ type })),
  ),
  ...refusedEvents(
    'malformed stream ids',
    // as: what the type forbids is what is offered here
    (
      [
        '',
        'issue',
        'issue/',
        '/1',
        'Issue/1',
        'issue/1/2',
        'issue/a b',
        'issue/号',
        `issue/${'x'.repeat(65)}`,
        'issue/1\n',
      ] as StreamId[]
    ).map((stream) => ({ stream })),
  ),
  ...refusedEvents(
    'versions of a schema below 1 or no integers',
    [0, -1, 1.5, Number.NaN].map((schema) => ({ schema })),
  ),
  ...refusedEvents(
    'classifications other than 0 to 3',
    [-1, 4, 0.5].map((clr) => ({ clr: clr as 0 })),
  ), // as: see above
  'malformed ledger ids, causes and correlation ids with lone surrogates: refused before any write': async (scene) => {
    const { store, seen } = await observedStore(scene);
    // as: what the type forbids is what is offered here
    for (const ledger of [
      '',
      'issues',
      'issues/',
      '/wgx',
      'Issues/wgx',
      'issues/WGX',
      'issues/a/b',
      `issues/${'x'.repeat(64)}`,
      '../x/y',
    ] as LedgerId[]) {
      await refusalOf(InvalidCommitError, store.append(ledger, aCommit()));
    }
    await refusalOf(InvalidCommitError, store.append(scene.ledger(), aCommit({ cause: 'no uuid' })));
    await refusalOf(InvalidCommitError, store.append(scene.ledger(), aCommit({ corr: '\ud800' })));
    await refusalOf(
      InvalidCommitError,
      store.append(scene.ledger(), aCommit({ actor: { id: '\ud800', role: 'system' } })),
    );
    assert.deepEqual(seen.inserts, []);
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    assert.equal((await factsOf(store, ledger)).length, 1);
  },
  'the longest ids there are: ledger, stream, type, correlation': async (scene) => {
    const store = await scene.open();
    const ledger: LedgerId = `${'c'.repeat(32)}/${'b'.repeat(63)}`;
    const stream: StreamId = `${'a'.repeat(200)}/${'x'.repeat(64)}`;
    const type = `issues.N${'o'.repeat(500)}`;
    const other: StreamId = `${'a'.repeat(200)}/${'y'.repeat(64)}`;
    const corr = '关'.repeat(500);
    await store.append(
      ledger,
      aCommit({
        corr,
        events: [anEvent(stream, { type }), anEvent(other, { type })],
        expect: { streams: { [stream]: 'no-stream' } },
      }),
    );
    const [event] = await all(store.readStream(ledger, stream));
    assert.deepEqual([event?.ledger, event?.stream, event?.type, event?.corr], [ledger, stream, type, corr]);
    assert.equal((await assertSoundLedger(store, ledger)).length, 3);
  },
};

/** An event whose leaf has exactly `bytes` bytes as the only one of the second commit after the opening. */
async function eventOfSize(scene: Scene, store: EventStore, bytes: number): Promise<BuiltEvent> {
  const probe = scene.ledger();
  await store.append(probe, aCommit({ events: ['issue/0'] }));
  const { events } = await store.append(probe, aCommit({ events: [anEvent('issue/1', { data: { pad: '' } })] }));
  const empty = events[0]?.leaf.length ?? 0;
  return anEvent('issue/1', { data: { pad: 'x'.repeat(bytes - empty) } });
}

const sizes: Readonly<Record<string, Play>> = {
  'an event of exactly 65,535 bytes is recorded, one of 65,536 is refused before any write': async (scene) => {
    const { store, seen } = await observedStore(scene);
    const fitting = await eventOfSize(scene, store, MAX_LEAF_BYTES);
    const oversize = await eventOfSize(scene, store, MAX_LEAF_BYTES + 1);
    const ledger = scene.ledger();
    await store.append(ledger, aCommit({ events: ['issue/0'] }));
    const before = seen.inserts.length;
    assert.equal(
      (await refusalOf(InvalidCommitError, store.append(ledger, aCommit({ events: [oversize] })))).code,
      'EVENT_TOO_LARGE',
    );
    assert.equal(
      (await refusalOf(InvalidCommitError, store.append(ledger, aCommit({ events: ['issue/2', oversize] })))).code,
      'EVENT_TOO_LARGE',
    );
    assert.equal(seen.inserts.length, before);
    const recorded = await store.append(ledger, aCommit({ events: [fitting] }));
    assert.equal(recorded.events[0]?.leaf.length, MAX_LEAF_BYTES);
    assert.equal((await factsOf(store, ledger)).at(-1)?.leaf.length, MAX_LEAF_BYTES);
    await assertSoundLedger(store, ledger);
  },
  'a commit of more than 4 MiB is refused before any write, one just below is recorded': async (scene) => {
    const events = (count: number) =>
      Array.from({ length: count }, () => anEvent('issue/1', { data: { pad: 'x'.repeat(59_500) } }));
    await assertAllRefused(scene, 'COMMIT_TOO_LARGE', [aCommit({ events: events(71) })]);
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit({ events: events(69) }));
    assert.equal((await assertSoundLedger(store, ledger)).length, 70);
  },
  '500 events are recorded in one commit, 501 are refused before any write': async (scene) => {
    const events = (count: number) => Array.from({ length: count }, (_, i) => anEvent(`issue/${String(i % 7)}`));
    await assertAllRefused(scene, 'COMMIT_TOO_LARGE', [aCommit({ events: events(MAX_EVENTS_PER_COMMIT + 1) })]);
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit({ events: events(MAX_EVENTS_PER_COMMIT) }));
    assert.equal((await assertSoundLedger(store, ledger)).length, MAX_EVENTS_PER_COMMIT + 1);
  },
  'a bad commit among many good ones fails alone': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const good = Array.from({ length: 12 }, () => aCommit());
    const bad = [
      aCommit({ events: [] }),
      aCommit({ events: [anEvent('issue/1', { data: { half: 0.5 } })] }),
      aCommit({ events: [anEvent('issue/1', { data: { pad: 'x'.repeat(70_000) } })] }),
    ];
    const outcomes = await outcomesOf(
      [...good.slice(0, 6), ...bad, ...good.slice(6)].map((commit) => store.append(ledger, commit)),
    );
    const codeOf = (refusal: unknown) => (refusal as InvalidCommitError).code; // `append` refuses with it
    assert.deepEqual(outcomes.refused.map(codeOf).sort(), ['COMMIT_EMPTY', 'EVENT_INVALID', 'EVENT_TOO_LARGE']); // as: compared by code
    assert.deepEqual((await commitIdsOf(store, ledger)).sort(), good.map((commit) => commit.id).sort());
    await assertSoundLedger(store, ledger);
  },
  'a group commit is bounded in commits and in bytes; what does not fit waits for the next': async (scene) => {
    const { store, seen } = await observedStore(scene, { maxCommitsPerBatch: 4, maxBatchBytes: 100_000 });
    const ledgers = [scene.ledger(), scene.ledger()];
    const append = (pad: string) =>
      ledgers.map((ledger) => store.append(ledger, aCommit({ events: [anEvent('issue/1', { data: { pad } })] })));
    await Promise.all([
      ...Array.from({ length: 20 }, () => append('')).flat(),
      ...Array.from({ length: 4 }, () => append('x'.repeat(60_000))).flat(),
    ]);
    for (const batches of seen.inserts) {
      const commits = batches.flatMap((batch) => batch.commits);
      const openings = commits.filter((commit) => commit.seq === 0).length;
      assert.ok(commits.length - openings <= 4, `${String(commits.length)} commits in one batch`);
      const bytes = commits.reduce((total, commit) => total + commit.leaves.length, 0);
      assert.ok(bytes < 110_000, `${String(bytes)} bytes in one batch`);
    }
    for (const ledger of ledgers) assert.equal((await assertSoundLedger(store, ledger)).length, 25);
  },
};

/** What is refused before any write, and the bounds of what is accepted. */
export const limitCases: readonly ConformanceCase[] = casesOf('limits', { ...payloads, ...forms, ...sizes });
