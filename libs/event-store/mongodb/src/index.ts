export {
  createMongodbEventStore,
  DEFAULT_POOL_SIZE,
  DEFAULT_SERVER_SELECTION_TIMEOUT_MS,
  DEFAULT_SOCKET_TIMEOUT_MS,
  openMongodbCommitInspection,
  openMongodbCommitStorage,
  type MongodbStoreLocation,
} from './mongodb-event-store.js';
export { STORE_FORMAT_VERSION } from './commit.schema.js';
export { openMongodbManualTime } from './mongodb-manual-time.js';
