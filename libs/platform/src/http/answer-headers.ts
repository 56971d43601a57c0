/** An answer that is data: a browser may load, run, frame or send nothing on its behalf. */
const CONTENT_SECURITY_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** How long a browser keeps to HTTPS after one answer, in seconds: two years. */
export const STRICT_TRANSPORT_SECONDS = 63_072_000;

/** Headers of every answer: nothing is cached by what stands between, nothing is guessed, framed or shared by a browser. */
const ALWAYS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Permitted-Cross-Domain-Policies': 'none',
} as const;

/**
 * Headers of every answer, errors and requests that cannot be parsed among them. A route that serves a page of its own
 * replaces what it must.
 * @param production whether browsers are told to keep to HTTPS: on a machine for development they could not
 */
export function answerHeaders(production: boolean): Readonly<Record<string, string>> {
  return production
    ? { ...ALWAYS, 'Strict-Transport-Security': `max-age=${String(STRICT_TRANSPORT_SECONDS)}; includeSubDomains` }
    : ALWAYS;
}
