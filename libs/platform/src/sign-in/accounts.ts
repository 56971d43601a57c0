import { randomBytes } from 'node:crypto';
import { accountIdOf } from '@taizhang/contracts';
import type { Account, IdentityStore } from '@taizhang/identity-port';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { isGuessedFirst } from './guessed-passwords.js';
import { hashPassword } from './passwords.js';
import { normaliseLogin } from './sign-in.js';
import { TriesToSignIn } from './sign-in-tries.js';

/** Random bytes of an initial password. */
const INITIAL_PASSWORD_BYTES = 12;

/** An account, and the password that opens it once. */
export interface NewAccount {
  readonly account: string;
  /** Told once, to be handed over; whoever signs in with it must change it. */
  readonly initialPassword: string;
}

/** Accounts as the security administrator keeps them. */
export class Accounts {
  constructor(
    private readonly store: IdentityStore,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** @throws problem 409 when the person has an account or the login is taken */
  async create(person: string, login: string): Promise<NewAccount> {
    const initialPassword = newPassword();
    await this.#add(person, login, initialPassword, true);
    return { account: accountIdOf(person), initialPassword };
  }

  /** The account of whoever founds the deployment, with a password of his own choice. @throws as {@link create}; problem 422 for a common one */
  async found(person: string, login: string, password: string): Promise<void> {
    if (isGuessedFirst(password, normaliseLogin(login))) throw new ProblemError(PROBLEMS.passwordCommon);
    return this.#add(person, login, password, false);
  }

  /** A new initial password; who was signed in is so no more. @throws problem 404, for an account without login too */
  async reset(id: string): Promise<NewAccount> {
    if ((await this.store.accounts.get(id))?.login === undefined) throw new ProblemError(PROBLEMS.notFound);
    const initialPassword = newPassword();
    const password = await hashPassword(initialPassword);
    await this.#change(id, { password, mustChange: true });
    return { account: id, initialPassword };
  }

  /** Nobody signs in to it any more, and who is signed in is so no more. @throws problem 404 */
  lock(id: string): Promise<void> {
    return this.#change(id, { disabled: true });
  }

  /** Ends a lock, one by wrong passwords too. @throws problem 404 */
  unlock(id: string): Promise<void> {
    return this.#change(id, { disabled: false });
  }

  /** Leaves nothing of a person's account: neither it nor what opens it. Nothing happens where there is none. */
  async erase(person: string): Promise<void> {
    const id = accountIdOf(person);
    const account = await this.store.accounts.get(id);
    await this.store.links.removeOwned(id);
    await this.store.sessions.removeOwned(id);
    await this.#forgetTries(account);
    await this.store.accounts.remove(id);
  }

  async #add(person: string, login: string, password: string, mustChange: boolean): Promise<void> {
    const account = { id: accountIdOf(person), person, login: normaliseLogin(login), mustChange, disabled: false };
    const added = await this.store.accounts.add({ ...account, password: await hashPassword(password), revision: 0 });
    if (!added) throw new ProblemError(PROBLEMS.accountExists);
  }

  async #change(id: string, changes: Partial<Account>): Promise<void> {
    const account = await this.store.accounts.get(id);
    if (account === undefined) throw new ProblemError(PROBLEMS.notFound);
    if (!(await this.store.accounts.replace(account, changes))) throw new ProblemError(PROBLEMS.revisionConflict);
    await this.store.sessions.removeOwned(id);
    await this.#forgetTries(account);
  }

  async #forgetTries(account: Account | undefined): Promise<void> {
    if (account?.login !== undefined) await new TriesToSignIn(this.store.tries, this.now).forget(account.login);
  }
}

function newPassword(): string {
  return randomBytes(INITIAL_PASSWORD_BYTES).toString('base64url');
}
