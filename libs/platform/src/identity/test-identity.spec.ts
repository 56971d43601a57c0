import { noIdentity } from './identity.js';
import { DEFAULT_TEST_CLEARANCE, testIdentity } from './test-identity.js';

describe('the test identity', () => {
  it('believes what the request says', async () => {
    expect(await testIdentity.identify('Test acct-1;branch-clerk;wgx-0371;3')).toEqual({
      actor: { id: 'acct-1', role: 'branch-clerk' },
      unit: 'wgx-0371',
      clearance: 3,
    });
    expect(await testIdentity.identify('Test acct-1;public;u')).toMatchObject({ clearance: DEFAULT_TEST_CLEARANCE });
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
    expect(await testIdentity.identify(authorization)).toBeUndefined();
  });
});

describe('no source of identity', () => {
  it('knows nobody', async () => {
    expect(await noIdentity.identify('Test acct-1;branch-clerk;wgx-0371')).toBeUndefined();
  });
});
