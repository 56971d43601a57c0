import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { isLedgerId } from '@taizhang/kernel';
import {
  ParkedDecisionError,
  type InboxRunner,
  type OperatorDecision,
  type ParkedOverview,
} from '@taizhang/messaging-port';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Access, senderOf } from '../http/access.js';
import { inputProblem } from '../http/command-body.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { MayOperate } from '../host/host-services.js';
import { INBOX, MAY_OPERATE } from '../host/tokens.js';
import { PARKED_DECIDERS, PARKED_READERS } from './parked-allowances.js';

/** Longest reason of a decision, in UTF-16 units. */
export const MAX_DECISION_REASON_LENGTH = 500;

const ledger = z.string().refine(isLedgerId, 'is no ledger id');
const filter = z.strictObject({ consumer: z.string().max(200).optional(), ledger: ledger.optional() });
const decision = z.strictObject({
  consumer: z.string().min(1).max(200),
  ledger,
  idx: z.int().min(0),
  reason: z
    .string()
    .max(MAX_DECISION_REASON_LENGTH)
    .refine((text) => text.trim() !== '', 'is blank'),
});

/**
 * Ledgers that rest for a consumer because an event could not be handled (搁置; design §7): what an operator sees first, with
 * counts, and the two decisions, each kept for good with its reason.
 */
@Controller('api/operations/parked')
@Access('declared')
export class ParkedController {
  constructor(
    @Inject(INBOX) private readonly inbox: Pick<InboxRunner, 'parked' | 'retry' | 'skip'>,
    @Inject(MAY_OPERATE) private readonly mayOperate: MayOperate,
  ) {}

  @Get()
  async overview(@Query() query: unknown, @Req() request: FastifyRequest): Promise<ParkedOverview> {
    await this.mayOperate(senderOf(request), PARKED_READERS);
    const { consumer, ledger: within } = parsed(filter, query);
    return this.inbox.parked.overview({
      ...(consumer !== undefined && { consumer }),
      ...(within !== undefined && { ledger: within }),
    });
  }

  /** Lets the ledger try again. */
  @Post('retry')
  @HttpCode(204)
  async retry(@Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    return carriedOut(this.inbox.retry(await this.#decisionOf(body, request)));
  }

  /** Lets the ledger go on behind the event it is parked at. */
  @Post('skip')
  @HttpCode(204)
  async skip(@Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    return carriedOut(this.inbox.skip(await this.#decisionOf(body, request)));
  }

  async #decisionOf(body: unknown, request: FastifyRequest): Promise<OperatorDecision> {
    const { actor } = await this.mayOperate(senderOf(request), PARKED_DECIDERS);
    return { ...parsed(decision, body), by: actor.id };
  }
}

function parsed<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const read = schema.safeParse(input ?? {});
  if (!read.success) throw inputProblem(read.error.issues);
  return read.data;
}

async function carriedOut(done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    if (error instanceof ParkedDecisionError) throw new ProblemError(PROBLEMS.notParked, {}, {}, { cause: error });
    throw error;
  }
}
