import { createConnection, mongo, Schema, type Connection } from 'mongoose';
import {
  IdentityStoreError,
  MAX_OWNED_ROWS,
  type IdentityRow,
  type IdentityRows,
  type RowKind,
} from '@taizhang/identity-port';

/** A row as it is stored; a row without handle has its id for one, so that one plain unique index keeps handles apart. */
interface IdentityDocument {
  readonly _id: string;
  readonly kind: RowKind;
  readonly handle: string;
  readonly named: boolean;
  readonly owner?: string;
  readonly until?: number;
  readonly revision: number;
  /** JSON text: what is in it is nobody's query. */
  readonly content: string;
}

type Documents = mongo.Collection<IdentityDocument>;

const DUPLICATE_KEY = 11_000;
/** How long a server may take to be found, in milliseconds. */
export const IDENTITY_STORE_SELECTION_TIMEOUT_MS = 5_000;

/** Reads believe the majority, at the primary: a session that has ended is not seen again. */
const READ = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
const WRITE = { writeConcern: { w: 'majority', journal: true } } as const;

const identitySchema = new Schema<IdentityDocument>(
  {
    _id: String,
    kind: String,
    handle: String,
    named: Boolean,
    owner: String,
    until: Number,
    revision: Number,
    content: String,
  },
  { collection: 'identity', versionKey: false, autoIndex: false, autoCreate: false },
);

/**
 * Opens an identity store in a database of its own.
 * @throws IdentityStoreError `IDENTITY_STORE_UNAVAILABLE` when the server is away
 */
export async function openMongodbIdentityRows(url: string, database: string): Promise<IdentityRows> {
  const connection = await answered(
    createConnection(url, {
      dbName: database,
      autoIndex: false,
      retryWrites: false,
      serverSelectionTimeoutMS: IDENTITY_STORE_SELECTION_TIMEOUT_MS,
    }).asPromise(),
  );
  // as: mongoose types the collection of a model by its own, wider documents
  const rows = connection.model<IdentityDocument>('Identity', identitySchema).collection as unknown as Documents;
  await answered(rows.createIndex({ handle: 1 }, { unique: true }));
  await answered(rows.createIndex({ owner: 1 }));
  return new MongodbIdentityRows(connection, rows);
}

class MongodbIdentityRows implements IdentityRows {
  constructor(
    private readonly connection: Connection,
    private readonly rows: Documents,
  ) {}

  async get(kind: RowKind, id: string): Promise<IdentityRow | undefined> {
    return rowOf(await answered(this.rows.findOne({ _id: `${kind}/${id}` }, READ)));
  }

  async byHandle(kind: RowKind, handle: string): Promise<IdentityRow | undefined> {
    return rowOf(await answered(this.rows.findOne({ handle: handleOf(kind, handle) }, READ)));
  }

  async add(row: IdentityRow): Promise<boolean> {
    try {
      await this.rows.insertOne(documentOf(row), WRITE);
      return true;
    } catch (error) {
      if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
      throw unavailable(error);
    }
  }

  async replace({ kind, id, until, revision, content }: IdentityRow): Promise<boolean> {
    const change = {
      $set: { revision, content: JSON.stringify(content), ...(until !== undefined && { until }) },
      ...(until === undefined && { $unset: { until: '' as const } }),
    };
    const filter = { _id: `${kind}/${id}`, revision: revision - 1 };
    return (await answered(this.rows.updateOne(filter, change, WRITE))).matchedCount === 1;
  }

  async ownedBy(kind: RowKind, owner: string): Promise<readonly IdentityRow[]> {
    const owned = this.rows.find({ kind, owner }, { ...READ, sort: { _id: 1 }, limit: MAX_OWNED_ROWS });
    return (await answered(owned.toArray())).map(rowFrom);
  }

  async remove(kind: RowKind, id: string): Promise<void> {
    await answered(this.rows.deleteOne({ _id: `${kind}/${id}` }, WRITE));
  }

  async removeOwned(kind: RowKind, owner: string): Promise<void> {
    await answered(this.rows.deleteMany({ kind, owner }, WRITE));
  }

  async removeExpired(kind: RowKind, before: number): Promise<void> {
    await answered(this.rows.deleteMany({ kind, until: { $lt: before } }, WRITE));
  }

  async any(kind: RowKind): Promise<boolean> {
    return (await answered(this.rows.findOne({ kind }, READ))) !== null;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

function handleOf(kind: RowKind, handle: string): string {
  return `${kind}/named/${handle}`;
}

function documentOf({ kind, id, handle, owner, until, revision, content }: IdentityRow): IdentityDocument {
  return {
    _id: `${kind}/${id}`,
    kind,
    handle: handle === undefined ? `${kind}/id/${id}` : handleOf(kind, handle),
    named: handle !== undefined,
    ...(owner !== undefined && { owner }),
    ...(until !== undefined && { until }),
    revision,
    content: JSON.stringify(content),
  };
}

function rowOf(document: IdentityDocument | null): IdentityRow | undefined {
  return document === null ? undefined : rowFrom(document);
}

function rowFrom(document: IdentityDocument): IdentityRow {
  const { _id, kind, handle, named, owner, until, revision, content } = document;
  return {
    kind,
    id: _id.slice(kind.length + 1),
    revision,
    content: JSON.parse(content) as IdentityRow['content'], // as it was written here
    ...(named && { handle: handle.slice(handleOf(kind, '').length) }),
    ...(owner !== undefined && { owner }),
    ...(until !== undefined && { until }),
  };
}

function unavailable(cause: unknown): IdentityStoreError {
  return new IdentityStoreError('IDENTITY_STORE_UNAVAILABLE', 'The identity store cannot be read or written.', {
    cause,
  });
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw unavailable(error);
  }
}
