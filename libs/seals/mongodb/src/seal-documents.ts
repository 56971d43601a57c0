import type { mongo } from 'mongoose';

/** The tree of a ledger (ledger-format §10). */
export interface TreeDocument {
  readonly _id: string;
  readonly size: number;
  readonly frontier: mongo.Binary;
}

/** A tile; `w` hashes. */
export interface TileDocument {
  readonly _id: string;
  readonly ledger: string;
  readonly w: number;
  readonly hashes: mongo.Binary;
}

/** A checkpoint; its id sorts by size within its ledger. */
export interface CheckpointDocument {
  readonly _id: string;
  readonly ledger: string;
  readonly size: number;
  readonly root: mongo.Binary;
  readonly note: string;
  readonly cosigned: boolean;
}

/** The newest checkpoint of a ledger, as far as its cosignature goes: a hint, written after it. */
export interface HeadDocument {
  readonly _id: string;
  readonly size: number;
  readonly root: mongo.Binary;
  readonly time: number;
}

/** Which deployment a database belongs to. */
export interface DeploymentDocument {
  readonly _id: string;
  readonly deployment: string;
}

/** Reads believe the majority, at the primary: what a sealer believes must not be taken back (design §4). */
export const READ = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
/** What is acknowledged outlives a change of primary. */
export const WRITE = { writeConcern: { w: 'majority', journal: true } } as const;
