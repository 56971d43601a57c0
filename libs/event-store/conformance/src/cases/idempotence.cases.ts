import assert from 'node:assert/strict';
import {
  CommitIdReusedError,
  InvalidCommitError,
  RevisionConflictError,
  type EventStore,
  type ProposedCommit,
  type RecordedCommit,
} from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { aCommit, anEvent, freshCommitId } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { assertSameCommit, assertSoundLedger, commitIdsOf, ledgerOf } from '../reading.js';
import { outcomesOf, refusalOf } from '../refusal.js';

/** Appends again and checks that the first result comes back and nothing new is written. */
async function assertRepeats(
  store: EventStore,
  ledger: LedgerId,
  commit: ProposedCommit,
  first: RecordedCommit,
): Promise<void> {
  const before = await ledgerOf(store, ledger);
  const second = await store.append(ledger, commit);
  assert.equal(second.repeated, true);
  assertSameCommit(second, first);
  assert.deepEqual(await ledgerOf(store, ledger), before);
}

const repeats: Readonly<Record<string, Play>> = {
  'the same commit again answers the first result and writes nothing': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const commit = aCommit({ events: ['issue/1', 'issue/2', 'issue/1'] });
    const first = await store.append(ledger, commit);
    assert.equal(first.repeated, false);
    await assertRepeats(store, ledger, commit, first);
    await assertRepeats(store, ledger, commit, first);
    await assertSoundLedger(store, ledger);
  },
  'also after a restart, and from a second store': async (scene) => {
    const ledger = scene.ledger();
    const commit = aCommit({ events: ['issue/1', 'issue/2'] });
    const before = await scene.open();
    const first = await before.append(ledger, commit);
    await assertRepeats(await scene.open(), ledger, commit, first);
    await before.stop();
    await assertRepeats(await scene.open(), ledger, commit, first);
  },
  'also when many tries run at once, on one store and on two': async (scene) => {
    const stores = [await scene.open(), await scene.open()];
    const ledger = scene.ledger();
    const commit = aCommit({ events: ['issue/1', 'issue/2'] });
    const results = await Promise.all(
      stores.flatMap((store) => Array.from({ length: 6 }, () => store.append(ledger, commit))),
    );
    assert.equal(results.filter((result) => !result.repeated).length, 1, 'one try recorded it');
    const [winner] = results;
    assert.ok(winner !== undefined);
    for (const result of results) assertSameCommit(result, winner);
    const [store] = stores;
    assert.ok(store !== undefined);
    assert.deepEqual(await commitIdsOf(store, ledger), [commit.id]);
    await assertSoundLedger(store, ledger);
  },
  'also after further events, with any expectation, although it no longer holds': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const commit = aCommit({
      events: ['issue/1'],
      expect: { streams: { 'issue/1': 'no-stream' }, none: [{ types: ['issues.IssueNoted'], after: -1 }] },
    });
    const first = await store.append(ledger, commit);
    await store.append(ledger, aCommit({ events: ['issue/1'], expect: { streams: { 'issue/1': 0 } } }));
    for (const expected of ['any', 'no-stream', 0, 1, 99] as const) {
      await assertRepeats(store, ledger, { ...commit, expect: { streams: { 'issue/1': expected } } }, first);
    }
    await assertRepeats(store, ledger, commit, first);
    await assertSoundLedger(store, ledger);
  },
  'the digest decides, not the events: a retry that decided otherwise answers the first result': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const commit = aCommit({ events: ['issue/1'] });
    const first = await store.append(ledger, commit);
    await assertRepeats(store, ledger, aCommit({ id: commit.id, events: ['issue/7', 'issue/8'] }), first);
  },
};

