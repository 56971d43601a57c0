import assert from 'node:assert/strict';
import {
  CommitIdReusedError,
  ConditionFailedError,
  InvalidCommitError,
  LedgerClosedError,
  MAX_EVENTS_PER_COMMIT,
  type LedgerNotice,
  type LedgerRecording,
} from '@taizhang/event-store-port';
import { aCommit, BUILT_ACTOR, freshCommitId } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { assertSameCommit, assertSoundLedger } from '../reading.js';
import { refusalOf } from '../refusal.js';

const BASIS = '个人信息保护法第四十七条';
const DIGEST = 'pYkHnXGxxQbhyfHNDqYxQTYnQx1c2HZ2nGf0m2m1Wc0';

const destroyed: LedgerNotice = {
  type: 'ledger.SubjectKeyDestroyed',
  data: { kid: 'k1_AAECAwQFBgcICQoLDA0ODw', basis: BASIS, request: 'erasure/2014-001' },
};

function erased(targetIdx = 1): LedgerNotice {
  return {
    type: 'ledger.DisclosureErased',
    data: { digest: DIGEST, target: freshCommitId(), targetIdx, basis: BASIS },
  };
}

function recording(events: readonly LedgerNotice[], parts: Partial<LedgerRecording> = {}): LedgerRecording {
  return { id: freshCommitId(), actor: BUILT_ACTOR, events, ...parts };
}

const plays: Readonly<Record<string, Play>> = {
  'what became of keys and values is recorded as public leaves of ledger/main, with who caused it': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const { events } = await store.append(ledger, aCommit());
    const cause = events[0]?.id ?? '';
    const notices = [destroyed, erased()];
    const recorded = await store.record(ledger, recording(notices, { cause, corr: 'a request' }));
    const leaves = (await assertSoundLedger(store, ledger)).slice(2);
    assert.deepEqual(
      leaves.map(({ idx, type, data, stream, clr, schema, actor }) => ({
        idx,
        type,
        data,
        stream,
        clr,
        schema,
        actor,
      })),
      notices.map((notice, i) => ({
        ...{ idx: 2 + i, stream: 'ledger/main', clr: 0, schema: 1, actor: BUILT_ACTOR },
        ...notice,
      })),
    );
    for (const leaf of leaves) assert.deepEqual([leaf.cause, leaf.corr], [cause, 'a request']);
    for (const each of [store, await scene.open()]) {
      const found = await each.find(ledger, recorded.id);
      assert.ok(found !== undefined);
      assertSameCommit(found, recorded);
    }
  },
  'recorded again under the same id nothing is written; another content is a reuse of the id': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    const notice = recording([erased()]);
    const first = await store.record(ledger, notice);
    for (const each of [store, await scene.open()]) {
      const again = await each.record(ledger, notice);
      assertSameCommit(again, first);
      assert.equal(again.repeated, true);
      await refusalOf(CommitIdReusedError, each.record(ledger, { ...notice, events: [destroyed] }));
    }
    assert.equal((await assertSoundLedger(store, ledger)).length, 3);
  },
  'what ledger-format §7 does not allow is refused, and nothing of it is written': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    const unfit = [
      { type: 'ledger.DisclosureErased', data: { digest: 'short', target: 'x', targetIdx: 1, basis: BASIS } },
      { type: 'ledger.DisclosureErased', data: { digest: DIGEST, target: 'x', targetIdx: -1, basis: BASIS } },
      { type: 'ledger.SubjectKeyDestroyed', data: { ...destroyed.data, subject: 'wgx-0001.P-1' } },
      { type: 'ledger.SubjectKeyDestroyed', data: { kid: 'k1_short', basis: BASIS, request: 'r' } },
      { type: 'ledger.KeyAdded', data: { use: 'other', vkey: 'none' } },
      { type: 'ledger.Closed', data: { reason: 'merged', basis: BASIS, successors: [] } },
      { type: 'ledger.Invented', data: {} },
      { type: 'issues.IssueRaised', data: {} },
      // as: what no typed caller gives
    ] as unknown as readonly LedgerNotice[];
    for (const notice of unfit) {
      const refused: InvalidCommitError = await refusalOf(
        InvalidCommitError,
        store.record(ledger, recording([destroyed, notice])),
      );
      assert.equal(refused.code, 'EVENT_INVALID');
    }
    const full = Array.from({ length: MAX_EVENTS_PER_COMMIT + 1 }, () => destroyed);
    assert.equal((await refusalOf(InvalidCommitError, store.record(ledger, recording(full)))).code, 'COMMIT_TOO_LARGE');
    assert.equal((await refusalOf(InvalidCommitError, store.record(ledger, recording([])))).code, 'COMMIT_EMPTY');
    assert.equal((await assertSoundLedger(store, ledger)).length, 2);
  },
  'what says where in its ledger it lies is recorded there, and nowhere else': async (scene) => {
    const [store, other] = [await scene.open(), await scene.open()];
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    await other.append(ledger, aCommit()); // what `store` remembers of the ledger is out of date
    for (const size of [0, 2, 4])
      await refusalOf(ConditionFailedError, store.record(ledger, recording([destroyed], { expect: { size } })));
    const there = recording([destroyed, erased()], { expect: { size: 3 } });
    assert.equal((await store.record(ledger, there)).idx, 3);
    await other.append(ledger, aCommit());
    assert.equal((await store.record(ledger, there)).repeated, true);
    const rivals = [store, other].map((each) =>
      each.record(ledger, recording([erased()], { expect: { size: 6 } })).then(
        ({ idx }) => idx,
        (error: unknown) => (error instanceof ConditionFailedError ? 'refused' : error),
      ),
    );
    assert.deepEqual(new Set(await Promise.all(rivals)), new Set([6, 'refused']));
    for (const size of [-1, 1.5]) {
      const refused: InvalidCommitError = await refusalOf(
        InvalidCommitError,
        store.record(ledger, recording([destroyed], { expect: { size } })),
      );
      assert.equal(refused.code, 'COMMIT_INVALID');
    }
    assert.equal((await assertSoundLedger(store, ledger)).length, 7);
  },
  'nothing is recorded of a ledger that does not exist, nor after its end': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await refusalOf(InvalidCommitError, store.record(ledger, recording([destroyed])));
    assert.equal(await store.head(ledger), undefined);
    await store.append(ledger, aCommit());
    const early = recording([destroyed]);
    const recorded = await store.record(ledger, early);
    await store.close(ledger, { ...recording([]), reason: 'abolished', basis: BASIS, successors: [] });
    await refusalOf(LedgerClosedError, store.record(ledger, recording([erased()])));
    assertSameCommit(await store.record(ledger, early), recorded);
  },
};

/** Records of what became of keys and sealed values (ledger-format §7). */
export const recordingCases: readonly ConformanceCase[] = casesOf('erasure and end', plays);
