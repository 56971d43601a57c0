import { IdentityMemory, MemoryIdentityRows } from '@taizhang/identity-conformance';
import { createIdentityStore } from '@taizhang/identity-port';
import { ADDRESS_WINDOW_MS, AddressTries, FREE_ADDRESS_FAILURES } from './address-tries.js';

const OFFICE = '192.0.2.7';

describe('tries to sign in from an address', () => {
  let now: number;
  let memory: IdentityMemory;
  let tries: AddressTries;
  const fail = async (times: number, address = OFFICE) => {
    let counted = 0;
    for (let i = 0; i < times; i += 1) counted += Number(await tries.begin(address));
    return counted;
  };

  beforeEach(() => {
    now = 1_700_000_000_000;
    memory = new IdentityMemory();
    const secret = () => Promise.resolve(new Uint8Array(32));
    tries = new AddressTries(createIdentityStore(new MemoryIdentityRows(memory)).tries, secret, () => now);
  });

  it('count up to the bound, whatever logins they name; then the address is locked, and no other', async () => {
    expect(await fail(FREE_ADDRESS_FAILURES + 10)).toBe(FREE_ADDRESS_FAILURES);
    expect(await fail(1, '192.0.2.8')).toBe(1);
  });

  it('count for a household’s whole network of addresses', async () => {
    await fail(FREE_ADDRESS_FAILURES, '2001:db8::1');
    expect(await fail(1, '2001:db8::ffff')).toBe(0);
    expect(await fail(1, '2001:db8:0:1::1')).toBe(1);
  });

  it('end with their hour, counted from the first', async () => {
    await fail(1);
    now += ADDRESS_WINDOW_MS - 1;
    expect(await fail(FREE_ADDRESS_FAILURES)).toBe(FREE_ADDRESS_FAILURES - 1);
    now += 1;
    expect(await fail(FREE_ADDRESS_FAILURES + 1)).toBe(FREE_ADDRESS_FAILURES);
  });

  it('that succeed are no failures, and buy no further guesses', async () => {
    for (let i = 0; i < FREE_ADDRESS_FAILURES * 2; i += 1) {
      expect(await tries.begin(OFFICE)).toBe(true);
      await tries.forgive(OFFICE);
    }
    await fail(FREE_ADDRESS_FAILURES - 1);
    await tries.begin(OFFICE);
    await tries.forgive(OFFICE);
    expect(await fail(2)).toBe(1);
  });

  it('leave no address in the store', async () => {
    await fail(2);
    expect(JSON.stringify([...memory.rows])).not.toContain(OFFICE);
  });
});
