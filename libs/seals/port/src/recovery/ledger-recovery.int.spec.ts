import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEventStore, RECOVERED_DIGEST, type CommitInspection, type EventStore } from '@taizhang/event-store-port';
import { openSqliteCommitInspection } from '@taizhang/event-store-sqlite';
import { manualClock, systemEntropy, type LedgerId } from '@taizhang/kernel';
import {
  GuardMemory,
  MemoryGuardRows,
  MemorySealRows,
  RecordingSigners,
  SealMemory,
  SEALS_AUTHORITY,
} from '@taizhang/seals-conformance';
import { aCommit, delegatingCommitStorage } from '@taizhang/testkit';
import { LedgerSeals } from '../ledger-seals.js';
import { LedgerRecovery, type Recovered } from './ledger-recovery.js';
import type { SourcedLeaf } from './sourced-leaves.js';

const LEDGER: LedgerId = 'issues/wgx-0371';
/** Commits of the ledger, those that an older copy has, and leaves of each. */
const [COMMITS, OLDER, EVENTS] = [12, 5, 3];
/** Little enough that every commit is written by itself. */
const AT_ONCE_BYTES = 1;

describe('the recovery of a store that was set back', () => {
  let folder: string;
  let guard: MemoryGuardRows;
  let leaves: readonly SourcedLeaf[];
  const signers = new RecordingSigners();
  const opened: CommitInspection[] = [];

  const storeIn = (file: string) => {
    const commits = openSqliteCommitInspection(join(folder, file));
    opened.push(commits);
    const store = createEventStore(delegatingCommitStorage(commits, { close: () => Promise.resolve() }), {
      authority: SEALS_AUTHORITY,
      clock: manualClock('2014-03-20T01:00:00.000Z'),
      entropy: systemEntropy,
      ledgerKeys: signers.ledgerKeys,
    });
    return { commits, store };
  };
  const leavesOf = async (store: Pick<EventStore, 'readLedger'>) => {
    const all: SourcedLeaf[] = [];
    for await (const { ledger, idx, leaf } of store.readLedger(LEDGER))
      all.push({ ledger, idx, leaf, disclosures: [] });
    return all;
  };
  const copied = (from: readonly SourcedLeaf[]) =>
    from.map(({ leaf, ...rest }) => ({ ...rest, leaf: Uint8Array.from(leaf) }));
  const source = (from: readonly SourcedLeaf[]) =>
    async function* () {
      for (const leaf of from) yield await Promise.resolve(leaf);
    };
  const recovering = async (commits: CommitInspection, from: readonly SourcedLeaf[]) => {
    const recovery = new LedgerRecovery({
      authority: SEALS_AUTHORITY,
      commits,
      guard,
      values: { encrypt: () => Promise.resolve([]), notErased: () => Promise.resolve([]) },
      now: () => '2014-03-21T01:00:00.000Z',
      atOnceBytes: AT_ONCE_BYTES,
    });
    const all: Recovered[] = [];
    for await (const one of recovery.recover(source(from))) all.push(one);
    return all;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-recovery-'));
    guard = new MemoryGuardRows(new GuardMemory());
    const { store } = storeIn('whole.sqlite');
    for (let n = 0; n < COMMITS; n += 1)
      await store.append(LEDGER, aCommit({ events: ['issue/1', `issue/other-${String(n)}`, 'issue/1'] }));
    leaves = copied(await leavesOf(store));
    const rows = new MemorySealRows(new SealMemory());
    await new LedgerSeals({ store, rows, guard, keys: signers, authority: SEALS_AUTHORITY }).seal(LEDGER);
  });
  afterEach(async () => {
    for (const commits of opened.splice(0)) await commits.close();
    await rm(folder, { recursive: true });
  });

  /** The first commits, as they were before anything was signed of them. */
  const copyOf = async (file: string, commits: number) => {
    const signed = guard;
    guard = new MemoryGuardRows(new GuardMemory());
    const made = storeIn(file);
    await recovering(made.commits, leaves.slice(0, commits * EVENTS + 1));
    guard = signed;
    return made;
  };

  it('writes the same bytes, whatever is repeated in the source, and knows a retry of what it brought back', async () => {
    const { commits, store } = await copyOf('older.sqlite', OLDER);
    const present = OLDER * EVENTS + 1;
    const repeated = leaves.flatMap((leaf, i) => (i % 4 === 3 ? [leaf, ...leaves.slice(i - 3, i + 1)] : [leaf]));
    expect(await recovering(commits, repeated)).toEqual([
      { kind: 'recovered', ledger: LEDGER, from: present, to: leaves.length, signed: leaves.length, withoutValue: 0 },
    ]);
    expect(copied(await leavesOf(store))).toEqual(leaves);
    const last = await commits.last(LEDGER);
    expect(last).toMatchObject({ digest: RECOVERED_DIGEST, storedAt: '2014-03-21T01:00:00.000Z' });
    const again = await store.append(LEDGER, aCommit({ ...(last !== undefined && { id: last.id }) }));
    expect(again).toMatchObject({ repeated: true, seq: COMMITS });
    await store.append(LEDGER, aCommit({ events: ['issue/1'], expect: { streams: { 'issue/1': 2 * COMMITS - 1 } } }));
    expect(await recovering(commits, leaves)).toEqual([]);
  });

  it('can be cut off at any commit and done again', async () => {
    for (let cut = 0; cut <= COMMITS - OLDER; cut += 1) {
      const { commits, store } = await copyOf(`cut-${String(cut)}.sqlite`, OLDER);
      let inserts = 0;
      const failing: CommitInspection = {
        ...delegatingCommitStorage(commits, {
          insert: (batches) => {
            inserts += 1;
            return inserts > cut ? Promise.reject(new Error('killed')) : commits.insert(batches);
          },
        }),
        indexed: (ledger, stream, toRev) => commits.indexed(ledger, stream, toRev),
        indexedCount: (ledger) => commits.indexedCount(ledger),
        setHead: (head) => commits.setHead(head),
        keepDisclosures: (ledger, disclosures) => commits.keepDisclosures(ledger, disclosures),
      };
      const first = recovering(failing, leaves);
      if (cut < COMMITS - OLDER) await expect(first).rejects.toThrow('killed');
      else await first;
      expect((await commits.last(LEDGER))?.seq).toBe(OLDER + cut);
      await recovering(commits, leaves);
      expect(copied(await leavesOf(store))).toEqual(leaves);
    }
  });

  it.each<[string, (from: readonly SourcedLeaf[]) => readonly SourcedLeaf[], object]>([
    ['it ends too early', (from) => from.slice(0, -1), { reason: 'missing', reached: (COMMITS - 1) * EVENTS + 1 }],
    ['it has a gap', (from) => from.filter(({ idx }) => idx !== 20), { reason: 'missing', reached: 19 }],
    [
      'it begins too late',
      (from) => from.slice(OLDER * EVENTS + 2),
      { reason: 'missing', reached: OLDER * EVENTS + 1 },
    ],
    ['there is nothing in it', () => [], { reason: 'missing' }],
    ['one leaf is another', (from) => forged(from, 30, '"code":"c-1"', '"code":"c-2"'), { reason: 'other-root' }],
    ['one leaf is none', (from) => forged(from, 30, '"code":"c-1"', '"code":"c-1 '), { reason: 'no-leaf' }],
    ['one leaf is of another place', (from) => forged(from, 30, '"idx":30', '"idx":31'), { reason: 'no-leaf' }],
    ['one leaf is of another commit', (from) => forged(from, 30, '"pos":2', '"pos":1'), { reason: 'no-commit' }],
    [
      'it goes on from another history',
      (from) => forged(from, OLDER * EVENTS, '"code":"c-1"', '"code":"c-2"'),
      { reason: 'other-history' },
    ],
  ])('writes nothing where %s', async (_, changed, refusal) => {
    const { commits, store } = await copyOf('older.sqlite', OLDER);
    const present = OLDER * EVENTS + 1;
    expect(await recovering(commits, changed(leaves))).toEqual([
      expect.objectContaining({ kind: 'refused', ledger: LEDGER, signed: leaves.length, present, ...refusal }),
    ]);
    expect(copied(await leavesOf(store))).toEqual(leaves.slice(0, present));
  });

  it('brings back what was recorded after the last signature, too, of a ledger that is not behind', async () => {
    const { commits, store } = await copyOf('older.sqlite', OLDER);
    guard = new MemoryGuardRows(new GuardMemory());
    const unfinished = leaves.slice(0, -1);
    expect(await recovering(commits, unfinished)).toMatchObject([
      { kind: 'recovered', to: (COMMITS - 1) * EVENTS + 1, signed: 0 },
    ]);
    expect(copied(await leavesOf(store))).toEqual(leaves.slice(0, (COMMITS - 1) * EVENTS + 1));
  });
});

/** Leaves of which one has something else in the place of a part, of the same length. */
function forged(from: readonly SourcedLeaf[], idx: number, part: string, other: string): readonly SourcedLeaf[] {
  return from.map((one) =>
    one.idx === idx ? { ...one, leaf: Buffer.from(Buffer.from(one.leaf).toString().replace(part, other)) } : one,
  );
}
