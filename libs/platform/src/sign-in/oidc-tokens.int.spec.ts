import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { startTestOidc } from '@taizhang/infra-local';
import { eventually } from '@taizhang/testkit';
import { MAX_TOKEN_LENGTH, OidcTokens, type OidcSettings } from './oidc-tokens.js';

const AUDIENCE = 'https://taizhang.example/api';
const SKEW_SECONDS = 20;
const SUBJECT = 'subject-1';
const AWAY = { definition: { status: 503, code: 'ISSUER_UNAVAILABLE' }, headers: { 'Retry-After': '2' } };

type TestOidc = Awaited<ReturnType<typeof startTestOidc>>;

describe('tokens of a real OIDC server', () => {
  let oidc: TestOidc;
  const judge = (more: Partial<OidcSettings> = {}) =>
    new OidcTokens({
      issuer: oidc.issuer,
      audience: AUDIENCE,
      subjectClaim: 'sub',
      clockSkewSeconds: SKEW_SECONDS,
      algorithms: ['RS256', 'ES256'],
      keysCooldownMs: 0,
      ...more,
    });
  const now = () => Math.floor(Date.now() / 1_000);
  const claims = (more: object = {}) => ({ ...oidc.claimsOf(SUBJECT), ...more });

  beforeAll(async () => {
    oidc = await startTestOidc({ subjects: [SUBJECT], audience: AUDIENCE });
  });
  afterAll(() => oidc.stop());

  it('stand for whom the server says', async () => {
    expect(await judge().subjectOf(await oidc.token(SUBJECT))).toBe(SUBJECT);
    expect(await judge({ jwksUrl: `${oidc.issuer}/jwks` }).subjectOf(await oidc.token(SUBJECT))).toBe(SUBJECT);
    const employee = oidc.signed(claims({ employee: 'E-7' }));
    expect(await judge({ subjectClaim: 'employee' }).subjectOf(employee)).toBe('E-7');
  });

  it('open nothing elsewhere: for another audience, or of another issuer', async () => {
    expect(await judge().subjectOf(await oidc.token(SUBJECT, { audience: 'https://other.example' }))).toBeUndefined();
    const other = await startTestOidc({ subjects: [SUBJECT], audience: AUDIENCE });
    expect(await judge().subjectOf(await other.token(SUBJECT))).toBeUndefined();
    await other.stop();
    expect(await judge().subjectOf(oidc.signed(claims({ iss: 'https://other.example' })))).toBeUndefined();
  });

  it('open nothing once they have expired', async () => {
    const strict = judge({ clockSkewSeconds: 0 });
    const brief = await oidc.token(SUBJECT, { lifetimeSeconds: 2 });
    expect(await strict.subjectOf(brief)).toBe(SUBJECT);
    await eventually('it has expired', async () => ((await strict.subjectOf(brief)) === undefined ? true : undefined));
  });

  it.each<[string, () => object, string | undefined]>([
    ['expired within the skew', () => ({ exp: now() - SKEW_SECONDS + 5 }), SUBJECT],
    ['expired beyond the skew', () => ({ exp: now() - SKEW_SECONDS - 5 }), undefined],
    ['valid soon, within the skew', () => ({ nbf: now() + SKEW_SECONDS - 5 }), SUBJECT],
    ['valid later than the skew', () => ({ nbf: now() + SKEW_SECONDS + 5 }), undefined],
    ['without an end', () => ({ exp: undefined }), undefined],
    ['without a subject', () => ({ sub: undefined }), undefined],
    ['with an empty subject', () => ({ sub: '' }), undefined],
    ['with a number for a subject', () => ({ sub: 7 }), undefined],
    ['with too long a subject', () => ({ sub: 'x'.repeat(256) }), undefined],
    ['with one of several audiences', () => ({ aud: ['https://other.example', AUDIENCE] }), SUBJECT],
    ['without an audience', () => ({ aud: undefined }), undefined],
    ['bound to a key of its holder', () => ({ cnf: { jkt: 'x' } }), undefined],
  ])('%s', async (_what, changed, subject) => {
    expect(await judge().subjectOf(oidc.signed(claims(changed())))).toBe(subject);
  });

  it.each<[string, (good: string) => string]>([
    ['alg: none', () => oidc.forged(claims(), 'none')],
    [
      'alg: none, with the signature of a good one',
      (good) => `${oidc.forged(claims(), 'none')}${good.split('.')[2] ?? ''}`,
    ],
    ['HS256 under the public key', () => oidc.forged(claims(), 'HS256')],
    ['an algorithm that is not allowed', () => oidc.signed(claims(), { alg: 'RS512' })],
    ['a type of another purpose', () => oidc.signed(claims(), { typ: 'logout+jwt' })],
    ['a key of its own', () => oidc.signed(claims(), { kid: 'made-up', jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } })],
    ['a condition nobody knows', () => oidc.signed(claims(), { crit: ['x'], x: 1 })],
    [
      'other claims under the signature of a good one',
      (good) =>
        good.replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify(claims({ sub: 'subject-2' }))).toString('base64url')}.`,
        ),
    ],
    ['too many characters', () => oidc.signed(claims({ more: 'x'.repeat(MAX_TOKEN_LENGTH) }))],
    ['no token', () => 'a.b.c'],
  ])('are refused: %s', async (_what, forge) => {
    const good = await oidc.token(SUBJECT);
    const judged = judge();
    expect(await judged.subjectOf(forge(good))).toBeUndefined();
    expect(await judged.subjectOf(good)).toBe(SUBJECT);
  });

  it('follow the keys of the server: a new one is known without a restart, one that is gone opens nothing', async () => {
    const judged = judge();
    const before = await oidc.token(SUBJECT);
    expect(await judged.subjectOf(before)).toBe(SUBJECT);
    oidc.rotate();
    expect(await judged.subjectOf(await oidc.token(SUBJECT))).toBe(SUBJECT);
    expect(await judged.subjectOf(before)).toBeUndefined();
  });

  it('are not believed by a key that is gone, when nobody comes with the new one either', async () => {
    const judged = judge({ keysMaxAgeMs: 0 });
    const before = await oidc.token(SUBJECT);
    expect(await judged.subjectOf(before)).toBe(SUBJECT);
    oidc.rotate();
    expect(await judged.subjectOf(before)).toBeUndefined();
  });

  it('cannot be judged while the server is away, and can when it is back; known keys serve meanwhile', async () => {
    const token = await oidc.token(SUBJECT);
    const [known, fresh] = [judge(), judge()];
    expect(await known.subjectOf(token)).toBe(SUBJECT);
    await oidc.interrupt();
    await expect(fresh.subjectOf(token)).rejects.toMatchObject(AWAY);
    await expect(known.subjectOf(oidc.signed(claims(), { kid: 'unknown' }))).rejects.toMatchObject(AWAY);
    expect(await known.subjectOf(token)).toBe(SUBJECT);
    expect(await fresh.subjectOf(oidc.forged(claims(), 'none'))).toBeUndefined();
    await oidc.resume();
    expect(await fresh.subjectOf(token)).toBe(SUBJECT);
  });
});

describe('an issuer that does not describe itself as it is known', () => {
  let server: Server;
  let issuer: string;
  let answer: { readonly status: number; readonly body: string; readonly location?: string };
  /** What is answered at some paths; at all others it is `answer`. */
  let answerAt: Readonly<Record<string, typeof answer>> = {};
  let oidc: TestOidc;
  const judged = (named = issuer) =>
    new OidcTokens({
      issuer: named,
      audience: AUDIENCE,
      subjectClaim: 'sub',
      clockSkewSeconds: 0,
      algorithms: ['RS256'],
    });
  const tokenFor = (iss: string) => oidc.signed({ ...oidc.claimsOf(SUBJECT), iss });

  beforeAll(async () => {
    oidc = await startTestOidc({ subjects: [SUBJECT], audience: AUDIENCE });
    server = createServer(({ url = '' }, response) => {
      const { status, body, location } = answerAt[url] ?? answer;
      response.writeHead(status, location === undefined ? {} : { location }).end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    issuer = `http://127.0.0.1:${String(address.port)}`;
  });
  afterAll(async () => {
    server.close();
    await oidc.stop();
  });

  it.each<[string, (keys: string) => readonly [status: number, body: unknown]]>([
    ['nothing', () => [404, {}]],
    ['no JSON', () => [200, undefined]],
    ['another issuer', (keys) => [200, { issuer: 'https://other.example', jwks_uri: keys }]],
    ['no keys', () => [200, { issuer }]],
    ['keys in a file', () => [200, { issuer, jwks_uri: 'file:///etc/keys' }]],
    ['keys that are none', () => [200, { issuer, jwks_uri: `${issuer}/keys` }]],
  ])('opens nothing for anybody: %s', async (_what, told) => {
    const [status, body] = told(`${oidc.issuer}/jwks`);
    answer = { status, body: JSON.stringify(body) ?? '<html>' };
    await expect(judged().subjectOf(tokenFor(issuer))).rejects.toMatchObject(AWAY);
  });

  it('is believed when it does', async () => {
    answer = { status: 200, body: JSON.stringify({ issuer, jwks_uri: `${oidc.issuer}/jwks` }) };
    expect(await judged().subjectOf(tokenFor(issuer))).toBe(SUBJECT);
  });

  it('is not followed to where a redirect leads, asked for itself or for its keys', async () => {
    const described = (keys: string) => ({ status: 200, body: JSON.stringify({ issuer, jwks_uri: keys }) });
    const redirect = (location: string) => ({ status: 302, body: '', location });
    const keys = `${oidc.issuer}/jwks`;
    const [answered, at] = [answer, answerAt];
    try {
      answer = redirect('/elsewhere');
      answerAt = { '/elsewhere': described(keys) };
      await expect(judged().subjectOf(tokenFor(issuer))).rejects.toMatchObject(AWAY);
      answer = described(`${issuer}/keys`);
      answerAt = { '/keys': redirect(keys) };
      await expect(judged().subjectOf(tokenFor(issuer))).rejects.toMatchObject(AWAY);
    } finally {
      [answer, answerAt] = [answered, at];
    }
  });

  it('is not followed from TLS to none', async () => {
    const secure = 'https://issuer.example';
    const asked: string[] = [];
    const { fetch: real } = globalThis;
    globalThis.fetch = (url) => {
      asked.push(String(url));
      return Promise.resolve(Response.json({ issuer: secure, jwks_uri: 'http://issuer.example/keys' }));
    };
    try {
      await expect(judged(secure).subjectOf(tokenFor(secure))).rejects.toMatchObject(AWAY);
    } finally {
      globalThis.fetch = real;
    }
    expect(asked).toEqual([`${secure}/.well-known/openid-configuration`]);
  });
});
