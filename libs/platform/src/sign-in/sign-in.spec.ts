import { MemoryIdentityRows } from '@taizhang/identity-conformance';
import { createIdentityStore, type IdentityStore } from '@taizhang/identity-port';
import { AccountLinks } from './account-links.js';
import { Accounts } from './accounts.js';
import { AddressTries, FREE_ADDRESS_FAILURES } from './address-tries.js';
import { SignIn } from './sign-in.js';

const PASSWORD = 'a-long-pass-phrase';
const OFFICE = '192.0.2.7';
const REFUSED = { definition: { status: 401, code: 'SIGN_IN_REFUSED' } };
const secret = () => Promise.resolve(new Uint8Array(32));

describe('signing in with a password', () => {
  let store: IdentityStore;
  let signIn: SignIn;
  beforeEach(async () => {
    store = createIdentityStore(new MemoryIdentityRows());
    signIn = new SignIn(store, secret);
    await new Accounts(store).found('wgx-0371.P-1', 'clerk', PASSWORD);
  });

  it('is refused from an address that has failed too often, right password or not; the login is open elsewhere', async () => {
    const tries = new AddressTries(store.tries, secret, () => Date.now());
    for (let i = 0; i < FREE_ADDRESS_FAILURES; i += 1) await tries.begin(OFFICE);
    for (let i = 0; i < 6; i += 1)
      await expect(signIn.signIn('clerk', PASSWORD, OFFICE)).rejects.toMatchObject(REFUSED);
    await expect(signIn.signIn('clerk', PASSWORD, '192.0.2.8')).resolves.toBeDefined();
  });

  it('is not to be had for an account that only an issuer opens', async () => {
    await new AccountLinks(store).link('wgx-0371.P-2', { issuer: 'https://issuer.example', subject: 'two' });
    await expect(signIn.signIn('', PASSWORD, OFFICE)).rejects.toMatchObject(REFUSED);
    await expect(signIn.signIn('acct-wgx-0371.P-2', PASSWORD, OFFICE)).rejects.toMatchObject(REFUSED);
  });

  it('takes no password that is guessed first', async () => {
    const { access } = await signIn.signIn('clerk', PASSWORD, OFFICE);
    const signedIn = await signIn.signedIn(access);
    if (signedIn === undefined) throw new Error('nobody is signed in');
    const common = { definition: { status: 422, code: 'PASSWORD_COMMON' } };
    await expect(signIn.changePassword(signedIn, PASSWORD, 'Password123')).rejects.toMatchObject(common);
    await expect(new Accounts(store).found('wgx-0371.P-3', 'chief', '1234567890')).rejects.toMatchObject(common);
  });

  it('ends everywhere at once, for this account alone', async () => {
    await new Accounts(store).found('wgx-0371.P-3', 'chief', PASSWORD);
    const [one, two, other] = await Promise.all(
      ['clerk', 'clerk', 'chief'].map((login) => signIn.signIn(login, PASSWORD, OFFICE)),
    );
    const signedIn = await signIn.signedIn(one?.access ?? '');
    if (signedIn === undefined) throw new Error('nobody is signed in');
    await signIn.signOutEverywhere(signedIn);
    expect(await signIn.signedIn(one?.access ?? '')).toBeUndefined();
    expect(await signIn.signedIn(two?.access ?? '')).toBeUndefined();
    await expect(signIn.refresh(two?.refresh ?? '')).rejects.toMatchObject({ definition: { code: 'UNAUTHENTICATED' } });
    expect(await signIn.signedIn(other?.access ?? '')).toBeDefined();
  });
});
