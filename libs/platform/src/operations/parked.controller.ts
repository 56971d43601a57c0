import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { isLedgerId, type Role } from '@taizhang/kernel';
import {
  ParkedDecisionError,
  type InboxRunner,
  type OperatorDecision,
  type ParkedOverview,
} from '@taizhang/messaging-port';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Access, principalOf } from '../http/access.js';
import { inputProblem } from '../http/command-body.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { INBOX } from '../host/tokens.js';

/** Longest reason of a decision, in UTF-16 units. */
export const MAX_DECISION_REASON_LENGTH = 500;
/** Who sees what is parked. */
const READERS: readonly Role[] = ['system-admin', 'audit-admin'];
/** Who decides about it. */
const DECIDERS: readonly Role[] = ['system-admin'];

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
  constructor(@Inject(INBOX) private readonly inbox: Pick<InboxRunner, 'parked' | 'retry' | 'skip'>) {}

  @Get()
  overview(@Query() query: unknown, @Req() request: FastifyRequest): Promise<ParkedOverview> {
    requireRole(request, READERS);
    const { consumer, ledger: within } = parsed(filter, query);
    return this.inbox.parked.overview({
      ...(consumer !== undefined && { consumer }),
      ...(within !== undefined && { ledger: within }),
    });
  }

  /** Lets the ledger try again. */
  @Post('retry')
  @HttpCode(204)
  retry(@Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    return carriedOut(this.inbox.retry(decisionOf(body, request)));
  }

  /** Lets the ledger go on behind the event it is parked at. */
  @Post('skip')
  @HttpCode(204)
  skip(@Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    return carriedOut(this.inbox.skip(decisionOf(body, request)));
  }
}

function decisionOf(body: unknown, request: FastifyRequest): OperatorDecision {
  const by = requireRole(request, DECIDERS);
  return { ...parsed(decision, body), by };
}

/** @returns the account that asks */
function requireRole(request: FastifyRequest, roles: readonly Role[]): string {
  const { actor } = principalOf(request);
  if (!roles.includes(actor.role)) throw new ProblemError(PROBLEMS.forbidden);
  return actor.id;
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
