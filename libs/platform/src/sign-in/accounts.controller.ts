import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Access } from '../http/access.js';
import { AccountKeeping, personOf } from './account-keeping.js';
import { Accounts, type NewAccount } from './accounts.js';
import { parsedBody } from './parsed-body.js';

/** Form of a login: of visible characters. */
export const loginField = z
  .string()
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u);
/** Form of a new account. */
export const accountSchema = z.strictObject({ person: z.string().max(64), login: loginField });

/** Local accounts (账号) as the security administrator hands them out; only where `organization` is at home, so that persons are known. */
@Controller('api/accounts')
@Access('declared')
export class AccountsController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(AccountKeeping) private readonly keeping: AccountKeeping,
  ) {}

  @Post()
  async create(@Body() body: unknown, @Req() request: FastifyRequest): Promise<NewAccount> {
    const { person, login } = parsedBody(accountSchema, body);
    await this.keeping.toGive(request, person, 'CREATE');
    return this.accounts.create(person, login);
  }

  @Post(':account/reset')
  @HttpCode(200)
  async reset(@Param('account') account: string, @Req() request: FastifyRequest): Promise<NewAccount> {
    await this.keeping.toAct(request, personOf(account), 'RESET');
    return this.accounts.reset(account);
  }
}
