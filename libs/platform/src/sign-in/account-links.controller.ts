import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { AccountLink } from '@taizhang/identity-port';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Access } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { AccountKeeping, personOf } from './account-keeping.js';
import { AccountLinks } from './account-links.js';
import { MAX_SUBJECT_LENGTH } from './oidc-tokens.js';
import { parsedBody } from './parsed-body.js';

/** Injection token of the issuer whose subjects can be linked. */
export const ISSUER = Symbol('ISSUER');
/** Whom an issuer vouches for. It is written out whole: a link to an issuer that nobody believes would open nothing. */
export const issuedFields = { issuer: z.string().max(2_000), subject: z.string().min(1).max(MAX_SUBJECT_LENGTH) };
/** Form of a new link. */
export const linkSchema = z.strictObject(issuedFields);

/** A link as it is shown. */
type ShownLink = Pick<AccountLink, 'id' | 'account' | 'issuer' | 'subject'>;

/** Links of accounts to subjects of the issuer (账号关联), as the security administrator keeps them; where persons are known. */
@Controller('api/accounts/:account/links')
@Access('declared')
export class AccountLinksController {
  constructor(
    @Inject(AccountLinks) private readonly links: AccountLinks,
    @Inject(AccountKeeping) private readonly keeping: AccountKeeping,
    @Inject(ISSUER) private readonly issuer: string,
  ) {}

  @Post()
  async link(
    @Param('account') account: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<ShownLink> {
    const issued = parsedBody(linkSchema, body);
    demandIssuer(issued.issuer, this.issuer);
    await this.keeping.toGive(request, personOf(account), 'LINK');
    return shown(await this.links.link(personOf(account), issued));
  }

  @Get()
  async list(@Param('account') account: string, @Req() request: FastifyRequest) {
    await this.keeping.keeper(request, personOf(account));
    return { links: (await this.links.linksOf(account)).map(shown) };
  }

  @Delete(':link')
  @HttpCode(204)
  async unlink(
    @Param('account') account: string,
    @Param('link') link: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.keeping.toAct(request, personOf(account), 'UNLINK');
    await this.links.unlink(account, link);
  }
}

/** @throws problem 422 for another issuer than the one whose tokens are believed */
export function demandIssuer(named: string, believed: string): void {
  if (named !== believed)
    throw new ProblemError(PROBLEMS.inputInvalid, { errors: [{ pointer: '/issuer', problem: 'custom' }] });
}

function shown({ id, account, issuer, subject }: AccountLink): ShownLink {
  return { id, account, issuer, subject };
}
