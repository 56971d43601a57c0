import type { IdentityPort } from '../identity/identity.js';
import type { AccountLinks } from './account-links.js';
import type { OidcTokens } from './oidc-tokens.js';

/** A JSON Web Signature in its compact form (RFC 7515 §7.1); an unsigned one, which ends with a dot, is none. */
const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/;

/**
 * Knows those for whom the issuer vouches, by `Authorization: Bearer`: a good token whose subject is linked to an account.
 * Whoever has no good token and whoever has no account get one answer.
 */
export function oidcIdentity(
  issuer: string,
  tokens: Pick<OidcTokens, 'subjectOf'>,
  links: Pick<AccountLinks, 'accountOf'>,
): IdentityPort {
  return {
    identify: async ({ headers: { authorization } }) => {
      const token = BEARER.exec(authorization ?? '')?.[1];
      const subject = token === undefined ? undefined : await tokens.subjectOf(token);
      const account = subject === undefined ? undefined : await links.accountOf({ issuer, subject });
      return account === undefined ? undefined : { account: account.id, person: account.person };
    },
  };
}
