import { createConnection, mongo, Schema, type Connection, type Model } from 'mongoose';
import { KeyStoreError, type KeyRow, type KeyRows } from '@taizhang/keys-port';

interface KeyDocument {
  readonly _id: string;
  readonly open: string;
  readonly wrapped: mongo.Binary;
}

const DUPLICATE_KEY = 11_000;
/** How long a server may take to be found, in milliseconds. */
export const KEY_STORE_SELECTION_TIMEOUT_MS = 5_000;

const keySchema = new Schema<KeyDocument>(
  { _id: String, open: String, wrapped: Buffer },
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
  return new MongodbKeyRows(connection, connection.model<KeyDocument>('Key', keySchema));
}

class MongodbKeyRows implements KeyRows {
  constructor(
    private readonly connection: Connection,
    private readonly keys: Model<KeyDocument>,
  ) {}

  async get(id: string): Promise<KeyRow | undefined> {
    const filter = { _id: id } as never; // a string id, which the driver types as ObjectId
    const found = await answered(
      this.keys.collection.findOne<KeyDocument>(filter, {
        readConcern: { level: 'majority' },
        readPreference: 'primary',
      }),
    );
    return found === null ? undefined : { id: found._id, open: found.open, wrapped: found.wrapped.value() };
  }

  async insert({ id, open, wrapped }: KeyRow): Promise<boolean> {
    const document = { _id: id, open, wrapped: new mongo.Binary(wrapped) } as never; // a string id
    try {
      await this.keys.collection.insertOne(document, { writeConcern: { w: 'majority', journal: true } });
      return true;
    } catch (error) {
      if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
      throw unavailable(error);
    }
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
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
