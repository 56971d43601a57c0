import { isCommandAddress } from './command-address.js';

const address = { context: 'issues', bureau: 'wgx-0371', aggregate: 'issue', id: '2014-wgx-0001' };

describe('the address of a command', () => {
  it('names a ledger, an aggregate and an id', () => {
    expect(isCommandAddress(address)).toBe(true);
    expect(isCommandAddress({ ...address, id: 'x'.repeat(64) })).toBe(true);
  });

  it.each([
    { bureau: 'WGX' },
    { context: '__proto__' },
    { aggregate: 'Issue' },
    { id: '' },
    { id: 'a b' },
    { id: 'a/b' },
    { id: 'x'.repeat(65) },
    // ids that a stream could have, and no field of an event
    { id: '_x' },
    { id: '-x' },
    { id: '..' },
  ])('is none with %j', (part) => {
    expect(isCommandAddress({ ...address, ...part })).toBe(false);
  });
});
