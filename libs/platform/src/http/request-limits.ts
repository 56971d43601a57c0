import { createHmac, randomBytes } from 'node:crypto';
import { SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Configuration } from '../configuration/configuration.js';
import { isProbe, routeOf } from '../telemetry/route-of.js';
import { accountOf, ROUTE_ACCESS, type RouteAccess } from './access.js';
import { addressKey } from './client-address.js';
import { PROBLEMS, retryLater } from './problem.js';
import { RateLimiter } from './rate-limiter.js';

/** Key of a route's own limit in its metadata. */
export const ROUTE_LIMIT = 'taizhang:limit';

/** Puts a route under the limit of sign-in: few tries a minute from one address, whatever account they name. */
export const LimitedAsSignIn = (): MethodDecorator & ClassDecorator => SetMetadata(ROUTE_LIMIT, 'signIn');

type Limits = Pick<
  Configuration,
  | 'TAIZHANG_LIMIT_ADDRESS'
  | 'TAIZHANG_LIMIT_COMMANDS'
  | 'TAIZHANG_LIMIT_READS'
  | 'TAIZHANG_LIMIT_SIGN_IN'
  | 'TAIZHANG_LIMIT_PUBLIC'
>;

/**
 * How much each account and each address may ask for in a minute: kept in this process's memory, so several hosts behind one
 * origin allow as many times as much. What is too much is 429 with Retry-After.
 */
export class RequestLimits {
  readonly #address: RateLimiter;
  readonly #commands: RateLimiter;
  readonly #reads: RateLimiter;
  readonly #signIn: RateLimiter;
  readonly #public: RateLimiter;
  readonly #addressSecret = randomBytes(32);

  constructor(limits: Limits, now: () => number = () => performance.now()) {
    this.#address = new RateLimiter(limits.TAIZHANG_LIMIT_ADDRESS, now);
    this.#commands = new RateLimiter(limits.TAIZHANG_LIMIT_COMMANDS, now);
    this.#reads = new RateLimiter(limits.TAIZHANG_LIMIT_READS, now);
    this.#signIn = new RateLimiter(limits.TAIZHANG_LIMIT_SIGN_IN, now);
    this.#public = new RateLimiter(limits.TAIZHANG_LIMIT_PUBLIC, now);
  }

  /** Counts every request by its address, before its body is read. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', async (request) => {
      if (!isProbe(routeOf(request))) pass(this.#address.take(this.#senderOf(request)));
    });
  }

  /** What stands for an address here: not even a dump of this process's memory lists who was there. */
  #senderOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
    return createHmac('sha256', this.#addressSecret).update(addressKey(ip)).digest('base64url');
  }

  /** @throws problem 429 when the sender of a known route asks for too much */
  check(request: FastifyRequest, access: RouteAccess | undefined, signIn: boolean): void {
    const sender = this.#senderOf(request);
    if (signIn) pass(this.#signIn.take(sender));
    else if (access === 'public' && !isProbe(routeOf(request))) pass(this.#public.take(sender));
    const account = accountOf(request);
    if (account === undefined) return;
    pass((request.method === 'GET' ? this.#reads : this.#commands).take(account));
  }
}

/** Stands behind the guard that knows who sent a request. */
export class LimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RequestLimits,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true; // messages come from our own transport
    const places = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, places);
    const signIn = this.reflector.getAllAndOverride<string | undefined>(ROUTE_LIMIT, places) === 'signIn';
    this.limits.check(context.switchToHttp().getRequest<FastifyRequest>(), access, signIn);
    return true;
  }
}

function pass(waitMs: number): void {
  if (waitMs > 0) throw retryLater(PROBLEMS.tooManyRequests, waitMs);
}
