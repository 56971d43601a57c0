import { hashOf, isSecretOf, newSessionId, newToken, readToken, TOKEN_SECRET_BYTES } from './tokens.js';

describe('the token of a session', () => {
  it('is taken apart into the session that it names and a secret, of which only the hash is kept', () => {
    const session = newSessionId();
    const { token, hash } = newToken(session);
    const read = readToken(token);
    expect(read?.session).toBe(session);
    expect(Buffer.from(read?.secret ?? '', 'base64url')).toHaveLength(TOKEN_SECRET_BYTES);
    expect(hash).toBe(hashOf(read?.secret ?? ''));
    expect(token).not.toContain(hash);
  });

  it('is never the same twice', () => {
    const session = newSessionId();
    expect(newToken(session).token).not.toBe(newToken(session).token);
    expect(newSessionId()).not.toBe(session);
  });

  it.each([
    ['nothing', () => ''],
    ['no secret', (token: string) => token.split('.')[0] ?? ''],
    ['a part too many', (token: string) => `${token}.x`],
    ['a character too few', (token: string) => token.slice(0, -1)],
    ['a character too many', (token: string) => `${token}x`],
    ['a blank before', (token: string) => ` ${token}`],
    ['a line feed behind', (token: string) => `${token}\n`],
    ['characters of no token', (token: string) => token.replace(/.$/, '+')],
  ])('is none with %s', (_what, spoilt) => {
    expect(readToken(spoilt(newToken(newSessionId()).token))).toBeUndefined();
  });
});

describe('a secret', () => {
  it('is right for its own hash only', () => {
    expect(isSecretOf('secret', hashOf('secret'))).toBe(true);
    expect(isSecretOf('Secret', hashOf('secret'))).toBe(false);
    expect(isSecretOf('secret', '')).toBe(false);
    expect(isSecretOf('secret', 'secret')).toBe(false);
    expect(isSecretOf('', hashOf('secret'))).toBe(false);
  });
});
