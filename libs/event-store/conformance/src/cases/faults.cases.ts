import assert from 'node:assert/strict';
import {
  ContentionError,
  EventStoreError,
  OutcomeUnknownError,
  StoreBusyError,
  StoreStoppedError,
  type EventStore,
  type ProposedCommit,
} from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { aCommit, eventually, faultyCommitStorage, type FaultPlan, type InsertFault } from '@taizhang/testkit';
import fc from 'fast-check';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { assertSameCommit, assertSoundLedger, commitIdsOf, factsOf } from '../reading.js';
import { outcomesOf, refusalOf } from '../refusal.js';
import type { Scene } from '../scene.js';

interface FaultyStore {
  readonly store: EventStore;
  /** What goes wrong with the next inserts, in order; then they work. */
  readonly faults: InsertFault[];
  /** Whether reads fail now, and whether they begin to fail once an insert has been tried. */
  readonly reads: { fail: boolean; failAfterInsert: boolean };
}

async function faultyStore(scene: Scene): Promise<FaultyStore> {
  const faults: InsertFault[] = [];
  const reads = { fail: false, failAfterInsert: false };
  const plan: FaultPlan = {
    insertFault: () => faults.shift() ?? 'none',
    readsFail: () => reads.fail,
    atStep: (step) => {
      if (step === 'after-insert') reads.fail = reads.failAfterInsert;
    },
  };
  const limits = { conflictRetryLimitMs: 200 };
  return {
    store: await scene.open({ limits, wrapStorage: (storage) => faultyCommitStorage(storage, plan) }),
    faults,
    reads,
  };
}

/** What an append said must be what an honest reader finds: acknowledged = there, once; refused = there once or not at all. */
async function assertTold(
  honest: EventStore,
  ledger: LedgerId,
  commit: ProposedCommit,
  append: Promise<unknown>,
): Promise<void> {
  const outcome = await append.then(
    () => 'acknowledged',
    (thrown: unknown) => thrown,
  );
  const there = (await commitIdsOf(honest, ledger)).filter((id) => id === commit.id).length;
  if (outcome === 'acknowledged') assert.equal(there, 1, 'acknowledged means recorded');
  else assert.ok(outcome instanceof EventStoreError && there <= 1, String(outcome));
}

const FAULTS: Readonly<Record<Exclude<InsertFault, 'none'>, string>> = {
  'answer-lost': 'an acknowledgement that is lost',
  'not-written': 'a time-out without effect',
  'written-late': 'a time-out that takes effect later',
  'partly-written': 'an answer that is lost after part of a batch',
  refused: 'a database that refuses',
};

function faultPlays(fault: Exclude<InsertFault, 'none'>, text: string): Readonly<Record<string, Play>> {
  return {
    [`${text}: the outcome is read back, never guessed, and a retry answers the record`]: async (scene) => {
      const { store, faults } = await faultyStore(scene);
      const honest = await scene.open();
      for (const prepared of [0, 2]) {
        const ledger = scene.ledger();
        for (let n = 0; n < prepared; n++) await store.append(ledger, aCommit());
        const commit = aCommit({ events: ['issue/1', 'issue/2'] });
        faults.push(fault);
        await assertTold(honest, ledger, commit, store.append(ledger, commit));
        const retried = await store.append(ledger, commit);
        assertSameCommit(await honest.find(ledger, commit.id), retried);
        await store.append(ledger, aCommit());
        assert.equal((await assertSoundLedger(honest, ledger)).length, 1 + prepared + 3);
      }
    },
    [`${text}, with many appends of several ledgers in the batch: each is told its own outcome`]: async (scene) => {
      const { store, faults } = await faultyStore(scene);
      const honest = await scene.open();
      const ledgers = Array.from({ length: 3 }, () => scene.ledger());
      const tries = Array.from({ length: 18 }, (_, i) => ({
        ledger: ledgers[i % 3] ?? scene.ledger(),
        commit: aCommit(),
      }));
      faults.push(fault);
      const appends = tries.map(({ ledger, commit }) => store.append(ledger, commit));
      await outcomesOf(appends);
      for (const [i, { ledger, commit }] of tries.entries())
        await assertTold(honest, ledger, commit, appends[i] ?? Promise.resolve());
      await Promise.all(tries.map(({ ledger, commit }) => store.append(ledger, commit)));
      for (const ledger of ledgers) assert.equal((await assertSoundLedger(honest, ledger)).length, 7);
    },
  };
}

