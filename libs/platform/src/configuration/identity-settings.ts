import { z } from 'zod';
import { url, whole } from './values.js';

/** Claim of a token that names whoever holds it to the issuer (OpenID Connect Core §2). */
export const DEFAULT_OIDC_SUBJECT_CLAIM = 'sub';
/** By how much the issuer's clock and ours may differ, in seconds. */
export const DEFAULT_OIDC_CLOCK_SKEW_SECONDS = 30;
/** Largest difference of clocks that can be set, in seconds: a token lives that much longer than its issuer meant. */
export const MAX_OIDC_CLOCK_SKEW_SECONDS = 300;
/** Algorithms by which a token may be signed: those with a public key (RFC 7518 §3.1, RFC 8037, RFC 9864), never `none` or a shared secret. */
export const OIDC_ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;
/** What issuers sign by where nobody says otherwise. */
export const DEFAULT_OIDC_ALGORITHMS: readonly string[] = ['RS256', 'PS256', 'ES256', 'EdDSA'];
/** Longest authority from which the name of the identity database is made: MongoDB takes 63 bytes. */
export const MAX_AUTHORITY_OF_DATABASE = 50;

const algorithms = z
  .string()
  .transform((text) => text.split(','))
  .refine(
    (names) => names.every((name) => OIDC_ALGORITHMS.some((known) => known === name)),
    `TAIZHANG_OIDC_ALGORITHMS must be of ${OIDC_ALGORITHMS.join(', ')}, separated by commas`,
  );

/** Variables about who people are, as part of the schema of all. */
export const identitySettings = {
  TAIZHANG_IDENTITY: z
    .enum(['none', 'local', 'oidc', 'test'], { error: 'TAIZHANG_IDENTITY must be none, local, oidc or test' })
    .default('none'),
  TAIZHANG_IDENTITY_DATABASE: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,63}$/, 'TAIZHANG_IDENTITY_DATABASE must be 1 to 63 of letters, digits, _ and hyphen')
    .optional(),
  TAIZHANG_OIDC_ISSUER: url('TAIZHANG_OIDC_ISSUER', /^https?:\/\/[^,?#\s]+$/).optional(),
  TAIZHANG_OIDC_AUDIENCE: z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'TAIZHANG_OIDC_AUDIENCE must be 1 to 255 visible ASCII characters')
    .optional(),
  TAIZHANG_OIDC_JWKS_URL: url('TAIZHANG_OIDC_JWKS_URL', /^https?:\/\/[^,#\s]+$/).optional(),
  TAIZHANG_OIDC_SUBJECT_CLAIM: z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/, 'TAIZHANG_OIDC_SUBJECT_CLAIM must be 1 to 100 visible ASCII characters')
    .default(DEFAULT_OIDC_SUBJECT_CLAIM),
  TAIZHANG_OIDC_CLOCK_SKEW_SECONDS: whole('TAIZHANG_OIDC_CLOCK_SKEW_SECONDS', 0, MAX_OIDC_CLOCK_SKEW_SECONDS).default(
    DEFAULT_OIDC_CLOCK_SKEW_SECONDS,
  ),
  TAIZHANG_OIDC_ALGORITHMS: algorithms.default([...DEFAULT_OIDC_ALGORITHMS]),
};

interface IdentityEnvironment {
  readonly NODE_ENV: string;
  readonly TAIZHANG_STORE: string;
  readonly TAIZHANG_AUTHORITY: string;
  readonly TAIZHANG_IDENTITY: string;
  readonly TAIZHANG_IDENTITY_DATABASE?: string | undefined;
  readonly TAIZHANG_OIDC_ISSUER?: string | undefined;
  readonly TAIZHANG_OIDC_AUDIENCE?: string | undefined;
  readonly TAIZHANG_OIDC_JWKS_URL?: string | undefined;
}

const isSecure = (address: string | undefined) => address === undefined || address.startsWith('https://');

/** Conditions between them; each names the variable that is to be changed. */
export const IDENTITY_CONDITIONS = [
  {
    variable: 'TAIZHANG_IDENTITY',
    message: 'TAIZHANG_IDENTITY=test is refused when NODE_ENV=production',
    holds: (e: IdentityEnvironment) => e.TAIZHANG_IDENTITY !== 'test' || e.NODE_ENV !== 'production',
  },
  {
    variable: 'TAIZHANG_OIDC_ISSUER',
    message: 'TAIZHANG_OIDC_ISSUER is needed with TAIZHANG_IDENTITY=oidc',
    holds: (e: IdentityEnvironment) => e.TAIZHANG_IDENTITY !== 'oidc' || e.TAIZHANG_OIDC_ISSUER !== undefined,
  },
  {
    variable: 'TAIZHANG_OIDC_AUDIENCE',
    message: 'TAIZHANG_OIDC_AUDIENCE is needed with TAIZHANG_IDENTITY=oidc',
    holds: (e: IdentityEnvironment) => e.TAIZHANG_IDENTITY !== 'oidc' || e.TAIZHANG_OIDC_AUDIENCE !== undefined,
  },
  {
    variable: 'TAIZHANG_OIDC_ISSUER',
    message: 'TAIZHANG_OIDC_ISSUER must be https when NODE_ENV=production',
    holds: (e: IdentityEnvironment) => e.NODE_ENV !== 'production' || isSecure(e.TAIZHANG_OIDC_ISSUER),
  },
  {
    variable: 'TAIZHANG_OIDC_JWKS_URL',
    message: 'TAIZHANG_OIDC_JWKS_URL must be https when NODE_ENV=production',
    holds: (e: IdentityEnvironment) => e.NODE_ENV !== 'production' || isSecure(e.TAIZHANG_OIDC_JWKS_URL),
  },
  {
    variable: 'TAIZHANG_IDENTITY_DATABASE',
    message: `TAIZHANG_IDENTITY_DATABASE is needed where TAIZHANG_AUTHORITY is longer than ${String(MAX_AUTHORITY_OF_DATABASE)}`,
    holds: (e: IdentityEnvironment) =>
      e.TAIZHANG_STORE !== 'mongodb' ||
      !['local', 'oidc'].includes(e.TAIZHANG_IDENTITY) ||
      e.TAIZHANG_IDENTITY_DATABASE !== undefined ||
      e.TAIZHANG_AUTHORITY.length <= MAX_AUTHORITY_OF_DATABASE,
  },
] as const;

/** Name of the one identity database of a deployment on MongoDB: of its authority, which only one deployment has. */
export function identityDatabaseOf({
  TAIZHANG_IDENTITY_DATABASE: named,
  TAIZHANG_AUTHORITY: authority,
}: Pick<IdentityEnvironment, 'TAIZHANG_IDENTITY_DATABASE' | 'TAIZHANG_AUTHORITY'>): string {
  return named ?? `${authority.replaceAll('.', '_')}-identity`; // no authority has an underscore: no two have one name
}
