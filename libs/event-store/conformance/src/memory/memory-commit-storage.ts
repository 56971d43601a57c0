import type {
  CommitRange,
  CommitStorage,
  CommitToStore,
  InsertOutcome,
  LedgerBatch,
  StoredCommitPlace,
} from '@taizhang/event-store-port';
import { contextOf } from '@taizhang/kernel';
import { MemoryDatabase } from './memory-database.js';

/** The turn of the event loop ends, so that what would overlap on a real store overlaps here too. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The reference storage: nothing but the definitions of the port, on arrays. For the suite's own test, and for tests of
 * other libraries that need a store without a technology.
 * @example const store = createEventStore(createMemoryCommitStorage(), options);
 */
export function createMemoryCommitStorage(database: MemoryDatabase = new MemoryDatabase()): CommitStorage {
  return {
    insert: async (batches) => {
      await nextTurn();
      return batches.map((batch) => insertBatch(database, batch));
    },
    last: (ledger) => Promise.resolve(database.of(ledger).at(-1)),
    byId: (ledger, id) => Promise.resolve(database.of(ledger).find((commit) => commit.id === id)),
    at: (ledger, idx) =>
      Promise.resolve(database.of(ledger).find((commit) => commit.idx <= idx && idx < commit.idx + commit.cnt)),
    commits: (ledger, range) => commitsIn(database.of(ledger), range),
    streamCommits: (ledger, stream, { fromRev, toRev, direction }) => {
      const holding = database
        .of(ledger)
        .filter((commit) =>
          commit.streams.some((place) => place.stream === stream && place.fromRev <= toRev && place.toRev >= fromRev),
        );
      return each(direction === 'forward' ? holding : holding.reverse());
    },
    streamHead: (ledger, stream) =>
      Promise.resolve(
        database
          .of(ledger)
          .findLast((commit) => commit.streams.some((place) => place.stream === stream))
          ?.streams.find((place) => place.stream === stream)?.toRev,
      ),
    raiseHeads: async (heads) => {
      await nextTurn();
      for (const head of heads)
        if (head.size > (database.heads.get(head.ledger)?.size ?? 0)) database.heads.set(head.ledger, head);
    },
    heads: ({ changedSince, context }) =>
      each(
        [...database.heads.values()].filter(
          (head) =>
            head.storedAt >= (changedSince ?? '') && (context === undefined || contextOf(head.ledger) === context),
        ),
      ),
    storedSince: (since) => each(lastPlaces(database, ({ storedAt }) => storedAt >= since)),
    allLedgers: () => each(lastPlaces(database, () => true)),
    latestTime: () => Promise.resolve(database.latestTime),
    disclosures: (ledger, digests) => {
      const known = database.disclosures.get(ledger) ?? new Map<string, string>();
      return Promise.resolve(new Map([...known].filter(([digest]) => digests.includes(digest))));
    },
    close: () => Promise.resolve(),
  };
}

function insertBatch(database: MemoryDatabase, batch: LedgerBatch): InsertOutcome {
  const failed = batch.commits.findIndex((commit) => !database.insert(commit));
  return { kind: 'answered', count: failed === -1 ? batch.commits.length : failed };
}

/** Places of the last commit of each ledger among those that `counts`. */
function lastPlaces(database: MemoryDatabase, counts: (commit: CommitToStore) => boolean): StoredCommitPlace[] {
  return [...database.commits.values()].flatMap((commits) => {
    const last = commits.findLast(counts);
    return last === undefined
      ? []
      : [{ ledger: last.ledger, seq: last.seq, id: last.id, idx: last.idx, cnt: last.cnt }];
  });
}

async function* commitsIn(
  commits: readonly CommitToStore[],
  { fromSeq, toSeq, direction }: CommitRange,
): AsyncIterable<CommitToStore> {
  const [first, last, step] =
    direction === 'forward'
      ? [fromSeq, toSeq ?? commits.length - 1, 1]
      : [Math.min(fromSeq, commits.length - 1), toSeq ?? 0, -1];
  await nextTurn();
  for (let seq = first; (last - seq) * step >= 0; seq += step) {
    const commit = commits[seq];
    if (commit === undefined) return;
    yield commit;
  }
}

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  await nextTurn();
  yield* items;
}
