import { FailedSignIns } from '../access-log/failed-sign-ins.js';
import { AccountKeeping } from './account-keeping.js';
import { AccountLinks } from './account-links.js';
import { AccountLinksController, ISSUER } from './account-links.controller.js';
import { AccountLocksController } from './account-locks.controller.js';
import { Accounts } from './accounts.js';
import { AccountsController } from './accounts.controller.js';
import type { HostSignIn, SignInParts } from './host-sign-in.js';
import { localIdentity } from './local-identity.js';
import { SessionController } from './session.controller.js';
import { SessionCookies } from './session-cookies.js';
import { Setup } from './setup.js';
import { SetupController } from './setup.controller.js';
import { SignIn } from './sign-in.js';

/**
 * Signing in with login and password. Sessions begin, accounts are kept and a deployment is founded where `organization` is at
 * home; the other hosts know who is signed in by the identity database they share. Where an issuer is named already, accounts
 * can be linked to it before the deployment changes over.
 */
export function localSignIn({ store, configuration, registry, services, keeps }: SignInParts): HostSignIn {
  const { facilities, refusals } = services;
  const signIn = new SignIn(store, facilities.secret);
  const cookies = new SessionCookies(configuration);
  const identity = localIdentity(signIn, cookies);
  if (!keeps) return { identity, controllers: [], providers: [], setup: undefined };
  const accounts = new Accounts(store);
  const { TAIZHANG_AUTHORITY: authority, TAIZHANG_OIDC_ISSUER: issuer } = configuration;
  const setup = new Setup({ store, authority, registry, execute: facilities.execute });
  const accountOf = (login: string) => signIn.accountOf(login);
  const controllers = [SessionController, SetupController, AccountsController, AccountLocksController];
  return {
    identity,
    setup,
    controllers: issuer === undefined ? controllers : [...controllers, AccountLinksController],
    providers: [
      { provide: SignIn, useValue: signIn },
      { provide: FailedSignIns, useValue: new FailedSignIns({ refusals, secret: facilities.secret, accountOf }) },
      { provide: SessionCookies, useValue: cookies },
      { provide: Accounts, useValue: accounts },
      { provide: AccountKeeping, useValue: new AccountKeeping(facilities) },
      { provide: AccountLinks, useValue: new AccountLinks(store) },
      { provide: ISSUER, useValue: issuer },
      { provide: Setup, useValue: setup },
    ],
  };
}