const reuse: Readonly<Record<string, Play>> = {
  'the same id with another digest is refused, at once, after further events and after a restart': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const commit = aCommit();
    const reused = { ...commit, digest: 'digest-of-another-command' };
    await store.append(ledger, commit);
    const refusal = await refusalOf(CommitIdReusedError, store.append(ledger, reused));
    assert.deepEqual([refusal.ledger, refusal.commitId, refusal.code], [ledger, commit.id, 'IDEMPOTENCY_KEY_REUSED']);
    await store.append(ledger, aCommit());
    await refusalOf(CommitIdReusedError, store.append(ledger, reused));
    await store.stop();
    const again = await scene.open();
    await refusalOf(CommitIdReusedError, again.append(ledger, reused));
    assert.equal((await commitIdsOf(again, ledger)).length, 2);
  },
  'of two commands at once under one id one is recorded, the other is refused': async (scene) => {
    const stores = [await scene.open(), await scene.open()] as const;
    const ledger = scene.ledger();
    await stores[0].append(ledger, aCommit());
    for (const second of stores) {
      const commit = aCommit({ events: ['issue/1'] });
      const outcomes = await outcomesOf([
        stores[0].append(ledger, commit),
        second.append(ledger, { ...commit, digest: 'another' }),
      ]);
      assert.equal(outcomes.accepted.length, 1);
      assert.ok(outcomes.refused[0] instanceof CommitIdReusedError, String(outcomes.refused[0]));
    }
    assert.equal((await assertSoundLedger(stores[0], ledger)).length, 4);
  },
  'the same id on another ledger is another commit': async (scene) => {
    const store = await scene.open();
    const [here, there] = [scene.ledger(), scene.ledger()];
    const commit = aCommit();
    const results = [await store.append(here, commit), await store.append(there, { ...commit, digest: 'another' })];
    assert.deepEqual(
      results.map((result) => [result.ledger, result.repeated]),
      [
        [here, false],
        [there, false],
      ],
    );
    for (const ledger of [here, there]) assert.deepEqual(await commitIdsOf(store, ledger), [commit.id]);
  },
  'the id of a refused commit is free: the next decision may use it': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const commit = aCommit({ expect: { streams: { 'issue/1': 5 } } });
    await refusalOf(RevisionConflictError, store.append(ledger, commit));
    assert.equal(await store.findDigest(ledger, commit.id), undefined);
    const recorded = await store.append(ledger, {
      ...commit,
      digest: 'decided anew',
      expect: { streams: { 'issue/1': 'no-stream' } },
    });
    assert.equal(recorded.repeated, false);
    assert.equal(await store.findDigest(ledger, commit.id), 'decided anew');
  },
  'events keep the ids that they come with; malformed and repeated ones are refused': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const id = '019cac10-8610-7378-bc2b-a089d8b372c0';
    const given = { ...anEvent('issue/1'), id };
    const recorded = await store.append(ledger, aCommit({ events: [given] }));
    assert.equal(recorded.events[0]?.id, id);
    for (const malformed of ['', 'x', id.toUpperCase(), id.replace('-7', '-4')]) {
      const events = [{ ...given, id: malformed }];
      const refusal = await refusalOf(InvalidCommitError, store.append(ledger, aCommit({ events })));
      assert.equal(refusal.code, 'EVENT_INVALID');
    }
    await refusalOf(InvalidCommitError, store.append(ledger, aCommit({ events: [given, given] })));
  },
  'a commit id that is no UUID is refused': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const id = freshCommitId();
    for (const malformed of ['', 'x', id.toUpperCase(), `${id}0`, id.slice(1), `{${id}}`]) {
      const refusal = await refusalOf(InvalidCommitError, store.append(ledger, aCommit({ id: malformed })));
      assert.equal(refusal.code, 'COMMIT_INVALID');
    }
    assert.equal(await store.head(ledger), undefined);
  },
};

const finding: Readonly<Record<string, Play>> = {
  'find and findDigest know what was recorded, here, after a restart, and in no other ledger': async (scene) => {
    const store = await scene.open();
    const [here, there] = [scene.ledger(), scene.ledger()];
    const commits = [aCommit(), aCommit({ events: ['issue/1', 'issue/2'] }), aCommit()];
    const recorded: RecordedCommit[] = [];
    for (const commit of commits) recorded.push(await store.append(here, commit));
    await store.append(there, aCommit());
    const second = await scene.open();
    for (const each of [store, second]) {
      for (const commit of recorded) {
        assertSameCommit(await each.find(here, commit.id), commit);
        assert.equal(await each.findDigest(here, commit.id), `digest-of-${commit.id}`);
        assert.equal(await each.find(there, commit.id), undefined);
        assert.equal(await each.findDigest(there, commit.id), undefined);
      }
    }
  },
  'find answers nothing for what was never recorded, also in an unknown ledger': async (scene) => {
    const store = await scene.open();
    const [known, unknown] = [scene.ledger(), scene.ledger()];
    const { id } = await store.append(known, aCommit());
    assert.notEqual(await store.find(known, id), undefined);
    assert.equal(await store.find(known, freshCommitId()), undefined);
    assert.equal(await store.find(unknown, id), undefined);
    assert.equal(await store.findDigest(unknown, id), undefined);
  },
};

/** Idempotence by commit id. */
export const idempotenceCases: readonly ConformanceCase[] = casesOf('idempotence', {
  ...repeats,
  ...reuse,
  ...finding,
});
