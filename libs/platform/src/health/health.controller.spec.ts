import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { READINESS } from '../host/tokens.js';
import { HealthController } from './health.controller.js';
import type { Readiness, ReadinessParts } from './readiness.js';

const ALL_UP: ReadinessParts = { store: 'up', followers: 'up', transport: 'up', stopping: 'up' };

describe('health', () => {
  let app: NestFastifyApplication;
  let check: Readiness['check'];

  beforeAll(async () => {
    const readiness: Readiness = { check: () => check() };
    @Module({ controllers: [HealthController], providers: [{ provide: READINESS, useValue: readiness }] })
    class HealthModule {}
    app = await NestFactory.create<NestFastifyApplication>(HealthModule, new FastifyAdapter(), { logger: false });
    await app.init();
  });
  afterAll(() => app.close());

  const get = (url: string) => app.inject({ url, headers: { 'accept-language': 'en' } });

  it('is alive as long as it answers, whatever is away', async () => {
    check = () => Promise.reject(new Error('the store is away'));
    const { statusCode, headers, body } = await get('/health/live');
    expect([statusCode, JSON.parse(body)]).toEqual([200, { status: 'up' }]);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is ready when every part is up', async () => {
    check = () => Promise.resolve(ALL_UP);
    const { statusCode, body } = await get('/health/ready');
    expect([statusCode, JSON.parse(body)]).toEqual([200, { status: 'up', parts: ALL_UP }]);
  });

  it.each([['store'], ['followers'], ['transport'], ['stopping']])('is not ready while %s is down', async (part) => {
    check = () => Promise.resolve({ ...ALL_UP, [part]: 'down' });
    const { statusCode, headers, body } = await get('/health/ready');
    expect(statusCode).toBe(503);
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': 'en',
      'retry-after': '2',
      'cache-control': 'no-store',
    });
    expect(JSON.parse(body)).toMatchObject({
      status: 503,
      code: 'NOT_READY',
      detail: 'This host cannot serve now.',
      down: [part],
    });
  });

  it('is not ready when nobody can tell, and does not say why to strangers', async () => {
    check = () => Promise.reject(new Error('mongodb://user:5ec2e7@db'));
    const { statusCode, body } = await get('/health/ready');
    expect(statusCode).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ code: 'NOT_READY', down: ['readiness'] });
    expect(body).not.toContain('5ec2e7');
  });
});
