import assert from 'node:assert/strict';
import { systemEntropy } from '@taizhang/kernel';
import {
  createKeyStore,
  isRotatingTo,
  KEY_ROWS_PAGE,
  keyInventory,
  KeyStoreError,
  rotateKeyEncryption,
  type KeyRows,
  type KeyStore,
} from '@taizhang/keys-port';
import type { KeyStoreCase, KeyStoreFixture } from '../conformance-case.js';
import { hex, LEDGER, only, ORIGIN, PASSPHRASE, withRows, withStores } from '../scene.js';

const NEXT = 'the next one';
/** More than a page. */
const DISCLOSURES = KEY_ROWS_PAGE + 20;
const ROTATION = { present: PASSPHRASE, next: NEXT };

async function filled(store: KeyStore) {
  const { log } = await store.ledgerKeys(LEDGER, ORIGIN);
  const { kid, key } = await store.subjectKey(LEDGER, 'wgx-0371.P-1');
  const names = Array.from({ length: DISCLOSURES }, (_, i) => `n${String(i)}`);
  const data = await store.dataKeys.make(
    'disclosure',
    names.map((name) => ({ ledger: LEDGER, name, group: kid })),
  );
  return { log, kid, key, names, data };
}

async function assertOpens(
  fixture: KeyStoreFixture,
  place: string,
  passphrase: string,
  kept: Awaited<ReturnType<typeof filled>>,
) {
  const store = await createKeyStore(await fixture.open(place), { passphrase, entropy: systemEntropy });
  await assertHas(store, kept);
  await store.close();
}

async function assertHas(store: KeyStore, { log, kid, key, names, data }: Awaited<ReturnType<typeof filled>>) {
  assert.deepEqual(
    (await store.signers(LEDGER, 'log')).map(({ vkey }) => vkey),
    [log.vkey],
  );
  assert.equal(hex(await store.subjectKeyOf(LEDGER, kid)), hex(key));
  assert.equal(only(await store.subjectKeys('wgx-0371.P-1')).kid, kid);
  const found = await store.dataKeys.get('disclosure', LEDGER, names);
  assert.deepEqual(
    names.map((name) => hex(found.get(name))),
    data.map(hex),
  );
}

const refusedAs = (code: KeyStoreError['code']) => (error: unknown) => {
  assert.ok(error instanceof KeyStoreError);
  assert.equal(error.code, code);
  return true;
};

/** Rows that fail at the n-th change, as when a process dies. */
function dyingAt(rows: KeyRows, changes: number): KeyRows {
  let left = changes;
  const counted = async <T>(act: () => Promise<T>): Promise<T> => {
    if (left === 0) throw new Error('died');
    left -= 1;
    return act();
  };
  return {
    get: (id) => rows.get(id),
    getAll: (ids) => rows.getAll(ids),
    list: (prefix, page) => rows.list(prefix, page),
    ofGroup: (group, page) => rows.ofGroup(group, page),
    count: (prefix) => rows.count(prefix),
    insertAll: (inserted) => counted(() => rows.insertAll(inserted)),
    replaceAll: (replaced) => counted(() => rows.replaceAll(replaced)),
    deleteAll: (ids) => counted(() => rows.deleteAll(ids)),
    close: () => rows.close(),
  };
}

/** Exchange of the key-encryption key. */
export const rotationCases: readonly KeyStoreCase[] = [
  {
    title: 'rotates the key-encryption key: all is there under the new one, nothing opens with the old one',
    run: (fixture) =>
      withStores(fixture, 1, async (stores, place) => {
        const kept = await filled(only(stores));
        const { version } = await withRows(fixture, place, (rows) => rotateKeyEncryption(rows, ROTATION));
        assert.equal(version, 2);
        await assertOpens(fixture, place, NEXT, kept);
        await assert.rejects(assertOpens(fixture, place, PASSPHRASE, kept), refusedAs('KEK_WRONG'));
        assert.deepEqual((await withRows(fixture, place, keyInventory)).kekVersions, [2]);
      }),
  },
  {
    title: 'finishes a rotation that was cut short anywhere; until then either passphrase opens',
    run: async (fixture) => {
      for (let changes = 1; changes < 6; changes += 1) {
        await withStores(fixture, 1, async (stores, place) => {
          const kept = await filled(only(stores));
          const cut = withRows(fixture, place, (rows) => rotateKeyEncryption(dyingAt(rows, changes), ROTATION));
          const died = await cut.then(
            () => false,
            () => true,
          );
          if (
            died &&
            (await withRows(fixture, place, async (rows) => (await keyInventory(rows)).kekVersions.length)) > 1
          )
            await assertOpens(fixture, place, PASSPHRASE, kept);
          await assertOpens(fixture, place, NEXT, kept);
          if (!(await withRows(fixture, place, (rows) => isRotatingTo(rows, NEXT)))) return;
          const other = { present: NEXT, next: 'a third' };
          const begun = withRows(fixture, place, (rows) => rotateKeyEncryption(rows, other));
          await assert.rejects(begun, refusedAs('KEK_ROTATION'));
          await withRows(fixture, place, (rows) => rotateKeyEncryption(rows, { present: NEXT, next: NEXT }));
          await assertOpens(fixture, place, NEXT, kept);
          await assert.rejects(assertOpens(fixture, place, PASSPHRASE, kept), refusedAs('KEK_WRONG'));
        });
      }
    },
  },
  {
    title: 'leaves a host that runs beside a rotation able to read and write, and loses nothing that it writes',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      const running = await createKeyStore(await fixture.open(place), {
        passphrase: PASSPHRASE,
        passphraseAgain: () => Promise.resolve(NEXT),
        entropy: systemEntropy,
      });
      const kept = await filled(running);
      await withRows(fixture, place, (rows) => rotateKeyEncryption(rows, ROTATION));
      const late = await running.subjectKey(LEDGER, 'wgx-0371.P-2');
      await assertHas(running, kept);
      await running.close();
      const after = await createKeyStore(await fixture.open(place), { passphrase: NEXT, entropy: systemEntropy });
      assert.equal(hex(await after.subjectKeyOf(LEDGER, late.kid)), hex(late.key));
      await after.close();
    },
  },
  {
    title: 'refuses to rotate with a wrong key, or to the present one',
    run: (fixture) =>
      withStores(fixture, 1, async (stores, place) => {
        const kept = await filled(only(stores));
        const rotate = (present: string, next: string) =>
          withRows(fixture, place, (rows) => rotateKeyEncryption(rows, { present, next }));
        await assert.rejects(rotate('wrong', NEXT), refusedAs('KEK_WRONG'));
        await assert.rejects(rotate(PASSPHRASE, PASSPHRASE), refusedAs('KEK_ROTATION'));
        await assertOpens(fixture, place, PASSPHRASE, kept);
      }),
  },
  {
    title: 'lists and counts its keys without any secret',
    run: (fixture) =>
      withStores(fixture, 1, async (stores, place) => {
        const { log, kid } = await filled(only(stores));
        await only(stores).destroySubjectKey(LEDGER, kid);
        const { ledgerKeys, ...counts } = await withRows(fixture, place, keyInventory);
        assert.deepEqual(
          ledgerKeys.map(({ use }) => use),
          ['export', 'log'],
        );
        assert.deepEqual(ledgerKeys[1], { ledger: LEDGER, use: 'log', generation: 1, vkey: log.vkey });
        assert.deepEqual(counts, {
          kekVersions: [1],
          witnessVkeys: [],
          subjectKeys: 0,
          destroyedSubjectKeys: 1,
          disclosureKeys: DISCLOSURES,
          blobKeys: 0,
        });
      }),
  },
];
