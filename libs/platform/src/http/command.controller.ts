import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { commitIdOfRequest } from '@taizhang/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ContextRegistry } from '../context/context-registry.js';
import type { CommandRequest, CommandResult } from '../deciding/command-request.js';
import { ExecuteCommand } from '../deciding/execute.handler.js';
import { AUTHORITY } from '../host/tokens.js';
import { Access, senderOf } from './access.js';
import { isCommandAddress, type CommandAddress } from './command-address.js';
import { readCommandBody } from './command-body.js';
import { ProblemError, PROBLEMS } from './problem.js';
import { correlationOf, expectedRevisionOf, idempotencyKeyOf } from './request-headers.js';

interface CommandPath extends CommandAddress {
  readonly verb: string;
}

/** The route of every command, derived from the aggregates' declarations (design §1, §5). */
@Controller()
export class CommandController {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(ContextRegistry) private readonly registry: ContextRegistry,
    @Inject(AUTHORITY) private readonly authority: string,
  ) {}

  @Post('api/:context/:bureau/:aggregate/:id/:verb')
  @Access('declared')
  async give(
    @Param() path: CommandPath,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandResult> {
    const result = await this.bus.execute(new ExecuteCommand(this.#requestOf(path, request)));
    const last = result.events.at(-1);
    if (last !== undefined) void reply.header('Taizhang-Position', `${result.ledger}@${String(last.idx)}`);
    if (result.revision >= 0) void reply.header('ETag', `"${String(result.revision)}"`);
    void reply.status(result.events[0]?.rev === 0 ? 201 : 200);
    return result;
  }

  #requestOf(path: CommandPath, request: FastifyRequest): CommandRequest {
    const { context, bureau, aggregate, id, verb } = path;
    const found = this.registry.command(context, aggregate, verb);
    if (found === undefined || !isCommandAddress(path)) throw new ProblemError(PROBLEMS.unknownCommand);
    const key = idempotencyKeyOf(request);
    const ifMatch = expectedRevisionOf(request);
    const corr = correlationOf(request);
    const sender = senderOf(request);
    return {
      found,
      bureau,
      id,
      ...readCommandBody(found.command, request.body),
      commitId: commitIdOfRequest(`${this.authority}/${context}/${bureau}`, sender.account, key),
      sender,
      ...(corr !== undefined && { corr }),
      ...(ifMatch !== undefined && { ifMatch }),
    };
  }
}
