import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FailedSignIns } from '../access-log/failed-sign-ins.js';
import { Access } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { LimitedAsSignIn } from '../http/request-limits.js';
import { POWERS_OF, type PowersOf } from '../host/tokens.js';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './passwords.js';
import { parsedBody } from './parsed-body.js';
import { SessionCookies } from './session-cookies.js';
import { normaliseLogin, SignIn, type SessionTokens, type SignedIn } from './sign-in.js';

const typed = z.string().min(1).max(MAX_PASSWORD_LENGTH);
/** Form of a sign-in; with `tokens` they come in the answer, for programs, and no cookie is set. */
export const signInSchema = z.strictObject({ login: typed, password: typed, tokens: z.boolean().default(false) });
/** Form of a refresh: programs send their token, browsers a cookie. */
export const refreshSchema = z.strictObject({ refresh: z.string().max(MAX_PASSWORD_LENGTH).optional() });
/** Form of a password to be set. */
export const newPasswordField = z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH);
/** Form of a change of password. */
export const passwordSchema = z.strictObject({ current: typed, next: newPasswordField });

/** The tokens in an answer; without them it tells how long they hold. */
interface SessionAnswer {
  readonly accessUntil: string;
  readonly until: string;
  readonly access?: string;
  readonly refresh?: string;
}

/** Signing in and out of local accounts (登录). Routes are public: each looks for itself who is there. */
@Controller('api/session')
@Access('public')
export class SessionController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(SessionCookies) private readonly cookies: SessionCookies,
    @Inject(POWERS_OF) private readonly powersOf: PowersOf,
    @Inject(FailedSignIns) private readonly failed: FailedSignIns,
  ) {}

  @Post()
  @HttpCode(200)
  @LimitedAsSignIn()
  async begin(
    @Body() body: unknown,
    @Req() { ip }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const { login, password, tokens } = parsedBody(signInSchema, body);
    return this.#answer(await this.#signedInAs(login, password, ip), tokens, reply);
  }

  /** A failure is recorded beside the answer, which tells by its time no more than by its words. */
  async #signedInAs(login: string, password: string, address: string): Promise<SessionTokens> {
    try {
      return await this.signIn.signIn(login, password, address);
    } catch (error) {
      if (error instanceof ProblemError && error.definition === PROBLEMS.signInRefused)
        void this.failed.record(normaliseLogin(login), address);
      throw error;
    }
  }

  @Post('refresh')
  @HttpCode(200)
  @LimitedAsSignIn()
  async refresh(
    @Body() body: unknown,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const { refresh } = parsedBody(refreshSchema, body ?? {});
    const token = refresh ?? this.cookies.refreshOf(headers);
    if (token === undefined) throw new ProblemError(PROBLEMS.unauthenticated);
    return this.#answer(await this.signIn.refresh(token), refresh !== undefined, reply);
  }

  @Put('password')
  @HttpCode(200)
  @LimitedAsSignIn()
  async changePassword(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const signedIn = await this.#signedIn(request);
    const { current, next } = parsedBody(passwordSchema, body);
    const begun = await this.signIn.changePassword(signedIn, current, next);
    return this.#answer(begun, request.headers.authorization !== undefined, reply);
  }

  /** Ends the session, whichever of its tokens is left. */
  @Delete()
  @HttpCode(204)
  async end(@Req() { headers }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    for (const token of [this.cookies.accessOf(headers), this.cookies.refreshOf(headers)])
      if (token !== undefined) await this.signIn.signOut(token);
    void reply.header('Set-Cookie', [...this.cookies.taken()]);
  }

  /** Ends all sessions of whoever is signed in, on other machines too. */
  @Delete('all')
  @HttpCode(204)
  async endAll(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signIn.signOutEverywhere(await this.#signedIn(request));
    void reply.header('Set-Cookie', [...this.cookies.taken()]);
  }

  /** Who is signed in, and what may be done. */
  @Get()
  async current(@Req() request: FastifyRequest) {
    const { account, session } = await this.#signedIn(request);
    const { id, person, mustChange } = account;
    const powers = mustChange ? [] : await this.powersOf({ account: id, person });
    return { account: id, person, mustChange, until: new Date(session.until).toISOString(), powers };
  }

  async #signedIn({ headers }: FastifyRequest): Promise<SignedIn> {
    const token = this.cookies.accessOf(headers);
    const signedIn = token === undefined ? undefined : await this.signIn.signedIn(token);
    if (signedIn === undefined) throw new ProblemError(PROBLEMS.unauthenticated, {}, { 'WWW-Authenticate': 'Bearer' });
    return signedIn;
  }

  #answer(made: SessionTokens, inBody: boolean, reply: FastifyReply): SessionAnswer {
    if (!inBody) void reply.header('Set-Cookie', [...this.cookies.given(made, Date.now())]);
    return {
      accessUntil: new Date(made.accessUntil).toISOString(),
      until: new Date(made.until).toISOString(),
      ...(inBody && { access: made.access, refresh: made.refresh }),
    };
  }
}
