export { createSqliteEventStore, EVENT_STORE_FILE, type SqliteLocation } from './create-sqlite-event-store.js';
export { BUSY_TIMEOUT_MS, CHECKPOINT_PAGES } from './open-database.js';
export { openSqliteLedgersToRead, type ReadOnlyLedgers } from './read-only-ledgers.js';
export { FolderInUseError, holdFolder, IN_USE_FILE, type FolderHold } from './folder-hold.js';
export { openSqliteCommitInspection } from './sqlite-commit-inspection.js';
export { openSqliteCommitStorage } from './sqlite-commit-storage.js';
export { MANUAL_TIME_FILE, openSqliteManualTime } from './sqlite-manual-time.js';
