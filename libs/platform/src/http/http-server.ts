import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { requestIdOf } from '../telemetry/request-logging.js';
import { isWithoutAccount, routeOf } from '../telemetry/route-of.js';
import { brokenRequestHandler } from './broken-request.js';
import { refuseCrossSite } from './cross-site.js';
import { ProblemError, PROBLEMS } from './problem.js';
import { answerProblem } from './problem.filter.js';
import { problemOf } from './problem-of-error.js';
import type { RoutePatterns } from './route-patterns.js';
import { readStrictJson } from './strict-json.js';

/** Largest body of a request, in bytes: well above the largest leaf, of which its data is one. */
export const MAX_BODY_BYTES = 256 * 1024;
/** Largest body of a request that is none of a context's commands, in bytes: a clock, a decision, a sign-in. */
export const MAX_SMALL_BODY_BYTES = 16 * 1024;
/** Longest path parameter: a stream id's part has at most 64 characters, a policy may ask for a digest. */
export const MAX_PARAMETER_LENGTH = 200;
/** How long a request's head and body may take to arrive, in milliseconds. */
export const REQUEST_TIMEOUT_MS = 30_000;
/** How long an idle connection is kept, in milliseconds: longer than proxies keep theirs. */
export const KEEP_ALIVE_TIMEOUT_MS = 72_000;

/**
 * The web server under Nest: strict JSON bodies, bounds, problem+json also for what it refuses itself.
 * @param headers those of every answer
 * @param trustedProxies addresses and networks whose word about the client's address is taken
 */
export function makeHttpAdapter(
  logger: Logger,
  headers: Readonly<Record<string, string>>,
  trustedProxies: readonly string[],
): FastifyAdapter {
  return new FastifyAdapter({
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers, request.url),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers({ ...headers, 'X-Correlation-Id': request.id }); // no hook has run for it
      answerProblem(problemOf(error), request, reply, logger);
    },
    clientErrorHandler: brokenRequestHandler(headers),
  });
}

/** The route of commands, as the controller writes it. */
const COMMAND_ROUTE = /^\/api\/:context\/:bureau\//;

/** Patterns of the routes that take bytes. */
const BYTE_ROUTES = ['/api/:context/:bureau/blobs', '/api/jobs/:kind', '/api/witness/add-checkpoint'];

function takesBytes(request: FastifyRequest): boolean {
  return BYTE_ROUTES.includes(routeOf(request));
}

/** Installs what must be there before Nest adds its routes. */
export function prepareHttp(
  fastify: FastifyInstance,
  patterns: RoutePatterns,
  headers: Readonly<Record<string, string>>,
): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, ({ headers }, body, done) => {
    try {
      if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new ProblemError(PROBLEMS.mediaType);
      done(null, Buffer.isBuffer(body) && body.length > 0 ? readStrictJson(body) : undefined);
    } catch (error) {
      done(error as Error, undefined); // a ProblemError
    }
  });
  // bytes of evidence and of workbooks are read as they come, by the routes that take them
  fastify.addContentTypeParser('*', (request, payload, done) => {
    if (takesBytes(request)) done(null, payload);
    else done(new ProblemError(PROBLEMS.mediaType), undefined);
  });
  fastify.addHook('onRoute', (route) => {
    patterns.add(route.method, route.url);
    if (!COMMAND_ROUTE.test(route.url) && !isWithoutAccount(route.url)) route.bodyLimit ??= MAX_SMALL_BODY_BYTES; // a route may say what it takes itself
  });
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers);
    refuseCrossSite(request);
  });
}
