import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Access, senderOf } from '../http/access.js';
import { POWERS_OF, type PowersOf } from '../host/tokens.js';

/** Who is signed in (当前会话), for those whom an issuer signs in: sessions are the issuer's. */
@Controller('api/session')
@Access('declared')
export class OidcSessionController {
  constructor(@Inject(POWERS_OF) private readonly powersOf: PowersOf) {}

  @Get()
  async current(@Req() request: FastifyRequest) {
    const sender = senderOf(request);
    const { account, person } = sender;
    return {
      account,
      person,
      mustChange: false,
      powers: await this.powersOf({ account, ...(person !== undefined && { person }) }),
    };
  }
}
