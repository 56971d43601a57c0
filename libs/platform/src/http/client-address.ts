import { isIPv4, isIPv6 } from 'node:net';

/**
 * What stands for a client's address in a limit: an IPv4 address, or the network of 64 bits of an IPv6 one, of which a
 * single household has 2^64 addresses.
 */
export function addressKey(address: string): string {
  const [bare = ''] = address.split('%', 1);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  if (!isIPv6(bare)) return bare;
  const [head = '', tail] = bare.toLowerCase().split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

const CIDR = /^(.+)\/(\d{1,3})$/;

/** @returns whether a text is an address or a network, as `TAIZHANG_TRUSTED_PROXIES` takes them. */
export function isAddressOrNetwork(text: string): boolean {
  const [, network = text, bits] = CIDR.exec(text) ?? [];
  if (!isIPv4(network) && !isIPv6(network)) return false;
  return bits === undefined || Number(bits) <= (isIPv4(network) ? 32 : 128);
}
