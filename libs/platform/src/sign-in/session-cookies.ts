import type { IncomingHttpHeaders } from 'node:http';
import type { Configuration } from '../configuration/configuration.js';
import type { SessionTokens } from './sign-in.js';

/** Where refresh tokens are sent, and nowhere else. */
const REFRESH_PATH = '/api/session';
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** Names and attributes of the cookies of one host. */
export class SessionCookies {
  readonly #secure: boolean;
  readonly #access: string;
  readonly #refresh: string;

  /** Browsers get `Secure` cookies over HTTPS only, so plain ones are given on a machine for development, and nowhere else. */
  constructor({ NODE_ENV: environment, TAIZHANG_HOST: host }: Pick<Configuration, 'NODE_ENV' | 'TAIZHANG_HOST'>) {
    this.#secure = environment === 'production' || !LOOPBACK.has(host);
    // the prefixes make browsers refuse what another host or a plain connection would set
    this.#access = this.#secure ? '__Host-taizhang-access' : 'taizhang-access';
    this.#refresh = this.#secure ? '__Secure-taizhang-refresh' : 'taizhang-refresh';
  }

  /** `Set-Cookie` lines that give tokens to a browser. */
  given({ access, refresh, accessUntil, until }: SessionTokens, now: number): readonly string[] {
    return [
      this.#line(this.#access, access, '/', accessUntil - now),
      this.#line(this.#refresh, refresh, REFRESH_PATH, until - now),
    ];
  }

  /** Lines that take them back. */
  taken(): readonly string[] {
    return [this.#line(this.#access, '', '/', 0), this.#line(this.#refresh, '', REFRESH_PATH, 0)];
  }

  /** The access token of a request: of `Authorization` where there is one, else of the cookie; never of both. */
  accessOf(headers: IncomingHttpHeaders): string | undefined {
    const { authorization } = headers;
    if (authorization !== undefined) return /^Bearer (\S{1,200})$/.exec(authorization)?.[1];
    return cookieOf(headers, this.#access);
  }

  /** The refresh token that a browser keeps; not believed beside `Authorization`, which no browser adds. */
  refreshOf(headers: IncomingHttpHeaders): string | undefined {
    return headers.authorization === undefined ? cookieOf(headers, this.#refresh) : undefined;
  }

  #line(name: string, value: string, path: string, lifetimeMs: number): string {
    const seconds = String(Math.max(0, Math.floor(lifetimeMs / 1_000)));
    return `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${this.#secure ? '; Secure' : ''}`;
  }
}

/** A cookie's value; one that is sent twice is believed in neither form. */
function cookieOf({ cookie = '' }: IncomingHttpHeaders, name: string): string | undefined {
  const values = cookie
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}
