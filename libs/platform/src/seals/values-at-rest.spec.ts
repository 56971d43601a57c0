import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore } from '@taizhang/event-store-port';
import { MemoryKeyRows } from '@taizhang/keys-conformance';
import { createKeyStore } from '@taizhang/keys-port';
import { systemClock, systemEntropy, type JsonObject, type LedgerId } from '@taizhang/kernel';
import { decodeLeaf, makeDisclosure, sealEnvelope } from '@taizhang/ledger';
import { aCommit, anEvent, derivedLedgerKeys } from '@taizhang/testkit';
import { openVault } from '../sealing/vault.js';
import { valuesAtRest } from './values-at-rest.js';

const AUTHORITY = 'rectify.example';
const LEDGER: LedgerId = 'issues/wgx-0371';
const EVENT = '019cac10-8610-7378-bc2b-a089d8b372c0';
const POINTER = '/data/who/name';
const SALT = new Uint8Array(16).fill(7);

/** A vault with an event that has an open, a sealed and a personal value, whose store then loses the sealed ones. */
async function scene() {
  const database = new MemoryDatabase();
  const store = createEventStore(createMemoryCommitStorage(database), {
    authority: AUTHORITY,
    clock: systemClock,
    entropy: systemEntropy,
    ledgerKeys: derivedLedgerKeys,
  });
  const keys = await createKeyStore(new MemoryKeyRows(), { passphrase: 'p', entropy: systemEntropy });
  const vault = openVault({ store, keys, authority: AUTHORITY });
  const { kid, key } = await keys.subjectKey(LEDGER, 'wgx-0371.P-1');
  const place = { log: `${AUTHORITY}/${LEDGER}`, event: EVENT, pointer: POINTER };
  const [story, name] = [
    makeDisclosure('story', '群众来信', SALT),
    makeDisclosure('name', sealEnvelope('张三', { kid, key, salt: SALT }, place), SALT),
  ];
  const data: JsonObject = { _sd: [story.digest], _sdl: [2], who: { _sd: [name.digest], _sdl: [3] } };
  const personal = { event: EVENT, pointer: POINTER, kid };
  const commit = await vault.append(
    LEDGER,
    aCommit({
      events: [{ ...anEvent('issue/1', { data }), id: EVENT }],
      disclosures: [story, { ...name, personal }],
    }),
  );
  const leaf = decodeLeaf(commit.events[0]?.leaf ?? new Uint8Array());
  const digests = [story.digest, name.digest];
  const told = await vault.disclosures(LEDGER, digests);
  database.disclosures.clear();
  expect((await vault.disclosures(LEDGER, digests)).size).toBe(0);
  const putBack = async (disclosures: readonly string[]) => {
    const values = await valuesAtRest(keys).encrypt(LEDGER, leaf, disclosures);
    database.disclosures.set(LEDGER, new Map(values.map(({ digest, disclosure }) => [digest, disclosure])));
    return vault.disclosures(LEDGER, digests);
  };
  return { keys, told, putBack, digests, sealed: [story.disclosure, name.disclosure] };
}

describe('sealed values that come back', () => {
  it('are opened as before, personal ones from their envelopes', async () => {
    const { told, putBack, sealed } = await scene();
    expect(told.size).toBe(2);
    expect(await putBack(sealed)).toEqual(told);
  });

  it('do not when they were erased', async () => {
    const { keys, told, putBack, sealed, digests } = await scene();
    const [erased = '', other = ''] = digests;
    await keys.dataKeys.destroy('disclosure', LEDGER, [erased]);
    expect(await putBack(sealed)).toEqual(new Map([[other, told.get(other)]]));
    expect(await valuesAtRest(keys).notErased(LEDGER, digests)).toEqual([other]);
    await expect(keys.dataKeys.get('disclosure', LEDGER, [erased])).resolves.toEqual(new Map());
  });

  it('do not when they are of no digest of the leaf', async () => {
    const { putBack } = await scene();
    expect((await putBack([makeDisclosure('story', '别的', SALT).disclosure])).size).toBe(0);
    expect((await putBack([])).size).toBe(0);
  });
});
