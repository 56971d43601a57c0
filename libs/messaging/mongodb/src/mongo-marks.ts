import type { LedgerId } from '@taizhang/kernel';
import type { InboxMark } from '@taizhang/messaging-port';
import type { mongo } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.js';
import type { MarkDocument } from './follower-documents.js';

/** Marks in MongoDB: an insert under a unique id, or an update whose filter is what was expected. */
export class MongoMarks {
  constructor(private readonly collection: mongo.Collection<MarkDocument>) {}

  async mark(consumer: string, ledger: LedgerId): Promise<InboxMark | undefined> {
    const found = await this.collection.findOne({ _id: idOf(consumer, ledger) });
    return found === null ? undefined : { idx: found.idx, leafHash: found.leafHash };
  }

  async consumers(): Promise<readonly string[]> {
    return (await this.collection.distinct('consumer')).sort();
  }

  async *marks(consumer: string): AsyncGenerator<{ readonly ledger: LedgerId; readonly mark: InboxMark }> {
    for await (const { ledger, idx, leafHash } of this.collection.find({ consumer }).sort({ ledger: 1 })) {
      yield { ledger, mark: { idx, leafHash } };
    }
  }

  async save(consumer: string, ledger: LedgerId, mark: InboxMark, expected: InboxMark | undefined): Promise<boolean> {
    const _id = idOf(consumer, ledger);
    const { idx, leafHash } = mark;
    if (expected === undefined) {
      try {
        await this.collection.insertOne({ _id, consumer, ledger, idx, leafHash });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    }
    if (idx < expected.idx) return false;
    const filter = { _id, idx: expected.idx, leafHash: expected.leafHash };
    const { matchedCount } = await this.collection.updateOne(filter, { $set: { idx, leafHash } });
    return matchedCount === 1;
  }

  async forgetAll(consumer: string): Promise<void> {
    await this.collection.deleteMany({ consumer });
  }
}

function idOf(consumer: string, ledger: LedgerId): string {
  return `${consumer}|${ledger}`;
}
