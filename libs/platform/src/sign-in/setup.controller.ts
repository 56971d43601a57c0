import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { bureauOfPerson } from '@taizhang/contracts';
import type { JsonObject } from '@taizhang/kernel';
import { z } from 'zod';
import { Access } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { LimitedAsSignIn } from '../http/request-limits.js';
import { demandIssuer, ISSUER, issuedFields } from './account-links.controller.js';
import { loginField } from './accounts.controller.js';
import { parsedBody } from './parsed-body.js';
import { newPasswordField } from './session.controller.js';
import { Setup, type FirstAccount } from './setup.js';

/** Whoever founds, and what he founds; what the command takes is checked by the command's own schema. */
const foundingFields = {
  code: z.string().max(100),
  person: z.string().max(64),
  level: z.string(),
  name: z.string(),
  personName: z.string(),
  from: z.string(),
};
/** Form of the setup with local accounts. */
export const setupSchema = z.strictObject({ ...foundingFields, login: loginField, password: newPasswordField });
/** Form of the setup where an issuer vouches for people. */
export const oidcSetupSchema = z.strictObject({ ...foundingFields, ...issuedFields });

/** Founds an empty deployment (系统初始化), for whoever read the code on the terminal that started it. */
@Controller('api/setup')
@Access('public')
export class SetupController {
  constructor(@Inject(Setup) private readonly setup: Setup) {}

  @Post()
  @HttpCode(204)
  @LimitedAsSignIn()
  async found(@Body() body: unknown): Promise<void> {
    const { login, password, ...founding } = parsedBody(setupSchema, body);
    await foundBy(this.setup, { login, password }, founding);
  }
}

/** As {@link SetupController}, with a first account that is linked to a subject of the issuer. */
@Controller('api/setup')
@Access('public')
export class OidcSetupController {
  constructor(
    @Inject(Setup) private readonly setup: Setup,
    @Inject(ISSUER) private readonly issuer: string,
  ) {}

  @Post()
  @HttpCode(204)
  @LimitedAsSignIn()
  async found(@Body() body: unknown): Promise<void> {
    const { issuer, subject, ...founding } = parsedBody(oidcSetupSchema, body);
    demandIssuer(issuer, this.issuer);
    await foundBy(this.setup, { issuer, subject }, founding);
  }
}

function foundBy(
  setup: Setup,
  account: FirstAccount,
  { code, person, ...input }: JsonObject & { readonly code: string; readonly person: string },
): Promise<void> {
  const unit = bureauOfPerson(person);
  if (unit === undefined)
    throw new ProblemError(PROBLEMS.inputInvalid, { errors: [{ pointer: '/person', problem: 'custom' }] });
  return setup.found({ code, account, unit, person, input });
}
