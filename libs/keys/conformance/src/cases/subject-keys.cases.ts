import assert from 'node:assert/strict';
import { derivedEntropy, ledgerId } from '@taizhang/kernel';
import { createKeyStore } from '@taizhang/keys-port';
import type { KeyStoreCase } from '../conformance-case.js';
import { everything, hex, LEDGER, only, PASSPHRASE, withRows, withStores } from '../scene.js';

const PERSON = 'wgx-0371.P-1';
const OTHER_LEDGER = ledgerId('organization', 'wgx-0371');

/** Keys of subjects (ledger-format §9). */
export const subjectKeyCases: readonly KeyStoreCase[] = [
  {
    title: 'makes a subject’s key once, 32 bytes under a kid of 16, and opens by the kid',
    run: (fixture) =>
      withStores(fixture, 2, async ([one, two]) => {
        assert.ok(one !== undefined && two !== undefined);
        const { kid, key } = await one.subjectKey(LEDGER, PERSON);
        assert.match(kid, /^k1_[A-Za-z0-9_-]{22}$/);
        assert.equal(key.length, 32);
        const again = await two.subjectKey(LEDGER, PERSON);
        assert.deepEqual([again.kid, hex(again.key)], [kid, hex(key)]);
        assert.equal(hex(await two.subjectKeyOf(LEDGER, kid)), hex(key));
        assert.equal(await two.subjectKeyOf(OTHER_LEDGER, kid), undefined);
      }),
  },
  {
    title: 'gives all who ask at once for a subject the same key',
    run: (fixture) =>
      withStores(fixture, 4, async (stores) => {
        const made = await Promise.all(stores.map((store) => store.subjectKey(LEDGER, PERSON)));
        assert.equal(new Set(made.map(({ kid }) => kid)).size, 1);
        assert.equal(new Set(made.map(({ key }) => hex(key))).size, 1);
        assert.equal((await only(stores).subjectKeys(PERSON)).length, 1);
      }),
  },
  {
    title: 'has another key and kid for each subject and each ledger, and knows where a subject has keys',
    run: (fixture) =>
      withStores(fixture, 1, async (stores) => {
        const store = only(stores);
        const here = await store.subjectKey(LEDGER, PERSON);
        const there = await store.subjectKey(OTHER_LEDGER, PERSON);
        const another = await store.subjectKey(LEDGER, 'wgx-0371.P-2');
        assert.equal(new Set([here, there, another].map(({ kid }) => kid)).size, 3);
        assert.equal(new Set([here, there, another].map(({ key }) => hex(key))).size, 3);
        assert.deepEqual(await store.subjectKeys(PERSON), [
          { ledger: LEDGER, kid: here.kid },
          { ledger: OTHER_LEDGER, kid: there.kid },
        ]);
        assert.deepEqual(await store.subjectKeys('nobody'), []);
      }),
  },
  {
    title: 'tells whoever has the rows neither a subject nor which key is whose',
    run: (fixture) =>
      withStores(fixture, 1, async (stores, place) => {
        const { kid, key } = await only(stores).subjectKey(LEDGER, PERSON);
        const rows = await withRows(fixture, place, everything);
        for (const { id, open, wrapped } of rows) {
          assert.ok(!`${id} ${open}`.includes(PERSON));
          assert.ok(!id.startsWith('subject-of/') || !`${id} ${open}`.includes(kid));
          for (const secret of [Buffer.from(PERSON), Buffer.from(kid), Buffer.from(key)])
            assert.ok(!Buffer.from(wrapped).includes(secret));
        }
      }),
  },
  {
    title: 'destroys a key for good: neither it nor its kid comes back, and a new one is made when asked',
    run: (fixture) =>
      withStores(fixture, 2, async ([one, two]) => {
        assert.ok(one !== undefined && two !== undefined);
        const elsewhere = await one.subjectKey(OTHER_LEDGER, PERSON);
        const { kid, key } = await one.subjectKey(LEDGER, PERSON);
        await two.destroySubjectKey(LEDGER, kid);
        await one.destroySubjectKey(LEDGER, kid);
        assert.equal(await one.subjectKeyOf(LEDGER, kid), undefined);
        assert.deepEqual(await one.subjectKeys(PERSON), [{ ledger: OTHER_LEDGER, kid: elsewhere.kid }]);
        const next = await one.subjectKey(LEDGER, PERSON);
        assert.notEqual(next.kid, kid);
        assert.notEqual(hex(next.key), hex(key));
        assert.equal(await two.subjectKeyOf(LEDGER, kid), undefined);
      }),
  },
  {
    title: 'goes on after a destruction that was cut short anywhere',
    run: async (fixture) => {
      for (const cut of ['subject-of/', 'subject/']) {
        await withStores(fixture, 1, async (stores, place) => {
          const store = only(stores);
          const { kid } = await store.subjectKey(LEDGER, PERSON);
          // What a destruction leaves that ended before it deleted these rows.
          const left = (await withRows(fixture, place, everything)).filter(({ id }) => id.startsWith(cut));
          await store.destroySubjectKey(LEDGER, kid);
          await withRows(fixture, place, (rows) => rows.insertAll(left));
          assert.equal(await store.subjectKeyOf(LEDGER, kid), undefined);
          const next = await store.subjectKey(LEDGER, PERSON);
          assert.notEqual(next.kid, kid);
          await store.destroySubjectKey(LEDGER, kid);
          assert.deepEqual(await store.subjectKeys(PERSON), [{ ledger: LEDGER, kid: next.kid }]);
          assert.equal(hex(await store.subjectKeyOf(LEDGER, next.kid)), hex(next.key));
        });
      }
    },
  },
  {
    title: 'derives the same kids and keys from the same seed, never those that were destroyed',
    run: async (fixture) => {
      const seen: unknown[] = [];
      for (let deployment = 0; deployment < 2; deployment += 1) {
        await withStores(
          fixture,
          1,
          async (stores) => {
            const first = await only(stores).subjectKey(LEDGER, PERSON);
            await only(stores).destroySubjectKey(LEDGER, first.kid);
            const second = await only(stores).subjectKey(LEDGER, PERSON);
            assert.notEqual(first.kid, second.kid);
            assert.notEqual(hex(first.key), hex(second.key));
            seen.push([first.kid, hex(first.key), second.kid, hex(second.key)]);
          },
          derivedEntropy('seed'),
        );
      }
      assert.deepEqual(seen[0], seen[1]);
    },
  },
  {
    title: 'finds a subject again after a restart',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      const open = async () =>
        createKeyStore(await fixture.open(place), { passphrase: PASSPHRASE, entropy: derivedEntropy('any') });
      const before = await open();
      const { kid } = await before.subjectKey(LEDGER, PERSON);
      await before.close();
      const after = await open();
      assert.deepEqual(await after.subjectKeys(PERSON), [{ ledger: LEDGER, kid }]);
      await after.close();
    },
  },
];
