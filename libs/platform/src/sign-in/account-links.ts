import { accountIdOf } from '@taizhang/contracts';
import type { Account, AccountLink, IdentityStore } from '@taizhang/identity-port';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { hashOf } from './tokens.js';

/** Somebody as an issuer knows him. */
export interface IssuedSubject {
  readonly issuer: string;
  readonly subject: string;
}

/** Which account a subject of an issuer holds (账号关联). */
export class AccountLinks {
  constructor(private readonly store: Pick<IdentityStore, 'accounts' | 'links'>) {}

  /** The account that whoever an issuer vouched for holds; `undefined` without a link, or when the account is locked. */
  async accountOf(issued: IssuedSubject): Promise<Account | undefined> {
    const link = await this.store.links.get(linkIdOf(issued));
    const account = link === undefined ? undefined : await this.store.accounts.get(link.account);
    return account?.disabled === false ? account : undefined;
  }

  /**
   * Links a subject to the account of a person, and makes the account where there is none: it opens by no password. Linking
   * what is linked so already changes nothing.
   * @throws problem 409 `ACCOUNT_LINKED` when the account has another subject of this issuer, or the subject another account
   */
  async link(person: string, issued: IssuedSubject): Promise<AccountLink> {
    const account = accountIdOf(person);
    const link = { id: linkIdOf(issued), account, ...issued, revision: 0 };
    await this.store.accounts.add({ id: account, person, mustChange: false, disabled: false, revision: 0 });
    if (await this.store.links.add(link)) return link;
    const known = await this.store.links.get(link.id);
    if (known?.account !== account) throw new ProblemError(PROBLEMS.accountLinked);
    return known;
  }

  /** Whoever came by this link is refused from now on. @throws problem 404 */
  async unlink(account: string, id: string): Promise<void> {
    if ((await this.store.links.get(id))?.account !== account) throw new ProblemError(PROBLEMS.notFound);
    await this.store.links.remove(id);
  }

  linksOf(account: string): Promise<readonly AccountLink[]> {
    return this.store.links.ownedBy(account);
  }
}

/** One id for each subject of each issuer. */
function linkIdOf({ issuer, subject }: IssuedSubject): string {
  return hashOf(JSON.stringify([issuer, subject]));
}
