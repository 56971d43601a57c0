import assert from 'node:assert/strict';
import type { EventStore, RecordedEvent, UpcastEvent } from '@taizhang/event-store-port';
import type { JsonObject, LedgerId } from '@taizhang/kernel';
import { aCommit, anEvent, BUILT_EVENT_TYPE } from '@taizhang/testkit';
import { casesOf, type ConformanceCase } from '../conformance-case.js';
import { factsOf, streamOf } from '../reading.js';

/** Lifts version by version: 1 had `title`, 2 has `titles`, 3 counts them. */
const CHAIN: Readonly<Record<number, (data: JsonObject) => JsonObject>> = {
  1: ({ title, ...rest }) => ({ ...rest, titles: [title ?? null] }),
  2: (data) => ({ ...data, count: Array.isArray(data.titles) ? data.titles.length : 0 }),
};

const upcast: UpcastEvent = (type, schema, data) => {
  if (type !== BUILT_EVENT_TYPE) return { schema, data };
  let lifted = { schema, data };
  for (let step = CHAIN[lifted.schema]; step !== undefined; step = CHAIN[lifted.schema]) {
    lifted = { schema: lifted.schema + 1, data: step(lifted.data) };
  }
  return lifted;
};

const OLD = [
  anEvent('issue/1', { schema: 1, data: { title: '整改' } }),
  anEvent('issue/1', { schema: 2, data: { titles: ['整改', '落实'] } }),
  anEvent('issue/1', { schema: 3, data: { titles: [], count: 0 } }),
  anEvent('issue/1', { schema: 1, type: 'issues.Other', data: { title: '不变' } }),
];
const LIFTED = [
  [3, { titles: ['整改'], count: 1 }],
  [3, { titles: ['整改', '落实'], count: 2 }],
  [3, { titles: [], count: 0 }],
  [1, { title: '不变' }],
];

const shapes = (events: readonly RecordedEvent[]): unknown[] => events.map(({ schema, data }) => [schema, data]);
const leaves = (events: readonly RecordedEvent[]): string[] =>
  events.map(({ leaf }) => Buffer.from(leaf).toString('utf8'));

async function assertLifted(store: EventStore, ledger: LedgerId, commitId: string): Promise<void> {
  assert.deepEqual(shapes(await factsOf(store, ledger)), LIFTED, 'readLedger');
  assert.deepEqual(shapes(await streamOf(store, ledger, 'issue/1')), LIFTED, 'readStream');
  assert.deepEqual(shapes((await store.find(ledger, commitId))?.events ?? []), LIFTED, 'find');
}

/** Old shapes are lifted when read; stored bytes never change. */
export const versioningCases: readonly ConformanceCase[] = casesOf('versioning', {
  'a stream that mixes old and new shapes is read in the newest, by steps, wherever it is read': async (scene) => {
    const ledger = scene.ledger();
    const commit = aCommit({ events: OLD });
    const old = await scene.open();
    await old.append(ledger, commit);
    await old.stop();
    const store = await scene.open({ upcast });
    await assertLifted(store, ledger, commit.id);
    const follower = scene.follow(store);
    await follower.until('all is delivered', (events) => events.length === 1 + OLD.length);
    assert.deepEqual(shapes(follower.events.slice(1)), LIFTED, 'follow');
    await follower.cancel();
  },
  'what append returns is lifted like what is read, also on a retry': async (scene) => {
    const store = await scene.open({ upcast });
    const ledger = scene.ledger();
    const commit = aCommit({ events: OLD });
    assert.deepEqual(shapes((await store.append(ledger, commit)).events), LIFTED);
    assert.deepEqual(shapes((await store.append(ledger, commit)).events), LIFTED);
    await assertLifted(store, ledger, commit.id);
  },
  'stored bytes are those of the version they were written in': async (scene) => {
    const ledger = scene.ledger();
    const old = await scene.open();
    const written = await old.append(ledger, aCommit({ events: OLD }));
    const store = await scene.open({ upcast });
    const read = await factsOf(store, ledger);
    assert.deepEqual(leaves(read), leaves(written.events));
    const stored = leaves(read).map((leaf) => JSON.parse(leaf) as { schema: number; data: JsonObject }); // as: leaves have these members
    assert.deepEqual(
      stored.map(({ schema, data }) => [schema, data]),
      OLD.map(({ schema, data }) => [schema, data]),
    );
    assert.notDeepEqual(
      shapes(read),
      OLD.map(({ schema, data }) => [schema, data]),
    );
  },
});
