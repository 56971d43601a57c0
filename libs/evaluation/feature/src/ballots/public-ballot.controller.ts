import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { text } from '@taizhang/kernel';
import { BALLOT_MARKS, SENTIMENTS } from '@taizhang/contracts';
import { MAX_BALLOT_COMMENT_LENGTH } from '@taizhang/evaluation-domain';
import { Access, inputProblem, ProblemError, PROBLEMS, RateLimiter, retryLater } from '@taizhang/platform';
import { z } from 'zod';
import { BallotExchange, type BallotPaper } from './ballot-exchange.js';

/** Ballots and looks at ballot papers that one host answers a minute, whoever sends them: a full hall votes at once. */
export const MAX_BALLOT_REQUESTS_A_MINUTE = 12_000;
/** Longest code that is looked at, in UTF-16 units: far more than one has. */
export const MAX_BALLOT_CODE_LENGTH = 100;
/** Form of the key that a voter's device draws: 32 bytes in base64url. */
export const BALLOT_KEY = /^[A-Za-z0-9_-]{43}$/;

const EVERYBODY = 'everybody';

const lookSchema = z.strictObject({ code: z.string().max(MAX_BALLOT_CODE_LENGTH) });
const castSchema = lookSchema.extend({
  key: z.string().regex(BALLOT_KEY),
  mark: z.enum(BALLOT_MARKS),
  comment: z
    .strictObject({ sentiment: z.enum(SENTIMENTS), content: text(MAX_BALLOT_COMMENT_LENGTH) })
    .nullable()
    .default(null),
});

/** What whoever cast a ballot is told: nothing that could be shown to anybody. */
export interface BallotCast {
  readonly cast: true;
}

/**
 * Votes by one-time code, without account. Everything is in bodies, nothing in addresses; neither address, program nor correlation
 * id of the sender is kept. A ballot needs no Idempotency-Key: its code is one.
 */
@Controller('api/public/ballot')
@Access('public')
export class PublicBallotController {
  readonly #requests = new RateLimiter(MAX_BALLOT_REQUESTS_A_MINUTE, () => performance.now());

  constructor(@Inject(BallotExchange) private readonly exchange: BallotExchange) {}

  @Post('paper')
  @HttpCode(200)
  look(@Body() body: unknown): Promise<BallotPaper> {
    this.#limit();
    return this.exchange.look(parsed(lookSchema, body).code);
  }

  @Post()
  @HttpCode(200)
  async cast(@Body() body: unknown): Promise<BallotCast> {
    this.#limit();
    const { code, key, mark, comment } = parsed(castSchema, body);
    await this.exchange.cast(code, Buffer.from(key, 'base64url'), { mark, comment });
    return { cast: true };
  }

  #limit(): void {
    const wait = this.#requests.take(EVERYBODY);
    if (wait > 0) throw retryLater(PROBLEMS.tooManyRequests, wait);
  }
}

function parsed<S extends z.ZodObject>(schema: S, body: unknown): z.output<S> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ProblemError(PROBLEMS.bodyMissing);
  const read = schema.safeParse(body);
  if (!read.success) throw inputProblem(read.error.issues);
  return read.data;
}
