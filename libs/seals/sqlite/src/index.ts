export { openSqliteGuardRows, HEADS_PAGE_ROWS } from './sqlite-guard-rows.js';
export { openSqliteSealRows, CHECKPOINTS_PAGE_ROWS } from './sqlite-seal-rows.js';
export { SEALS_BUSY_TIMEOUT_MS } from './open-seals-database.js';
