import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEventStore,
  frameLeaves,
  leavesIn,
  type CommitInspection,
  type StoredCommit,
} from '@taizhang/event-store-port';
import { openSqliteCommitInspection } from '@taizhang/event-store-sqlite';
import { manualClock, systemEntropy, type LedgerId } from '@taizhang/kernel';
import { formatCheckpoint, formatNote, HASH_BYTES, noteMessage, noteSignature, parseVkey } from '@taizhang/ledger';
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
import type { Defect } from './defects.js';
import { LedgerChecks, type LedgerCheckOptions } from './ledger-check.js';

const LEDGER: LedgerId = 'issues/wgx-0371';
/** Commits of a ledger with several full tiles, which are sealed at some sizes on the way. */
const COMMITS = 8;
const EVENTS = 100;

describe('a check of a ledger with several tiles', () => {
  let folder: string;
  let commits: CommitInspection;
  let options: LedgerCheckOptions;
  let rows: MemorySealRows;
  const signers = new RecordingSigners();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-check-'));
    commits = openSqliteCommitInspection(join(folder, 'events.sqlite'));
    const store = createEventStore(commits, {
      authority: SEALS_AUTHORITY,
      clock: manualClock('2014-03-20T01:00:00.000Z'),
      entropy: systemEntropy,
      ledgerKeys: signers.ledgerKeys,
    });
    rows = new MemorySealRows(new SealMemory());
    const guard = new MemoryGuardRows(new GuardMemory());
    const seals = new LedgerSeals({ store, rows, guard, keys: signers, authority: SEALS_AUTHORITY });
    for (let n = 0; n < COMMITS; n += 1) {
      await store.append(
        LEDGER,
        aCommit({ events: Array.from({ length: EVENTS }, (_, i) => `issue/${String(i % 7)}` as const) }),
      );
      if (n % 3 === 1) await seals.seal(LEDGER);
    }
    await seals.seal(LEDGER);
    options = { authority: SEALS_AUTHORITY, commits, store, rows, guard, witnesses: [], live: true };
  });
  afterEach(async () => {
    await commits.close();
    await rm(folder, { recursive: true });
  });

  const found = async () => {
    const defects: Defect[] = [];
    await new LedgerChecks(options).check(LEDGER, undefined, (defect) => defects.push(defect));
    return defects.map(({ code, details }) => ({ code, ...details }));
  };

  it('finds nothing where nothing is wrong', async () => {
    expect(await found()).toEqual([]);
  });

  it.each([
    [0, 1, 17],
    [0, 3, 2],
    [1, 0, 2],
  ])(
    'names the tile of level %i and index %i, of which hash %i was changed, and makes the tree anew',
    async (level, index, n) => {
      const tile = (await rows.tiles(LEDGER, [{ level, index, width: n + 1 }]))[0];
      if (tile === undefined) throw new Error('no such tile');
      tile.set(new Uint8Array(HASH_BYTES), n * HASH_BYTES);
      expect((await rows.tiles(LEDGER, [{ level, index, width: n + 1 }]))[0]).toEqual(tile);
      expect(await found()).toEqual([{ code: 'E_TILE', level, index }]);
      const checks = new LedgerChecks(options);
      const defects = await checks.check(LEDGER, undefined, () => undefined);
      expect(await checks.mend(LEDGER, defects)).toEqual(['tree']);
      expect(await found()).toEqual([]);
    },
  );

  it('names the leaf that was changed, by the tile that still tells what it was, and leaves the tree as it is', async () => {
    const changed = 4 * EVENTS + 21;
    options = {
      ...options,
      commits: { ...inspected(commits), commits: (ledger, range) => forged(commits.commits(ledger, range), changed) },
    };
    const [leaf, root, ...more] = await found();
    expect(leaf).toEqual({ code: 'E_LEAF_HASH', idx: changed });
    expect(root).toMatchObject({
      code: 'E_ROOT_MISMATCH',
      by: 'checkpoint',
      size: 5 * EVENTS + 1,
      lastGood: 2 * EVENTS + 1,
    });
    expect(more).toEqual([]);
    const defects = await new LedgerChecks(options).check(LEDGER, undefined, () => undefined);
    expect(await new LedgerChecks(options).mend(LEDGER, defects)).toEqual([]);
  });

  it('names a tree that was lost, or ends before what was signed of it, and makes it anew', async () => {
    await rows.forgetTree(LEDGER);
    const checks = new LedgerChecks(options);
    const defects: Defect[] = [];
    const kept = await checks.check(LEDGER, undefined, (defect) => defects.push(defect));
    const signed = COMMITS * EVENTS + 1;
    expect(defects).toMatchObject([{ code: 'E_TREE', details: { size: 0, signed } }]);
    expect(await checks.mend(LEDGER, kept)).toEqual(['tree']);
    expect(await found()).toEqual([]);
    expect(await rows.tree(LEDGER)).toMatchObject({ size: signed });
  });

  it('names an event that bears the id of an earlier one', async () => {
    const [first, again] = [EVENTS + 3, 6 * EVENTS + 5];
    const stored = await commits.at(LEDGER, first);
    if (stored === undefined) throw new Error('no such commit');
    const id = idIn(Buffer.from(leavesIn(stored.leaves)[first - stored.idx] ?? '').toString());
    const twice = (leaf: string) => leaf.replace(idIn(leaf), id);
    options = {
      ...options,
      commits: {
        ...inspected(commits),
        commits: (ledger, range) => forged(commits.commits(ledger, range), again, twice),
      },
    };
    expect(await found()).toContainEqual({ code: 'E_EVENT_ID_DUPLICATE', idx: again, first });
  });

  it('names a checkpoint of the log’s own key that tells another root, where a later one tells that of the leaves', async () => {
    const [size, root] = [3 * EVENTS + 1, new Uint8Array(HASH_BYTES)];
    const text = formatCheckpoint({ origin: `${SEALS_AUTHORITY}/${LEDGER}`, size, root });
    const signer = await signers.signer(LEDGER);
    const signature = noteSignature(parseVkey(signer.vkey), await signer.sign(noteMessage(text)));
    const note = formatNote({ text, signatures: [signature] });
    await rows.publish(LEDGER, { size, root, note, cosigned: false });
    expect(await found()).toMatchObject([{ code: 'E_FORK', by: 'checkpoint', size }]);
    await rows.publish(LEDGER, { size: size + 1, root, note, cosigned: false });
    expect(await found()).toMatchObject([
      { code: 'E_COMMIT_SPLIT', size: size + 1 },
      { code: 'E_CHECKPOINT_FORMAT', size: size + 1, reason: 'row' },
      { code: 'E_FORK', by: 'checkpoint', size },
    ]);
  });
});

