import { addressKey, isAddressOrNetwork } from './client-address.js';

describe('client address in a limit', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8:0001:0000::1', '2001:db8:1:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('trusted proxies', () => {
  it.each([
    ['192.0.2.7', true],
    ['10.0.0.0/8', true],
    ['2001:db8::/32', true],
    ['10.0.0.0/33', false],
    ['proxy.example', false],
    ['', false],
    ['10.0.0.0/', false],
  ])('%s: %s', (text, known) => {
    expect(isAddressOrNetwork(text)).toBe(known);
  });
});
