import assert from 'node:assert/strict';
import { ledgerId } from '@taizhang/kernel';
import { DATA_KEY_BYTES, type DataKeyEntry, type GroupedData } from '@taizhang/keys-port';
import type { KeyStoreCase } from '../conformance-case.js';
import { everything, hex, LEDGER, only, withRows, withStores } from '../scene.js';

const OTHER_LEDGER = ledgerId('organization', 'wgx-0371');
const KID = 'k1_AAAAAAAAAAAAAAAAAAAAAA';

function entry(name: string, more: Partial<DataKeyEntry> = {}): DataKeyEntry {
  return { ledger: LEDGER, name, ...more };
}

async function all(found: AsyncIterable<GroupedData>): Promise<readonly GroupedData[]> {
  const list: GroupedData[] = [];
  for await (const one of found) list.push(one);
  return list;
}

/** Keys of data at rest (design §5). */
export const dataKeyCases: readonly KeyStoreCase[] = [
  {
    title: 'makes a data key per name, in the order asked, and gives each by its name',
    run: (fixture) =>
      withStores(fixture, 2, async ([one, two]) => {
        assert.ok(one !== undefined && two !== undefined);
        const made = await one.dataKeys.make('disclosure', [entry('b'), entry('a'), entry('b-2_x')]);
        assert.deepEqual(
          made.map(({ length }) => length),
          [DATA_KEY_BYTES, DATA_KEY_BYTES, DATA_KEY_BYTES],
        );
        const found = await two.dataKeys.get('disclosure', LEDGER, ['a', 'b', 'unknown', 'b-2_x']);
        assert.deepEqual(
          ['b', 'a', 'b-2_x'].map((name) => hex(found.get(name))),
          made.map(hex),
        );
        assert.equal(found.size, 3);
        assert.deepEqual(await one.dataKeys.make('disclosure', []), []);
      }),
  },
  {
    title: 'keeps purposes and ledgers apart',
    run: (fixture) =>
      withStores(fixture, 1, async (stores) => {
        const { dataKeys } = only(stores);
        const made = [
          only(await dataKeys.make('disclosure', [entry('n')])),
          only(await dataKeys.make('blob', [entry('n')])),
          only(await dataKeys.make('blob', [entry('n', { ledger: OTHER_LEDGER })])),
        ];
        assert.equal(new Set(made.map(hex)).size, 3);
        await dataKeys.destroy('blob', LEDGER, ['n']);
        assert.equal((await dataKeys.get('blob', LEDGER, ['n'])).size, 0);
        assert.equal((await dataKeys.get('disclosure', LEDGER, ['n'])).size, 1);
        assert.equal((await dataKeys.get('blob', OTHER_LEDGER, ['n'])).size, 1);
      }),
  },
  {
    title: 'gives a name that has a key that one, beside new ones',
    run: (fixture) =>
      withStores(fixture, 3, async (stores) => {
        const made = await Promise.all(
          stores.map(({ dataKeys }, i) => dataKeys.make('disclosure', [entry(`own-${String(i)}`), entry('shared')])),
        );
        assert.equal(new Set(made.map((keys) => hex(keys[1]))).size, 1);
        assert.equal(new Set(made.map((keys) => hex(keys[0]))).size, 3);
      }),
  },
  {
    title: 'destroys the keys that are named and no others, also twice',
    run: (fixture) =>
      withStores(fixture, 1, async (stores) => {
        const { dataKeys } = only(stores);
        await dataKeys.make('disclosure', [entry('a'), entry('b'), entry('c')]);
        await dataKeys.destroy('disclosure', LEDGER, ['a', 'c', 'unknown']);
        await dataKeys.destroy('disclosure', LEDGER, ['a']);
        assert.deepEqual([...(await dataKeys.get('disclosure', LEDGER, ['a', 'b', 'c'])).keys()], ['b']);
      }),
  },
  {
    title: 'finds what there is about a subject, with its commits, more than a page of it',
    run: (fixture) =>
      withStores(fixture, 1, async (stores) => {
        const { dataKeys } = only(stores);
        const names = Array.from({ length: 1_100 }, (_, i) => `n${String(i).padStart(4, '0')}`);
        const commit = '00000000-0000-8000-8000-000000000001';
        await dataKeys.make('disclosure', [
          ...names.map((name) => entry(name, { group: KID, commit })),
          entry('of-nobody'),
          entry('elsewhere', { ledger: OTHER_LEDGER, group: KID }),
        ]);
        await dataKeys.make('blob', [entry('scan', { group: KID })]);
        assert.deepEqual(await all(dataKeys.ofGroup(LEDGER, KID)), [
          { purpose: 'blob', name: 'scan' },
          ...names.map((name) => ({ purpose: 'disclosure', name, commit })),
        ]);
        await dataKeys.destroy('disclosure', LEDGER, names);
        assert.deepEqual(await all(dataKeys.ofGroup(LEDGER, KID)), [{ purpose: 'blob', name: 'scan' }]);
      }),
  },
  {
    title: 'stores no data key in the clear, and refuses names that are none',
    run: (fixture) =>
      withStores(fixture, 1, async (stores, place) => {
        const { dataKeys } = only(stores);
        const [key] = await dataKeys.make('blob', [entry('scan')]);
        assert.ok(key !== undefined);
        for (const { wrapped } of await withRows(fixture, place, everything))
          assert.ok(!Buffer.from(wrapped).includes(Buffer.from(key)));
        for (const name of ['', 'a/b', '../a', 'é', 'x'.repeat(129)]) {
          await assert.rejects(dataKeys.make('blob', [entry(name)]), RangeError);
          assert.equal((await dataKeys.get('blob', LEDGER, [name])).size, 0);
        }
      }),
  },
];
