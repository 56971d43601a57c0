import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { READINESS } from '../host/tokens.js';
import { Access } from '../http/access.js';
import { PROBLEM_MEDIA_TYPE } from '../http/problem.filter.js';
import { prefersEnglish, problemBody } from '../http/problem-body.js';
import { retryLater, type ProblemDefinition } from '../http/problem.js';
import type { Readiness, ReadinessParts } from './readiness.js';

/** When a probe that found the host not ready should come again, in milliseconds. */
export const READINESS_RETRY_AFTER_MS = 2_000;

/** Answered by `/health/ready` while a part that is needed is down. */
export const NOT_READY: ProblemDefinition = {
  code: 'NOT_READY',
  status: 503,
  sentence: { en: 'This host cannot serve now.', zh: '本服务暂时不能提供服务。' },
};

/** For those who start, stop and route to hosts. It says which part is down, and nothing of what is in it. */
@Controller('health')
@Access('public')
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  /** The process serves: no part is asked, so that a store that is away does not get the host killed. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): { readonly status: 'up' } {
    return { status: 'up' };
  }

  /** Written here and not thrown: a host that starts or stops is no failed request. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  async ready(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const parts = await this.#parts();
    const down = Object.keys(parts).filter((part) => parts[part] === 'down');
    if (down.length === 0) return { status: 'up', parts };
    const english = prefersEnglish(request.headers['accept-language']);
    const problem = retryLater(NOT_READY, READINESS_RETRY_AFTER_MS);
    void reply.status(problem.definition.status).headers({
      ...problem.headers,
      'content-type': PROBLEM_MEDIA_TYPE,
      'content-language': english ? 'en' : 'zh-CN',
    });
    return JSON.stringify({ ...problemBody(problem, english, request.id), down, parts });
  }

  async #parts(): Promise<ReadinessParts> {
    try {
      return await this.readiness.check();
    } catch {
      return { readiness: 'down' };
    }
  }
}
