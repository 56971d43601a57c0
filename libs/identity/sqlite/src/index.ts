export { IDENTITY_STORE_BUSY_TIMEOUT_MS, openSqliteIdentityRows } from './sqlite-identity-rows.js';
