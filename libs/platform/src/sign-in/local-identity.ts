import type { IdentityPort } from '../identity/identity.js';
import type { SessionCookies } from './session-cookies.js';
import type { SignIn } from './sign-in.js';

/** Knows those who signed in here, by the token of their cookie or `Authorization`. */
export function localIdentity(signIn: SignIn, cookies: SessionCookies): IdentityPort {
  return {
    identify: async ({ headers }) => {
      const token = cookies.accessOf(headers);
      return token === undefined ? undefined : signIn.senderOf(token);
    },
  };
}
