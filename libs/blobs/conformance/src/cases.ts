import assert from 'node:assert/strict';
import { BlobTooLargeError } from '@taizhang/blobs-port';
import { casesOf, type BlobCase } from './conformance-case.js';
import {
  brokenOff,
  bytesOf,
  ELSEWHERE,
  FAR_AHEAD,
  hashOf,
  inChunks,
  LEDGER,
  listed,
  LONG_AGO,
  NEIGHBOUR,
  readBlob,
  ROOM,
} from './material.js';

/** Larger than one part of a multipart upload, and no multiple of it. */
const SEVERAL_PARTS = 11 * 1024 * 1024 + 7;
const SMALL = 1_000;

const equal = (actual: Uint8Array | undefined, expected: Uint8Array): void => {
  assert.ok(actual !== undefined && Buffer.from(expected).equals(actual), 'other bytes than were put');
};

const keeping = casesOf({
  'keeps bytes under their hash, and gives them back': async ({ store }) => {
    for (const size of [1, SMALL, 64 * 1024, SEVERAL_PARTS]) {
      const bytes = bytesOf(size);
      const stored = await store.put(LEDGER, inChunks(bytes, 60_000), ROOM);
      assert.deepEqual({ ...stored, storedAt: '' }, { ledger: LEDGER, sha256: hashOf(bytes), size, storedAt: '' });
      assert.ok(LONG_AGO < stored.storedAt && stored.storedAt < FAR_AHEAD);
      equal(await readBlob(store, stored), bytes);
    }
  },
  'says size and time of what is read': async ({ store }) => {
    const stored = await store.put(LEDGER, inChunks(bytesOf(SMALL), 100), ROOM);
    const found = await store.get(LEDGER, stored.sha256);
    found?.content.destroy();
    assert.equal(found?.size, SMALL);
    assert.equal(found.sha256, stored.sha256);
    assert.ok(LONG_AGO < found.storedAt && found.storedAt < FAR_AHEAD);
  },
  'shows what is acknowledged to other processes at once': async ({ store, another }) => {
    const bytes = bytesOf(SMALL);
    const stored = await store.put(LEDGER, inChunks(bytes, 100), ROOM);
    equal(await readBlob(await another(), stored), bytes);
  },
  'keeps the same bytes put twice, also at once, as one': async ({ store, another }) => {
    const bytes = bytesOf(SMALL);
    const stores = [store, await another(), store];
    const stored = await Promise.all(stores.map((one) => one.put(LEDGER, inChunks(bytes, 100), ROOM)));
    assert.equal(new Set(stored.map(({ sha256 }) => sha256)).size, 1);
    assert.equal((await listed(store, 'issues', FAR_AHEAD)).length, 1);
    equal(await readBlob(store, { ledger: LEDGER, sha256: hashOf(bytes) }), bytes);
  },
  'keeps many at once apart': async ({ store }) => {
    const contents = Array.from({ length: 12 }, (_, i) => bytesOf(SMALL + i, i + 1));
    const stored = await Promise.all(contents.map((bytes) => store.put(LEDGER, inChunks(bytes, 128), ROOM)));
    for (const [i, blob] of stored.entries()) equal(await readBlob(store, blob), contents[i] ?? new Uint8Array());
  },
  'keeps ledgers apart': async ({ store }) => {
    const stored = await store.put(LEDGER, inChunks(bytesOf(SMALL), 100), ROOM);
    assert.equal(await store.get(NEIGHBOUR, stored.sha256), undefined);
    assert.equal(await store.get(ELSEWHERE, stored.sha256), undefined);
    await store.delete(NEIGHBOUR, stored.sha256);
    equal(await readBlob(store, stored), bytesOf(SMALL));
  },
  'refuses what is no address': async ({ store }) => {
    const stored = await store.put(LEDGER, inChunks(bytesOf(SMALL), 100), ROOM);
    for (const address of ['', '..', `../${stored.sha256}`, stored.sha256.toUpperCase(), `${stored.sha256}/`]) {
      await assert.rejects(store.get(LEDGER, address), RangeError);
      await assert.rejects(store.delete(LEDGER, address), RangeError);
    }
    // ledger ids that nobody checked
    for (const ledger of ['issues/..', '../issues/wgx-0371', 'issues'] as `${string}/${string}`[]) {
      await assert.rejects(store.get(ledger, stored.sha256), RangeError);
    }
  },
});

const ranges = casesOf({
  'gives a range of the bytes, cut off at their end': async ({ store }) => {
    const bytes = bytesOf(SMALL);
    const stored = await store.put(LEDGER, inChunks(bytes, 100), ROOM);
    for (const [start, end] of [
      [0, 1],
      [0, SMALL],
      [10, 20],
      [SMALL - 1, SMALL],
      [900, 5_000],
    ] as const) {
      equal(await readBlob(store, stored, { start, end }), bytes.subarray(start, end));
    }
    for (const [start, end] of [
      [SMALL, SMALL + 1],
      [5_000, 6_000],
      [20, 20],
    ] as const) {
      equal(await readBlob(store, stored, { start, end }), new Uint8Array());
    }
    const part = await store.get(LEDGER, stored.sha256, { start: 10, end: 20 });
    part?.content.destroy();
    assert.equal(part?.size, SMALL);
  },
  'has no range of what is not there': async ({ store }) => {
    assert.equal(await store.get(LEDGER, hashOf(bytesOf(SMALL)), { start: 0, end: 1 }), undefined);
    await store.put(LEDGER, inChunks(bytesOf(SMALL), 100), ROOM);
    equal(await readBlob(store, { ledger: LEDGER, sha256: hashOf(bytesOf(SMALL)) }), bytesOf(SMALL));
  },
});

