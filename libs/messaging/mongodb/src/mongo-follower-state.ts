import type { LedgerId } from '@taizhang/kernel';
import type {
  AttemptCount,
  FailedAttempt,
  FollowerState,
  InboxMark,
  Lease,
  ParkedDecision,
  ParkedLedger,
  RefusedReaction,
} from '@taizhang/messaging-port';
import type { Connection } from 'mongoose';
import { ensureFollowerIndexes, followerCollections, type FollowerCollections } from './follower-documents.js';
import { MongoLeases } from './mongo-leases.js';
import { MongoMarks } from './mongo-marks.js';
import { MongoParking } from './mongo-parking.js';
import { serverTimeMs } from './server-time.js';

/** Where the follower state is kept. */
export interface MongoFollowerStateOptions {
  /** An open connection of mongoose; whoever made it closes it. */
  readonly connection: Connection;
  /** The store's time: the server's clock, unless a test moves it. */
  readonly nowMs?: () => Promise<number>;
}

/** Opens the follower state in the database of a connection. Needs no transactions, so that every MongoDB-wire server serves. */
export async function openMongoFollowerState({ connection, nowMs }: MongoFollowerStateOptions): Promise<FollowerState> {
  const collections = followerCollections(connection);
  await ensureFollowerIndexes(collections);
  return new MongoFollowerState(collections, nowMs ?? (() => serverTimeMs(connection)));
}

class MongoFollowerState implements FollowerState {
  private readonly allMarks: MongoMarks;
  private readonly parking: MongoParking;
  private readonly leases: MongoLeases;

  constructor(collections: FollowerCollections, serverNowMs: () => Promise<number>) {
    this.allMarks = new MongoMarks(collections.marks);
    this.parking = new MongoParking(collections);
    this.leases = new MongoLeases(collections.leases, serverNowMs);
  }

  mark(consumer: string, ledger: LedgerId): Promise<InboxMark | undefined> {
    return this.allMarks.mark(consumer, ledger);
  }

  consumers(): Promise<readonly string[]> {
    return this.allMarks.consumers();
  }

  marks(consumer: string): AsyncIterable<{ readonly ledger: LedgerId; readonly mark: InboxMark }> {
    return this.allMarks.marks(consumer);
  }

  saveMark(consumer: string, ledger: LedgerId, mark: InboxMark, expected: InboxMark | undefined): Promise<boolean> {
    return this.allMarks.save(consumer, ledger, mark, expected);
  }

  forgetMarks(consumer: string): Promise<void> {
    return this.allMarks.forgetAll(consumer);
  }

  recordAttempt(attempt: FailedAttempt): Promise<AttemptCount> {
    return this.parking.recordAttempt(attempt);
  }

  park(parked: ParkedLedger): Promise<void> {
    return this.parking.park(parked);
  }

  parked(filter?: { readonly consumer?: string; readonly ledger?: LedgerId }): Promise<readonly ParkedLedger[]> {
    return this.parking.parked(filter);
  }

  unpark(decision: ParkedDecision): Promise<boolean> {
    return this.parking.unpark(decision);
  }

  decisions(consumer: string, ledger: LedgerId): Promise<readonly ParkedDecision[]> {
    return this.parking.decisions(consumer, ledger);
  }

  recordRefusal(refusal: RefusedReaction): Promise<void> {
    return this.parking.recordRefusal(refusal);
  }

  refusals(consumer: string): Promise<readonly RefusedReaction[]> {
    return this.parking.refusals(consumer);
  }

  acquireLeases(name: string, buckets: readonly number[], holder: string, ttlMs: number): Promise<readonly Lease[]> {
    return this.leases.acquire(name, buckets, holder, ttlMs);
  }

  releaseLeases(name: string, holder: string): Promise<void> {
    return this.leases.releaseAll(name, holder);
  }

  /** Nothing of its own is open: the connection is its maker's. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
