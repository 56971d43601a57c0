import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { bureauOfPerson } from '@taizhang/contracts';
import { z } from 'zod';
import { Access } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { LimitedAsSignIn } from '../http/request-limits.js';
import { loginField } from './accounts.controller.js';
import { parsedBody } from './parsed-body.js';
import { newPasswordField } from './session.controller.js';
import { Setup } from './setup.js';

/** Form of the setup; what the command takes is checked by the command's own schema. */
export const setupSchema = z.strictObject({
  code: z.string().max(100),
  login: loginField,
  password: newPasswordField,
  person: z.string().max(64),
  level: z.string(),
  name: z.string(),
  personName: z.string(),
  from: z.string(),
});

/** Founds an empty deployment (系统初始化), for whoever read the code on the terminal that started it. */
@Controller('api/setup')
@Access('public')
export class SetupController {
  constructor(@Inject(Setup) private readonly setup: Setup) {}

  @Post()
  @HttpCode(204)
  @LimitedAsSignIn()
  async found(@Body() body: unknown): Promise<void> {
    const { code, login, password, person, ...input } = parsedBody(setupSchema, body);
    const unit = bureauOfPerson(person);
    if (unit === undefined)
      throw new ProblemError(PROBLEMS.inputInvalid, { errors: [{ pointer: '/person', problem: 'custom' }] });
    await this.setup.found({ code, login, password, unit, person, input });
  }
}
