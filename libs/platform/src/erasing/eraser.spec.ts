import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore, type EventStore, type RecordedEvent } from '@taizhang/event-store-port';
import { systemClock, systemEntropy, type LedgerId } from '@taizhang/kernel';
import { MemoryKeyRows } from '@taizhang/keys-conformance';
import { createKeyStore, type KeyStore } from '@taizhang/keys-port';
import { makeDisclosure, sealEnvelope, type JsonObject } from '@taizhang/ledger';
import { aCommit, anEvent, BUILT_ACTOR, derivedLedgerKeys } from '@taizhang/testkit';
import { openVault, type Vault } from '../sealing/vault.js';
import { Eraser, type EraserOptions, type ErasureOrder } from './eraser.js';

const AUTHORITY = 'rectify.example';
const LEDGERS: readonly LedgerId[] = ['issues/wgx-0371', 'issues/wgx-0372', 'organization/wgx-0371'];
const ORDER: ErasureOrder = { actor: BUILT_ACTOR, basis: 'CONSENT_WITHDRAWN', request: 'wgx-0371/e-1' };

interface Planted {
  readonly exports: EraserOptions['exports'];
  readonly begun: ReadonlySet<LedgerId>;
  /** What exports were told: which ledger, and how many keys of disclosures there were then. */
  readonly exported: readonly string[];
  readonly store: EventStore;
  readonly vault: Vault;
  readonly keys: KeyStore;
  readonly blobs: EraserOptions['blobs'];
  /** Addresses of the blobs that were erased. */
  readonly erasedBlobs: readonly string[];
  /** Names of the keys of blobs that were removed, and whether the keys were still there. */
  readonly removedBlobs: readonly (readonly [name: string, keyed: boolean])[];
  /** Digests by subject. */
  readonly digests: Readonly<Record<string, readonly (readonly [LedgerId, string])[]>>;
}

/** Two commits of two persons in each ledger, and a text beside them. */
async function planted(): Promise<Planted> {
  const store = createEventStore(createMemoryCommitStorage(new MemoryDatabase()), {
    authority: AUTHORITY,
    clock: systemClock,
    entropy: systemEntropy,
    ledgerKeys: derivedLedgerKeys,
  });
  const keys = await createKeyStore(new MemoryKeyRows(), { passphrase: 'p', entropy: systemEntropy });
  const vault = openVault({ store, keys, authority: AUTHORITY });
  const digests: Record<string, (readonly [LedgerId, string])[]> = {};
  let made = 0;
  for (const ledger of LEDGERS)
    for (const subject of ['P-1', 'P-2', 'P-1', 'P-2']) {
      made += 1;
      const id = `019cac10-8610-7378-bc2b-${String(made).padStart(12, '0')}`;
      const salt = new Uint8Array(16).fill(made);
      const { kid, key } = await keys.subjectKey(ledger, subject);
      const place = { log: `${AUTHORITY}/${ledger}`, event: id, pointer: '/data/name' };
      const name = makeDisclosure('name', sealEnvelope(`name of ${subject}`, { kid, key, salt }, place), salt);
      const text = makeDisclosure('text', 'a text', salt);
      const data: JsonObject = { _sd: [name.digest, text.digest].sort(), _sdl: [2, 2] };
      await vault.append(
        ledger,
        aCommit({
          events: [{ ...anEvent('issue/1', { data }), id }],
          disclosures: [{ ...name, personal: { event: id, pointer: '/data/name', kid } }, text],
        }),
      );
      (digests[subject] ??= []).push([ledger, name.digest]);
      (digests['text'] ??= []).push([ledger, text.digest]);
    }
  const erasedBlobs: string[] = [];
  const removedBlobs: (readonly [string, boolean])[] = [];
  const blobs = {
    removeUnder: async (ledger: LedgerId, names: ReadonlySet<string>) => {
      const kept = await keys.dataKeys.get('blob', ledger, [...names]);
      for (const name of names) removedBlobs.push([name, kept.has(name)]);
    },
    erase: (_ledger: LedgerId, sha256: string) => {
      erasedBlobs.push(sha256);
      return Promise.resolve();
    },
  };
  const begun = new Set<LedgerId>();
  const exported: string[] = [];
  /** Told with how many keys of disclosures there are then. */
  const told = async (what: string, ledger: LedgerId) => {
    const left = await keys.dataKeys.get(
      'disclosure',
      ledger,
      Object.values(digests)
        .flat()
        .map(([, digest]) => digest),
    );
    exported.push(`${what} ${ledger} ${String(left.size)}`);
  };
  const end = async (ledger: LedgerId) => {
    await told('end', ledger);
    begun.delete(ledger);
  };
  const exports = {
    begin: async (ledger: LedgerId) => {
      await told('begin', ledger);
      begun.add(ledger);
    },
    end,
    endBegun: async (context: string) => {
      for (const ledger of [...begun]) if (ledger.startsWith(`${context}/`)) await end(ledger);
    },
  };
  return { store, vault, keys, blobs, exports, begun, exported, erasedBlobs, removedBlobs, digests };
}

