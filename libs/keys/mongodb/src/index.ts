export { KEY_STORE_SELECTION_TIMEOUT_MS, openMongodbKeyRows } from './mongodb-key-rows.js';
