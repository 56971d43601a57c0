import { formatOrigin, isOrigin, OriginError, parseOrigin } from './origin.js';

const parts = { authority: 'rectify.example', service: 'issues', bureau: 'wgx-0371' };
const longest = { authority: 'a'.repeat(100), service: 's'.repeat(32), bureau: '0'.repeat(63) };

describe('origin', () => {
  it.each([
    ['rectify.example/issues/wgx-0371', parts],
    [`${longest.authority}/${longest.service}/${longest.bureau}`, longest],
  ])('reads and writes %s', (text, expected) => {
    expect(parseOrigin(text)).toEqual(expected);
    expect(formatOrigin(expected)).toBe(text);
    expect(isOrigin(text)).toBe(true);
    expect(text.length).toBeLessThanOrEqual(200);
  });

  it.each([
    ['/authority', { ...parts, authority: '' }],
    ['/authority', { ...parts, authority: 'Rectify.example' }],
    ['/authority', { ...parts, authority: 'a'.repeat(101) }],
    ['/service', { ...parts, service: '1issues' }],
    ['/service', { ...parts, service: 's'.repeat(33) }],
    ['/bureau', { ...parts, bureau: '-wgx' }],
    ['/bureau', { ...parts, bureau: '0'.repeat(64) }],
    ['/bureau', { ...parts, bureau: '文旅局' }],
    ['/bureau', { ...parts, bureau: 'wgx+1' }],
    ['/bureau', { ...parts, bureau: 'wgx\n' }],
  ])('refuses a malformed part and names it: %s', (pointer, malformed) => {
    expect(() => formatOrigin(malformed)).toThrow(expect.objectContaining({ code: 'E_ORIGIN', pointer }));
    expect(isOrigin(`${malformed.authority}/${malformed.service}/${malformed.bureau}`)).toBe(false);
  });

  it.each(['', 'rectify.example', 'rectify.example/issues', 'rectify.example/issues/wgx/sm3', 'a/b/c/'])(
    'refuses %p',
    (text) => {
      expect(() => parseOrigin(text)).toThrow(OriginError);
      expect(isOrigin(text)).toBe(false);
    },
  );
});
