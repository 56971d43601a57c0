import assert from 'node:assert/strict';
import { RevisionConflictError, type EventStore, type RecordedCommit } from '@taizhang/event-store-port';
import { derivedEntropy, manualClock, type LedgerId, type StreamId } from '@taizhang/kernel';
import { aCommit, anEvent, derivedLedgerKeys } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { assertSoundLedger, commitIdsOf, ledgerOf, streamOf } from '../reading.js';
import { refusalOf } from '../refusal.js';
import { AUTHORITY, playScene, type Scene } from '../scene.js';

/** Concurrent writers of the large cases (issue: 64). */
const WRITERS = 64;

/** Lets writers append commits of different sizes, one after the other each, all writers at once. */
async function writeConcurrently(
  stores: readonly EventStore[],
  ledgerFor: (writer: number) => LedgerId,
  perWriter: number,
): Promise<RecordedCommit[]> {
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    const store = stores[writer % stores.length];
    assert.ok(store !== undefined);
    const recorded: RecordedCommit[] = [];
    for (let n = 0; n < perWriter; n++) {
      const own: StreamId = `issue/${String(writer)}`;
      const events = [own, ...Array.from({ length: writer % 3 }, () => 'issue/common' as const), own];
      recorded.push(await store.append(ledgerFor(writer), aCommit({ events })));
    }
    return recorded;
  });
  return (await Promise.all(writers)).flat();
}

/** Every acknowledged commit is where its writer was told, and nothing else is there. */
async function assertAsAcknowledged(
  store: EventStore,
  ledger: LedgerId,
  recorded: readonly RecordedCommit[],
): Promise<void> {
  const told = recorded.filter((commit) => commit.ledger === ledger).flatMap((commit) => commit.events);
  const found = await assertSoundLedger(store, ledger);
  const place = (event: { idx: number; id: string }): string => `${String(event.idx)} ${event.id}`;
  const facts = found.filter((event) => !event.type.startsWith('ledger.'));
  assert.deepEqual(facts.map(place), told.sort((a, b) => a.idx - b.idx).map(place));
}

const writers: Readonly<Record<string, Play>> = {
  'idx, seq and rev are dense under 64 concurrent writers of one ledger, and commits never interleave': async (
    scene,
  ) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const recorded = await writeConcurrently([store], () => ledger, scene.scaled(8, 2));
    await assertAsAcknowledged(store, ledger, recorded);
  },
  'and of eight ledgers': async (scene) => {
    const store = await scene.open();
    const ledgers = Array.from({ length: 8 }, () => scene.ledger());
    const [first] = ledgers;
    assert.ok(first !== undefined);
    const recorded = await writeConcurrently([store], (writer) => ledgers[writer % 8] ?? first, scene.scaled(8, 2));
    for (const ledger of ledgers) await assertAsAcknowledged(store, ledger, recorded);
  },
  'and with two stores on one database': async (scene) => {
    const stores = [await scene.open(), await scene.open()];
    const ledger = scene.ledger();
    const recorded = await writeConcurrently(stores, () => ledger, scene.scaled(4, 1));
    for (const store of stores) await assertAsAcknowledged(store, ledger, recorded);
  },
  'a reader never sees a hole or a lower index after a higher one, while writers write': async (scene) => {
    const writer = await scene.open();
    const reader = await scene.open();
    const ledger = scene.ledger();
    await writer.append(ledger, aCommit());
    let writing = true;
    const written = writeConcurrently([writer], () => ledger, scene.scaled(4, 1)).finally(() => (writing = false));
    written.catch(() => undefined); // it is awaited below, unless the reader has seen what may not be
    let seen = 0;
    while (writing) {
      const indices = (await ledgerOf(reader, ledger)).map((event) => event.idx);
      assert.deepEqual(
        indices,
        indices.map((_, i) => i),
      );
      assert.ok(indices.length >= seen, 'what was seen stays');
      seen = indices.length;
    }
    await written;
    await assertSoundLedger(reader, ledger);
  },
};

