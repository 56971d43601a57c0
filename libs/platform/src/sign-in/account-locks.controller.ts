import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Access } from '../http/access.js';
import { AccountKeeping, personOf } from './account-keeping.js';
import { Accounts } from './accounts.js';

/** Locks of accounts (锁定账号), however their holders sign in. */
@Controller('api/accounts')
@Access('declared')
export class AccountLocksController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(AccountKeeping) private readonly keeping: AccountKeeping,
  ) {}

  @Post(':account/lock')
  @HttpCode(204)
  async lock(@Param('account') account: string, @Req() request: FastifyRequest): Promise<void> {
    await this.keeping.toAct(request, personOf(account), 'LOCK');
    await this.accounts.lock(account);
  }

  @Post(':account/unlock')
  @HttpCode(204)
  async unlock(@Param('account') account: string, @Req() request: FastifyRequest): Promise<void> {
    await this.keeping.toAct(request, personOf(account), 'UNLOCK');
    await this.accounts.unlock(account);
  }
}
