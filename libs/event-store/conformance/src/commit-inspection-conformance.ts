import { createEventStore, type CommitInspection, type IndexedCommit } from '@taizhang/event-store-port';
import { manualClock, systemEntropy, type LedgerId } from '@taizhang/kernel';
import { aCommit, delegatingCommitStorage, derivedLedgerKeys } from '@taizhang/testkit';

/** How an adapter's commits are opened to be checked. */
export interface CommitInspectionFixture {
  /** Name in the titles of the cases. */
  readonly name: string;
  /** Whether the read index can be made anew: false where it is a part of the commits. */
  readonly reindexes: boolean;
  /** An inspection of a store that holds nothing yet. */
  readonly open: () => Promise<CommitInspection>;
}

const LEDGER: LedgerId = 'issues/wgx-0371';
const OTHER: LedgerId = 'issues/wgx-0372';

/** What every inspection of commits must do. */
export function commitInspectionConformance({ name, reindexes, open }: CommitInspectionFixture): void {
  describe(`an inspection of commits on ${name}`, () => {
    let inspection: CommitInspection;
    beforeEach(async () => {
      inspection = await open();
      const store = createEventStore(
        delegatingCommitStorage(inspection, { close: () => Promise.resolve() }), // it outlives the store that fills it
        {
          authority: 'rectify.example',
          clock: manualClock('2014-03-20T01:00:00.000Z'),
          entropy: systemEntropy,
          ledgerKeys: derivedLedgerKeys,
        },
      );
      await store.append(LEDGER, aCommit({ events: ['issue/1', 'issue/2', 'issue/1'] }));
      await store.append(LEDGER, aCommit({ events: ['issue/1'] }));
      await store.append(OTHER, aCommit({ events: ['issue/1'] }));
      await store.stop();
    });
    afterEach(() => inspection.close());

    const entries = () =>
      Promise.all([
        inspection.indexed(LEDGER, 'issue/1', 1),
        inspection.indexed(LEDGER, 'issue/1', 2),
        inspection.indexed(LEDGER, 'issue/2', 0),
      ]);
    const INDEXED = [
      { fromRev: 0, seq: 1 },
      { fromRev: 2, seq: 2 },
      { fromRev: 0, seq: 1 },
    ];

    it('tells what the read index has, by the last revision of each commit', async () => {
      expect(await entries()).toEqual(INDEXED);
      expect(await inspection.indexed(LEDGER, 'issue/1', 0)).toBeUndefined();
      expect(await inspection.indexed(LEDGER, 'issue/3', 0)).toBeUndefined();
      expect(await inspection.indexed('issues/wgx-0373', 'issue/1', 0)).toBeUndefined();
      expect(await inspection.indexedCount(LEDGER)).toBe(4); // with that of `ledger.Opened`
      expect(await inspection.indexedCount('issues/wgx-0373')).toBe(0);
    });

    it('makes the index of one ledger anew, where it is no part of the commits, or leaves it as it was', async () => {
      expect(inspection.reindex !== undefined).toBe(reindexes);
      const wanted: readonly IndexedCommit[] = [
        { seq: 1, streams: [{ stream: 'issue/1', fromRev: 0, toRev: 1 }] },
        { seq: 2, streams: [{ stream: 'issue/1', fromRev: 2, toRev: 2 }] },
      ];
      async function* broken(): AsyncGenerator<IndexedCommit> {
        yield* wanted;
        throw await Promise.resolve(new Error('cut off'));
      }
      await expect(inspection.reindex?.(LEDGER, broken()) ?? Promise.reject(new Error('cut off'))).rejects.toThrow(
        'cut off',
      );
      expect(await entries()).toEqual(INDEXED);
      async function* whole(): AsyncGenerator<IndexedCommit> {
        yield* await Promise.resolve(wanted);
      }
      await inspection.reindex?.(LEDGER, whole());
      expect(await entries()).toEqual(reindexes ? [INDEXED[0], INDEXED[1], undefined] : INDEXED);
      expect(await inspection.indexedCount(LEDGER)).toBe(reindexes ? 2 : 4);
      expect(await inspection.indexedCount(OTHER)).toBe(2);
    });

    it('puts a head in the place of another one, smaller or larger', async () => {
      const head = { ledger: LEDGER, size: 5, storedAt: '2014-03-20T01:00:00.000Z' };
      for (const size of [9, 2, 5]) {
        await inspection.setHead({ ...head, size });
        const heads = [];
        for await (const each of inspection.heads({})) if (each.ledger === LEDGER) heads.push(each);
        expect(heads).toEqual([{ ...head, size }]);
      }
    });

    it('keeps disclosures of commits that are there, and the first of each digest', async () => {
      const one = { digest: 'digest-1', disclosure: 'first' };
      await inspection.keepDisclosures(LEDGER, [one]);
      await inspection.keepDisclosures(LEDGER, [
        { ...one, disclosure: 'second' },
        { digest: 'digest-2', disclosure: 'other' },
      ]);
      await inspection.keepDisclosures(LEDGER, []);
      expect(await inspection.disclosures(LEDGER, ['digest-1', 'digest-2'])).toEqual(
        new Map([
          ['digest-1', 'first'],
          ['digest-2', 'other'],
        ]),
      );
      expect(await inspection.disclosures(OTHER, ['digest-1'])).toEqual(new Map());
    });
  });
}
