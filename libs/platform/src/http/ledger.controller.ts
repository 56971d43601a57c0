import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { EventStore } from '@taizhang/event-store-port';
import { isInstant, isLedgerId } from '@taizhang/kernel';
import type { LedgerOwner } from '@taizhang/messaging-port';
import type { FastifyReply } from 'fastify';
import { ContextRegistry } from '../context/context-registry.js';
import { EVENT_STORE, LEDGER_OWNER } from '../host/tokens.js';
import { Access } from './access.js';
import { ProblemError, PROBLEMS } from './problem.js';

/** Media type of the owner's streams: one JSON value a line. */
export const NDJSON_MEDIA_TYPE = 'application/x-ndjson';

/**
 * The owner's API of the ledgers of this host's contexts: where holes are filled and new consumers start (design §7). Only
 * for services. A leaf is one line of canonical JSON and holds no line feed, so the lines *are* the stored bytes; the first
 * line has the index asked for, and indices are dense.
 */
@Controller('api/ledgers')
@Access('service')
export class LedgerController {
  constructor(
    @Inject(ContextRegistry) private readonly registry: ContextRegistry,
    @Inject(LEDGER_OWNER) private readonly owner: LedgerOwner,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get(':context/:bureau/leaves')
  async leaves(
    @Param('context') context: string,
    @Param('bureau') bureau: string,
    @Query('from') from: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ledger = `${context}/${bureau}`;
    this.#checkOwned(context);
    if (from !== undefined && !/^\d{1,15}$/.test(from))
      throw new ProblemError(PROBLEMS.parameterInvalid, { parameter: 'from' });
    if (!isLedgerId(ledger) || (await this.store.head(ledger)) === undefined)
      throw new ProblemError(PROBLEMS.unknownLedger);
    const owner = this.owner;
    async function* lines(): AsyncGenerator<Buffer> {
      if (!isLedgerId(ledger)) return;
      for await (const { leaf } of owner.leaves(ledger, Number(from ?? 0))) yield Buffer.concat([leaf, LINE_FEED]);
    }
    await reply.type(NDJSON_MEDIA_TYPE).send(Readable.from(lines(), { objectMode: false }));
  }

  @Get(':context/heads')
  async heads(
    @Param('context') context: string,
    @Query('since') since: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.#checkOwned(context);
    if (since !== undefined && !isInstant(since))
      throw new ProblemError(PROBLEMS.parameterInvalid, { parameter: 'since' });
    const owner = this.owner;
    async function* lines(): AsyncGenerator<string> {
      for await (const { ledger, size } of owner.changedHeads(context, since))
        yield `${JSON.stringify({ ledger, size })}\n`;
    }
    await reply.type(NDJSON_MEDIA_TYPE).send(Readable.from(lines(), { objectMode: false }));
  }

  #checkOwned(context: string): void {
    if (this.registry.feature(context) === undefined) throw new ProblemError(PROBLEMS.unknownLedger);
  }
}

const LINE_FEED = Buffer.from('\n');
