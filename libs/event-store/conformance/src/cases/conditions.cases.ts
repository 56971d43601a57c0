import assert from 'node:assert/strict';
import {
  ConditionFailedError,
  ConditionTooOldError,
  InvalidCommitError,
  RevisionConflictError,
  type EventStore,
  type NoneAfterCondition,
  type ProposedCommit,
} from '@taizhang/event-store-port';
import type { LedgerId, StreamId } from '@taizhang/kernel';
import { aCommit, anEvent } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { assertSoundLedger, factsOf, ledgerOf, streamOf } from '../reading.js';
import { outcomesOf, refusalOf, soleWinner } from '../refusal.js';
import type { Scene } from '../scene.js';

const CLOSING = 'issues.CloseRequested';
const OBJECTION = 'issues.ObjectionRaised';
const GATE: StreamId = 'gate/1';

/** A commit that closes a gate unless something excluded came after `after`. */
function guarded(condition: NoneAfterCondition): ProposedCommit {
  return aCommit({ events: [anEvent(GATE, { type: CLOSING })], expect: { none: [condition] } });
}

const objection = (stream: StreamId = 'issue/1'): ProposedCommit =>
  aCommit({ events: [anEvent(stream, { type: OBJECTION })] });

/** A ledger with `size` events: the opening, then indifferent ones. */
async function ledgerOfSize(scene: Scene, store: EventStore, size: number): Promise<LedgerId> {
  const ledger = scene.ledger();
  for (let idx = 1; idx < size; idx++) await store.append(ledger, aCommit({ events: ['issue/indifferent'] }));
  return ledger;
}

/** The condition, by type and by stream. */
const WAYS: Readonly<Record<string, (after: number) => NoneAfterCondition>> = {
  'of these types': (after) => ({ types: ['issues.Unheard', OBJECTION], after }),
  'in these streams': (after) => ({ streams: ['issue/unheard', 'issue/1'], after }),
  'of these types or in these streams': (after) => ({ types: [OBJECTION], streams: ['issue/unheard'], after }),
};

function guardPlays(way: string, condition: (after: number) => NoneAfterCondition): Readonly<Record<string, Play>> {
  return {
    [`no event ${way}: accepted with nothing there yet, and with a match at n`]: async (scene) => {
      const store = await scene.open();
      const empty = scene.ledger();
      await store.append(empty, guarded(condition(-1)));
      const ledger = await ledgerOfSize(scene, store, 3);
      const { idx } = await store.append(ledger, objection());
      await store.append(ledger, aCommit({ events: ['issue/indifferent'] }));
      await store.append(ledger, guarded(condition(idx)));
      for (const each of [empty, ledger]) assert.equal((await streamOf(store, each, GATE)).length, 1);
    },
    [`no event ${way}: refused with a match at n+1, also when the first read was empty, naming the match`]: async (
      scene,
    ) => {
      const store = await scene.open();
      const late = scene.ledger();
      const first = await store.append(late, objection());
      assert.equal((await refusalOf(ConditionFailedError, store.append(late, guarded(condition(-1))))).idx, first.idx);
      const ledger = await ledgerOfSize(scene, store, 4);
      const match = await store.append(ledger, objection());
      await store.append(ledger, objection());
      const refusal = await refusalOf(ConditionFailedError, store.append(ledger, guarded(condition(match.idx - 1))));
      assert.deepEqual([refusal.ledger, refusal.idx], [ledger, match.idx]);
      assert.deepEqual(await streamOf(store, ledger, GATE), []);
      await store.append(ledger, guarded(condition(match.idx + 1)));
      await assertSoundLedger(store, ledger);
    },
    [`no event ${way}: refused when the match waits in the same batch, before it; accepted when it waits after it`]:
      async (scene) => {
        const store = await scene.open();
        const ledger = await ledgerOfSize(scene, store, 3);
        const [, before] = await Promise.allSettled([
          store.append(ledger, objection()),
          store.append(ledger, guarded(condition(2))),
        ]);
        assert.ok(before.status === 'rejected' && before.reason instanceof ConditionFailedError);
        const [after] = await Promise.all([
          store.append(ledger, guarded(condition(3))),
          store.append(ledger, objection()),
        ]);
        assert.equal(after.idx, 4);
        await assertSoundLedger(store, ledger);
      },
    [`no event ${way}: a match written by another store is seen`]: async (scene) => {
      const [store, other] = [await scene.open(), await scene.open()];
      const ledger = await ledgerOfSize(scene, store, 3);
      await other.append(ledger, objection());
      await refusalOf(ConditionFailedError, store.append(ledger, guarded(condition(2))));
      assert.deepEqual(await streamOf(other, ledger, GATE), []);
      await other.append(ledger, guarded(condition(3)));
      assert.equal((await streamOf(store, ledger, GATE)).length, 1);
    },
  };
}

