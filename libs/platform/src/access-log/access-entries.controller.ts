import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { isLedgerId, isUuid } from '@taizhang/kernel';
import { z } from 'zod';
import { WRITE_ACCESSES } from '../host/tokens.js';
import { Access } from '../http/access.js';
import { parsedBody } from '../sign-in/parsed-body.js';
import type { AccessEntry } from './access-log.js';
import type { WriteAccesses } from './batched-access-log.js';
import { ACCESS_CONTEXT } from './local-access-writer.js';

const bureau = z.string().refine((code) => isLedgerId(`${ACCESS_CONTEXT}/${code}`));
/** A batch as other hosts send it; its entries are checked by the command that records them. */
const batchSchema = z.strictObject({
  id: z.string().refine(isUuid),
  entries: z.array(z.looseObject({ type: z.string(), bureau: bureau.optional() })).min(1),
});

/** Where other hosts hand over what is to be recorded (design §8). A batch that comes twice is recorded once. */
@Controller('api/access-entries')
@Access('service')
export class AccessEntriesController {
  constructor(@Inject(WRITE_ACCESSES) private readonly write: WriteAccesses) {}

  @Post()
  @HttpCode(204)
  async record(@Body() body: unknown): Promise<void> {
    const { id, entries } = parsedBody(batchSchema, body);
    await this.write({ id, entries: entries as unknown as readonly AccessEntry[] }); // the command's schema says whether they are
  }
}
