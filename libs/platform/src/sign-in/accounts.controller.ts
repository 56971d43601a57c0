import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { accountIdOf, bureauOfPerson, type AccountAct } from '@taizhang/contracts';
import { isStreamId, ledgerId, role } from '@taizhang/kernel';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { recordedReader, recordOrRefuse } from '../access-log/access-log.js';
import { CONTEXT_FACILITIES, type ContextFacilities } from '../context/context-facilities.js';
import { Access, senderOf } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Principal } from '../identity/identity.js';
import { Accounts, type NewAccount } from './accounts.js';
import { parsedBody } from './parsed-body.js';

/** Who keeps accounts: of persons registered at his unit or below. */
const KEEPERS = role('security-admin').at('unit-or-superior');
/** Form of a login: of visible characters. */
export const loginField = z
  .string()
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u);
/** Form of a new account. */
export const accountSchema = z.strictObject({ person: z.string().max(64), login: loginField });

/** Accounts (账号) as the security administrator keeps them; only where `organization` is at home, so that persons are known. */
@Controller('api/accounts')
@Access('declared')
export class AccountsController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(CONTEXT_FACILITIES) private readonly facilities: ContextFacilities,
  ) {}

  @Post()
  async create(@Body() body: unknown, @Req() request: FastifyRequest): Promise<NewAccount> {
    const { person, login } = parsedBody(accountSchema, body);
    const keeper = await this.#keeper(request, person);
    await this.#registered(person);
    await this.#record(keeper, person, 'CREATE');
    return this.accounts.create(person, login);
  }

  @Post(':account/reset')
  @HttpCode(200)
  async reset(@Param('account') account: string, @Req() request: FastifyRequest): Promise<NewAccount> {
    const person = personOf(account);
    await this.#record(await this.#keeper(request, person), person, 'RESET');
    return this.accounts.reset(account);
  }

  @Post(':account/lock')
  @HttpCode(204)
  async lock(@Param('account') account: string, @Req() request: FastifyRequest): Promise<void> {
    const person = personOf(account);
    await this.#record(await this.#keeper(request, person), person, 'LOCK');
    await this.accounts.lock(account);
  }

  @Post(':account/unlock')
  @HttpCode(204)
  async unlock(@Param('account') account: string, @Req() request: FastifyRequest): Promise<void> {
    const person = personOf(account);
    await this.#record(await this.#keeper(request, person), person, 'UNLOCK');
    await this.accounts.unlock(account);
  }

  /** Nobody keeps his own account: he could hand himself a password that another was to have. @throws problem 403 */
  async #keeper(request: FastifyRequest, person: string): Promise<Principal> {
    const bureau = bureauOfPerson(person);
    const sender = senderOf(request);
    if (bureau === undefined || sender.person === person) throw new ProblemError(PROBLEMS.forbidden);
    return this.facilities.authorise(sender, KEEPERS, 'organization', bureau);
  }

  /** Whoever hands out passwords could act as others: those who audit see each time (三员分立). @throws problem 503 */
  async #record(keeper: Principal, person: string, act: AccountAct): Promise<void> {
    const { bureau, reader } = recordedReader(keeper);
    const data = { ...reader, target: accountIdOf(person), act };
    await recordOrRefuse(this.facilities.accessLog, [{ type: 'AccountChanged', bureau, data }]);
  }

  /** @throws problem 404 */
  async #registered(person: string): Promise<void> {
    const stream = `person/${person}`;
    const bureau = bureauOfPerson(person);
    if (bureau === undefined || !isStreamId(stream)) throw new ProblemError(PROBLEMS.notFound);
    for await (const _event of this.facilities.events.readStream(ledgerId('organization', bureau), stream)) return;
    throw new ProblemError(PROBLEMS.notFound);
  }
}

/** Person of an account's id. */
function personOf(account: string): string {
  return account.startsWith('acct-') ? account.slice('acct-'.length) : '';
}
