import assert from 'node:assert/strict';
import {
  InvalidCommitError,
  RevisionConflictError,
  type EventStore,
  type ExpectedRevision,
  type ProposedCommit,
} from '@taizhang/event-store-port';
import type { LedgerId, StreamId } from '@taizhang/kernel';
import { aCommit, anEvent } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { assertSameCommit, assertSameEvents, assertSoundLedger, factsOf, ledgerOf, streamOf } from '../reading.js';
import { outcomesOf, refusalOf, soleWinner } from '../refusal.js';

const STREAM: StreamId = 'issue/asked';
const OTHER: StreamId = 'issue/other';

/** Revision a stream stands at; -1 = it is missing. */
type Standing = number;

const EXPECTATIONS: readonly ExpectedRevision[] = ['any', 'no-stream', 2];
const STANDINGS: readonly Standing[] = [-1, 1, 2, 3];

/** How the stream takes part in the commit. */
const PARTS = {
  'written alone': [STREAM],
  'written first of two': [STREAM, OTHER],
  'written last of two': [OTHER, STREAM],
  'only checked': [OTHER],
} as const satisfies Record<string, readonly StreamId[]>;

function fits(expected: ExpectedRevision, standing: Standing): boolean {
  return expected === 'any' || (expected === 'no-stream' ? standing === -1 : expected === standing);
}

/** Brings `STREAM` to a revision, in a ledger that exists even when the stream does not. */
async function prepare(store: EventStore, ledger: LedgerId, standing: Standing): Promise<void> {
  await store.append(ledger, aCommit({ events: ['issue/neighbour'] }));
  for (let rev = 0; rev <= standing; rev++) await store.append(ledger, aCommit({ events: [STREAM] }));
}

async function assertAccepted(
  store: EventStore,
  ledger: LedgerId,
  commit: ProposedCommit,
  standing: Standing,
): Promise<void> {
  const recorded = await store.append(ledger, commit);
  assert.deepEqual(
    recorded.events.map((event) => [event.stream, event.rev]),
    commit.events.map(({ stream }) => [stream, stream === STREAM ? standing + 1 : 0]),
  );
  const written = commit.events.some((event) => event.stream === STREAM);
  assert.equal((await streamOf(store, ledger, STREAM)).length, standing + 1 + (written ? 1 : 0));
}

async function assertRefused(
  store: EventStore,
  ledger: LedgerId,
  commit: ProposedCommit,
  standing: Standing,
): Promise<void> {
  const before = await ledgerOf(store, ledger);
  const refusal = await refusalOf(RevisionConflictError, store.append(ledger, commit));
  assert.deepEqual(
    { ledger: refusal.ledger, stream: refusal.stream, expected: refusal.expected, actual: refusal.actual },
    { ledger, stream: STREAM, expected: commit.expect?.streams?.[STREAM], actual: standing },
  );
  assert.deepEqual(await ledgerOf(store, ledger), before, 'nothing was written');
  assert.equal(await store.find(ledger, commit.id), undefined);
  const expect = { streams: { [STREAM]: standing === -1 ? ('no-stream' as const) : standing } };
  await store.append(ledger, aCommit({ events: [STREAM], expect }));
  await assertSoundLedger(store, ledger);
}

function matrixPlay(expected: ExpectedRevision, standing: Standing): Play {
  return async (scene) => {
    const store = await scene.open();
    for (const streams of Object.values(PARTS)) {
      const ledger = scene.ledger();
      await prepare(store, ledger, standing);
      const commit = aCommit({ events: streams, expect: { streams: { [STREAM]: expected } } });
      if (fits(expected, standing)) await assertAccepted(store, ledger, commit, standing);
      else await assertRefused(store, ledger, commit, standing);
    }
  };
}

function standingText(standing: Standing): string {
  return standing === -1 ? 'that is missing' : `at revision ${String(standing)}`;
}

