import { noIdentity } from './identity.js';
import { DEFAULT_TEST_CLEARANCE, testIdentity } from './test-identity.js';

const sentBy = (authorization: string | undefined) =>
  testIdentity.identify({ method: 'GET', headers: { ...(authorization !== undefined && { authorization }) } });

describe('the test identity', () => {
  it('believes what the request says', async () => {
    expect(await sentBy('Test acct-1;branch-clerk;wgx-0371/b-jia;3')).toEqual({
      account: 'acct-1',
      claimed: { id: 'claimed', role: 'branch-clerk', unit: 'wgx-0371/b-jia', clearance: 3 },
    });
    expect(await sentBy('Test acct-1;public;u')).toMatchObject({ claimed: { clearance: DEFAULT_TEST_CLEARANCE } });
  });

  it('knows a person by the account, with the powers given to him', async () => {
    expect(await sentBy('Test acct-wgx-0371.P-1')).toEqual({ account: 'acct-wgx-0371.P-1', person: 'wgx-0371.P-1' });
  });

  it.each([
    undefined,
    '',
    'Test',
    'Bearer token',
    'test acct-1;branch-clerk;wgx-0371',
    'Test acct-1;branch-clerk',
    'Test acct-1;emperor;wgx-0371',
    'Test acct-1;branch-clerk;wgx-0371;4',
    'Test acct-1;branch-clerk;wgx-0371;1;2',
    'Test acct-1;branch-clerk;WGX',
    'Test ;branch-clerk;wgx-0371',
    'Test policy:difficult-duties;system;wgx-0371',
    'Test acct-1;branch-clerk;wgx-0371\n',
    `Test ${'x'.repeat(65)};branch-clerk;wgx-0371`,
  ])('knows nobody by %j', async (authorization) => {
    expect(await sentBy(authorization)).toBeUndefined();
  });
});

describe('no source of identity', () => {
  it('knows nobody', async () => {
    expect(
      await noIdentity.identify({ method: 'GET', headers: { authorization: 'Test acct-1;branch-clerk;wgx-0371' } }),
    ).toBeUndefined();
  });
});
