import { createConnection, mongo, Schema, type Connection } from 'mongoose';
import { KeyStoreError, type KeyRow, type KeyRowChange, type KeyRowPage, type KeyRows } from '@taizhang/keys-port';

interface KeyDocument {
  readonly _id: string;
  readonly open: string;
  readonly wrapped: mongo.Binary;
  readonly group?: string;
}

type Keys = mongo.Collection<KeyDocument>;

const DUPLICATE_KEY = 11_000;
/** How long a server may take to be found, in milliseconds. */
export const KEY_STORE_SELECTION_TIMEOUT_MS = 5_000;

const keySchema = new Schema<KeyDocument>(
  { _id: String, open: String, wrapped: Buffer, group: String },
  { collection: 'keys', versionKey: false, autoIndex: false, autoCreate: false },
);

/**
 * Opens a key store in a database of its own (another one than the event store's).
 * @throws KeyStoreError `KEY_STORE_UNAVAILABLE` when the server is away.
 */
export async function openMongodbKeyRows(url: string, database: string): Promise<KeyRows> {
  const connection = await answered(
    createConnection(url, {
      dbName: database,
      autoIndex: false,
      retryWrites: false,
      serverSelectionTimeoutMS: KEY_STORE_SELECTION_TIMEOUT_MS,
    }).asPromise(),
  );
  // as: mongoose types the collection of a model by its own, wider documents
  const keys = connection.model<KeyDocument>('Key', keySchema).collection as unknown as Keys;
  await answered(keys.createIndex({ group: 1 }));
  return new MongodbKeyRows(connection, keys);
}

/** Reads believe the majority, at the primary: a key that is destroyed is not seen again. */
const READ = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
const WRITE = { writeConcern: { w: 'majority', journal: true } } as const;
/** Above every id: they are ASCII. */
const ABOVE_IDS = '\u{7f}';

class MongodbKeyRows implements KeyRows {
  constructor(
    private readonly connection: Connection,
    private readonly keys: Keys,
  ) {}

  async get(id: string): Promise<KeyRow | undefined> {
    const found = await answered(this.keys.findOne({ _id: id }, READ));
    return found === null ? undefined : asKeyRow(found);
  }

  getAll(ids: readonly string[]): Promise<readonly KeyRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.read({ _id: { $in: [...ids] } }, ids.length);
  }

  /** Without transactions, in order, so that a row which needs another is never there without it. */
  async insertAll(rows: readonly KeyRow[]): Promise<ReadonlySet<string>> {
    const existed = new Set<string>();
    for (let at = 0; at < rows.length;) {
      const rest = rows.slice(at);
      const refused = await this.insertUntilDuplicate(rest);
      if (refused === undefined) break;
      const row = rest[refused];
      if (row !== undefined) existed.add(row.id);
      at += refused + 1;
    }
    return existed;
  }

  list(prefix: string, { after, limit }: KeyRowPage): Promise<readonly KeyRow[]> {
    return this.read({ _id: { $gt: after ?? prefix, $lt: prefix + ABOVE_IDS } }, limit);
  }

  ofGroup(group: string, { after = '', limit }: KeyRowPage): Promise<readonly KeyRow[]> {
    return this.read({ group, _id: { $gt: after } }, limit);
  }

  count(prefix: string): Promise<number> {
    return answered(this.keys.countDocuments({ _id: { $gt: prefix, $lt: prefix + ABOVE_IDS } }, READ));
  }

  async replaceAll(changes: readonly KeyRowChange[]): Promise<number> {
    if (changes.length === 0) return 0;
    const updates = changes.map(({ row: { id, open, wrapped }, was }) => ({
      updateOne: {
        filter: { _id: id, wrapped: new mongo.Binary(was) },
        update: { $set: { open, wrapped: new mongo.Binary(wrapped) } },
      },
    }));
    return (await answered(this.keys.bulkWrite(updates, { ...WRITE, ordered: true }))).matchedCount;
  }

  async deleteAll(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const deletes = ids.map((id) => ({ deleteOne: { filter: { _id: id } } }));
    await answered(this.keys.bulkWrite(deletes, { ...WRITE, ordered: true }));
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async read(filter: mongo.Filter<KeyDocument>, limit: number): Promise<readonly KeyRow[]> {
    return (await answered(this.keys.find(filter, READ).sort({ _id: 1 }).limit(limit).toArray())).map(asKeyRow);
  }

  /** @returns which of the rows existed already, the ones before it being written; `undefined` when all are */
  private async insertUntilDuplicate(rows: readonly KeyRow[]): Promise<number | undefined> {
    try {
      await this.keys.insertMany(rows.map(asDocument), { ...WRITE, ordered: true });
      return undefined;
    } catch (error) {
      const [first] = error instanceof mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
      if (first?.code === DUPLICATE_KEY) return first.index;
      throw unavailable(error);
    }
  }
}

function asDocument({ id, open, wrapped, group }: KeyRow): KeyDocument {
  return { _id: id, open, wrapped: new mongo.Binary(wrapped), ...(group !== undefined && { group }) };
}

function asKeyRow({ _id: id, open, wrapped, group }: KeyDocument): KeyRow {
  return { id, open, wrapped: wrapped.value(), ...(group !== undefined && { group }) };
}

function unavailable(error: unknown): KeyStoreError {
  return new KeyStoreError('KEY_STORE_UNAVAILABLE', 'The key store cannot be read or written.', { cause: error });
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw unavailable(error);
  }
}
