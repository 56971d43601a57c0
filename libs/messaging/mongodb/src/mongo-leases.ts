import { type Lease, MAX_LEASE_TTL_MS } from '@taizhang/messaging-port';
import type { mongo } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.js';
import type { LeaseDocument } from './follower-documents.js';

/** Leases in MongoDB, judged by the server's time. Each change is one atomic update under a filter that says who may. */
export class MongoLeases {
  constructor(
    private readonly collection: mongo.Collection<LeaseDocument>,
    private readonly serverNowMs: () => Promise<number>,
  ) {}

  async acquire(name: string, buckets: readonly number[], holder: string, ttlMs: number): Promise<readonly Lease[]> {
    const nowMs = await this.serverNowMs();
    const beyond = nowMs + MAX_LEASE_TTL_MS;
    const untilMs = nowMs + Math.min(ttlMs, MAX_LEASE_TTL_MS);
    const wanted = { name, bucket: { $in: [...buckets] } };
    await this.takeMissing(name, buckets, holder, untilMs);
    await this.collection.updateMany({ ...wanted, holder }, { $set: { untilMs } });
    await this.collection.updateMany(
      { ...wanted, holder: { $ne: holder }, $or: [{ untilMs: { $lte: nowMs } }, { untilMs: { $gt: beyond } }] },
      { $set: { holder, untilMs }, $inc: { term: 1 } },
    );
    const held = this.collection.find({ ...wanted, holder, untilMs: { $gt: nowMs, $lte: beyond } });
    const leases = await held.map(({ bucket, term }): Lease => ({ name, bucket, holder, term })).toArray();
    return leases.sort((a, b) => a.bucket - b.bucket);
  }

  /** Ends the leases but keeps their terms, which must not start anew. */
  async releaseAll(name: string, holder: string): Promise<void> {
    await this.collection.updateMany({ name, holder }, { $set: { untilMs: 0 } });
  }

  private async takeMissing(name: string, buckets: readonly number[], holder: string, untilMs: number): Promise<void> {
    const present = await this.collection.find({ name }).project<{ bucket: number }>({ bucket: 1 }).toArray();
    const known = new Set(present.map(({ bucket }) => bucket));
    const missing = buckets
      .filter((bucket) => !known.has(bucket))
      .map((bucket) => ({ _id: `${name}|${String(bucket)}`, name, bucket, holder, term: 1, untilMs }));
    if (missing.length === 0) return;
    try {
      await this.collection.insertMany(missing, { ordered: false });
    } catch (error) {
      // A rival was faster with some of them.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