const matrix = Object.fromEntries(
  EXPECTATIONS.flatMap((expected) =>
    STANDINGS.map((standing) => {
      const outcome = fits(expected, standing) ? 'accepted' : 'refused and the stream stays usable';
      const parts = Object.keys(PARTS).join(', ');
      return [
        `expecting ${String(expected)} of a stream ${standingText(standing)} is ${outcome} (${parts})`,
        matrixPlay(expected, standing),
      ] as const;
    }),
  ),
);

const refusals: Readonly<Record<string, Play>> = {
  'one wrong expectation among three streams refuses all of them, whichever it is': async (scene) => {
    const store = await scene.open();
    const streams: readonly StreamId[] = ['issue/a', 'issue/b', 'issue/c'];
    for (const wrong of streams) {
      const ledger = scene.ledger();
      await store.append(ledger, aCommit({ events: streams }));
      const before = await ledgerOf(store, ledger);
      const expected = Object.fromEntries(streams.map((stream) => [stream, stream === wrong ? 7 : 0]));
      const refusal = await refusalOf(
        RevisionConflictError,
        store.append(ledger, aCommit({ events: streams, expect: { streams: expected } })),
      );
      assert.equal(refusal.stream, wrong);
      assert.deepEqual(await ledgerOf(store, ledger), before);
    }
  },
  'a first append that is refused leaves no event of its own': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await refusalOf(RevisionConflictError, store.append(ledger, aCommit({ expect: { streams: { 'issue/1': 0 } } })));
    assert.deepEqual(await factsOf(store, ledger), []);
    await store.append(ledger, aCommit());
    await assertSoundLedger(store, ledger);
  },
  'an expected revision beyond 2^31 is a conflict, not an overflow': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    for (const expected of [2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      const commit = aCommit({ expect: { streams: { 'issue/1': expected } } });
      const refusal = await refusalOf(RevisionConflictError, store.append(ledger, commit));
      assert.deepEqual([refusal.expected, refusal.actual], [expected, 0]);
    }
    await assertSoundLedger(store, ledger);
  },
  'an expected revision that is negative or no integer is refused as invalid': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    for (const expected of [-1, -7, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await refusalOf(
        InvalidCommitError,
        store.append(ledger, aCommit({ expect: { streams: { 'issue/1': expected } } })),
      );
    }
    assert.equal((await factsOf(store, ledger)).length, 1);
  },
  'a commit without events is refused and creates nothing': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const refusal = await refusalOf(InvalidCommitError, store.append(ledger, aCommit({ events: [] })));
    assert.equal(refusal.code, 'COMMIT_EMPTY');
    assert.equal(await store.head(ledger), undefined);
    assert.deepEqual(await ledgerOf(store, ledger), []);
  },
};

const acceptances: Readonly<Record<string, Play>> = {
  'what append returns is what is read back': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const events = [
      anEvent('issue/1', { clr: 2 }),
      anEvent('post/2', { type: 'issues.PostNoted', schema: 3 }),
      anEvent('issue/1'),
    ];
    const first = await store.append(ledger, aCommit({ events: ['issue/0'] }));
    const commit = aCommit({ events, cause: first.events[0]?.id ?? '', corr: 'request-9' });
    const recorded = await store.append(ledger, commit);
    assert.deepEqual([recorded.ledger, recorded.id, recorded.repeated], [ledger, commit.id, false]);
    assertSameEvents(await ledgerOf(store, ledger, { from: recorded.idx }), recorded.events);
    assertSameCommit(await store.find(ledger, commit.id), recorded);
    assert.deepEqual(
      recorded.events.map(({ idx, stream, rev, type, schema, clr, data, actor, cause, corr, time, commit: place }) => ({
        idx,
        stream,
        rev,
        type,
        schema,
        clr,
        data,
        actor,
        cause,
        corr,
        time,
        place,
      })),
      events.map((event, pos) => ({
        idx: 2 + pos,
        ...event,
        rev: pos === 2 ? 1 : 0,
        actor: commit.actor,
        cause: commit.cause,
        corr: 'request-9',
        time: recorded.time,
        place: { id: commit.id, seq: recorded.seq, pos, cnt: 3 },
      })),
    );
    assert.equal(recorded.seq, first.seq + 1);
    await assertSoundLedger(store, ledger);
  },
};

