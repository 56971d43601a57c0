import type { IncomingHttpHeaders } from 'node:http';
import { ProblemError, PROBLEMS } from './problem.js';

/** Header that our own pages send with every request that changes something: another site's form cannot. */
export const OWN_PAGE_HEADER = 'taizhang-request';

/** Methods that change nothing, whoever asks. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What of a request tells where it was made. */
export interface RequestOrigin {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Host and port as the sender wrote them, behind trusted proxies too. */
  readonly host: string;
}

/**
 * Refuses what another site makes a reader's browser send (CSRF). A browser tells where a request was made by
 * `Sec-Fetch-Site` and `Origin`; whoever is known by a cookie must also send {@link OWN_PAGE_HEADER}, which a browser lets no
 * other site add. Programs send neither cookies nor these headers, and their `Authorization` comes from nobody's browser.
 * @throws {@link ProblemError} `CROSS_SITE`
 */
export function refuseCrossSite({ method, headers, host }: RequestOrigin): void {
  if (SAFE_METHODS.has(method)) return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new ProblemError(PROBLEMS.crossSite);
  if (headers.origin !== undefined && hostOf(headers.origin) !== host.toLowerCase())
    throw new ProblemError(PROBLEMS.crossSite);
  if (headers.cookie !== undefined && headers.authorization === undefined && headers[OWN_PAGE_HEADER] === undefined)
    throw new ProblemError(PROBLEMS.crossSite);
}

/** Host and port of an origin; `undefined` for the opaque `null` of sandboxed pages, which is no page of ours. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
