import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { traceOfError } from '../telemetry/error-trace.js';
import type { RoutePatterns } from './route-patterns.js';
import { prefersEnglish, problemBody } from './problem-body.js';
import { ProblemError, PROBLEMS } from './problem.js';
import { problemOf } from './problem-of-error.js';

/** Media type of every answer that is no success (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** Turns whatever was thrown into problem+json; nothing of the error itself reaches the client. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly patterns: RoutePatterns,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    answerProblem(this.#methodsOf(problemOf(error), request), request, reply, this.logger);
  }

  /** An address that exists for other methods is 405, not 404 (RFC 9110 §15.5.6). */
  #methodsOf(answer: ProblemError, { method, url }: FastifyRequest): ProblemError {
    if (answer.definition.code !== PROBLEMS.notFound.code) return answer;
    const methods = this.patterns.methodsOf(url.split('?', 1)[0] ?? '');
    if (methods.length === 0 || methods.includes(method)) return answer;
    return new ProblemError(PROBLEMS.methodNotAllowed, {}, { Allow: methods.join(', ') });
  }
}

/** Sends a problem in the reader's language; what went wrong on our side is logged with the request's id. */
export function answerProblem(
  answer: ProblemError,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): void {
  const { status, code } = answer.definition;
  if (status >= 500) logger.error({ req: request.id, code, ...traceOfError(answer.cause ?? answer) }, 'request failed');
  if (reply.sent) return;
  const english = prefersEnglish(request.headers['accept-language']);
  void reply
    .status(status)
    .headers({ 'content-type': PROBLEM_MEDIA_TYPE, 'content-language': english ? 'en' : 'zh-CN', ...answer.headers })
    .send(JSON.stringify(problemBody(answer, english, request.id)));
}
