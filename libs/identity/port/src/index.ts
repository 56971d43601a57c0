export {
  createIdentityStore,
  Records,
  type Account,
  type IdentityStore,
  type PasswordHash,
  type Session,
  type SetupCode,
  type SignInTries,
} from './identity-records.js';
export { IdentityStoreError, ROW_KINDS, type IdentityRow, type IdentityRows, type RowKind } from './identity-rows.js';
