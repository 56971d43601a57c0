import { SessionCookies } from './session-cookies.js';

const NOW = 1_700_000_000_000;
const TOKENS = { access: 'A', refresh: 'R', accessUntil: NOW + 900_500, until: NOW + 43_200_000 };
const onOwnMachine = new SessionCookies({ NODE_ENV: 'development', TAIZHANG_HOST: '127.0.0.1' });
const inProduction = new SessionCookies({ NODE_ENV: 'production', TAIZHANG_HOST: '127.0.0.1' });

describe('the cookies of a session', () => {
  it('are kept from scripts, other sites and plain connections, for as long as the tokens hold', () => {
    expect(inProduction.given(TOKENS, NOW)).toEqual([
      '__Host-taizhang-access=A; Path=/; Max-Age=900; HttpOnly; SameSite=Strict; Secure',
      '__Secure-taizhang-refresh=R; Path=/api/session; Max-Age=43200; HttpOnly; SameSite=Strict; Secure',
    ]);
  });

  it('may cross a plain connection only on a machine for development', () => {
    for (const line of onOwnMachine.given(TOKENS, NOW)) expect(line).not.toContain('Secure');
    const reachable = new SessionCookies({ NODE_ENV: 'development', TAIZHANG_HOST: '0.0.0.0' });
    for (const line of reachable.given(TOKENS, NOW)) expect(line).toMatch(/^__(Host|Secure)-.*; Secure$/);
  });

  it('are taken back by their names and paths', () => {
    const nameAndPath = (line: string) => /^([^=]+)=.*; (Path=[^;]+)/.exec(line)?.slice(1);
    expect(inProduction.taken().map(nameAndPath)).toEqual(inProduction.given(TOKENS, NOW).map(nameAndPath));
    for (const line of inProduction.taken()) expect(line).toContain('=; Path=/');
    for (const line of inProduction.taken()) expect(line).toContain('Max-Age=0');
  });

  it('never hold longer than nothing once the tokens have ended', () => {
    for (const line of inProduction.given(TOKENS, NOW + 99_999_999)) expect(line).toContain('Max-Age=0;');
  });
});

describe('the tokens of a request', () => {
  const both = { cookie: 'theme=dark; taizhang-access=A; taizhang-refresh=R' };

  it('are those of its cookies', () => {
    expect(onOwnMachine.accessOf(both)).toBe('A');
    expect(onOwnMachine.refreshOf(both)).toBe('R');
    expect(onOwnMachine.accessOf({})).toBeUndefined();
  });

  it('are of Authorization alone where there is one, be it good or not', () => {
    expect(onOwnMachine.accessOf({ ...both, authorization: 'Bearer B' })).toBe('B');
    for (const authorization of [
      'Basic B',
      'Bearer',
      'Bearer ',
      'bearer B',
      'Bearer B C',
      `Bearer ${'x'.repeat(201)}`,
    ]) {
      expect(onOwnMachine.accessOf({ ...both, authorization })).toBeUndefined();
      expect(onOwnMachine.refreshOf({ ...both, authorization })).toBeUndefined();
    }
  });

  it('are not believed when a cookie comes twice, or under a name that another host could set', () => {
    expect(onOwnMachine.accessOf({ cookie: 'taizhang-access=A; taizhang-access=B' })).toBeUndefined();
    expect(inProduction.accessOf(both)).toBeUndefined();
    expect(inProduction.accessOf({ cookie: 'x__Host-taizhang-access=A' })).toBeUndefined();
    expect(inProduction.accessOf({ cookie: '__Host-taizhang-access=A' })).toBe('A');
  });
});