async function noticesOf(store: EventStore, ledger: LedgerId): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(ledger, 'ledger/main', { from: 1 })) events.push(event);
  return events;
}

async function readable({ vault, digests }: Planted, subject: string): Promise<number> {
  let count = 0;
  for (const [ledger, digest] of digests[subject] ?? []) count += (await vault.disclosures(ledger, [digest])).size;
  return count;
}

const eraserOf = (parts: EraserOptions) => new Eraser(parts);

describe('erasing a subject', () => {
  it('destroys its keys and disclosures in all ledgers of the context, each on record, and nothing else', async () => {
    const all = await planted();
    const before = await leavesOf(all.store);
    expect(await eraserOf(all).eraseSubject('issues', 'P-1', ORDER)).toEqual({ ledgers: 2, keys: 2, disclosures: 4 });
    expect([await readable(all, 'P-1'), await readable(all, 'P-2'), await readable(all, 'text')]).toEqual([2, 6, 12]);
    expect((await all.keys.subjectKeys('P-1')).map(({ ledger }) => ledger)).toEqual(['organization/wgx-0371']);
    for (const ledger of LEDGERS.slice(0, 2)) {
      const notices = await noticesOf(all.store, ledger);
      const own = (all.digests['P-1'] ?? []).flatMap(([where, digest]) => (where === ledger ? [digest] : []));
      expect(notices.map(({ type }) => type)).toEqual([
        'ledger.DisclosureErased',
        'ledger.DisclosureErased',
        'ledger.SubjectKeyDestroyed',
      ]);
      expect(
        notices
          .slice(0, 2)
          .map(({ data }) => data['digest'])
          .sort(),
      ).toEqual([...own].sort());
      for (const { data } of notices.slice(0, 2)) {
        const [target] = await eventsAt(all.store, ledger, Number(data['targetIdx']));
        expect(target?.id).toBe(data['target']);
        expect(JSON.stringify(target?.data)).toContain(String(data['digest']));
      }
      expect(notices[2]?.data).toMatchObject({ basis: ORDER.basis, request: ORDER.request });
    }
    expect(await noticesOf(all.store, 'organization/wgx-0371')).toEqual([]);
    expect((await leavesOf(all.store)).filter((leaf) => before.includes(leaf))).toEqual(before);
  });

  it('cut short after any step and asked again it ends the same: each erasure once on record, nothing readable', async () => {
    for (let steps = 0; ; steps += 1) {
      const all = await planted();
      const cut = await eraserOf(cutAfter(all, steps))
        .eraseSubject('issues', 'P-1', ORDER)
        .then(
          () => false,
          () => true,
        );
      await eraserOf(all).eraseSubject('issues', 'P-1', ORDER);
      expect(await readable(all, 'P-1')).toBe(2);
      expect([...all.begun]).toEqual([]);
      for (const ledger of LEDGERS.slice(0, 2)) {
        const notices = await noticesOf(all.store, ledger);
        expect(notices).toHaveLength(3);
        expect(new Set(notices.map(({ data }) => data['digest'] ?? data['kid'])).size).toBe(3);
      }
      expect(await eraserOf(all).eraseSubject('issues', 'P-1', ORDER)).toEqual({ ledgers: 0, keys: 0, disclosures: 0 });
      if (!cut) {
        expect(steps).toBeGreaterThan(10);
        return;
      }
    }
  });

  it('tells exports of the ledger before the first key is destroyed, and when the last one is', async () => {
    const all = await planted();
    await eraserOf(all).eraseSubject('issues', 'P-1', ORDER);
    const [first, second] = LEDGERS;
    const left = all.exported.map((line) => Number(line.slice(line.lastIndexOf(' '))));
    expect(all.exported.map((line) => line.slice(0, line.lastIndexOf(' ')))).toEqual(
      [first, second].flatMap((ledger) => [`begin ${String(ledger)}`, `end ${String(ledger)}`]),
    );
    const [before = 0, after = 0] = left;
    expect(before - after).toBe(2);
    await eraserOf(all).eraseSubject('issues', 'P-1', ORDER);
    expect(all.exported).toHaveLength(4);
  });

  it('removes material about the subject and destroys its key: the bytes first, or nothing would tell whose they are', async () => {
    const all = await planted();
    const [ledger = 'none/none'] = LEDGERS;
    const { kid } = await all.keys.subjectKey(ledger, 'P-1');
    await all.keys.dataKeys.make('blob', [
      { ledger, name: 'about-P-1', group: kid },
      { ledger, name: 'about-nobody' },
    ]);
    await eraserOf(all).eraseSubject('issues', 'P-1', ORDER);
    expect(all.removedBlobs).toEqual([['about-P-1', true]]);
    const kept = await all.keys.dataKeys.get('blob', ledger, ['about-P-1', 'about-nobody']);
    expect([...kept.keys()]).toEqual(['about-nobody']);
  });

  it('erases the material that an event with a personal value of the subject brought', async () => {
    const all = await planted();
    const [ledger = 'none/none'] = LEDGERS;
    const { kid, key } = await all.keys.subjectKey(ledger, 'P-1');
    const id = '019cac10-8610-7378-bc2b-000000000099';
    const salt = new Uint8Array(16).fill(201);
    const place = { log: `${AUTHORITY}/${ledger}`, event: id, pointer: '/data/name' };
    const name = makeDisclosure('name', sealEnvelope('name of P-1', { kid, key, salt }, place), salt);
    const sha256 = 'c'.repeat(64);
    const data: JsonObject = { sha256, _sd: [name.digest], _sdl: [2] };
    const disclosures = [{ ...name, personal: { event: id, pointer: '/data/name', kid } }];
    await all.vault.append(ledger, aCommit({ events: [{ ...anEvent('issue/1', { data }), id }], disclosures }));
    await eraserOf(all).eraseSubject('issues', 'P-2', ORDER);
    expect(all.erasedBlobs).toEqual([]);
    await eraserOf(all).eraseSubject('issues', 'P-1', ORDER);
    expect(all.erasedBlobs).toEqual([sha256]);
  });

  it('erases also in a ledger that has ended and takes no more record', async () => {
    const all = await planted();
    const closing = { actor: BUILT_ACTOR, reason: 'abolished', basis: '撤销', successors: [] } as const;
    await all.store.close('issues/wgx-0371', { ...closing, id: '0199d0c6-0000-8000-8000-000000000001' });
    await eraserOf(all).eraseSubject('issues', 'P-1', ORDER);
    expect(await readable(all, 'P-1')).toBe(2);
  });
});

