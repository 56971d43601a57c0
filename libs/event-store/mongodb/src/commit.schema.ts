import { Schema, type Connection, type Model, type mongo } from 'mongoose';

/** One commit: the insert of this document is the compare-and-set (design §4). */
export interface CommitDocument {
  /** Derived from (ledger, seq); see {@link commitKey}. */
  readonly _id: string;
  /** Shard key, exactly. */
  readonly ledger: string;
  readonly seq: number;
  readonly id: string;
  readonly digest: string;
  readonly idx: number;
  readonly cnt: number;
  readonly time: string;
  readonly storedAt: string;
  /** Read index: stream, first and last revision in this commit. */
  readonly streams: readonly { readonly s: string; readonly f: number; readonly t: number }[];
  /** The same by last revision, as texts that sort: finds the commit that holds a revision. See {@link revisionKey}. */
  readonly ends: readonly string[];
  readonly leaves: mongo.Binary;
}

/** A head hint; raised, never lowered. */
export interface HeadDocument {
  readonly _id: string;
  readonly context: string;
  readonly size: number;
  readonly storedAt: string;
}

/** A sealed field's value beside the leaf; the only documents here that may ever be deleted (erasure). */
export interface DisclosureDocument {
  readonly _id: string;
  readonly ledger: string;
  readonly digest: string;
  readonly disclosure: string;
}

/** Says whose database this is, and in which form. */
export interface FormatDocument {
  readonly _id: string;
  readonly version: number;
}

/** Version of the form of these collections; another one is refused at start. */
export const STORE_FORMAT_VERSION = 1;

/** Document id of a commit: seq in 16 digits, so that ids sort as commits do. */
export function commitKey(ledger: string, seq: number): string {
  return `${ledger}#${String(seq).padStart(16, '0')}`;
}

/** Where a commit's last revision of a stream stands in the index: revision in 16 digits, so that texts sort as numbers do. */
export function revisionKey(stream: string, rev: number): string {
  return `${stream}@${String(rev).padStart(16, '0')}`;
}

const options = { strict: false, versionKey: false, autoIndex: false, autoCreate: false } as const;

const commitSchema = new Schema<CommitDocument>(
  {
    _id: String,
    ledger: String,
    seq: Number,
    id: String,
    digest: String,
    idx: Number,
    cnt: Number,
    time: String,
    storedAt: String,
    streams: [{ _id: false, s: String, f: Number, t: Number }],
    ends: [String],
    leaves: Buffer,
  },
  { ...options, collection: 'ledger_commits' },
);
commitSchema.index({ ledger: 1, seq: 1 }, { unique: true });
commitSchema.index({ ledger: 1, id: 1 }, { unique: true });
commitSchema.index({ ledger: 1, idx: 1 });
commitSchema.index({ ledger: 1, 'streams.s': 1, seq: 1 });
commitSchema.index({ ledger: 1, ends: 1 });
commitSchema.index({ storedAt: 1 });

const headSchema = new Schema<HeadDocument>(
  { _id: String, context: String, size: Number, storedAt: String },
  { ...options, collection: 'ledger_heads' },
);
headSchema.index({ storedAt: 1 });

const disclosureSchema = new Schema<DisclosureDocument>(
  { _id: String, ledger: String, digest: String, disclosure: String },
  { ...options, collection: 'ledger_disclosures' },
);

const formatSchema = new Schema<FormatDocument>(
  { _id: String, version: Number },
  { ...options, collection: 'store_format' },
);

/** The store's collections; indices and shapes by mongoose, the hot path by `collection` (house rule 20). */
export interface StoreModels {
  readonly commits: Model<CommitDocument>;
  readonly heads: Model<HeadDocument>;
  readonly disclosures: Model<DisclosureDocument>;
  readonly format: Model<FormatDocument>;
}

/** Declares the collections on a connection. */
export function storeModels(connection: Connection): StoreModels {
  return {
    commits: connection.model<CommitDocument>('Commit', commitSchema),
    heads: connection.model<HeadDocument>('Head', headSchema),
    disclosures: connection.model<DisclosureDocument>('Disclosure', disclosureSchema),
    format: connection.model<FormatDocument>('Format', formatSchema),
  };
}
