export { KEY_STORE_BUSY_TIMEOUT_MS, openSqliteKeyRows } from './sqlite-key-rows.js';