const races: Readonly<Record<string, Play>> = {
  'of writers with one expectation exactly one wins, the losers get the conflict by type': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    for (const expected of ['no-stream', 0, 1] as const) {
      const commits = Array.from({ length: 16 }, () =>
        aCommit({ events: [STREAM], expect: { streams: { [STREAM]: expected } } }),
      );
      const outcomes = await outcomesOf(commits.map((commit) => store.append(ledger, commit)));
      const winner = soleWinner(outcomes, RevisionConflictError);
      assert.equal((await streamOf(store, ledger, STREAM)).at(-1)?.commit.id, winner.id);
    }
    await store.append(ledger, aCommit({ events: [STREAM], expect: { streams: { [STREAM]: 2 } } }));
    await assertSoundLedger(store, ledger);
  },
  'the same between two stores on one database': async (scene) => {
    const stores = [await scene.open(), await scene.open()];
    const ledger = scene.ledger();
    for (const expected of ['no-stream', 0] as const) {
      const attempts = stores.flatMap((store) =>
        Array.from({ length: 4 }, () =>
          store.append(ledger, aCommit({ events: [STREAM], expect: { streams: { [STREAM]: expected } } })),
        ),
      );
      soleWinner(await outcomesOf(attempts), RevisionConflictError);
    }
    for (const store of stores) await assertSoundLedger(store, ledger);
  },
  'writers without expectations all succeed': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await Promise.all(Array.from({ length: 64 }, () => store.append(ledger, aCommit({ events: [STREAM] }))));
    assert.equal((await assertSoundLedger(store, ledger)).length, 65);
  },
  'writers of different streams, and of the same stream in different ledgers, never conflict': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const others = Array.from({ length: 8 }, () => scene.ledger());
    const create = (at: LedgerId, stream: StreamId) =>
      store.append(at, aCommit({ events: [stream], expect: { streams: { [stream]: 'no-stream' } } }));
    await Promise.all([
      ...Array.from({ length: 16 }, (_, i) => create(ledger, `issue/${String(i)}`)),
      ...others.map((other) => create(other, STREAM)),
    ]);
    for (const each of [ledger, ...others]) await assertSoundLedger(store, each);
  },
  'appends waiting together are checked against each other, and each succeeds or fails alone': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit({ events: ['issue/0'] }));
    const at = (expected: ExpectedRevision) =>
      store.append(ledger, aCommit({ events: [STREAM], expect: { streams: { [STREAM]: expected } } }));
    const outcomes = await Promise.allSettled([at('no-stream'), at(0), at('no-stream'), at(1), at(1), at(2)]);
    assert.deepEqual(
      outcomes.map(
        (outcome) => (outcome.status === 'fulfilled' ? outcome.value.events[0]?.rev : (outcome.reason as Error).name), // deliberately not of the declared form
      ), // `append` throws errors
      [0, 1, 'RevisionConflictError', 2, 'RevisionConflictError', 3], // as: rejected with what `append` throws
    );
    await assertSoundLedger(store, ledger);
  },
  'a claim stream is won by one of many commits that are otherwise unrelated': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const claim: StreamId = 'code/2014-0001';
    const attempts = Array.from({ length: 12 }, (_, i) =>
      store.append(
        ledger,
        aCommit({ events: [`issue/${String(i)}`, claim], expect: { streams: { [claim]: 'no-stream' } } }),
      ),
    );
    const winner = soleWinner(await outcomesOf(attempts), RevisionConflictError);
    assert.deepEqual(
      (await factsOf(store, ledger)).map((event) => event.id),
      winner.events.map((event) => event.id),
    );
  },
};

/** Expectations per stream: the whole matrix, refusals, and races. */
export const appendExpectationCases: readonly ConformanceCase[] = casesOf('append and expectations', {
  ...matrix,
  ...refusals,
  ...acceptances,
  ...races,
});