/** Id of the event, not of its commit, which comes before it. */
function idIn(leaf: string): string {
  return /"format":"[^"]*","id":"([^"]+)"/.exec(leaf)?.[1] ?? '';
}

/** The same inspection, of which a test replaces a part. */
function inspected(commits: CommitInspection): CommitInspection {
  return {
    ...delegatingCommitStorage(commits, {}),
    indexed: (ledger, stream, toRev) => commits.indexed(ledger, stream, toRev),
    indexedCount: (ledger) => commits.indexedCount(ledger),
    setHead: (head) => commits.setHead(head),
    keepDisclosures: (ledger, disclosures) => commits.keepDisclosures(ledger, disclosures),
  };
}

/** Commits of which one leaf is another one that keeps every rule by itself. */
async function* forged(
  commits: AsyncIterable<StoredCommit>,
  idx: number,
  change = (leaf: string) => leaf.replace('"code":"c-1"', '"code":"c-2"'),
): AsyncGenerator<StoredCommit> {
  for await (const commit of commits) {
    const leaves = leavesIn(commit.leaves).map((leaf, pos) =>
      commit.idx + pos === idx ? Buffer.from(change(Buffer.from(leaf).toString())) : leaf,
    );
    yield { ...commit, leaves: frameLeaves(leaves) };
  }
}
