import { StoreUnavailableError } from '@taizhang/event-store-port';

/** What a MongoDB server answers to credentials it does not take: `AuthenticationFailed`, and Atlas's own code for it. */
const REFUSED_CREDENTIALS: readonly number[] = [18, 8_000];

/** Why no connection to a MongoDB server came about, in one sentence for the operator that repeats nothing of the address. */
export function connectionRefusal(cause: unknown): StoreUnavailableError {
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  const refused = typeof code === 'number' && REFUSED_CREDENTIALS.includes(code);
  const sentence = refused
    ? 'The MongoDB server refuses the user or password of TAIZHANG_MONGODB_URL.'
    : 'No MongoDB server answers at the configured address.';
  return new StoreUnavailableError(sentence, { cause });
}
