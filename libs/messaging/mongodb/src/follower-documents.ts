import type { InboxMark, Lease, ParkedDecision, ParkedLedger, RefusedReaction } from '@taizhang/messaging-port';
import type { LedgerId } from '@taizhang/kernel';
import type { Connection, mongo } from 'mongoose';
import { nativeDatabase } from './server-time.js';

/** `_id` = `<consumer>|<ledger>`: a ledger id holds no bar, so that no two places share one. */
export interface MarkDocument extends InboxMark {
  readonly _id: string;
  readonly consumer: string;
  readonly ledger: LedgerId;
}

export interface AttemptDocument {
  readonly _id: string;
  /** `<idx>/<kind>`: other ones start anew. */
  readonly about: string;
  readonly attempts: number;
  readonly since: string;
}

export interface ParkedDocument extends ParkedLedger {
  readonly _id: string;
}

/** `_id` = `<consumer>|<ledger>|<number from 0>`: two operators at once cannot get one number. */
export interface DecisionDocument extends ParkedDecision {
  readonly _id: string;
  readonly number: number;
}

export interface RefusalDocument extends RefusedReaction {
  readonly _id: string;
}

export interface LeaseDocument extends Lease {
  /** `<name>|<bucket>`. */
  readonly _id: string;
  /** End of the lease in the server's time, milliseconds since 1970. */
  readonly untilMs: number;
}

/** Collections of the follower state. */
export interface FollowerCollections {
  readonly marks: mongo.Collection<MarkDocument>;
  readonly attempts: mongo.Collection<AttemptDocument>;
  readonly parked: mongo.Collection<ParkedDocument>;
  readonly decisions: mongo.Collection<DecisionDocument>;
  readonly refusals: mongo.Collection<RefusalDocument>;
  readonly leases: mongo.Collection<LeaseDocument>;
}

/** Writes are believed when the majority has them on disk; reads answer what the majority has (design §4). */
const BELIEVED = {
  readPreference: 'primary',
  readConcern: { level: 'majority' },
  writeConcern: { w: 'majority', j: true },
} as const;

/** The collections, named `follower_…`, on a connection that is open. */
export function followerCollections(connection: Connection): FollowerCollections {
  const database = nativeDatabase(connection);
  return {
    marks: database.collection<MarkDocument>('follower_marks', BELIEVED),
    attempts: database.collection<AttemptDocument>('follower_attempts', BELIEVED),
    parked: database.collection<ParkedDocument>('follower_parked', BELIEVED),
    decisions: database.collection<DecisionDocument>('follower_decisions', BELIEVED),
    refusals: database.collection<RefusalDocument>('follower_refusals', BELIEVED),
    leases: database.collection<LeaseDocument>('follower_leases', BELIEVED),
  };
}

/** Makes the indices; again is harmless. One at a time: some servers take no list of which a part exists. */
export async function ensureFollowerIndexes({
  marks,
  decisions,
  refusals,
  leases,
}: FollowerCollections): Promise<void> {
  await marks.createIndex({ consumer: 1, ledger: 1 });
  await decisions.createIndex({ consumer: 1, ledger: 1, number: 1 });
  await refusals.createIndex({ consumer: 1, ledger: 1, idx: 1 });
  await leases.createIndex({ name: 1, holder: 1 });
}
