export { GUARD_SELECTION_TIMEOUT_MS, openMongodbGuardRows } from './mongodb-guard-rows.js';
export { openMongodbSealRows } from './mongodb-seal-rows.js';
