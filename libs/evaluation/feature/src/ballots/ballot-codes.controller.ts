import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { id, int, isStreamId } from '@taizhang/kernel';
import { MAX_BALLOT_CODES } from '@taizhang/contracts';
import { Access, idempotencyKeyOf, inputProblem, ProblemError, PROBLEMS, senderOf } from '@taizhang/platform';
import { z } from 'zod';
import { BallotExchange } from './ballot-exchange.js';

const issueSchema = z.strictObject({ round: id(), number: int().min(1).max(MAX_BALLOT_CODES) });

type AskedRequest = Parameters<typeof senderOf>[0];

/** Codes as they are handed out: told here and nowhere else. */
export interface IssuedCodes {
  readonly round: string;
  readonly codes: readonly string[];
}

/** Issues the one-time codes of a round (发放投票码): whoever may give `IssueBallotCodes` may, once. */
@Controller('api/evaluation/:bureau/evaluation')
@Access('declared')
export class BallotCodesController {
  constructor(@Inject(BallotExchange) private readonly exchange: BallotExchange) {}

  @Post(':id/ballot-codes')
  @HttpCode(201)
  async issue(
    @Param() { bureau, id: evaluation }: { readonly bureau: string; readonly id: string },
    @Body() body: unknown,
    @Req() request: AskedRequest,
  ): Promise<IssuedCodes> {
    if (!isStreamId(`evaluation/${evaluation}`)) throw new ProblemError(PROBLEMS.notFound);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ProblemError(PROBLEMS.bodyMissing);
    const read = issueSchema.safeParse(body);
    if (!read.success) throw inputProblem(read.error.issues);
    const { round, number } = read.data;
    const key = idempotencyKeyOf(request);
    const codes = await this.exchange.issue(senderOf(request), { bureau, evaluation, round, number }, key);
    return { round, codes };
  }
}