describe('erasing one disclosure', () => {
  it('destroys its key on record, once, and leaves its neighbours', async () => {
    const all = await planted();
    const [ledger, digest] = all.digests['text']?.[0] ?? ['none/none', ''];
    const one = { idx: 1, digest };
    for (let i = 0; i < 2; i += 1)
      expect(await eraserOf(all).eraseDisclosure(ledger, one, ORDER)).toEqual({ ledgers: 1, keys: 0, disclosures: 1 });
    expect([await readable(all, 'text'), await readable(all, 'P-1')]).toEqual([11, 6]);
    expect((await noticesOf(all.store, ledger)).map(({ data }) => data['digest'])).toEqual([digest]);
  });

  it('erases the material that the same event brought', async () => {
    const all = await planted();
    const [ledger] = LEDGERS;
    const salt = new Uint8Array(16).fill(200);
    const title = makeDisclosure('title', 'who is in the picture', salt);
    const sha256 = 'b'.repeat(64);
    const data: JsonObject = { sha256, _sd: [title.digest], _sdl: [2] };
    const commit = aCommit({ events: [anEvent('issue/1', { data })], disclosures: [title] });
    const recorded = await all.vault.append(ledger ?? 'none/none', commit);
    const place = { idx: recorded.events[0]?.idx ?? 0, digest: title.digest };
    await eraserOf(all).eraseDisclosure(ledger ?? 'none/none', place, ORDER);
    expect(all.erasedBlobs).toEqual([sha256]);
  });

  it('does nothing where the leaf holds no such digest, or another erasure had it', async () => {
    const all = await planted();
    const [ledger, digest] = all.digests['text']?.[0] ?? ['none/none', ''];
    const nothing = { ledgers: 0, keys: 0, disclosures: 0 };
    expect(await eraserOf(all).eraseDisclosure(ledger, { idx: 2, digest }, ORDER)).toEqual(nothing);
    await eraserOf(all).eraseDisclosure(ledger, { idx: 1, digest }, ORDER);
    const other = { ...ORDER, request: 'wgx-0371/e-2' };
    expect(await eraserOf(all).eraseDisclosure(ledger, { idx: 1, digest }, other)).toEqual(nothing);
    expect(await noticesOf(all.store, ledger)).toHaveLength(1);
  });
});

