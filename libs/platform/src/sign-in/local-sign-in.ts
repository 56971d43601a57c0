import type { IdentityStore } from '@taizhang/identity-port';
import type { Configuration } from '../configuration/configuration.js';
import type { ContextRegistry } from '../context/context-registry.js';
import type { CommandRequest } from '../deciding/command-request.js';
import type { IdentityPort } from '../identity/identity.js';
import { Accounts } from './accounts.js';
import { localIdentity } from './local-identity.js';
import { SessionCookies } from './session-cookies.js';
import { Setup } from './setup.js';
import { SignIn } from './sign-in.js';

/** Everything about local accounts in one host. */
export interface LocalSignIn {
  readonly identity: IdentityPort;
  readonly signIn: SignIn;
  readonly cookies: SessionCookies;
  readonly accounts: Accounts;
  /** Only where `organization` is at home. */
  readonly setup: Setup | undefined;
}

/** Puts local sign-in together. */
export function localSignIn(
  store: IdentityStore,
  configuration: Configuration,
  founding: {
    readonly own: ReadonlySet<string>;
    readonly registry: ContextRegistry;
    readonly execute: (request: CommandRequest) => Promise<unknown>;
  },
): LocalSignIn {
  const signIn = new SignIn(store);
  const cookies = new SessionCookies(configuration);
  const accounts = new Accounts(store);
  const { own, registry, execute } = founding;
  const authority = configuration.TAIZHANG_AUTHORITY;
  const setup = own.has('organization') ? new Setup({ store, accounts, authority, registry, execute }) : undefined;
  return { identity: localIdentity(signIn, cookies), signIn, cookies, accounts, setup };
}
