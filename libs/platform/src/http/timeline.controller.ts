import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Ask, type Answer } from '../asking/ask.handler.js';
import type { QueryString } from '../asking/view-parameters.js';
import type { ReplayKind } from '../replay/replays.js';
import { Access, senderOf } from './access.js';

type RecordParams = Readonly<Record<'context' | 'bureau' | 'aggregate' | 'id', string>>;

/** The routes of every aggregate's timeline and of what is made of it, where it declares one. */
@Controller('api/:context')
@Access('declared')
export class TimelineController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get(':bureau/:aggregate/:id/timeline')
  async timeline(
    @Param() { context, bureau, aggregate, id }: RecordParams,
    @Query() query: QueryString,
    @Req() request: FastifyRequest,
  ): Promise<Answer['body']> {
    return this.#ask('timeline', { context, bureau, aggregate, id }, query, request);
  }

  /** What proves its events, for programs of readers. */
  @Get(':bureau/:aggregate/:id/receipts')
  receipts(@Param() record: RecordParams, @Query() query: QueryString, @Req() request: FastifyRequest) {
    return this.#ask('receipts', record, query, request);
  }

  /** How it stood. */
  @Get(':bureau/:aggregate/:id/state')
  state(@Param() record: RecordParams, @Query() query: QueryString, @Req() request: FastifyRequest) {
    return this.#ask('state', record, query, request);
  }

  /** How it came to stand so, step by step. */
  @Get(':bureau/:aggregate/:id/replay')
  replay(@Param() record: RecordParams, @Query() query: QueryString, @Req() request: FastifyRequest) {
    return this.#ask('replay', record, query, request);
  }

  /** What differs between two times. */
  @Get(':bureau/:aggregate/:id/compare')
  compare(@Param() record: RecordParams, @Query() query: QueryString, @Req() request: FastifyRequest) {
    return this.#ask('compare', record, query, request);
  }

  /** What would have been decided under other policy values. */
  @Get(':bureau/:aggregate/:id/what-if')
  whatIf(@Param() record: RecordParams, @Query() query: QueryString, @Req() request: FastifyRequest) {
    return this.#ask('what-if', record, query, request);
  }

  async #ask(
    kind: 'timeline' | 'receipts' | ReplayKind,
    { context, ...address }: RecordParams,
    query: QueryString,
    request: FastifyRequest,
  ): Promise<Answer['body']> {
    const question = { kind, address, query: { ...query } };
    return (await this.bus.execute(new Ask({ context, sender: senderOf(request) }, question))).body;
  }
}
