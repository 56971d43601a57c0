import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Instant } from '@taizhang/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Where in the page the build leaves room for the nonce of one answer. */
export const NONCE_MARK = '__STYLE_NONCE__';
const NONCE_BYTES = 16;
/** Where in the page the build leaves room for {@link DeploymentTold}. */
export const DEPLOYMENT_MARK = '__DEPLOYMENT__';

/** What the page is told of the deployment, whoever asks for it. */
export interface DeploymentTold {
  /** The deployment's time: a demonstration has another than the machine. */
  readonly now: Instant;
  /** Zone of its business dates. */
  readonly timeZone: string;
  /** Everything in it is invented (演示). */
  readonly demonstration: boolean;
}

/** A value within an attribute of the page. */
function inAttribute(value: DeploymentTold): string {
  return JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** Files beside the page bear a hash of their content in their name, so a browser may keep them. */
const KEPT_BY_BROWSERS = 'public, max-age=31536000, immutable';
/** What a build of the console consists of. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * What the page may do: scripts of ours only, requests to ours only. Components write styles at run time: those with the
 * nonce of this answer, and no others, are believed.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Serves the built console (控制台): its one page at `/`, its files at `/assets/…`. Which screen is shown stands behind the `#` of
 * the address, which no browser sends: neither filters nor codes come into a log.
 * Call it before the application is initialised.
 * @param folder what `vite build` wrote
 * @param told asked for every answer of the page
 * @returns whether there is a console in it
 */
export function serveConsole(app: NestFastifyApplication, folder: string, told: () => DeploymentTold): boolean {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return false;
  const html = readFileSync(page, 'utf8');
  const server = app.getHttpAdapter().getInstance();
  server.get('/', (_request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    return reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(nonce) })
      .send(html.replaceAll(NONCE_MARK, nonce).replaceAll(DEPLOYMENT_MARK, inAttribute(told())));
  });
  for (const file of readdirSync(join(folder, 'assets'))) {
    const mediaType = MEDIA_TYPES[extname(file)];
    if (mediaType !== undefined) serveFile(app, `/assets/${file}`, mediaType, join(folder, 'assets', file));
  }
  return true;
}

function serveFile(app: NestFastifyApplication, path: string, mediaType: string, file: string): void {
  const content = readFileSync(file);
  let packed: Buffer | undefined; // made when it is first asked for
  app
    .getHttpAdapter()
    .getInstance()
    .get(path, (request: FastifyRequest, reply: FastifyReply) => {
      const takesPacked = /(^|,)\s*gzip\s*(;\s*q=(1|0\.[1-9])\S*)?\s*(,|$)/.test(
        String(request.headers['accept-encoding']),
      );
      return reply
        .headers({
          'content-type': mediaType,
          'cache-control': KEPT_BY_BROWSERS,
          vary: 'accept-encoding',
          ...(takesPacked && { 'content-encoding': 'gzip' }),
        })
        .send(takesPacked ? (packed ??= gzipSync(content)) : content);
    });
}
