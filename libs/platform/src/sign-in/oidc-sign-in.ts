import { AccountKeeping } from './account-keeping.js';
import { AccountLinks } from './account-links.js';
import { AccountLinksController, ISSUER } from './account-links.controller.js';
import { AccountLocksController } from './account-locks.controller.js';
import { Accounts } from './accounts.js';
import type { HostSignIn, SignInParts } from './host-sign-in.js';
import { oidcIdentity } from './oidc-identity.js';
import { OidcSessionController } from './oidc-session.controller.js';
import { OidcTokens } from './oidc-tokens.js';
import { Setup } from './setup.js';
import { OidcSetupController } from './setup.controller.js';

/**
 * Signing in at an outside issuer, whose tokens every host judges for itself. Links are kept and a deployment is founded where
 * `organization` is at home.
 */
export function oidcSignIn({ store, configuration, registry, services, keeps }: SignInParts): HostSignIn {
  const { TAIZHANG_OIDC_ISSUER: issuer = '', TAIZHANG_OIDC_AUDIENCE: audience = '' } = configuration; // the schema demands both
  const links = new AccountLinks(store);
  const tokens = new OidcTokens({
    issuer,
    audience,
    jwksUrl: configuration.TAIZHANG_OIDC_JWKS_URL,
    subjectClaim: configuration.TAIZHANG_OIDC_SUBJECT_CLAIM,
    clockSkewSeconds: configuration.TAIZHANG_OIDC_CLOCK_SKEW_SECONDS,
    algorithms: configuration.TAIZHANG_OIDC_ALGORITHMS,
  });
  const identity = oidcIdentity(issuer, tokens, links);
  if (!keeps) return { identity, controllers: [], providers: [], setup: undefined };
  const { facilities } = services;
  const authority = configuration.TAIZHANG_AUTHORITY;
  const setup = new Setup({ store, authority, registry, execute: facilities.execute });
  return {
    identity,
    setup,
    controllers: [OidcSessionController, OidcSetupController, AccountLocksController, AccountLinksController],
    providers: [
      { provide: Accounts, useValue: new Accounts(store) },
      { provide: AccountKeeping, useValue: new AccountKeeping(facilities) },
      { provide: AccountLinks, useValue: links },
      { provide: ISSUER, useValue: issuer },
      { provide: Setup, useValue: setup },
    ],
  };
}
