export { IDENTITY_STORE_SELECTION_TIMEOUT_MS, openMongodbIdentityRows } from './mongodb-identity-rows.js';
