import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { id, text } from '@taizhang/kernel';
import { INTAKE_KINDS, MAX_REPORTER_LENGTH } from '@taizhang/contracts';
import {
  Access,
  idempotencyKeyOf,
  inputProblem,
  ProblemError,
  PROBLEMS,
  RateLimiter,
  retryLater,
} from '@taizhang/platform';
import { z } from 'zod';
import { IntakeExchange, type IntakeStanding } from './intake-exchange.js';

/** Reports that one host takes a minute, whoever sends them. */
export const MAX_INTAKES_A_MINUTE = 120;
/** Looks by receipt code that one host answers a minute, whoever asks. */
export const MAX_EXCHANGES_A_MINUTE = 600;
/** Longest receipt code that is looked at, in UTF-16 units: far more than one has. */
export const MAX_CODE_LENGTH = 200;

const EVERYBODY = 'everybody';

/** A request as far as these routes look at it. */
type KeyedRequest = Parameters<typeof idempotencyKeyOf>[0];

const formSchema = z.strictObject({
  bureau: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  unit: id().nullable().default(null),
  channel: id().nullable().default(null),
  kind: z.enum(INTAKE_KINDS),
  content: text(),
  identity: text(MAX_REPORTER_LENGTH).nullable().default(null),
  contact: text(MAX_REPORTER_LENGTH).nullable().default(null),
});
const exchangeSchema = z.strictObject({
  receipt: z.string().max(MAX_CODE_LENGTH),
  message: text().optional(),
});

/**
 * The public form (匿名反映) and the exchange by receipt code, without account. Everything is in bodies, nothing in addresses;
 * neither address, program nor correlation id of the sender is kept.
 */
@Controller('api/public/intake')
@Access('public')
export class PublicIntakeController {
  readonly #intakes = new RateLimiter(MAX_INTAKES_A_MINUTE, () => performance.now());
  readonly #exchanges = new RateLimiter(MAX_EXCHANGES_A_MINUTE, () => performance.now());

  constructor(@Inject(IntakeExchange) private readonly exchange: IntakeExchange) {}

  @Post()
  async receive(@Body() body: unknown, @Req() request: KeyedRequest): Promise<{ readonly receipt: string }> {
    limit(this.#intakes);
    const key = idempotencyKeyOf(request);
    return this.exchange.receive(parsed(formSchema, body), key);
  }

  @Post('exchange')
  @HttpCode(200)
  async exchangeBy(@Body() body: unknown, @Req() request: KeyedRequest): Promise<IntakeStanding> {
    limit(this.#exchanges);
    const { receipt, message } = parsed(exchangeSchema, body);
    if (message !== undefined) await this.exchange.add(receipt, message, idempotencyKeyOf(request));
    return this.exchange.standing(receipt);
  }
}

function limit(limiter: RateLimiter): void {
  const wait = limiter.take(EVERYBODY);
  if (wait > 0) throw retryLater(PROBLEMS.tooManyRequests, wait);
}

function parsed<S extends z.ZodObject>(schema: S, body: unknown): z.output<S> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ProblemError(PROBLEMS.bodyMissing);
  const read = schema.safeParse(body);
  if (!read.success) throw inputProblem(read.error.issues);
  return read.data;
}