const failures = casesOf({
  'takes as many bytes as are allowed, and refuses one more': async ({ store }) => {
    const bytes = bytesOf(SMALL);
    await store.put(LEDGER, inChunks(bytes, 64), SMALL);
    const more = bytesOf(SMALL + 1, 2);
    await assert.rejects(store.put(LEDGER, inChunks(more, 64), SMALL), BlobTooLargeError);
    assert.equal(await store.get(LEDGER, hashOf(more)), undefined);
    assert.deepEqual(
      (await listed(store, 'issues', FAR_AHEAD)).map(({ sha256 }) => sha256),
      [hashOf(bytes)],
    );
  },
  'stops reading at the bound': async ({ store }) => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        read += 64 * SMALL;
        if (read > SEVERAL_PARTS) throw new RangeError('read on and on');
        yield await Promise.resolve(bytesOf(64 * SMALL));
      }
    }
    await assert.rejects(store.put(LEDGER, endless(), 100 * SMALL), BlobTooLargeError);
    assert.equal((await listed(store, 'issues', FAR_AHEAD)).length, 0);
  },
  'keeps nothing of content that breaks off, and says why': async ({ store }) => {
    const kept = await store.put(LEDGER, inChunks(bytesOf(SMALL), 64), ROOM);
    for (const size of [0, SMALL, SEVERAL_PARTS]) {
      const why = new Error(`gone after ${String(size)}`);
      const bytes = bytesOf(size, 3);
      await assert.rejects(store.put(LEDGER, brokenOff(bytes, why), ROOM), (error) => error === why);
      assert.equal(await store.get(LEDGER, hashOf(bytes)), undefined);
    }
    assert.deepEqual(
      (await listed(store, 'issues', FAR_AHEAD)).map(({ sha256 }) => sha256),
      [kept.sha256],
    );
  },
});

const sweeping = casesOf({
  'has nothing that was deleted, and deletes it again': async ({ store, another }) => {
    const stored = await store.put(LEDGER, inChunks(bytesOf(SMALL), 100), ROOM);
    equal(await readBlob(store, stored), bytesOf(SMALL));
    await store.delete(LEDGER, stored.sha256);
    await store.delete(LEDGER, stored.sha256);
    assert.equal(await store.get(LEDGER, stored.sha256), undefined);
    assert.equal(await (await another()).get(LEDGER, stored.sha256), undefined);
    assert.deepEqual(await listed(store, 'issues', FAR_AHEAD), []);
  },
  'lists a context’s blobs of all ledgers, stored before an instant': async ({ store }) => {
    const mine = await store.put(LEDGER, inChunks(bytesOf(SMALL), 100), ROOM);
    const theirs = await store.put(NEIGHBOUR, inChunks(bytesOf(SMALL), 100), ROOM);
    const other = await store.put(ELSEWHERE, inChunks(bytesOf(SMALL, 2), 100), ROOM);
    const issues = await listed(store, 'issues', FAR_AHEAD);
    assert.deepEqual(issues.map(({ ledger }) => ledger).sort(), [LEDGER, NEIGHBOUR].sort());
    assert.deepEqual(new Set(issues.map(({ sha256 }) => sha256)), new Set([mine.sha256, theirs.sha256]));
    assert.ok(issues.every(({ size }) => size === SMALL));
    assert.deepEqual(
      (await listed(store, 'discipline', FAR_AHEAD)).map(({ sha256 }) => sha256),
      [other.sha256],
    );
    assert.deepEqual(await listed(store, 'issues', LONG_AGO), []);
    assert.deepEqual(await listed(store, 'rules', FAR_AHEAD), []);
  },
  'discards unfinished puts and nothing else': async ({ store }) => {
    const stored = await store.put(LEDGER, inChunks(bytesOf(SMALL), 100), ROOM);
    await store.discardUnfinished(FAR_AHEAD);
    equal(await readBlob(store, stored), bytesOf(SMALL));
  },
  'lets a put go on that is younger than what is discarded': async ({ store }) => {
    const bytes = bytesOf(SMALL);
    async function* discardedMeanwhile(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 10);
      await store.discardUnfinished(LONG_AGO);
      yield bytes.subarray(10);
    }
    const stored = await store.put(LEDGER, discardedMeanwhile(), ROOM);
    equal(await readBlob(store, stored), bytes);
  },
});

/** Everything a blob store must do. */
export const blobCases: readonly BlobCase[] = [...keeping, ...ranges, ...failures, ...sweeping];
