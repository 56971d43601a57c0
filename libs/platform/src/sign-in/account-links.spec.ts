import { MemoryIdentityRows } from '@taizhang/identity-conformance';
import { createIdentityStore, type IdentityStore } from '@taizhang/identity-port';
import { AccountLinks } from './account-links.js';
import { Accounts } from './accounts.js';

const ISSUER = 'https://issuer.example';
const PERSON = 'wgx-0371.P-1';
const ACCOUNT = `acct-${PERSON}`;
const ONE = { issuer: ISSUER, subject: 'one' };

describe('links of accounts', () => {
  let store: IdentityStore;
  let links: AccountLinks;
  beforeEach(() => {
    store = createIdentityStore(new MemoryIdentityRows());
    links = new AccountLinks(store);
  });

  it('open the account of the person, and make it where there is none', async () => {
    expect(await links.accountOf(ONE)).toBeUndefined();
    await links.link(PERSON, ONE);
    expect(await links.accountOf(ONE)).toMatchObject({ id: ACCOUNT, person: PERSON });
  });

  it('are of one issuer: the same subject of another, or what reads alike, opens nothing', async () => {
    await links.link(PERSON, ONE);
    expect(await links.accountOf({ issuer: 'https://other.example', subject: 'one' })).toBeUndefined();
    expect(await links.accountOf({ issuer: `${ISSUER}","one`, subject: '' })).toBeUndefined();
    expect(await links.accountOf({ issuer: ISSUER, subject: 'ONE' })).toBeUndefined();
  });

  it('can be made again as they are, and not otherwise', async () => {
    const made = await links.link(PERSON, ONE);
    expect(await links.link(PERSON, ONE)).toEqual(made);
    const taken = { definition: { code: 'ACCOUNT_LINKED' } };
    await expect(links.link('wgx-0371.P-2', ONE)).rejects.toMatchObject(taken);
    await expect(links.link(PERSON, { issuer: ISSUER, subject: 'two' })).rejects.toMatchObject(taken);
    expect((await links.linksOf(ACCOUNT)).map(({ subject }) => subject)).toEqual(['one']);
  });

  it('open nothing while the account is locked, once they are undone, or when the person is erased', async () => {
    const accounts = new Accounts(store);
    const { id } = await links.link(PERSON, ONE);
    await accounts.lock(ACCOUNT);
    expect(await links.accountOf(ONE)).toBeUndefined();
    await accounts.unlock(ACCOUNT);
    expect(await links.accountOf(ONE)).toBeDefined();
    await expect(links.unlink('acct-wgx-0371.P-2', id)).rejects.toMatchObject({ definition: { code: 'NOT_FOUND' } });
    await links.unlink(ACCOUNT, id);
    expect(await links.accountOf(ONE)).toBeUndefined();
    await links.link(PERSON, ONE);
    await accounts.erase(PERSON);
    await accounts.erase(PERSON);
    expect([await links.accountOf(ONE), await links.linksOf(ACCOUNT), await store.accounts.any()]).toEqual([
      undefined,
      [],
      false,
    ]);
  });

  it('stay beside a login, and give an account without one no password', async () => {
    const accounts = new Accounts(store);
    await accounts.create(PERSON, 'clerk');
    await links.link(PERSON, ONE);
    expect(await links.accountOf(ONE)).toMatchObject({ login: 'clerk' });
    await links.link('wgx-0371.P-2', { issuer: ISSUER, subject: 'two' });
    await expect(accounts.reset('acct-wgx-0371.P-2')).rejects.toMatchObject({ definition: { code: 'NOT_FOUND' } });
  });
});
