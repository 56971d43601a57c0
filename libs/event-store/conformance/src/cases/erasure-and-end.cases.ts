import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  CommitIdReusedError,
  LedgerClosedError,
  RevisionConflictError,
  type LedgerClosing,
  type ProposedDisclosure,
} from '@taizhang/event-store-port';
import { aCommit, anEvent, BUILT_ACTOR, freshCommitId } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { assertSameCommit, assertSoundLedger, ledgerOf, streamOf } from '../reading.js';
import { outcomesOf, refusalOf } from '../refusal.js';

function closing(parts: Partial<LedgerClosing> = {}): LedgerClosing {
  const successors = ['rectify.example/issues/wgx-0999'];
  return {
    id: freshCommitId(),
    actor: BUILT_ACTOR,
    reason: 'merged',
    basis: '机构改革方案〔2014〕3号',
    successors,
    ...parts,
  };
}

function disclosure(name: string, value: string): ProposedDisclosure {
  const text = Buffer.from(JSON.stringify(['c2FsdHNhbHRzYWx0c2FsdA', name, value])).toString('base64url');
  return { digest: createHash('sha256').update(text).digest('base64url'), disclosure: text };
}

const ends: Readonly<Record<string, Play>> = {
  'ledger.Closed is the last leaf and says why, on what ground, and who goes on': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    const end = closing();
    const recorded = await store.close(ledger, end);
    const last = (await assertSoundLedger(store, ledger)).at(-1);
    assert.deepEqual(
      [last?.idx, last?.type, last?.stream, last?.clr, last?.actor],
      [2, 'ledger.Closed', 'ledger/main', 0, BUILT_ACTOR],
    );
    assert.deepEqual(last?.data, { reason: end.reason, basis: end.basis, successors: end.successors });
    assertSameCommit(await store.find(ledger, end.id), recorded);
  },
  'after it every append is refused, here, on another store and after a restart; reading goes on': async (scene) => {
    const [store, other] = [await scene.open(), await scene.open()];
    const [ledger, neighbour] = [scene.ledger(), scene.ledger()];
    await store.append(ledger, aCommit());
    await other.append(ledger, aCommit());
    await store.close(ledger, closing());
    const before = await ledgerOf(store, ledger);
    await store.stop();
    for (const each of [other, await scene.open()]) {
      assert.equal((await refusalOf(LedgerClosedError, each.append(ledger, aCommit()))).code, 'LEDGER_CLOSED');
      await refusalOf(
        LedgerClosedError,
        each.append(ledger, aCommit({ events: ['issue/new'], expect: { streams: { 'issue/new': 'no-stream' } } })),
      );
      await refusalOf(LedgerClosedError, each.close(ledger, closing()));
      assert.deepEqual(await ledgerOf(each, ledger), before);
      assert.equal((await streamOf(each, ledger, 'issue/1')).length, 2);
      await each.append(neighbour, aCommit());
    }
  },
  'closing again under the same id answers the first result; earlier commits still answer theirs': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const commit = aCommit();
    const first = await store.append(ledger, commit);
    const end = closing();
    const closed = await store.close(ledger, end);
    for (const each of [store, await scene.open()]) {
      assertSameCommit(await each.close(ledger, end), closed);
      assertSameCommit(await each.append(ledger, commit), first);
      await refusalOf(CommitIdReusedError, each.append(ledger, { ...commit, digest: 'another' }));
    }
    assert.equal((await assertSoundLedger(store, ledger)).length, 3);
  },
  'closing obeys expectations: it is refused while something moves, and the ledger goes on': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    await refusalOf(RevisionConflictError, store.close(ledger, closing({ expect: { streams: { 'issue/1': 5 } } })));
    await store.append(ledger, aCommit());
    await store.close(ledger, closing({ expect: { streams: { 'issue/1': 1 } } }));
    await refusalOf(LedgerClosedError, store.append(ledger, aCommit()));
  },
  'of appends that race with the closing some come before it, none after it, also between two stores': async (
    scene,
  ) => {
    const [store, other] = [await scene.open(), await scene.open()];
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    const append = () => [store, other].map((each) => each.append(ledger, aCommit()));
    const [early, closed, late] = [append(), store.close(ledger, closing()), Array.from({ length: 4 }, append).flat()];
    const outcomes = await outcomesOf([...early, ...late]);
    await closed;
    for (const refusal of outcomes.refused) assert.ok(refusal instanceof LedgerClosedError, String(refusal));
    const events = await assertSoundLedger(other, ledger);
    assert.equal(events.at(-1)?.type, 'ledger.Closed');
    assert.equal(events.length, 3 + outcomes.accepted.length);
    await refusalOf(LedgerClosedError, other.append(ledger, aCommit()));
  },
  'followers get the end like any leaf': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await store.append(ledger, aCommit());
    const follower = scene.follow(store);
    await store.close(ledger, closing({ successors: [] }));
    await follower.until('the end', (events) => events.at(-1)?.type === 'ledger.Closed');
    assert.deepEqual(follower.indices(ledger), [0, 1, 2]);
    await follower.cancel();
  },
};

