import type { CommitInspection, IndexedStream, LedgerHead, ProposedDisclosure } from '@taizhang/event-store-port';
import { contextOf, type LedgerId, type StreamId } from '@taizhang/kernel';
import { believed, believedAll, unavailable } from './believed-answers.js';
import { revisionKey, type CommitDocument } from './commit.schema.js';
import { BELIEVABLE, MongodbCommitStorage } from './mongodb-commit-storage.js';

/** A MongoDB storage to be checked and mended. Its read index is a part of the commits, which are never changed. */
export class MongodbCommitInspection extends MongodbCommitStorage implements CommitInspection {
  async indexed(ledger: LedgerId, stream: StreamId, toRev: number): Promise<IndexedStream | undefined> {
    const found = await believed(
      this.models.commits.collection.findOne<Pick<CommitDocument, 'seq' | 'streams'>>(
        { ledger, ends: revisionKey(stream, toRev) },
        { ...BELIEVABLE, projection: { seq: 1, streams: 1 } },
      ),
    );
    const entry = found?.streams.find(({ s, t }) => s === stream && t === toRev);
    return found === null || entry === undefined ? undefined : { fromRev: entry.f, seq: found.seq };
  }

  async indexedCount(ledger: LedgerId): Promise<number> {
    const cursor = this.models.commits.collection.find<Pick<CommitDocument, 'ends' | 'streams'>>(
      { ledger },
      { ...BELIEVABLE, projection: { ends: 1, streams: 1 } },
    );
    let count = 0;
    for await (const { ends, streams } of believedAll(cursor)) count += Math.max(ends.length, streams.length);
    return count;
  }

  async setHead({ ledger, size, storedAt }: LedgerHead): Promise<void> {
    const change = { $set: { context: contextOf(ledger), size, storedAt } };
    try {
      await this.models.heads.collection.updateOne({ _id: ledger } as never, change, { upsert: true }); // a string id
    } catch (error) {
      throw unavailable(error);
    }
  }

  keepDisclosures(ledger: LedgerId, disclosures: readonly ProposedDisclosure[]): Promise<void> {
    return this.insertDisclosures([{ ledger, disclosures }]);
  }
}
