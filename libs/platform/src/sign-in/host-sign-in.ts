import type { Provider, Type } from '@nestjs/common';
import type { IdentityStore } from '@taizhang/identity-port';
import type { Configuration } from '../configuration/configuration.js';
import type { ContextRegistry } from '../context/context-registry.js';
import type { HostServices } from '../host/host-services.js';
import { noIdentity, type IdentityPort } from '../identity/identity.js';
import { testIdentity } from '../identity/test-identity.js';
import { localSignIn } from './local-sign-in.js';
import { oidcSignIn } from './oidc-sign-in.js';
import type { Setup } from './setup.js';

/** How people are known at one host: who sent a request, and the routes about signing in with what they need. */
export interface HostSignIn {
  readonly identity: IdentityPort;
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
  /** Only where accounts are kept. */
  readonly setup: Setup | undefined;
}

/** What signing in needs of its host. */
export interface SignInParts {
  readonly store: IdentityStore;
  readonly configuration: Configuration;
  readonly registry: ContextRegistry;
  readonly services: Pick<HostServices, 'facilities' | 'refusals'>;
  /** Whether this host keeps the accounts: the one where `organization` is at home, so that persons are known. */
  readonly keeps: boolean;
}

/** Whether people have accounts of ours, which an identity store keeps. */
export function hasAccounts({ TAIZHANG_IDENTITY: identity }: Pick<Configuration, 'TAIZHANG_IDENTITY'>): boolean {
  return identity === 'local' || identity === 'oidc';
}

/** Puts signing in together as the configuration says. @param parts its store is there where {@link hasAccounts} says so */
export function hostSignIn({
  store,
  ...parts
}: Omit<SignInParts, 'store'> & { readonly store: IdentityStore | undefined }): HostSignIn {
  const { TAIZHANG_IDENTITY: kind } = parts.configuration;
  if (store !== undefined) return kind === 'oidc' ? oidcSignIn({ ...parts, store }) : localSignIn({ ...parts, store });
  const identity = kind === 'test' ? testIdentity : noIdentity;
  return { identity, controllers: [], providers: [], setup: undefined };
}