const gates: Readonly<Record<string, Play>> = {
  'of racers that each found nothing, exactly one passes, also between two stores': async (scene) => {
    const stores = [await scene.open(), await scene.open()];
    const ledger = scene.ledger();
    for (const after of [-1, 1]) {
      const commits = stores.flatMap((store) =>
        Array.from({ length: 5 }, () => ({
          store,
          commit: aCommit({
            events: [anEvent(GATE, { type: CLOSING })],
            expect: { none: [{ types: [CLOSING], after }] },
          }),
        })),
      );
      soleWinner(
        await outcomesOf(commits.map(({ store, commit }) => store.append(ledger, commit))),
        ConditionFailedError,
      );
    }
    for (const store of stores) assert.equal((await assertSoundLedger(store, ledger)).length, 3);
  },
  "other types, other streams and the commit's own events do not conflict": async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.append(ledger, aCommit({ events: [`issue/${String(i)}`] }))),
    );
    await store.append(
      ledger,
      guarded({ types: [CLOSING, 'issues.Issue', 'issues.IssueNotedTwice'], streams: [GATE, 'issue/1.'], after: -1 }),
    );
    assert.equal((await factsOf(store, ledger)).length, 21);
  },
  'all conditions of a commit are checked, and its expectations too': async (scene) => {
    const store = await scene.open();
    const ledger = await ledgerOfSize(scene, store, 3);
    const { idx } = await store.append(ledger, objection());
    const holds: NoneAfterCondition = { types: [CLOSING], after: -1 };
    const fails: NoneAfterCondition = { types: [OBJECTION], after: idx - 1 };
    for (const none of [
      [holds, fails],
      [fails, holds],
    ]) {
      await refusalOf(ConditionFailedError, store.append(ledger, aCommit({ expect: { none } })));
    }
    await refusalOf(
      RevisionConflictError,
      store.append(ledger, aCommit({ expect: { none: [holds], streams: { 'issue/1': 7 } } })),
    );
    await refusalOf(
      ConditionFailedError,
      store.append(ledger, aCommit({ expect: { none: [fails], streams: { 'issue/1': 0 } } })),
    );
    await store.append(ledger, aCommit({ expect: { none: [holds], streams: { 'issue/1': 0 } } }));
    await assertSoundLedger(store, ledger);
  },
  'a condition that reaches back too far is refused as too old, near ones are still exact': async (scene) => {
    const store = await scene.open({ limits: { maxConditionDistance: 10 } });
    const ledger = await ledgerOfSize(scene, store, 40);
    for (const after of [-1, 0, 20]) {
      const refusal = await refusalOf(
        ConditionTooOldError,
        store.append(ledger, guarded({ types: ['issues.Unheard'], after })),
      );
      assert.equal(refusal.code, 'CONDITION_TOO_OLD');
    }
    const { idx } = await store.append(ledger, objection());
    await refusalOf(ConditionFailedError, store.append(ledger, guarded({ types: [OBJECTION], after: idx - 3 })));
    await store.append(ledger, guarded({ types: [OBJECTION], after: idx }));
    await store.stop();
    const fresh = await scene.open({ limits: { maxConditionDistance: 10 } });
    await refusalOf(ConditionTooOldError, fresh.append(ledger, guarded({ types: ['issues.Unheard'], after: 3 })));
    await refusalOf(ConditionFailedError, fresh.append(ledger, guarded({ types: [OBJECTION], after: idx - 3 })));
    await fresh.append(ledger, guarded({ types: [OBJECTION], after: idx }));
  },
  'a condition whose index is below -1 or no integer is refused as invalid': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    for (const after of [-2, 0.5, Number.NaN]) {
      await refusalOf(InvalidCommitError, store.append(ledger, guarded({ types: [OBJECTION], after })));
    }
    assert.equal(await store.head(ledger), undefined);
  },
};

