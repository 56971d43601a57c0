import { mongo, type Connection } from 'mongoose';
import { contextOf, type CommitId, type Instant, type LedgerId, type StreamId } from '@taizhang/kernel';
import {
  MAX_EVENTS_PER_COMMIT,
  type CommitRange,
  type CommitStorage,
  type CommitToStore,
  type InsertOutcome,
  type LedgerBatch,
  type LedgerHead,
  type StoredCommit,
  type StoredCommitPlace,
} from '@taizhang/event-store-port';
import { believed, believedAll, unavailable } from './believed-answers.js';
import { revisionKey, storeModels, type CommitDocument, type StoreModels } from './commit.schema.js';
import { nothingWasSent, onlyDuplicates, outcomeOf } from './insert-outcome.js';
import {
  commitOf,
  disclosureKey,
  documentOf,
  PLACE,
  placeOf,
  WITHOUT_STREAMS,
  type PlaceDocument,
  type StoredDocument,
} from './stored-document.js';

/** Acknowledged means: on a majority of members, and in their journals (design §4). */
const DURABLE = { writeConcern: { w: 'majority', journal: true } } as const;
/** What a writer may believe: the primary's majority-committed state (design §4). */
export const BELIEVABLE = { readPreference: mongo.ReadPreference.PRIMARY, readConcern: { level: 'majority' } } as const;
/** Commits fetched at once while streaming; a commit may have 4 MiB. */
const COMMITS_PER_FETCH = 64;
/** Ledgers listed at once by the full sweep. */
const LEDGERS_PER_FETCH = 500;

type StreamRange = Parameters<CommitStorage['streamCommits']>[2];

/** Commits in MongoDB: one document per commit, unique (ledger, seq) and (ledger, id); no transactions, no change streams. */
export class MongodbCommitStorage implements CommitStorage {
  protected readonly models: StoreModels;

  /** @param connection opened with `retryWrites=false`: an unclear answer is read back, never repeated blindly. */
  constructor(private readonly connection: Connection) {
    this.models = storeModels(connection);
  }

