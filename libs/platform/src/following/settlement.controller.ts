import { Body, Controller, HttpCode, Inject, Post, Put } from '@nestjs/common';
import { isInstant, isLedgerId } from '@taizhang/kernel';
import { z } from 'zod';
import { SETTLEMENT } from '../host/tokens.js';
import { Access } from '../http/access.js';
import { parsedBody } from '../sign-in/parsed-body.js';
import type { PendingReaction, SettlementPeer } from './settlement.js';

const clockBody = z.strictObject({ now: z.string().refine(isInstant) });
const runBody = z.strictObject({
  reactions: z.array(
    z.strictObject({
      ledger: z.string().refine(isLedgerId),
      idx: z.int().min(0),
      context: z.string(),
      policy: z.string(),
    }),
  ),
});

/** This host's part in a settlement that another leads. Served only with `TAIZHANG_CLOCK=manual`, and to hosts of the deployment. */
@Controller('api/settlement')
@Access('service')
export class SettlementController {
  constructor(@Inject(SETTLEMENT) private readonly own: () => SettlementPeer) {}

  @Put('clock')
  async setClock(@Body() body: unknown): Promise<object> {
    await this.own().setClock(parsedBody(clockBody, body).now);
    return {};
  }

  @Post('collect')
  @HttpCode(200)
  async collect(): Promise<{ readonly reactions: readonly PendingReaction[] }> {
    return { reactions: await this.own().collect() };
  }

  @Post('seal')
  @HttpCode(200)
  async seal(): Promise<object> {
    await this.own().seal();
    return {};
  }

  @Post('run')
  @HttpCode(200)
  async run(@Body() body: unknown): Promise<object> {
    await this.own().run(parsedBody(runBody, body).reactions);
    return {};
  }
}
