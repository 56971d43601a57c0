import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { text } from '@taizhang/kernel';
import { PETITION_RATINGS } from '@taizhang/contracts';
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
import { MAX_CODE_LENGTH, MAX_EXCHANGES_A_MINUTE } from '../intake/public-intake.controller.js';
import { PetitionExchange, type PetitionStanding } from './petition-exchange.js';

const EVERYBODY = 'everybody';

/** A request as far as this route looks at it. */
type KeyedRequest = Parameters<typeof idempotencyKeyOf>[0];

const exchangeSchema = z.strictObject({
  receipt: z.string().max(MAX_CODE_LENGTH),
  rating: z.enum(PETITION_RATINGS).optional(),
  comment: text().nullable().default(null),
});

/** How a petition stands, by its receipt code, and the petitioner's rating (信访查询评价), without account; nothing is in addresses. */
@Controller('api/public/petition')
@Access('public')
export class PublicPetitionController {
  readonly #exchanges = new RateLimiter(MAX_EXCHANGES_A_MINUTE, () => performance.now());

  constructor(@Inject(PetitionExchange) private readonly exchange: PetitionExchange) {}

  @Post('exchange')
  @HttpCode(200)
  async exchangeBy(@Body() body: unknown, @Req() request: KeyedRequest): Promise<PetitionStanding> {
    const wait = this.#exchanges.take(EVERYBODY);
    if (wait > 0) throw retryLater(PROBLEMS.tooManyRequests, wait);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ProblemError(PROBLEMS.bodyMissing);
    const read = exchangeSchema.safeParse(body);
    if (!read.success) throw inputProblem(read.error.issues);
    const { receipt, rating, comment } = read.data;
    if (rating !== undefined) await this.exchange.rate(receipt, { rating, comment }, idempotencyKeyOf(request));
    return this.exchange.standing(receipt);
  }
}
