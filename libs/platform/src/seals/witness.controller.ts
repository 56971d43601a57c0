import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { MAX_NOTE_BYTES } from '@taizhang/ledger';
import type { Witness } from '@taizhang/seals-port';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WITNESS } from '../host/tokens.js';
import { Access } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';

/** Most bytes of a request: a note, and a consistency path before it. */
export const MAX_WITNESS_REQUEST_BYTES = MAX_NOTE_BYTES + 8 * 1024;

/**
 * The witness's call of C2SP tlog-witness; the address of a witness is `<host>/api/witness`. Anyone may call it: who asks is told by the
 * log's signature on the checkpoint.
 */
@Controller('api/witness')
@Access('public')
export class WitnessController {
  constructor(@Inject(WITNESS) private readonly witness: Witness) {}

  @Post('add-checkpoint')
  async addCheckpoint(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { status, mediaType, body } = await this.witness.addCheckpoint(await bytesOf(request.body));
    await reply.status(status).type(mediaType).send(body);
  }
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body))
    throw new ProblemError(PROBLEMS.mediaType);
  const parts: Buffer[] = [];
  let length = 0;
  const stream = body as AsyncIterable<Buffer>; // the request's own stream, which the parser passed on
  for await (const part of stream) {
    length += part.length;
    if (length > MAX_WITNESS_REQUEST_BYTES) throw new ProblemError(PROBLEMS.tooLarge);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
