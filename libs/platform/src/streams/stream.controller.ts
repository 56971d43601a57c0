import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QueryString } from '../asking/view-parameters.js';
import { IDENTITY } from '../host/tokens.js';
import { Access, identifySender, senderOf } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { IdentityPort } from '../identity/identity.js';
import { EventStreams } from './event-streams.js';
import { formatOf } from './stream-format.js';

/** Bytes that wait for a slow reader beside the batch at hand, at most. */
const WAITING_BYTES = 64 * 1024;

/** The events of a context as they are recorded, for analysts (design §8): SSE or NDJSON by `Accept`. */
@Controller('api/streams')
@Access('declared')
export class StreamController {
  constructor(
    @Inject(EventStreams) private readonly streams: EventStreams,
    @Inject(IDENTITY) private readonly identity: IdentityPort,
  ) {}

  @Get(':context')
  async read(
    @Param('context') context: string,
    @Query() query: QueryString,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const format = formatOf(request.headers.accept);
    if (format === undefined) throw new ProblemError(PROBLEMS.notAcceptable);
    const lastEventId = request.headers['last-event-id'];
    if (Array.isArray(lastEventId)) throw new ProblemError(PROBLEMS.headerInvalid, { header: 'Last-Event-ID' });
    const { chunks, close } = await this.streams.open({
      context,
      query: { ...query },
      lastEventId,
      sender: senderOf(request),
      identify: () => identifySender(this.identity, request),
      format,
    });
    reply.raw.once('close', close);
    if (reply.raw.destroyed) close(); // gone before it began
    await reply
      .type(format.mediaType)
      .header('X-Accel-Buffering', 'no')
      .send(Readable.from(chunks, { objectMode: false, highWaterMark: WAITING_BYTES }));
  }
}
