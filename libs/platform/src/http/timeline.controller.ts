import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Ask, type Answer } from '../asking/ask.handler.js';
import type { QueryString } from '../asking/view-parameters.js';
import { Access, senderOf } from './access.js';

/** The route of every aggregate's timeline, where it declares one. */
@Controller('api/:context')
@Access('declared')
export class TimelineController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get(':bureau/:aggregate/:id/timeline')
  async timeline(
    @Param() { context, bureau, aggregate, id }: Readonly<Record<'context' | 'bureau' | 'aggregate' | 'id', string>>,
    @Query() query: QueryString,
    @Req() request: FastifyRequest,
  ): Promise<Answer['body']> {
    const asking = { context, sender: senderOf(request) };
    const question = { kind: 'timeline', address: { bureau, aggregate, id }, query: { ...query } } as const;
    return (await this.bus.execute(new Ask(asking, question))).body;
  }
}
