export {
  createIdentityStore,
  Records,
  type Account,
  type AccountLink,
  type IdentityStore,
  type PasswordHash,
  type Session,
  type SetupCode,
  type SignInTries,
} from './identity-records.js';
export {
  IdentityStoreError,
  MAX_OWNED_ROWS,
  ROW_KINDS,
  type IdentityRow,
  type IdentityRows,
  type RowKind,
} from './identity-rows.js';
