import 'reflect-metadata';
import { FollowerMemory, MemoryFollowerState } from '@taizhang/messaging-conformance';
import { ParkedLedgers, type OperatorDecision } from '@taizhang/messaging-port';
import type { Role } from '@taizhang/kernel';
import type { FastifyRequest } from 'fastify';
import { Reflector } from '@nestjs/core';
import { AccessGuard } from '../http/access.js';
import { Authoriser } from '../identity/authoriser.js';
import { serviceIdentity } from '../identity/service-identity.js';
import { testIdentity } from '../identity/test-identity.js';
import { ParkedController } from './parked.controller.js';

const decision = { consumer: 'view:a.v1', ledger: 'issues/b-1', idx: 3, reason: '供应商已修复' };

/** A request of someone in a role, as the guard lets it in. */
async function requestOf(role: Role): Promise<FastifyRequest> {
  const request = { headers: { authorization: `Test acct-op;${role};top` } } as FastifyRequest; // all the guard reads
  const guard = new AccessGuard(new Reflector(), testIdentity, serviceIdentity(undefined));
  await guard.canActivate({
    getType: () => 'http',
    getHandler: () => ParkedController.prototype.skip,
    getClass: () => ParkedController,
    switchToHttp: () => ({ getRequest: () => request }),
  } as never); // all the guard asks
  return request;
}

async function scene() {
  const state = new MemoryFollowerState(new FollowerMemory());
  await state.park({
    ...decision,
    ledger: 'issues/b-1',
    eventId: 'e',
    type: 't',
    reason: 'FAILED',
    detail: 'TypeError',
    attempts: 5,
    parkedAt: '2014-07-20T02:00:00.000Z',
  });
  const parked = new ParkedLedgers(state);
  const authoriser = new Authoriser(() => Promise.resolve(undefined));
  const controller = new ParkedController(
    {
      parked,
      retry: async (given: OperatorDecision) => void (await parked.retry(given)),
      skip: async (given: OperatorDecision) => void (await parked.skip(given)),
    },
    async (sender, allow) => {
      const act = { allow, context: 'samples', bureau: 'top', on: '2014-07-20', today: '2014-07-20' };
      return (await authoriser.toAct(sender, act)).principal;
    },
  );
  return { state, controller };
}

describe('parked ledgers 搁置, for operators', () => {
  it('are counted before anyone decides', async () => {
    const { controller } = await scene();
    await expect(controller.overview({}, await requestOf('audit-admin'))).resolves.toMatchObject({
      total: 1,
      byReason: { FAILED: 1 },
      ledgers: [{ consumer: 'view:a.v1', idx: 3 }],
    });
    await expect(controller.overview({ ledger: 'issues/b-2' }, await requestOf('audit-admin'))).resolves.toMatchObject({
      total: 0,
    });
  });

  it.each(['retry', 'skip'] as const)('go on by %s, kept with account and reason', async (action) => {
    const { controller, state } = await scene();
    await controller[action](decision, await requestOf('system-admin'));
    await expect(state.decisions('view:a.v1', 'issues/b-1')).resolves.toMatchObject([
      { action, by: 'acct-op', reason: '供应商已修复' },
    ]);
    await expect(controller[action](decision, await requestOf('system-admin'))).rejects.toMatchObject({
      message: 'NOT_PARKED',
    });
  });

  it.each([
    ['no reason', { ...decision, reason: ' ' }],
    ['no ledger', { ...decision, ledger: 'nothing' }],
    ['an unknown field', { ...decision, by: 'acct-other' }],
    ['no body', undefined],
  ])('stay where the decision has %s', async (_what, body) => {
    const { controller, state } = await scene();
    const request = await requestOf('system-admin');
    await expect(controller.skip(body, request)).rejects.toThrow();
    await expect(state.parked()).resolves.toHaveLength(1);
  });

  it('are decided about by system administrators only', async () => {
    const { controller } = await scene();
    const request = await requestOf('audit-admin');
    await expect(controller.skip(decision, request)).rejects.toThrow('FORBIDDEN');
    const clerk = await requestOf('branch-clerk');
    await expect(controller.overview({}, clerk)).rejects.toThrow('FORBIDDEN');
  });
});
