import { createHmac } from 'node:crypto';
import { bureauOfPerson } from '@taizhang/contracts';
import type { Account } from '@taizhang/identity-port';
import type { Refusals } from './refusals.js';

/** Purpose of the secret under which logins and addresses are hashed. */
const HASHES = 'access-log';

/** What recording failed sign-ins needs of its host. */
export interface FailedSignInsOptions {
  readonly refusals: Pick<Refusals, 'record'>;
  readonly secret: (purpose: string) => Promise<Uint8Array>;
  /** The account of a login, if there is one. */
  readonly accountOf: (login: string) => Promise<Account | undefined>;
}

/** Records who did not get in. Neither login nor address stand anywhere: only what tells that two are the same. */
export class FailedSignIns {
  constructor(private readonly options: FailedSignInsOptions) {}

  async record(login: string, address: string): Promise<void> {
    const { refusals, secret, accountOf } = this.options;
    const account = await accountOf(login);
    const bureau = account === undefined ? undefined : bureauOfPerson(account.person);
    const key = await secret(HASHES);
    const hashed = (kind: string, text: string) =>
      createHmac('sha256', key).update(`${kind}:${text}`).digest('base64url');
    await refusals.record({
      type: 'SignInFailed',
      ...(bureau !== undefined && { bureau }),
      data: { account: account?.id ?? null, login: hashed('login', login), address: hashed('address', address) },
    });
  }
}
