import { createConnection, type Connection } from 'mongoose';
import {
  createEventStore,
  ForeignStoreError,
  StoreUnavailableError,
  type CommitInspection,
  type CommitStorage,
  type EventStore,
  type EventStoreOptions,
} from '@taizhang/event-store-port';
import { STORE_FORMAT_VERSION, storeModels } from './commit.schema.js';
import { isDuplicateKey } from './insert-outcome.js';
import { MongodbCommitInspection } from './mongodb-commit-inspection.js';
import { MongodbCommitStorage } from './mongodb-commit-storage.js';

/** How long a server may take to be found before the store says it is away, in milliseconds. */
export const DEFAULT_SERVER_SELECTION_TIMEOUT_MS = 5_000;
/** How long one answer may take before its outcome counts as unknown, in milliseconds. */
export const DEFAULT_SOCKET_TIMEOUT_MS = 20_000;
/** Connections kept to the server; ledgers of a batch are written in parallel. */
export const DEFAULT_POOL_SIZE = 16;

/** Where the store lies. */
export interface MongodbStoreLocation {
  /** `mongodb://…` with or without a database in its path. */
  readonly url: string;
  /** Database; default: the one of the URL. */
  readonly database?: string;
}

/**
 * Opens (or makes) the collections of an event store.
 * @throws StoreUnavailableError when the server is away; ForeignStoreError when the database holds another form.
 */
export async function openMongodbCommitStorage(location: MongodbStoreLocation): Promise<CommitStorage> {
  return new MongodbCommitStorage(await prepared(location));
}

/** Opens the same collections to be checked and mended. Errors as above. */
export async function openMongodbCommitInspection(location: MongodbStoreLocation): Promise<CommitInspection> {
  return new MongodbCommitInspection(await prepared(location));
}

/** An event store on MongoDB, standalone, replica set or sharded, or any server of its wire protocol (design §4). */
export async function createMongodbEventStore(options: MongodbStoreLocation & EventStoreOptions): Promise<EventStore> {
  return createEventStore(await openMongodbCommitStorage(options), options);
}

async function prepared({ url, database }: MongodbStoreLocation): Promise<Connection> {
  const connection = await connect(url, database);
  try {
    await prepare(connection);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function connect(url: string, database: string | undefined): Promise<Connection> {
  try {
    return await createConnection(url, {
      ...(database === undefined ? {} : { dbName: database }),
      autoIndex: false,
      retryWrites: false,
      serverSelectionTimeoutMS: DEFAULT_SERVER_SELECTION_TIMEOUT_MS,
      socketTimeoutMS: DEFAULT_SOCKET_TIMEOUT_MS,
      maxPoolSize: DEFAULT_POOL_SIZE,
    }).asPromise();
  } catch (error) {
    throw new StoreUnavailableError('No MongoDB server answers at the configured address.', { cause: error });
  }
}

async function prepare(connection: Connection): Promise<void> {
  const { commits, heads, format } = storeModels(connection);
  const mark = { _id: 'event-store', version: STORE_FORMAT_VERSION };
  try {
    await format.collection.insertOne(mark as never); // a string id, which the driver types as ObjectId
  } catch (error) {
    if (!isDuplicateKey(error))
      throw new StoreUnavailableError('the MongoDB database cannot be written', { cause: error });
  }
  const found = await format.collection.findOne<{ version: number }>({ _id: mark._id } as never); // a string id
  if (found?.version !== STORE_FORMAT_VERSION) {
    throw new ForeignStoreError(
      `the database ${connection.name} holds an event store of form ${String(found?.version)}, not ${String(STORE_FORMAT_VERSION)}`,
    );
  }
  await commits.createIndexes();
  await heads.createIndexes();
}
