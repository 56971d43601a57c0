import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { isLedgerId, isStreamId } from '@taizhang/kernel';
import { Access, idempotencyKeyOf, ProblemError, PROBLEMS, senderOf } from '@taizhang/platform';
import { PetitionExchange } from './petition-exchange.js';

/** A request as far as this route looks at it. */
type SignedRequest = Parameters<typeof senderOf>[0] & Parameters<typeof idempotencyKeyOf>[0];

/** Where an office gets a petition's receipt code to hand it to the petitioner: only its hash is recorded. */
@Controller('api/issues/:bureau/petition')
@Access('declared')
export class PetitionReceiptController {
  constructor(@Inject(PetitionExchange) private readonly exchange: PetitionExchange) {}

  @Post(':id/receipt')
  @HttpCode(200)
  receipt(
    @Param() path: { readonly bureau: string; readonly id: string },
    @Req() request: SignedRequest,
  ): Promise<{ readonly receipt: string }> {
    const { bureau, id } = path;
    if (!isLedgerId(`issues/${bureau}`) || !isStreamId(`petition/${id}`)) throw new ProblemError(PROBLEMS.notFound);
    return this.exchange.issue(senderOf(request), path, idempotencyKeyOf(request));
  }
}
