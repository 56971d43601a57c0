import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ask, type Answer, type Question } from '../asking/ask.handler.js';
import type { QueryString } from '../asking/view-parameters.js';
import { Access, senderOf } from './access.js';
import { positionOf } from './request-headers.js';

/** Routes of every view, query and report of omissions, derived from the declarations (design §6). */
@Controller('api/:context')
@Access('declared')
export class ViewController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('views/:view')
  list(
    @Param('context') context: string,
    @Param('view') view: string,
    @Query() query: QueryString,
    @Req() request: FastifyRequest,
  ) {
    return this.#ask(context, request, { kind: 'list', view, query: { ...query } });
  }

  @Get('views/:view/documents/:bureau/:key')
  async document(
    @Param() { context, view, bureau, key }: { context: string; view: string; bureau: string; key: string },
    @Query('owner') owner: string | undefined,
    @Query('asOf') asOf: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const address = { view, bureau, key, owner: owner ?? context, ...(asOf !== undefined && { asOf }) };
    const question = { kind: 'document', address } as const;
    const { body, etag } = await this.#answer(context, request, question);
    if (etag !== undefined) void reply.header('ETag', etag);
    if (etag !== undefined && request.headers['if-none-match'] === etag) {
      void reply.status(304);
      return undefined;
    }
    return body;
  }

  @Get('views/:view/counters/:counter')
  counters(
    @Param() { context, view, counter }: { context: string; view: string; counter: string },
    @Query() query: QueryString,
    @Req() request: FastifyRequest,
  ) {
    return this.#ask(context, request, { kind: 'counters', view, counter, query: { ...query } });
  }

  @Get('queries/:name')
  query(
    @Param('context') context: string,
    @Param('name') name: string,
    @Query() query: QueryString,
    @Req() request: FastifyRequest,
  ) {
    return this.#ask(context, request, { kind: 'query', name, query: { ...query } });
  }

  /** Who has not done what by when; a file where the request asks for one. */
  @Get('omissions/:report')
  async omissions(
    @Param('context') context: string,
    @Param('report') name: string,
    @Query() query: QueryString,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const question = { kind: 'omissions', name, query: { ...query } } as const;
    const { body, next, mediaType } = await this.#answer(context, request, question);
    if (next !== undefined) void reply.header('Taizhang-Next', next);
    if (mediaType !== undefined)
      void reply.type(mediaType).header('Content-Disposition', `attachment; filename="${name}.csv"`);
    return body;
  }

  async #ask(context: string, request: FastifyRequest, question: Question): Promise<Answer['body']> {
    return (await this.#answer(context, request, question)).body;
  }

  #answer(context: string, request: FastifyRequest, question: Question): Promise<Answer> {
    const position = positionOf(request);
    return this.bus.execute(
      new Ask({ context, sender: senderOf(request), ...(position !== undefined && { position }) }, question),
    );
  }
}