const visibility: Readonly<Record<string, Play>> = {
  'a second store sees each commit of the first as soon as it is acknowledged, and the other way round': async (
    scene,
  ) => {
    const [first, second] = [await scene.open(), await scene.open()];
    const ledger = scene.ledger();
    for (let n = 0; n < 6; n++) {
      const [writer, reader] = n % 2 === 0 ? [first, second] : [second, first];
      const recorded = await writer.append(
        ledger,
        aCommit({ events: ['issue/1'], expect: { streams: { 'issue/1': n === 0 ? 'no-stream' : n - 1 } } }),
      );
      assert.equal((await streamOf(reader, ledger, 'issue/1')).at(-1)?.id, recorded.events[0]?.id);
      assert.equal((await reader.head(ledger))?.size, n + 2);
      assert.notEqual(await reader.find(ledger, recorded.id), undefined);
    }
    await assertSoundLedger(second, ledger);
  },
  'a refused append leaves no gap': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const good = Array.from({ length: 10 }, () => aCommit());
    const attempts = good.flatMap((commit) => [
      store.append(ledger, commit),
      refusalOf(
        RevisionConflictError,
        store.append(ledger, aCommit({ events: ['issue/2'], expect: { streams: { 'issue/2': 9 } } })),
      ),
    ]);
    await Promise.all(attempts);
    assert.equal((await assertSoundLedger(store, ledger)).length, 11);
    assert.deepEqual((await commitIdsOf(store, ledger)).sort(), good.map((commit) => commit.id).sort());
  },
};

const opening: Readonly<Record<string, Play>> = {
  'a ledger begins with ledger.Opened at index 0, which says what the format asks for': async (scene) => {
    const store = await scene.open();
    const ledgers = [scene.ledger(), scene.ledger()];
    const nonces = new Set<unknown>();
    for (const ledger of ledgers) {
      const recorded = await store.append(ledger, aCommit());
      assert.equal(recorded.idx, 1);
      const [opened] = await assertSoundLedger(store, ledger);
      assert.deepEqual(
        [opened?.type, opened?.stream, opened?.rev, opened?.clr],
        ['ledger.Opened', 'ledger/main', 0, 0],
      );
      const [service, bureau] = ledger.split('/');
      const { nonce, ...data } = opened?.data ?? {};
      const origin = `${AUTHORITY}/${ledger}`;
      const vkeys = await derivedLedgerKeys(ledger, origin);
      assert.deepEqual(data, { authority: AUTHORITY, service, bureau, origin, ...vkeys });
      assert.match(String(nonce), /^[A-Za-z0-9_-]{22}$/);
      nonces.add(nonce);
    }
    assert.equal(nonces.size, ledgers.length, 'two ledgers never share a nonce');
  },
  'of many who open a ledger at once, on two stores, one wins, and all their commits follow': async (scene) => {
    const stores = [await scene.open(), await scene.open()];
    const ledger = scene.ledger();
    const commits = stores.flatMap((store) => Array.from({ length: 5 }, () => ({ store, commit: aCommit() })));
    const recorded = await Promise.all(commits.map(({ store, commit }) => store.append(ledger, commit)));
    for (const store of stores) await assertAsAcknowledged(store, ledger, recorded);
  },
};

/** Plays one story with the manual clock and a seed on a database of its own; returns all leaves as text. */
async function leavesOfStory(fixture: Scene['fixture'], seed: string): Promise<string[]> {
  const leaves: string[] = [];
  await playScene(fixture, async (scene) => {
    const clock = manualClock('2014-03-20T01:02:03.004Z');
    const store = await scene.open({ clock, entropy: derivedEntropy(seed) });
    const ledgers: readonly LedgerId[] = ['issues/wgx-0371', 'organization/wgx-0371'];
    for (const [day, ledger] of [...ledgers, ...ledgers].entries()) {
      clock.set(`2014-03-2${String(day)}T01:02:03.004Z`);
      const id = `00000000-0000-8000-8000-00000000000${String(day)}`;
      await store.append(
        ledger,
        aCommit({ id, events: ['issue/1', anEvent('post/2', { data: { 题目: '整改', day } })] }),
      );
    }
    for (const ledger of ledgers) {
      leaves.push(...(await assertSoundLedger(store, ledger)).map((event) => Buffer.from(event.leaf).toString('utf8')));
    }
  });
  return leaves;
}

const derived: Readonly<Record<string, Play>> = {
  'with the manual clock and one seed two databases hold the same bytes; with another seed ledgers open otherwise':
    async ({ fixture }) => {
      const first = await leavesOfStory(fixture, 'seed-1');
      const other = await leavesOfStory(fixture, 'seed-2');
      assert.equal(first.length, 10);
      assert.deepEqual(await leavesOfStory(fixture, 'seed-1'), first);
      const opens = (leaf: string) => leaf.includes('ledger.Opened');
      assert.equal(first.filter(opens).length, 2);
      assert.ok(
        first.every((leaf, i) => (leaf === other[i]) === !opens(leaf)),
        'what the store draws follows from the seed',
      );
    },
};

/** Dense order under concurrency, visibility, opening, and derived bytes. */
export const orderCases: readonly ConformanceCase[] = casesOf('order', {
  ...writers,
  ...visibility,
  ...opening,
  ...derived,
});
