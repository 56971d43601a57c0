import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { id } from '@taizhang/kernel';
import { NORM_AREAS } from '@taizhang/contracts';
import { Access, inputProblem, ProblemError, PROBLEMS, RateLimiter, retryLater } from '@taizhang/platform';
import { z } from 'zod';
import { PublicNorms, type PublicNorm, type PublicNormPage } from './public-norms.js';

/** Looks at published norms that one host answers a minute, whoever asks. */
export const MAX_PUBLIC_LOOKS_A_MINUTE = 600;
/** Longest words that are searched for, in UTF-16 units. */
export const MAX_SEARCH_LENGTH = 100;

const EVERYBODY = 'everybody';
const bureau = () => z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
const searchSchema = z.strictObject({
  bureau: bureau().optional(),
  area: z.enum(NORM_AREAS.map(String)).transform(Number).optional(),
  text: z.string().min(1).max(MAX_SEARCH_LENGTH).optional(),
  cursor: z.string().max(2_000).optional(),
});
const addressSchema = z.strictObject({ bureau: bureau(), norm: id() });

/** The published norms (已印发制度) for whoever has no account [C3.18]. */
@Controller('api/public/norms')
@Access('public')
export class PublicNormsController {
  readonly #looks = new RateLimiter(MAX_PUBLIC_LOOKS_A_MINUTE, () => performance.now());

  constructor(@Inject(PublicNorms) private readonly norms: PublicNorms) {}

  @Get()
  async search(@Query() query: unknown): Promise<PublicNormPage> {
    this.#limit();
    const asked = searchSchema.safeParse(query);
    if (!asked.success) throw inputProblem(asked.error.issues);
    return this.norms.search(asked.data);
  }

  @Get(':bureau/:norm')
  async find(@Param() address: unknown): Promise<PublicNorm> {
    this.#limit();
    const asked = addressSchema.safeParse(address);
    const found = asked.success ? await this.norms.find(asked.data.bureau, asked.data.norm) : undefined;
    if (found === undefined) throw new ProblemError(PROBLEMS.notFound);
    return found;
  }

  #limit(): void {
    const wait = this.#looks.take(EVERYBODY);
    if (wait > 0) throw retryLater(PROBLEMS.tooManyRequests, wait);
  }
}
