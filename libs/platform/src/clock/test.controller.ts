import { Body, Controller, Get, HttpCode, Inject, Post, Put } from '@nestjs/common';
import { isInstant, instantMs, instantOf, type Instant } from '@taizhang/kernel';
import { z } from 'zod';
import type { Settled, Settling } from '../following/settling.js';
import { Access } from '../http/access.js';
import { inputProblem } from '../http/command-body.js';
import { MANUAL_TIME, SETTLING } from '../host/tokens.js';
import type { StoredTime } from './stored-time.js';

const clockBody = z.strictObject({
  now: z
    .string()
    .refine(
      (text) => isInstant(text) || z.iso.datetime({ offset: true }).safeParse(text).success,
      'is no time with an offset',
    ),
});

/** Drives the manual clock (design §3). Served only with `TAIZHANG_CLOCK=manual`, which production refuses. */
@Controller('api/test')
@Access('test')
export class TestController {
  constructor(
    @Inject(MANUAL_TIME) private readonly time: StoredTime,
    @Inject(SETTLING) private readonly settling: () => Settling,
  ) {}

  @Get('clock')
  async clock(): Promise<{ readonly now: Instant }> {
    return { now: await this.time.refresh() };
  }

  /** Sets the time for all processes; with any offset, kept in UTC. */
  @Put('clock')
  async setClock(@Body() body: unknown): Promise<{ readonly now: Instant }> {
    const read = clockBody.safeParse(body);
    if (!read.success) throw inputProblem(read.error.issues);
    const now = instantOf(instantMs(read.data.now));
    await this.settling().setClock(now);
    return { now };
  }

  /** Runs the policies of all hosts in rounds until a round is empty; any host may be asked. */
  @Post('settle')
  @HttpCode(200)
  settle(): Promise<Settled> {
    return this.settling().settle();
  }
}