const disclosures: Readonly<Record<string, Play>> = {
  'disclosures are stored with their commit and read back by digest, here and after a restart': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const stored = Array.from({ length: 20 }, (_, i) => disclosure(`字段${String(i)}`, '慰问品清单'.repeat(i)));
    const data = { _sd: stored.map(({ digest }) => digest).sort(), _sdl: stored.map(() => 2) };
    await store.append(ledger, aCommit({ events: [anEvent('issue/1', { data })], disclosures: stored }));
    const digests = stored.map(({ digest }) => digest);
    for (const each of [store, await scene.open()]) {
      const found = await each.disclosures(ledger, digests);
      assert.deepEqual(new Map(found), new Map(stored.map((each) => [each.digest, each.disclosure])));
      assert.deepEqual([...(await each.disclosures(ledger, digests.slice(3, 4))).keys()], digests.slice(3, 4));
    }
  },
  'unknown digests are absent, and no ledger gives those of another': async (scene) => {
    const store = await scene.open();
    const [ledger, other] = [scene.ledger(), scene.ledger()];
    const [here, there] = [disclosure('text', '此处'), disclosure('text', '彼处')];
    await store.append(ledger, aCommit({ disclosures: [here] }));
    await store.append(other, aCommit({ disclosures: [there] }));
    assert.deepEqual(
      [...(await store.disclosures(ledger, [here.digest, there.digest, 'unknown'])).keys()],
      [here.digest],
    );
    assert.deepEqual([...(await store.disclosures(other, [here.digest, there.digest])).values()], [there.disclosure]);
    assert.equal((await store.disclosures(ledger, [])).size, 0);
  },
  'a retry with its disclosures, and a disclosure that comes with two commits, do no harm': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const shared = disclosure('text', '同一值');
    const commit = aCommit({ disclosures: [shared] });
    const first = await store.append(ledger, commit);
    assertSameCommit(await store.append(ledger, commit), first);
    const both = [disclosure('more', '另一值'), shared];
    await store.append(ledger, aCommit({ disclosures: both }));
    assert.equal(
      (
        await store.disclosures(
          ledger,
          both.map(({ digest }) => digest),
        )
      ).size,
      2,
    );
    await assertSoundLedger(store, ledger);
  },
  'many commits with disclosures at once keep each their own': async (scene) => {
    const store = await scene.open();
    const ledgers = Array.from({ length: 4 }, () => scene.ledger());
    const proposed = Array.from({ length: 40 }, (_, i) => ({
      ledger: ledgers[i % 4] ?? scene.ledger(),
      kept: [disclosure('a', String(i)), disclosure('b', String(i))],
    }));
    await Promise.all(proposed.map(({ ledger, kept }) => store.append(ledger, aCommit({ disclosures: kept }))));
    for (const { ledger, kept } of proposed) {
      const found = await store.disclosures(
        ledger,
        kept.map(({ digest }) => digest),
      );
      assert.deepEqual(new Set(found.values()), new Set(kept.map((each) => each.disclosure)));
    }
  },
};

/** Ledgers that end; values kept beside the leaf, which may be erased without touching it. */
export const erasureAndEndCases: readonly ConformanceCase[] = casesOf('erasure and end', { ...ends, ...disclosures });
