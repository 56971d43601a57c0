import type { Account, IdentityStore, Session } from '@taizhang/identity-port';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Sender } from '../identity/identity.js';
import { AddressTries } from './address-tries.js';
import { isGuessedFirst } from './guessed-passwords.js';
import { hashPassword, isPassword, NOBODYS_PASSWORD } from './passwords.js';
import { TriesToSignIn } from './sign-in-tries.js';
import { isSecretOf, newSessionId, newToken, readToken } from './tokens.js';

/** How long an access token opens something, in milliseconds. */
export const ACCESS_MS = 900_000;
/** How long a session can be renewed, in milliseconds: a working day. */
export const SESSION_MS = 43_200_000;

/** Tokens of a session, given once. */
export interface SessionTokens {
  readonly access: string;
  readonly refresh: string;
  /** Milliseconds since 1970. */
  readonly accessUntil: number;
  readonly until: number;
}

/** Who is signed in. */
export interface SignedIn {
  readonly account: Account;
  readonly session: Session;
}

/** A login as it is kept and compared: no two that look alike differ by case, width or spaces around. */
export function normaliseLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/** Sessions of local accounts. Time is the machine's (design §3), whatever clock the store runs on. */
export class SignIn {
  readonly #tries: TriesToSignIn;
  readonly #addresses: AddressTries;

  constructor(
    private readonly store: IdentityStore,
    secret: (purpose: string) => Promise<Uint8Array>,
    private readonly now: () => number = () => Date.now(),
  ) {
    this.#tries = new TriesToSignIn(store.tries, now);
    this.#addresses = new AddressTries(store.tries, secret, now);
  }

  /**
   * @param address whence the try comes
   * @throws problem 401 `SIGN_IN_REFUSED`: the same answer and work for an unknown login, a wrong password, a locked account and
   * a locked address
   */
  async signIn(login: string, password: string, address: string): Promise<SessionTokens> {
    const name = normaliseLogin(login);
    // What a locked address tries locks nobody's account besides.
    const counts = (await this.#addresses.begin(address)) && (await this.#tries.begin(name));
    const account = await this.store.accounts.byHandle(name);
    const right = await isPassword(password, account?.password ?? NOBODYS_PASSWORD);
    if (account === undefined || account.disabled || !right || !counts) throw refused();
    await this.#tries.forget(name);
    await this.#addresses.forgive(address);
    await this.#sweep();
    return this.#begin(account.id);
  }

  /** The account of a login, if there is one. */
  accountOf(login: string): Promise<Account | undefined> {
    return this.store.accounts.byHandle(normaliseLogin(login));
  }

  /** Who an access token stands for; `undefined` when it opens nothing (any more). */
  async signedIn(accessToken: string): Promise<SignedIn | undefined> {
    const token = readToken(accessToken);
    const session = token === undefined ? undefined : await this.store.sessions.get(token.session);
    if (token === undefined || session === undefined || session.accessUntil <= this.now()) return undefined;
    if (!isSecretOf(token.secret, session.access)) return undefined;
    const account = await this.store.accounts.get(session.account);
    return account === undefined || account.disabled ? undefined : { account, session };
  }

  /** @throws problem 403 `PASSWORD_CHANGE_REQUIRED` */
  async senderOf(accessToken: string): Promise<Sender | undefined> {
    const found = await this.signedIn(accessToken);
    if (found === undefined) return undefined;
    if (found.account.mustChange) throw new ProblemError(PROBLEMS.passwordChangeRequired);
    return { account: found.account.id, person: found.account.person };
  }

  /**
   * Exchanges both tokens. A refresh token that was exchanged before has been copied by somebody: then the session ends for
   * whoever has it.
   * @throws problem 401
   */
  async refresh(refreshToken: string): Promise<SessionTokens> {
    const token = readToken(refreshToken);
    const session = token === undefined ? undefined : await this.store.sessions.get(token.session);
    if (token === undefined || session === undefined) throw new ProblemError(PROBLEMS.unauthenticated);
    const account = await this.store.accounts.get(session.account);
    const usable = session.until > this.now() && account !== undefined && !account.disabled;
    const made = this.#tokens(session.id, session.until);
    const renewed = usable && isSecretOf(token.secret, session.refresh);
    if (renewed && (await this.store.sessions.replace(session, made.kept))) return made.tokens;
    await this.store.sessions.remove(session.id);
    throw new ProblemError(PROBLEMS.unauthenticated);
  }

  /** Ends the session of an access or refresh token; of others' it says nothing. */
  async signOut(anyToken: string): Promise<void> {
    const token = readToken(anyToken);
    const session = token === undefined ? undefined : await this.store.sessions.get(token.session);
    if (token === undefined || session === undefined) return;
    if (isSecretOf(token.secret, session.access) || isSecretOf(token.secret, session.refresh))
      await this.store.sessions.remove(session.id);
  }

  /** Ends all sessions of an account, wherever they were begun. */
  async signOutEverywhere({ account }: SignedIn): Promise<void> {
    await this.store.sessions.removeOwned(account.id);
  }

  /** Changes the own password, ends all sessions of the account and begins a new one. @throws problem 401, 422 */
  async changePassword({ account }: SignedIn, current: string, next: string): Promise<SessionTokens> {
    const { login, password } = account;
    if (login === undefined || password === undefined) throw refused();
    const counts = await this.#tries.begin(login);
    if (!(await isPassword(current, password)) || !counts) throw refused();
    if (isGuessedFirst(next, login)) throw new ProblemError(PROBLEMS.passwordCommon);
    if (current.normalize('NFKC') === next.normalize('NFKC')) throw new ProblemError(PROBLEMS.passwordUnchanged);
    const changed = await this.store.accounts.replace(account, {
      password: await hashPassword(next),
      mustChange: false,
    });
    if (!changed) throw new ProblemError(PROBLEMS.revisionConflict);
    await this.#tries.forget(login);
    await this.store.sessions.removeOwned(account.id);
    return this.#begin(account.id);
  }

  async #begin(account: string): Promise<SessionTokens> {
    const id = newSessionId();
    const { tokens, kept } = this.#tokens(id, this.now() + SESSION_MS);
    if (!(await this.store.sessions.add({ id, account, ...kept, until: tokens.until, revision: 0 })))
      throw new ProblemError(PROBLEMS.unavailable);
    return tokens;
  }

  #tokens(session: string, until: number) {
    const [access, refresh] = [newToken(session), newToken(session)];
    const accessUntil = Math.min(this.now() + ACCESS_MS, until);
    return {
      tokens: { access: access.token, refresh: refresh.token, accessUntil, until },
      kept: { access: access.hash, refresh: refresh.hash, accessUntil },
    };
  }

  async #sweep(): Promise<void> {
    await this.store.sessions.removeExpired(this.now());
    await this.store.tries.removeExpired(this.now());
  }
}

function refused(): ProblemError {
  return new ProblemError(PROBLEMS.signInRefused);
}