async function eventsAt(store: EventStore, ledger: LedgerId, idx: number): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readLedger(ledger, { from: idx, to: idx })) events.push(event);
  return events;
}

async function leavesOf(store: EventStore): Promise<readonly string[]> {
  const leaves: string[] = [];
  for (const ledger of LEDGERS)
    for await (const { leaf } of store.readLedger(ledger)) leaves.push(Buffer.from(leaf).toString('utf8'));
  return leaves;
}

/** Parts of which the n-th writing call, and all after it, fail: before it has done anything, or after. */
function cutAfter({ store, keys, blobs, exports }: Planted, steps: number): EraserOptions {
  let left = steps;
  const take = (): boolean => (left -= 1) >= 0;
  const cut = () => Promise.reject(new Error('cut short'));
  return {
    blobs,
    exports: {
      begin: async (ledger) => {
        if (!take()) return cut();
        await exports.begin(ledger);
        if (!take()) return cut();
      },
      end: async (ledger) => {
        if (!take()) return cut();
        await exports.end(ledger);
        if (!take()) return cut();
      },
      endBegun: (context) => exports.endBegun(context),
    },
    store: {
      find: (ledger, id) => store.find(ledger, id),
      readLedger: (ledger, range) => store.readLedger(ledger, range),
      record: async (ledger, recording) => {
        if (!take()) return cut();
        const recorded = await store.record(ledger, recording);
        return take() ? recorded : cut();
      },
    },
    keys: {
      subjectKeys: (subject) => keys.subjectKeys(subject),
      destroySubjectKey: async (ledger, kid) => {
        if (!take()) return cut();
        await keys.destroySubjectKey(ledger, kid);
        if (!take()) return cut();
      },
      dataKeys: {
        make: (purpose, entries) => keys.dataKeys.make(purpose, entries),
        get: (purpose, ledger, names) => keys.dataKeys.get(purpose, ledger, names),
        ofGroup: (ledger, kid) => keys.dataKeys.ofGroup(ledger, kid),
        destroy: async (purpose, ledger, names) => {
          if (names.length === 0) return;
          if (!take()) return cut();
          await keys.dataKeys.destroy(purpose, ledger, names);
          if (!take()) return cut();
        },
      },
    },
  };
}
