import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore, type EventStore } from '@taizhang/event-store-port';
import { createKeyStore, type KeyStore } from '@taizhang/keys-port';
import { MemoryKeyRows } from '@taizhang/keys-conformance';
import { ledgerId, manualClock, systemEntropy, derivedUuid } from '@taizhang/kernel';
import { makeDisclosure, parseVkey, verifyBundle, type Clearance } from '@taizhang/ledger';
import { GuardMemory, MemoryGuardRows, MemorySealRows, SEALS_AUTHORITY } from '@taizhang/seals-conformance';
import { aCommit, anEvent, BUILT_ACTOR, BUILT_EVENT_TYPE } from '@taizhang/testkit';
import type { SchemaOf } from './bundle-schemas.js';
import { LedgerBundles, type LedgerBundlesOptions } from './ledger-bundles.js';
import { LedgerProofs } from './proofs.js';
import { LedgerSeals } from './ledger-seals.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const ORIGIN = `${SEALS_AUTHORITY}/${LEDGER}`;
const NOW = '2014-03-20T01:00:00.000Z';
const SECONDS = Date.parse(NOW) / 1_000;

describe('bundles of a sealed ledger', () => {
  let keys: KeyStore;
  let store: EventStore;
  let seals: LedgerSeals;
  let bundles: LedgerBundles;
  let options: LedgerBundlesOptions;
  const kept = new Map<string, string>();

  beforeAll(async () => {
    keys = await createKeyStore(new MemoryKeyRows(), { passphrase: 'a passphrase', entropy: systemEntropy });
  });
  beforeEach(() => {
    kept.clear();
    const rows = new MemorySealRows();
    store = createEventStore(createMemoryCommitStorage(new MemoryDatabase()), {
      authority: SEALS_AUTHORITY,
      clock: manualClock(NOW),
      entropy: systemEntropy,
      ledgerKeys: async (ledger, origin) => {
        const { log, export: exporting } = await keys.ledgerKeys(ledger, origin);
        return { logVkeys: [log.vkey], exportVkeys: [exporting.vkey], witnessVkeys: [] };
      },
    });
    const guard = new MemoryGuardRows(new GuardMemory());
    seals = new LedgerSeals({ store, rows, guard, keys, authority: SEALS_AUTHORITY });
    options = {
      authority: SEALS_AUTHORITY,
      store,
      disclosures: () => Promise.resolve(kept),
      rows,
      proofs: new LedgerProofs(rows, SEALS_AUTHORITY),
      keys,
      now: () => NOW,
    };
    bundles = new LedgerBundles(options);
  });
  afterEach(() => store.stop());

  /** Records an event with a redactable field of level 2. @returns the digest, and the event's id */
  async function recordSealed(n: number) {
    const { digest, disclosure } = makeDisclosure('title', `title ${String(n)}`, new Uint8Array(16).fill(n));
    const data = { code: `c-${String(n)}`, _sd: [digest], _sdl: [2] };
    const { events } = await store.append(LEDGER, aCommit({ events: [anEvent(`issue/${String(n)}`, { data })] }));
    kept.set(digest, disclosure);
    return { digest, target: events[0]?.id ?? '', targetIdx: events[0]?.idx ?? 0 };
  }
  async function erase({ digest, target, targetIdx }: Awaited<ReturnType<typeof recordSealed>>) {
    kept.delete(digest);
    const data = { digest, target, targetIdx, basis: 'law-1' };
    const events = [{ type: 'ledger.DisclosureErased', data }] as const;
    await store.record(LEDGER, { id: derivedUuid('erase', digest), actor: BUILT_ACTOR, events });
  }
  async function verified(files: ReadonlyMap<string, Uint8Array>, clearance: Clearance) {
    const [[log], [exporting]] = [await keys.signers(LEDGER, 'log'), await keys.signers(LEDGER, 'export')];
    return verifyBundle(files, {
      policy: { logs: [parseVkey(log?.vkey ?? '')], witnesses: [], quorum: { kind: 'none' } },
      exportKey: parseVkey(exporting?.vkey ?? ''),
      known: [],
      now: SECONDS,
      clearance,
    });
  }

  it.each([0, 1, 2, 3] as const)('pass the verifier for clearance %s, erasures and all', async (clearance) => {
    await recordSealed(1);
    const erased = await recordSealed(2);
    await erase(erased);
    await seals.seal(LEDGER);
    const files = await bundles.make({ ledger: LEDGER, clearance });
    expect(await verified(files, clearance)).toMatchObject({ passed: true, findings: [], subject: { origin: ORIGIN } });
  });

  it('carry the schemas of the types that they show, by which their data are judged', async () => {
    await recordSealed(1);
    await seals.seal(LEDGER);
    const judged = async (title: string, clearance: Clearance) => {
      const schema = { type: 'object', properties: { title: { type: title } }, required: ['code', 'title'] };
      const schemaOf: SchemaOf = (type) => (type === BUILT_EVENT_TYPE ? schema : undefined);
      const files = await new LedgerBundles({ ...options, schemaOf }).make({ ledger: LEDGER, clearance });
      const carried = [...files.keys()].filter((path) => path.startsWith('schema/'));
      return { carried, findings: (await verified(files, clearance)).findings.map(({ code }) => code) };
    };
    const carried = [`schema/${BUILT_EVENT_TYPE}/1.json`];
    expect(await judged('string', 2)).toEqual({ carried, findings: [] });
    expect(await judged('number', 2)).toEqual({ carried, findings: ['E_EVENT_SCHEMA'] });
    expect(await judged('number', 1)).toEqual({ carried, findings: [] }); // what is withheld is not judged
    expect(await judged('string', 0)).toEqual({ carried: [], findings: [] }); // such an event is not shown
  });

  it('go from checkpoint to checkpoint, and no other sizes', async () => {
    await recordSealed(1);
    await seals.seal(LEDGER);
    await recordSealed(2);
    await recordSealed(3);
    await seals.seal(LEDGER);
    const range = await bundles.make({ ledger: LEDGER, clearance: 2, from: 2, to: 4 });
    expect(await verified(range, 2)).toMatchObject({ passed: true, subject: { from: 2, to: 4 } });
    for (const [from, to] of [
      [1, 4],
      [2, 3],
      [4, 4],
      [4, 2],
    ] as const)
      await expect(bundles.make({ ledger: LEDGER, clearance: 2, from, to })).rejects.toMatchObject({
        code: 'BUNDLE_REFUSED',
      });
  });

  it('of one record take the leaves that prove its erasures with them', async () => {
    const erased = await recordSealed(1);
    await recordSealed(2);
    await erase(erased);
    await seals.seal(LEDGER);
    const files = await bundles.make({ ledger: LEDGER, clearance: 2, streams: ['issue/1'] });
    expect(await verified(files, 2)).toMatchObject({
      passed: true,
      findings: [],
      subject: { kind: 'extract', entries: 2 },
    });
    await expect(bundles.make({ ledger: LEDGER, clearance: 2, streams: ['issue/3'] })).rejects.toThrow(/no stream/);
  });

  it('are refused where something in them was erased after their checkpoint, and made of the next', async () => {
    const erased = await recordSealed(1);
    await seals.seal(LEDGER);
    await erase(erased);
    await expect(bundles.make({ ledger: LEDGER, clearance: 2 })).rejects.toThrow(/take a later one/);
    await seals.seal(LEDGER);
    expect(await verified(await bundles.make({ ledger: LEDGER, clearance: 2 }), 2)).toMatchObject({ passed: true });
  });

  it('are refused of a ledger that lost events which were signed, whatever they are of', async () => {
    await recordSealed(1);
    await recordSealed(2);
    await seals.seal(LEDGER);
    const readLedger: EventStore['readLedger'] = (ledger, range) =>
      store.readLedger(ledger, { ...range, to: Math.min(range?.to ?? Infinity, 1) });
    const lost = new LedgerBundles({
      ...options,
      store: { readLedger, readStream: (...all) => store.readStream(...all) },
    });
    for (const more of [{}, { streams: ['issue/1'] as const }])
      await expect(lost.make({ ledger: LEDGER, clearance: 2, ...more })).rejects.toThrow(/fewer than the 3 events/);
  });

  it('are refused of a ledger that is not sealed', async () => {
    await recordSealed(1);
    await expect(bundles.make({ ledger: LEDGER, clearance: 2 })).rejects.toThrow(/no checkpoint yet/);
  });
});
