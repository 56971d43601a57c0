import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { PROBLEMS, retryLater } from '../http/problem.js';

/** How long the issuer's keys are believed without asking again, in milliseconds: that long a withdrawn key may still open. */
export const KEYS_MAX_AGE_MS = 300_000;
/** How soon after asking an unknown key makes us ask again, in milliseconds: made-up keys cost the issuer no more than that. */
export const KEYS_COOLDOWN_MS = 5_000;
/** How long the issuer may take to answer, in milliseconds. */
export const ISSUER_TIMEOUT_MS = 5_000;
/** Longest token that is looked at, in characters. */
export const MAX_TOKEN_LENGTH = 8_192;
/** Longest name of a subject, in UTF-16 units (OpenID Connect Core §2: 255 ASCII characters). */
export const MAX_SUBJECT_LENGTH = 255;
/** When whoever could not be judged may come again, in milliseconds. */
const RETRY_MS = 2_000;

/** Types of tokens that open something: access tokens (RFC 9068), and those that say no more than that they are a token. */
const TYPES: ReadonlySet<string> = new Set(['at+jwt', 'application/at+jwt', 'jwt']);
const discovered = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** By what an issuer's tokens are judged. */
export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where its keys are; without it the issuer is asked (OpenID Connect Discovery §4). */
  readonly jwksUrl?: string | undefined;
  readonly subjectClaim: string;
  readonly clockSkewSeconds: number;
  /** All with public keys. */
  readonly algorithms: readonly string[];
  readonly keysMaxAgeMs?: number;
  readonly keysCooldownMs?: number;
}

class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/** Judges bearer tokens of one issuer (OIDC). Says nothing of why one is refused; keeps and logs none. */
export class OidcTokens {
  #keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly settings: OidcSettings) {}

  /**
   * Whom a token stands for, as its issuer calls him; `undefined` for one that is not good, whatever is wrong with it.
   * @throws problem 503 `ISSUER_UNAVAILABLE` while the keys cannot be had
   */
  async subjectOf(token: string): Promise<string | undefined> {
    if (token.length > MAX_TOKEN_LENGTH) return undefined;
    const { issuer, audience, subjectClaim, clockSkewSeconds, algorithms } = this.settings;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, (header, jws) => this.#key(header, jws), {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: clockSkewSeconds,
        requiredClaims: ['exp', subjectClaim],
      });
      return isOfType(protectedHeader.typ) ? subjectIn(payload, subjectClaim) : undefined;
    } catch (error) {
      if (error instanceof IssuerUnavailable) throw retryLater(PROBLEMS.issuerUnavailable, RETRY_MS, error);
      return undefined;
    }
  }

  /** Only tokens of a form and algorithm that are allowed come here, so nobody makes us ask the issuer with nonsense. */
  async #key(...asked: Parameters<JWTVerifyGetKey>): Promise<Awaited<ReturnType<JWTVerifyGetKey>>> {
    const keys = await (this.#keys ??= this.#findKeys());
    try {
      return await keys(...asked);
    } catch (error) {
      if (isOfIssuer(error)) throw new IssuerUnavailable('the keys of the issuer cannot be had', { cause: error });
      throw error;
    }
  }

  async #findKeys(): Promise<JWTVerifyGetKey> {
    const { jwksUrl, keysMaxAgeMs = KEYS_MAX_AGE_MS, keysCooldownMs = KEYS_COOLDOWN_MS } = this.settings;
    try {
      return createRemoteJWKSet(new URL(jwksUrl ?? (await this.#discover())), {
        timeoutDuration: ISSUER_TIMEOUT_MS,
        cacheMaxAge: keysMaxAgeMs,
        cooldownDuration: keysCooldownMs,
        [customFetch]: ask,
      });
    } catch (error) {
      this.#keys = undefined; // the next token asks again
      throw error;
    }
  }

  /** Where the issuer says that its keys are. It must name itself as we know it, and may not lead from TLS to none. */
  async #discover(): Promise<string> {
    const { issuer } = this.settings;
    const signal = AbortSignal.timeout(ISSUER_TIMEOUT_MS);
    const answer = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal });
    const told = discovered.safeParse(answer.ok ? await answer.json().catch(() => undefined) : undefined);
    const secure = told.data?.jwks_uri.startsWith('https://') === true || !issuer.startsWith('https://');
    if (!told.success || told.data.issuer !== issuer || !secure)
      throw new IssuerUnavailable('the issuer does not describe itself');
    return told.data.jwks_uri;
  }
}

async function ask(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...options, redirect: 'manual' });
  } catch (cause) {
    throw new IssuerUnavailable('the issuer does not answer', { cause });
  }
}

/** Whether it is the issuer that failed, not the token: it did not answer, or not with keys. */
function isOfIssuer(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  return error instanceof errors.JOSEError && error.code === errors.JOSEError.code;
}

function isOfType(type: string | undefined): boolean {
  return type === undefined || TYPES.has(type.toLowerCase());
}

/** A token that is bound to a key of its holder (`cnf`: RFC 9449, RFC 8705) opens nothing for whoever merely bears it. */
function subjectIn(payload: JWTPayload, claim: string): string | undefined {
  const subject = payload[claim];
  if (payload['cnf'] !== undefined || typeof subject !== 'string') return undefined;
  return subject.length > 0 && subject.length <= MAX_SUBJECT_LENGTH ? subject : undefined;
}