  async insert(batches: readonly LedgerBatch[]): Promise<readonly InsertOutcome[]> {
    await this.insertDisclosures(
      batches.flatMap(({ ledger, commits }) => commits.map(({ disclosures }) => ({ ledger, disclosures }))),
    );
    const settled = await Promise.allSettled(batches.map(({ commits }) => this.insertOrdered(commits)));
    const failures = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : [])); // typed any by the library
    if (failures.length === batches.length && failures.every(nothingWasSent)) throw unavailable(failures[0]);
    return settled.map((result) => (result.status === 'fulfilled' ? result.value : outcomeOf(result.reason)));
  }

  async last(ledger: LedgerId): Promise<StoredCommit | undefined> {
    return this.first({ ledger }, { seq: -1 });
  }

  async byId(ledger: LedgerId, id: CommitId): Promise<StoredCommit | undefined> {
    return this.first({ ledger, id }, { seq: 1 });
  }

  async at(ledger: LedgerId, idx: number): Promise<StoredCommit | undefined> {
    const commit = await this.first({ ledger, idx: { $lte: idx } }, { idx: -1 });
    return commit !== undefined && idx < commit.idx + commit.cnt ? commit : undefined;
  }

  commits(ledger: LedgerId, { fromSeq, toSeq, direction }: CommitRange): AsyncIterable<StoredCommit> {
    const [low, high] = direction === 'forward' ? [fromSeq, toSeq] : [toSeq ?? 0, fromSeq];
    return this.stream({ ledger, seq: high === undefined ? { $gte: low } : { $gte: low, $lte: high } }, direction);
  }

  async *streamCommits(
    ledger: LedgerId,
    stream: StreamId,
    { fromRev, toRev, direction }: StreamRange,
  ): AsyncIterable<StoredCommit> {
    const forward = direction === 'forward';
    const bound = forward ? fromRev : toRev;
    const atTheEnd = forward ? bound === 0 : bound === Number.MAX_SAFE_INTEGER;
    const startsAt = atTheEnd ? undefined : await this.seqHolding(ledger, stream, bound);
    if (startsAt === undefined && forward && !atTheEnd) return;
    const seq = startsAt === undefined ? {} : { seq: forward ? { $gte: startsAt } : { $lte: startsAt } };
    const cursor = this.models.commits.collection
      .find<CommitDocument>({ ledger, 'streams.s': stream, ...seq }, { ...BELIEVABLE, batchSize: COMMITS_PER_FETCH })
      .sort({ seq: forward ? 1 : -1 });
    for await (const document of believedAll(cursor)) {
      const held = document.streams.find(({ s }) => s === stream);
      if (held === undefined || (forward ? held.f > toRev : held.t < fromRev)) return;
      yield commitOf(document);
    }
  }

  async streamHead(ledger: LedgerId, stream: StreamId): Promise<number | undefined> {
    const found = await believed(
      this.models.commits.collection
        .find<Pick<CommitDocument, 'streams'>>(
          { ledger, 'streams.s': stream },
          { ...BELIEVABLE, projection: { streams: 1 } },
        )
        .sort({ seq: -1 })
        .limit(1)
        .next(),
    );
    return found?.streams.find(({ s }) => s === stream)?.t;
  }

  async raiseHeads(heads: readonly LedgerHead[]): Promise<void> {
    if (heads.length === 0) return;
    const raise = heads.map(({ ledger, size, storedAt }) => ({
      filter: { _id: ledger, size: { $lt: size } },
      update: { $set: { context: contextOf(ledger), size, storedAt } },
    }));
    try {
      await this.models.heads.collection.bulkWrite(
        raise.map((each) => ({ updateOne: { ...each, upsert: true } })) as never, // string ids, which the driver types as ObjectId
        { ordered: false },
      );
    } catch (error) {
      if (!onlyDuplicates(error)) throw unavailable(error);
      // A duplicate = a higher hint was there already. Some servers end the whole bulk there, so each goes by itself.
      for (const each of raise) await this.raiseHead(each);
    }
  }

  async *heads(filter: { readonly changedSince?: Instant; readonly context?: string }): AsyncIterable<LedgerHead> {
    const query = {
      ...(filter.changedSince === undefined ? {} : { storedAt: { $gte: filter.changedSince } }),
      ...(filter.context === undefined ? {} : { context: filter.context }),
    };
    const cursor = this.models.heads.collection.find<{ _id: LedgerId; size: number; storedAt: string }>(
      query,
      BELIEVABLE,
    );
    for await (const { _id, size, storedAt } of believedAll(cursor)) yield { ledger: _id, size, storedAt };
  }

  async *storedSince(since: Instant): AsyncIterable<StoredCommitPlace> {
    const newest = new Map<string, PlaceDocument>();
    const cursor = this.models.commits.collection.find<PlaceDocument>(
      { storedAt: { $gte: since } },
      { ...BELIEVABLE, projection: PLACE },
    );
    for await (const place of believedAll(cursor)) {
      if (place.seq >= (newest.get(place.ledger)?.seq ?? 0)) newest.set(place.ledger, place);
    }
    for (const place of newest.values()) yield placeOf(place);
  }

  async *allLedgers(): AsyncIterable<StoredCommitPlace> {
    for (let after = ''; ;) {
      // Every ledger has a commit 0, so the index on (ledger, seq) lists ledgers without reading their commits.
      const page = await believed(
        this.models.commits.collection
          .find<Pick<CommitDocument, 'ledger'>>(
            { ledger: { $gt: after }, seq: 0 },
            { ...BELIEVABLE, projection: { ledger: 1 } },
          )
          .sort({ ledger: 1 })
          .limit(LEDGERS_PER_FETCH)
          .toArray(),
      );
      for (const { ledger } of page) {
        const last = await believed(
          this.models.commits.collection
            .find<PlaceDocument>({ ledger }, { ...BELIEVABLE, projection: PLACE })
            .sort({ seq: -1 })
            .limit(1)
            .next(),
        );
        if (last !== null) yield placeOf(last);
      }
      const end = page.at(-1);
      if (end === undefined || page.length < LEDGERS_PER_FETCH) return;
      after = end.ledger;
    }
  }

  async latestTime(): Promise<Instant | undefined> {
    const cursor = this.models.commits.collection.find<Pick<CommitDocument, 'time'>>(
      {},
      { ...BELIEVABLE, projection: { time: 1 } },
    );
    return (await believed(cursor.sort({ storedAt: -1 }).limit(1).next()))?.time;
  }

  async serverTime(): Promise<Instant> {
    const database = this.connection.getClient().db('admin');
    const answer = (await believed(database.command({ hello: 1 }))) as { readonly localTime: Date }; // part of every hello (MongoDB wire protocol)
    return answer.localTime.toISOString();
  }

  async disclosures(ledger: LedgerId, digests: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const ids = digests.map((digest) => disclosureKey(ledger, digest));
    const found = await believed(
      this.models.disclosures.collection
        .find<{ digest: string; disclosure: string }>({ _id: { $in: ids } } as never, BELIEVABLE) // string ids, which the driver types as ObjectId
        .toArray(),
    );
    return new Map(found.map(({ digest, disclosure }) => [digest, disclosure]));
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  protected async insertDisclosures(items: readonly Pick<CommitToStore, 'ledger' | 'disclosures'>[]): Promise<void> {
    const documents = items.flatMap(({ ledger, disclosures }) =>
      disclosures.map(({ digest, disclosure }) => ({
        _id: disclosureKey(ledger, digest),
        ledger,
        digest,
        disclosure,
      })),
    );
    if (documents.length === 0) return;
    try {
      await this.models.disclosures.collection.insertMany(documents as never, { ordered: false, ...DURABLE }); // string ids
    } catch (error) {
      // A retry finds its disclosures in place. Without them no commit may follow, and none has been sent.
      if (!onlyDuplicates(error)) throw unavailable(error);
    }
  }

  private async raiseHead({ filter, update }: { readonly filter: object; readonly update: object }): Promise<void> {
    try {
      await this.models.heads.collection.updateOne(filter, update, { upsert: true });
    } catch (error) {
      if (!onlyDuplicates(error)) throw unavailable(error);
    }
  }

  private async insertOrdered(commits: readonly CommitToStore[]): Promise<InsertOutcome> {
    const documents = commits.map(documentOf);
    await this.models.commits.collection.insertMany(documents as never, { ordered: true, ...DURABLE }); // string ids
    return { kind: 'answered', count: commits.length };
  }

  /** Seq of the commit that holds a revision of a stream: its last one is less than a commit's most events further. */
  private async seqHolding(ledger: LedgerId, stream: StreamId, rev: number): Promise<number | undefined> {
    const most = Math.min(rev + MAX_EVENTS_PER_COMMIT, Number.MAX_SAFE_INTEGER);
    const holding = { $elemMatch: { $gte: revisionKey(stream, rev), $lt: revisionKey(stream, most) } };
    const cursor = this.models.commits.collection
      .find<Pick<CommitDocument, 'seq' | 'streams'>>(
        { ledger, ends: holding } as never, // the driver's types take no operators on scalars
        { ...BELIEVABLE, projection: { seq: 1, streams: 1 }, batchSize: 2 },
      )
      .sort({ seq: 1 });
    // MongoDB's first is the one. Some servers judge the bounds of `$elemMatch` one by one and answer others too.
    for await (const { seq, streams } of believedAll(cursor)) {
      if (streams.some(({ s, f, t }) => s === stream && f <= rev && rev <= t)) return seq;
    }
    return undefined;
  }

  private async first(filter: object, sort: mongo.Sort): Promise<StoredCommit | undefined> {
    const cursor = this.models.commits.collection.find<StoredDocument>(filter, {
      ...BELIEVABLE,
      projection: WITHOUT_STREAMS,
    });
    const found = await believed(cursor.sort(sort).limit(1).next());
    return found === null ? undefined : commitOf(found);
  }

  private async *stream(filter: object, direction: 'forward' | 'backward'): AsyncIterable<StoredCommit> {
    const cursor = this.models.commits.collection
      .find<StoredDocument>(filter, { ...BELIEVABLE, projection: WITHOUT_STREAMS, batchSize: COMMITS_PER_FETCH })
      .sort({ seq: direction === 'forward' ? 1 : -1 });
    for await (const document of believedAll(cursor)) yield commitOf(document);
  }
}
