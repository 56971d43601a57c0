import type { Connection, mongo } from 'mongoose';
import { ViewStoreUnavailableError } from '@taizhang/views-port';
import { isDuplicateKey } from './server-errors.js';
import { BELIEVED } from './view-documents.js';

/** Says in which form the views of a database are. */
interface FormatDocument {
  readonly _id: string;
  readonly version: number;
}

/** Layout of the registry and of documents; a program that knows another one refuses to start. */
const LAYOUT_VERSION = 1;
const FORMAT_ID = 'views';

/** The database's native handle; there once the connection is open. */
export function nativeDatabase(connection: Connection): mongo.Db {
  if (connection.db === undefined)
    throw new ViewStoreUnavailableError('the connection to the MongoDB server of the views is not open');
  return connection.db;
}

/** Marks a database as holding views of this layout. @throws {@link ViewStoreUnavailableError} when it holds another one. */
export async function claimDatabase(database: mongo.Db): Promise<void> {
  const formats = database.collection<FormatDocument>('store_format', BELIEVED);
  try {
    await formats.insertOne({ _id: FORMAT_ID, version: LAYOUT_VERSION });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const found = await formats.findOne({ _id: FORMAT_ID });
  if (found?.version !== LAYOUT_VERSION) {
    throw new ViewStoreUnavailableError(
      `the views in database ${database.databaseName} have a layout this program does not know`,
    );
  }
}
