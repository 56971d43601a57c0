import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import {
  createEventStore,
  InvalidCommitError,
  StoreBusyError,
  type ProposedDisclosure,
} from '@taizhang/event-store-port';
import { MemoryKeyRows } from '@taizhang/keys-conformance';
import { createKeyStore } from '@taizhang/keys-port';
import { systemClock, systemEntropy, type LedgerId } from '@taizhang/kernel';
import { disclosureDigest, makeDisclosure, sealEnvelope, type JsonObject } from '@taizhang/ledger';
import { aCommit, anEvent, derivedLedgerKeys } from '@taizhang/testkit';
import { DataKeyBatches, MAX_WAITING_KEYS } from './data-key-batches.js';
import { openVault } from './vault.js';

const AUTHORITY = 'rectify.example';
const LEDGER: LedgerId = 'issues/wgx-0371';
const EVENT = '019cac10-8610-7378-bc2b-a089d8b372c0';
const SALT = new Uint8Array(16).fill(7);

async function opened() {
  const database = new MemoryDatabase();
  const store = createEventStore(createMemoryCommitStorage(database), {
    authority: AUTHORITY,
    clock: systemClock,
    entropy: systemEntropy,
    ledgerKeys: derivedLedgerKeys,
  });
  const keys = await createKeyStore(new MemoryKeyRows(), { passphrase: 'p', entropy: systemEntropy });
  return { store, keys, database, vault: openVault({ store, keys, authority: AUTHORITY }) };
}

function commitOf(disclosures: readonly ProposedDisclosure[]) {
  const data: JsonObject = { _sd: disclosures.map(({ digest }) => digest).sort(), _sdl: disclosures.map(() => 2) };
  return aCommit({ events: [{ ...anEvent('issue/1', { data }), id: EVENT }], disclosures });
}

describe('the vault', () => {
  it('gives values back that rest encrypted, and no longer once their key is destroyed', async () => {
    const { vault, store, keys } = await opened();
    const told = [makeDisclosure('story', '群众来信', SALT), makeDisclosure('note', '受理', SALT)];
    await vault.append(LEDGER, commitOf(told));
    const digests = told.map(({ digest }) => digest);
    expect(await vault.disclosures(LEDGER, digests)).toEqual(new Map(told.map((one) => [one.digest, one.disclosure])));
    for (const text of (await store.disclosures(LEDGER, digests)).values())
      for (const { disclosure } of told) expect(text).not.toContain(disclosure.slice(0, 20));
    await keys.dataKeys.destroy('disclosure', LEDGER, digests.slice(0, 1));
    expect([...(await vault.disclosures(LEDGER, digests)).keys()]).toEqual(digests.slice(1));
    expect([...(await vault.sealedDisclosures(LEDGER, digests)).keys()]).toEqual(digests.slice(1));
  });

  it('opens envelopes of those whose key there is, and groups what is about them', async () => {
    const { vault, keys } = await opened();
    const { kid, key } = await keys.subjectKey(LEDGER, 'wgx-0371.P-1');
    const place = { log: `${AUTHORITY}/${LEDGER}`, event: EVENT, pointer: '/data/name' };
    const one = makeDisclosure('name', sealEnvelope('张三', { kid, key, salt: SALT }, place), SALT);
    const commit = commitOf([{ ...one, personal: { event: EVENT, pointer: '/data/name', kid } }]);
    await vault.append(LEDGER, commit);
    const open = await vault.disclosures(LEDGER, [one.digest]);
    expect(JSON.parse(Buffer.from(open.get(one.digest) ?? '', 'base64url').toString())).toEqual([
      expect.any(String),
      'name',
      '张三',
    ]);
    expect((await vault.sealedDisclosures(LEDGER, [one.digest])).get(one.digest)).toBe(one.disclosure);
    const grouped = [];
    for await (const each of keys.dataKeys.ofGroup(LEDGER, kid)) grouped.push(each);
    expect(grouped).toEqual([{ purpose: 'disclosure', name: one.digest, commit: commit.id }]);
    await keys.destroySubjectKey(LEDGER, kid);
    expect((await vault.disclosures(LEDGER, [one.digest])).size).toBe(0);
  });

  it('refuses a disclosure that is not what its digest says, before anything is written', async () => {
    const { vault, store } = await opened();
    const wrong = { digest: disclosureDigest('other'), disclosure: makeDisclosure('a', 'b', SALT).disclosure };
    await expect(vault.append(LEDGER, commitOf([wrong]))).rejects.toThrow(InvalidCommitError);
    expect(await store.head(LEDGER)).toBeUndefined();
  });

  it('takes a retry, and what is appended at once by many', async () => {
    const { vault } = await opened();
    const commits = Array.from({ length: 50 }, (_, i) =>
      aCommit({ ...commitOf([makeDisclosure('n', String(i), SALT)]), events: [`issue/${String(i)}`] }),
    );
    await Promise.all(commits.map((commit) => vault.append(LEDGER, commit)));
    const [first] = commits;
    if (first === undefined) throw new Error('no commit');
    expect((await vault.append(LEDGER, first)).repeated).toBe(true);
    const digests = commits.flatMap(({ disclosures = [] }) => disclosures.map(({ digest }) => digest));
    expect((await vault.disclosures(LEDGER, digests)).size).toBe(50);
  });
});

describe('data keys of commits that wait together', () => {
  it('are written at once, each commit getting its own', async () => {
    const sizes: number[] = [];
    const batches = new DataKeyBatches({
      make: (_purpose, entries) => {
        sizes.push(entries.length);
        return Promise.resolve(entries.map(({ name }) => Buffer.from(name)));
      },
    });
    const named = (...names: string[]) => batches.make(names.map((name) => ({ ledger: LEDGER, name })));
    const made = await Promise.all([named('a', 'b'), named(), named('c')]);
    expect(made.map((keys) => keys.map((key) => Buffer.from(key).toString()))).toEqual([['a', 'b'], [], ['c']]);
    expect(sizes).toEqual([3]);
  });

  it('fail together when they cannot be written, and the next are tried anew', async () => {
    let fails = true;
    const batches = new DataKeyBatches({
      make: (_purpose, entries) =>
        fails ? Promise.reject(new Error('away')) : Promise.resolve(entries.map(() => SALT)),
    });
    const one = () => batches.make([{ ledger: LEDGER, name: 'a' }]);
    const results = await Promise.allSettled([one(), one()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await one()).toEqual([SALT]);
  });

  it('are refused when too many wait', () => {
    const batches = new DataKeyBatches({ make: () => new Promise(() => undefined) });
    const many = Array.from({ length: MAX_WAITING_KEYS }, () => ({ ledger: LEDGER, name: 'a' }));
    void batches.make(many);
    expect(() => batches.make(many.slice(0, 1))).toThrow(StoreBusyError);
  });
});
