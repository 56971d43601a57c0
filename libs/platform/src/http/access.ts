import { SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { IdentityPort, Sender } from '../identity/identity.js';
import type { ServiceIdentity } from '../identity/service-identity.js';
import { ProblemError, PROBLEMS } from './problem.js';

/**
 * Who may use a route. `declared`: whoever the command, view or query allows; `service`: other hosts of the deployment; `reader`: both
 * of these; `public`: anyone; `test`: anyone, only with the manual clock.
 */
export type RouteAccess = 'declared' | 'service' | 'reader' | 'public' | 'test';

/** Key of a route's access in its metadata. */
export const ROUTE_ACCESS = 'taizhang:access';

/** Declares who may use a route; the guard refuses routes that do not say (house rule 11). */
export const Access = (access: RouteAccess): MethodDecorator & ClassDecorator => SetMetadata(ROUTE_ACCESS, access);

/** Header by which a request asks to be judged by one of its sender's powers. */
const POWER_HEADER = 'taizhang-power';

const senders = new WeakMap<object, Sender>();

/** Who sent a request; known on `declared` routes. */
export function senderOf(request: FastifyRequest): Sender {
  const sender = senders.get(request);
  if (sender === undefined) throw new ProblemError(PROBLEMS.unauthenticated);
  return sender;
}

/** Who sent a request; `undefined` on `reader` routes for another host of the deployment, which may ask for everything. */
export function senderIfAny(request: FastifyRequest): Sender | undefined {
  return senders.get(request);
}

/** Account that sent a request; `undefined` where nobody need be known. */
export function accountOf(request: FastifyRequest): string | undefined {
  return senders.get(request)?.account;
}

/** Who sent a request, with the one power that it wants to be judged by; `undefined` = nobody we know. */
export async function identifySender(
  identity: IdentityPort,
  { method, headers }: Pick<FastifyRequest, 'method' | 'headers'>,
): Promise<Sender | undefined> {
  const sender = await identity.identify({ method, headers });
  const requested = headers[POWER_HEADER];
  return sender !== undefined && typeof requested === 'string' ? { ...sender, requested } : sender;
}

/** Default deny. */
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identity: IdentityPort,
    private readonly services: ServiceIdentity,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // messages come from our own transport
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    switch (access) {
      case 'public':
      case 'test':
        return true;
      case 'service':
        if (this.services.isService(request.headers.authorization)) return true;
        throw new ProblemError(PROBLEMS.unauthenticated, {}, { 'WWW-Authenticate': 'Bearer' });
      case 'reader':
        return this.services.isService(request.headers.authorization) || this.#identified(request);
      case 'declared':
        return this.#identified(request);
      case undefined:
        throw new ProblemError(PROBLEMS.forbidden);
    }
  }

  async #identified(request: FastifyRequest): Promise<true> {
    const sender = await identifySender(this.identity, request);
    if (sender === undefined) throw new ProblemError(PROBLEMS.unauthenticated, {}, { 'WWW-Authenticate': 'Bearer' });
    senders.set(request, sender);
    return true;
  }
}