const severalStreams: Readonly<Record<string, Play>> = {
  'events of several streams keep their order inside the commit, alternating as they came': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const streams: readonly StreamId[] = ['issue/a', 'issue/b', 'issue/a', 'post/c', 'issue/b', 'issue/a'];
    await store.append(ledger, aCommit({ events: streams.map((stream, n) => anEvent(stream, { data: { n } })) }));
    const facts = await factsOf(store, ledger);
    assert.deepEqual(
      facts.map((event) => [event.stream, event.rev, event.data.n]),
      [
        ['issue/a', 0, 0],
        ['issue/b', 0, 1],
        ['issue/a', 1, 2],
        ['post/c', 0, 3],
        ['issue/b', 1, 4],
        ['issue/a', 2, 5],
      ],
    );
    assert.deepEqual(
      (await streamOf(store, ledger, 'issue/a')).map((event) => event.data.n),
      [0, 2, 5],
    );
    assert.deepEqual(
      (await streamOf(store, ledger, 'issue/b', { direction: 'backward' })).map((event) => event.data.n),
      [4, 1],
    );
  },
  'all or nothing: readers see the events of a commit together or not at all': async (scene) => {
    const [writer, reader] = [await scene.open(), await scene.open()];
    const ledger = scene.ledger();
    let writing = true;
    const written = (async () => {
      for (let n = 0; n < scene.scaled(40, 10); n++)
        await writer.append(ledger, aCommit({ events: ['issue/a', 'issue/b', 'issue/c'] }));
    })().finally(() => (writing = false));
    written.catch(() => undefined); // it is awaited below, unless the reader has seen a commit in part
    while (writing) assert.equal((await factsOf(reader, ledger)).length % 3, 0);
    await written;
    assert.equal((await factsOf(reader, ledger)).length, 3 * scene.scaled(40, 10));
  },
  'a check-only stream is neither created nor moved, and guards against what moves it': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit({ events: ['issue/1'], expect: { streams: { 'issue/checked': 'no-stream' } } }));
    assert.deepEqual(await streamOf(store, ledger, 'issue/checked'), []);
    await store.append(
      ledger,
      aCommit({ events: ['issue/checked'], expect: { streams: { 'issue/checked': 'no-stream' } } }),
    );
    const before = await ledgerOf(store, ledger);
    const [moved, guardedByOld] = await Promise.allSettled([
      store.append(ledger, aCommit({ events: ['issue/checked'] })),
      store.append(ledger, aCommit({ events: ['issue/1'], expect: { streams: { 'issue/checked': 0 } } })),
    ]);
    assert.equal(moved.status, 'fulfilled');
    assert.ok(guardedByOld.status === 'rejected' && guardedByOld.reason instanceof RevisionConflictError);
    assert.equal((await ledgerOf(store, ledger)).length, before.length + 1);
  },
};

/** Commits over several streams, and "none of these after n". */
export const conditionCases: readonly ConformanceCase[] = casesOf('several streams and conditions', {
  ...Object.fromEntries(Object.entries(WAYS).flatMap(([way, condition]) => Object.entries(guardPlays(way, condition)))),
  ...gates,
  ...severalStreams,
});
