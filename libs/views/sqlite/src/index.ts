export { openSqliteScratchViews, openSqliteViewStorage, type SqliteViewOptions } from './sqlite-view-storage.js';
export { BUSY_TIMEOUT_MS } from './open-database.js';
export { MAX_ROWS_PER_TRANSACTION, MAX_WAITING_WRITES } from './write-queue.js';
