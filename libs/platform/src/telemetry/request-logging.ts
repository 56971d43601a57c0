import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { CORRELATION_ID } from '../http/request-headers.js';
import { isProbe, isWithoutAccount, routeOf } from './route-of.js';

/**
 * The id that correlates all that a request causes: the sender's when it has the form of one, else a fresh UUID. Of those who
 * come without account none is kept.
 */
export function requestIdOf(headers: IncomingHttpHeaders, path = '/'): string {
  if (isWithoutAccount(path)) return randomUUID();
  const given = headers['x-correlation-id'];
  const text = typeof given === 'string' ? given.trim() : '';
  return CORRELATION_ID.test(text) ? text : randomUUID();
}

/**
 * One line per request when it is over, by route pattern, and the correlation id in every answer. A sender that hung up
 * before the answer has `aborted`, and no status since none reached it.
 */
export function logRequests(fastify: FastifyInstance, logger: Logger): void {
  const line = (request: FastifyRequest, ms: number, outcome: { status: number } | { aborted: true }): void => {
    const route = routeOf(request);
    const level = isProbe(route) ? 'debug' : 'info';
    logger[level]({ req: request.id, method: request.method, route, ...outcome, ms }, 'request');
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Correlation-Id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    line(request, elapsedMs(reply), { status: reply.statusCode });
    done();
  });
  fastify.addHook('onRequestAbort', (request, done) => {
    line(request, 0, { aborted: true });
    done();
  });
}

function elapsedMs({ elapsedTime }: FastifyReply): number {
  return Math.round(elapsedTime * 10) / 10;
}
