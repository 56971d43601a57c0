import { randomBytes } from 'node:crypto';
import { commitIdOfRequest, ledgerId, type JsonObject } from '@taizhang/kernel';
import type { IdentityStore } from '@taizhang/identity-port';
import type { ContextRegistry } from '../context/context-registry.js';
import type { CommandRequest } from '../deciding/command-request.js';
import { readCommandBody } from '../http/command-body.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { AccountLinks, type IssuedSubject } from './account-links.js';
import { Accounts } from './accounts.js';
import { hashOf, isSecretOf } from './tokens.js';

/** Who founds a deployment: nobody is known yet. */
const SETUP_ACCOUNT = 'policy:setup';
/** A deployment is founded once, so one key serves: a setup that was cut off goes on where it stopped. */
const SETUP_KEY = '00000000-0000-4000-8000-000000000001';
const CODE_BYTES = 16;
const CODE_ROW = 'setup';

/** What opens the first account: a password of its holder's choice, or a subject of the issuer. */
export type FirstAccount = { readonly login: string; readonly password: string } | IssuedSubject;

/** What whoever started an empty deployment tells. */
export interface Founding {
  readonly code: string;
  readonly account: FirstAccount;
  readonly unit: string;
  readonly person: string;
  /** Input of the command `FoundDeployment`. */
  readonly input: JsonObject;
}

/** Founds an empty deployment: root unit, first security administrator and his account. Once. */
export class Setup {
  constructor(
    private readonly options: {
      readonly store: IdentityStore;
      readonly authority: string;
      readonly registry: ContextRegistry;
      readonly execute: (request: CommandRequest) => Promise<unknown>;
    },
  ) {}

  /** A new code where there is no account yet; it replaces an earlier one, and only its hash is kept. */
  async newCode(): Promise<string | undefined> {
    const { accounts, setup } = this.options.store;
    if (await accounts.any()) return undefined;
    const code = randomBytes(CODE_BYTES).toString('base64url');
    await setup.remove(CODE_ROW);
    await setup.add({ id: CODE_ROW, hash: hashOf(code), revision: 0 });
    return code;
  }

  /** @throws problem 403 `SETUP_REFUSED` with a wrong code, or when there is an account already; refusals of the command */
  async found({ code, account, unit, person, input }: Founding): Promise<void> {
    const { store, registry, authority, execute } = this.options;
    const kept = await store.setup.get(CODE_ROW);
    const right = isSecretOf(code, kept?.hash ?? '');
    if (kept === undefined || !right || (await store.accounts.any())) throw new ProblemError(PROBLEMS.setupRefused);
    const found = registry.command('organization', 'unit', 'found-deployment');
    if (found === undefined) throw new ProblemError(PROBLEMS.setupRefused);
    const ledger = ledgerId('organization', unit);
    await execute({
      found,
      bureau: unit,
      id: unit,
      ...readCommandBody(found.command, { ...input, person }),
      commitId: commitIdOfRequest(`${authority}/${ledger}`, SETUP_ACCOUNT, SETUP_KEY),
      sender: { account: SETUP_ACCOUNT, claimed: { id: 'setup', role: 'system', unit, clearance: 0 } },
    });
    if ('login' in account) await new Accounts(store).found(person, account.login, account.password);
    else await new AccountLinks(store).link(person, account);
    await store.setup.remove(CODE_ROW);
  }
}