const unknown: Readonly<Record<string, Play>> = {
  'an unknown outcome that cannot be read back either is told as unknown; the retry settles it': async (scene) => {
    for (const fault of ['answer-lost', 'not-written'] as const) {
      const { store, faults, reads } = await faultyStore(scene);
      const honest = await scene.open();
      const ledger = scene.ledger();
      await store.append(ledger, aCommit());
      const commit = aCommit();
      faults.push(fault);
      reads.failAfterInsert = true;
      assert.equal((await refusalOf(OutcomeUnknownError, store.append(ledger, commit))).code, 'OUTCOME_UNKNOWN');
      reads.failAfterInsert = reads.fail = false;
      const settled = await store.append(ledger, commit);
      assert.equal(settled.repeated, fault === 'answer-lost');
      assertSameCommit(await honest.find(ledger, commit.id), settled);
      assert.equal((await assertSoundLedger(honest, ledger)).length, 3);
    }
  },
  'after an unknown outcome nothing remembered is believed: what another store wrote meanwhile counts': async (
    scene,
  ) => {
    const { store, faults } = await faultyStore(scene);
    const other = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    await other.append(ledger, aCommit({ events: ['issue/1', 'issue/9'] }));
    faults.push('not-written');
    const commit = aCommit();
    await assertTold(other, ledger, commit, store.append(ledger, commit));
    await store.append(ledger, commit);
    const last = await store.append(ledger, aCommit({ expect: { streams: { 'issue/1': 2, 'issue/9': 0 } } }));
    assert.equal(last.idx, 5);
    await assertSoundLedger(other, ledger);
  },
  'any sequence of faults: nothing acknowledged is lost, nothing is recorded twice, retries settle all': async (
    scene,
  ) => {
    const fault = fc.constantFrom<InsertFault>(
      'none',
      'none',
      'answer-lost',
      'not-written',
      'written-late',
      'partly-written',
      'refused',
    );
    const property = fc.asyncProperty(
      fc.array(fault, { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      async (faults, atOnce) => {
        const { store, faults: plan } = await faultyStore(scene);
        const ledger = scene.ledger();
        plan.push(...faults);
        const commits = Array.from({ length: 8 }, () => aCommit({ events: ['issue/1', 'issue/2'] }));
        for (let n = 0; n < commits.length; n += atOnce) {
          await outcomesOf(commits.slice(n, n + atOnce).map((commit) => store.append(ledger, commit)));
        }
        plan.splice(0);
        for (const commit of commits) await store.append(ledger, commit);
        assert.equal((await assertSoundLedger(store, ledger)).length, 17);
        await store.stop();
      },
    );
    await fc.assert(property, { numRuns: scene.scaled(20, 4) });
  },
};

const rivals: Readonly<Record<string, Play>> = {
  'a writer that is beaten again and again gives up by type, and may try again': async (scene) => {
    let beaten = true;
    const rival = await scene.open();
    const ledger = scene.ledger();
    await rival.append(ledger, aCommit());
    const atStep: FaultPlan['atStep'] = async (step) => {
      if (beaten && step === 'before-insert') await rival.append(ledger, aCommit());
    };
    const store = await scene.open({
      limits: { conflictRetryLimitMs: 40 },
      wrapStorage: (storage) => faultyCommitStorage(storage, { atStep }),
    });
    const commit = aCommit();
    assert.equal((await refusalOf(ContentionError, store.append(ledger, commit))).code, 'CONTENTION');
    assert.equal(await rival.find(ledger, commit.id), undefined);
    beaten = false;
    await store.append(ledger, commit);
    await assertSoundLedger(rival, ledger);
  },
  'a writer that is beaten once re-reads, and its expectations are judged anew': async (scene) => {
    const rival = await scene.open();
    const ledger = scene.ledger();
    await rival.append(ledger, aCommit());
    let beat = (): Promise<unknown> => Promise.resolve();
    const store = await scene.open({
      wrapStorage: (storage) =>
        faultyCommitStorage(storage, {
          atStep: async (step) => {
            if (step === 'before-insert') await beat().finally(() => (beat = () => Promise.resolve()));
          },
        }),
    });
    beat = () => rival.append(ledger, aCommit({ events: ['issue/other'] }));
    const unharmed = await store.append(ledger, aCommit({ expect: { streams: { 'issue/1': 0 } } }));
    assert.equal(unharmed.idx, 3);
    beat = () => rival.append(ledger, aCommit({ events: ['issue/1'] }));
    const outdated = await outcomesOf([store.append(ledger, aCommit({ expect: { streams: { 'issue/1': 1 } } }))]);
    assert.equal((outdated.refused[0] as Error | undefined)?.name, 'RevisionConflictError'); // as: rejected with what `append` throws
    await assertSoundLedger(rival, ledger);
  },
};

/** A store whose inserts wait until they are let through. */
async function gatedStore(
  scene: Scene,
  maxWaitingAppends: number,
): Promise<{ store: EventStore; arrived: () => number; open: () => void }> {
  let arrived = 0;
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const atStep: FaultPlan['atStep'] = async (step) => {
    if (step !== 'before-insert') return;
    arrived += 1;
    await gate;
  };
  const store = await scene.open({
    limits: { maxWaitingAppends },
    wrapStorage: (storage) => faultyCommitStorage(storage, { atStep }),
  });
  return {
    store,
    arrived: () => arrived,
    open: () => {
      open();
    },
  };
}

const pressure: Readonly<Record<string, Play>> = {
  'a full queue refuses by type, what waits is recorded, and afterwards there is room again': async (scene) => {
    const { store, arrived, open } = await gatedStore(scene, 4);
    const ledger = scene.ledger();
    const first = store.append(ledger, aCommit());
    await eventually('the first insert waits', () => arrived() > 0);
    const rest = Array.from({ length: 30 }, () => store.append(ledger, aCommit()));
    const outcomes = outcomesOf([first, ...rest]);
    let early: unknown;
    for (const append of rest) append.catch((thrown: unknown) => (early ??= thrown));
    const refusal = await eventually('one is refused while the others wait', () => early);
    assert.ok(refusal instanceof StoreBusyError && refusal.retryAfterMs > 0, String(refusal));
    open();
    const { accepted, refused } = await outcomes;
    for (const refusal of refused) assert.ok(refusal instanceof StoreBusyError, String(refusal));
    assert.ok(
      accepted.length >= 4 && refused.length >= 20,
      `${String(accepted.length)} accepted, ${String(refused.length)} refused`,
    );
    assert.equal((await factsOf(store, ledger)).length, accepted.length);
    await store.append(ledger, aCommit());
    await assertSoundLedger(store, ledger);
  },
  'stopping finishes the commits at hand, then refuses by type; a second stop is harmless; a new store goes on': async (
    scene,
  ) => {
    const { store, arrived, open } = await gatedStore(scene, 100);
    const ledger = scene.ledger();
    const commits = Array.from({ length: 10 }, () => aCommit());
    const appends = commits.map((commit) => store.append(ledger, commit));
    await eventually('an insert waits', () => arrived() > 0);
    const stopped = store.stop();
    const late = refusalOf(StoreStoppedError, store.append(ledger, aCommit()));
    open();
    await Promise.all([stopped, late]);
    const recorded = await Promise.all(appends);
    await store.stop();
    assert.equal((await refusalOf(StoreStoppedError, store.append(ledger, aCommit()))).code, 'STORE_STOPPED');
    const next = await scene.open();
    assert.equal((await assertSoundLedger(next, ledger)).length, 11);
    for (const commit of recorded) assertSameCommit(await next.find(ledger, commit.id), commit);
    await next.append(ledger, aCommit());
    await assertSoundLedger(next, ledger);
  },
};

/** What goes wrong beneath a store, and what it must say then. */
export const faultCases: readonly ConformanceCase[] = casesOf('faults', {
  ...faultPlays('answer-lost', FAULTS['answer-lost']),
  ...faultPlays('not-written', FAULTS['not-written']),
  ...faultPlays('written-late', FAULTS['written-late']),
  ...faultPlays('partly-written', FAULTS['partly-written']),
  ...faultPlays('refused', FAULTS.refused),
  ...unknown,
  ...rivals,
  ...pressure,
});
