import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { derivedEntropy, systemEntropy } from '@taizhang/kernel';
import { KEY_TYPE_COSIGNATURE, parseVkey } from '@taizhang/ledger';
import { createKeyStore, KeyStoreError } from '@taizhang/keys-port';
import type { KeyStoreCase } from '../conformance-case.js';
import { LEDGER, only, ORIGIN, PASSPHRASE, withStores } from '../scene.js';

/** Keys of ledgers, secrets of the deployment, and the key-encryption key above them. */
export const signingCases: readonly KeyStoreCase[] = [
  {
    title: 'makes a log and an export key with the names of ledger-format §4 and §11, once',
    run: (fixture) =>
      withStores(fixture, 1, async (stores) => {
        const store = only(stores);
        const keys = await store.ledgerKeys(LEDGER, ORIGIN);
        assert.equal(parseVkey(keys.log.vkey).name, ORIGIN);
        assert.equal(parseVkey(keys.export.vkey).name, `${ORIGIN}/export`);
        assert.notEqual(keys.log.vkey, keys.export.vkey);
        assert.deepEqual(await store.ledgerKeys(LEDGER, ORIGIN), keys);
      }),
  },
  {
    title: 'gives all who ask at once the same keys: one wins',
    run: (fixture) =>
      withStores(fixture, 4, async (stores) => {
        const keys = await Promise.all(stores.map((store) => store.ledgerKeys(LEDGER, ORIGIN)));
        assert.equal(new Set(keys.map(({ log }) => log.vkey)).size, 1);
        assert.equal(new Set(keys.map((pair) => pair.export.vkey)).size, 1);
      }),
  },
  {
    title: 'signs so that the vkey verifies, and has no signer for a ledger without keys',
    run: (fixture) =>
      withStores(fixture, 1, async (stores) => {
        const store = only(stores);
        assert.deepEqual(await store.signers(LEDGER, 'log'), []);
        await store.ledgerKeys(LEDGER, ORIGIN);
        const [signer, ...others] = await store.signers(LEDGER, 'log');
        assert.ok(signer !== undefined);
        assert.equal(others.length, 0);
        const message = Buffer.from('rectify.example/issues/wgx-0371\n1\n');
        const x = Buffer.from(parseVkey(signer.vkey).publicKey).toString('base64url');
        const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
        assert.ok(verify(null, message, key, await signer.sign(message)));
      }),
  },
  {
    title: 'makes later generations of a log key, each once for all who ask, and signs with all of them, oldest first',
    run: (fixture) =>
      withStores(fixture, 2, async (stores) => {
        const store = only(stores);
        await assert.rejects(store.logKey(LEDGER, ORIGIN, 2), RangeError);
        const { log } = await store.ledgerKeys(LEDGER, ORIGIN);
        assert.deepEqual(await store.logKey(LEDGER, ORIGIN, 1), log);
        await assert.rejects(store.logKey(LEDGER, ORIGIN, 3), RangeError);
        const vkeys = [log.vkey];
        for (let generation = 2; generation <= 11; generation += 1) {
          const made = await Promise.all(stores.map((one) => one.logKey(LEDGER, ORIGIN, generation)));
          assert.deepEqual(made[1], made[0]);
          assert.equal(parseVkey(only(made).vkey).name, ORIGIN);
          vkeys.push(only(made).vkey);
        }
        assert.equal(new Set(vkeys).size, 11);
        assert.equal((await store.ledgerKeys(LEDGER, ORIGIN)).log.vkey, log.vkey);
        const signers = await store.signers(LEDGER, 'log');
        assert.deepEqual(
          signers.map(({ vkey }) => vkey),
          vkeys,
        );
        const message = Buffer.from('rectify.example/issues/wgx-0371\n1\n');
        for (const { vkey, sign } of signers) {
          const x = Buffer.from(parseVkey(vkey).publicKey).toString('base64url');
          const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
          assert.ok(verify(null, message, key, await sign(message)));
        }
        assert.equal((await store.signers(LEDGER, 'export')).length, 1);
      }),
  },
  {
    title: 'has one key for each witness, of the type that only cosigns, and another one for each name',
    run: (fixture) =>
      withStores(fixture, 2, async (stores) => {
        const name = 'rectify.example/witness/city-wgx';
        const signers = await Promise.all(stores.map((store) => store.witnessSigner(name)));
        assert.equal(new Set(signers.map(({ vkey }) => vkey)).size, 1);
        const { vkey, sign } = only(signers);
        const { name: named, type, publicKey } = parseVkey(vkey);
        assert.deepEqual([named, type], [name, KEY_TYPE_COSIGNATURE]);
        const x = Buffer.from(publicKey).toString('base64url');
        const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
        const message = Buffer.from('cosignature/v1\n');
        assert.ok(verify(null, message, key, await sign(message)));
        const other = await only(stores).witnessSigner('rectify.example/witness/city-b');
        assert.notDeepEqual(parseVkey(other.vkey).publicKey, publicKey);
      }),
  },
  {
    title: 'keeps keys and secrets over a restart',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      const open = async () =>
        createKeyStore(await fixture.open(place), { passphrase: PASSPHRASE, entropy: systemEntropy });
      const before = await open();
      const [keys, secret] = [await before.ledgerKeys(LEDGER, ORIGIN), await before.secret('commit-digest')];
      await before.close();
      const after = await open();
      assert.deepEqual(await after.ledgerKeys(LEDGER, ORIGIN), keys);
      assert.deepEqual(Buffer.from(await after.secret('commit-digest')), Buffer.from(secret));
      await after.close();
    },
  },
  {
    title: 'has one secret per purpose, the same in all processes',
    run: (fixture) =>
      withStores(fixture, 3, async (stores) => {
        const secrets = await Promise.all(stores.map((store) => store.secret('commit-digest')));
        assert.equal(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size, 1);
        const other = await only(stores).secret('search-grams');
        assert.notDeepEqual(Buffer.from(other), Buffer.from(only(secrets)));
        assert.equal(other.length, 32);
      }),
  },
  {
    title: 'refuses a wrong key-encryption key in one sentence, and gives nothing away',
    run: (fixture) =>
      withStores(fixture, 1, async (stores, place) => {
        await only(stores).ledgerKeys(LEDGER, ORIGIN);
        const rows = await fixture.open(place);
        await assert.rejects(createKeyStore(rows, { passphrase: 'wrong', entropy: systemEntropy }), (error) => {
          assert.ok(error instanceof KeyStoreError);
          assert.equal(error.code, 'KEK_WRONG');
          return true;
        });
        await rows.close();
      }),
  },
  {
    title: 'stores no private key or secret in the clear',
    run: (fixture) =>
      withStores(
        fixture,
        1,
        async (stores, place) => {
          await only(stores).ledgerKeys(LEDGER, ORIGIN);
          const seed = derivedEntropy('seed').bytes(32, { log: ORIGIN, commit: 'keys', purpose: 'key/log' });
          const rows = await fixture.open(place);
          const row = await rows.get(`ledger/${LEDGER}/log/1`);
          assert.ok(row !== undefined);
          assert.ok(!Buffer.from(row.wrapped).includes(Buffer.from(seed)));
          await rows.close();
        },
        derivedEntropy('seed'),
      ),
  },
  {
    title: 'derives the same keys from the same seed in two deployments (design §3)',
    run: async (fixture) => {
      const vkeys: string[] = [];
      for (let deployment = 0; deployment < 2; deployment += 1) {
        await withStores(
          fixture,
          1,
          async (stores) => {
            vkeys.push((await only(stores).ledgerKeys(LEDGER, ORIGIN)).log.vkey);
          },
          derivedEntropy('seed'),
        );
      }
      assert.equal(vkeys[0], vkeys[1]);
    },
  },
];
