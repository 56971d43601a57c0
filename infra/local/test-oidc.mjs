import { constants, createHmac, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

import { LOOPBACK } from './settings.mjs';

/** How long a token holds when nobody says otherwise, in seconds. */
const LIFETIME_SECONDS = 300;
const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * @typedef {object} TestOidc a real OpenID provider
 * @property {string} issuer
 * @property {(subject: string, options?: { audience?: string, lifetimeSeconds?: number }) => Promise<string>} token
 *   an access token as its token endpoint gives it to this subject
 * @property {() => void} rotate takes a new signing key and forgets the old one, as after a leak
 * @property {(claims: object, header?: object) => string} signed what claims it is told, signed by its own key
 * @property {(claims: object, alg: 'none' | 'HS256') => string} forged claims without a signature, or signed with the public key as a shared secret
 * @property {(subject: string) => { iss: string, aud: string, sub: string, iat: number, exp: number }} claimsOf what a good token of a subject says
 * @property {() => Promise<void>} interrupt nobody answers at its address any more
 * @property {() => Promise<void>} resume
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a real OpenID provider (the npm package oidc-provider) on the loopback. Its subjects are programs with credentials of
 * their own, which need no browser to sign in.
 * @param {{ subjects: readonly string[], audience: string }} options
 * @returns {Promise<TestOidc>}
 */
export async function startTestOidc({ subjects, audience }) {
  const { Provider } = await import('oidc-provider'); // only here: it complains of Node 20 when it is loaded
  let handle = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await listen(server, 0);
  const { port } = server.address();
  const issuer = `http://${LOOPBACK}:${port}`;
  const secret = randomBytes(16).toString('hex');
  let lifetime = LIFETIME_SECONDS;
  let key;
  const rotate = () => {
    key = newKey();
    const configuration = providerConfiguration({ subjects, secret, jwk: key.jwk, lifetimeOf: () => lifetime });
    handle = new Provider(issuer, configuration).callback();
  };
  rotate();
  return {
    issuer,
    rotate,
    token: async (subject, { audience: resource = audience, lifetimeSeconds = LIFETIME_SECONDS } = {}) => {
      lifetime = lifetimeSeconds;
      return tokenOf(issuer, { client_id: subject, client_secret: secret, resource });
    },
    signed: (claims, header = {}) => {
      const input = `${base64url({ alg: 'RS256', typ: 'at+jwt', kid: key.jwk.kid, ...header })}.${base64url(claims)}`;
      const padding = constants.RSA_PKCS1_PADDING;
      return `${input}.${sign('sha256', Buffer.from(input), { key: key.privateKey, padding }).toString('base64url')}`;
    },
    forged: (claims, alg) => {
      const input = `${base64url({ alg, typ: 'at+jwt', kid: key.jwk.kid })}.${base64url(claims)}`;
      const pem = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
      return `${input}.${alg === 'none' ? '' : createHmac('sha256', pem).update(input).digest('base64url')}`;
    },
    claimsOf: (subject) => {
      const now = Math.floor(Date.now() / 1_000);
      return { iss: issuer, aud: audience, sub: subject, iat: now, exp: now + LIFETIME_SECONDS };
    },
    interrupt: () => close(server),
    resume: () => listen(server, port),
    stop: () => close(server),
  };
}

/** What it signs by, with a name of its own. */
function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const kid = randomBytes(8).toString('hex');
  return { privateKey, jwk: { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' } };
}

/** Keeps nothing: its clients are in its configuration, and its tokens say all themselves. */
class NoAdapter {
  upsert() {}
  find() {}
  destroy() {}
}

function providerConfiguration({ subjects, secret, jwk, lifetimeOf }) {
  return {
    adapter: NoAdapter,
    jwks: { keys: [jwk] },
    cookies: { keys: [secret] },
    ttl: { ClientCredentials: lifetimeOf },
    clients: subjects.map((subject) => ({
      client_id: subject,
      client_secret: secret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_post',
    })),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'act',
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: lifetimeOf(),
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  };
}

async function tokenOf(issuer, credentials) {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...credentials });
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`the OIDC server gave no token: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).access_token;
}

async function listen(server, port) {
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
}

async function close(server) {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
