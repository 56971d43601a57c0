import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Random bytes of a token's secret. */
export const TOKEN_SECRET_BYTES = 32;
const SESSION_ID_BYTES = 16;
const TOKEN = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** Id of a new session: opaque, names nobody. */
export function newSessionId(): string {
  return randomBytes(SESSION_ID_BYTES).toString('base64url');
}

/** A new token of a session; only its hash is kept. */
export function newToken(session: string): { readonly token: string; readonly hash: string } {
  const secret = randomBytes(TOKEN_SECRET_BYTES).toString('base64url');
  return { token: `${session}.${secret}`, hash: hashOf(secret) };
}

/** Takes a token apart; `undefined` for what is none. */
export function readToken(text: string): { readonly session: string; readonly secret: string } | undefined {
  const [, session, secret] = TOKEN.exec(text) ?? [];
  return session === undefined || secret === undefined ? undefined : { session, secret };
}

/** Hash under which a random secret is kept. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Compares a secret with its kept hash in constant time. */
export function isSecretOf(secret: string, hash: string): boolean {
  const [a, b] = [Buffer.from(hashOf(secret)), Buffer.from(hash)];
  return a.length === b.length && timingSafeEqual(a, b);
}
