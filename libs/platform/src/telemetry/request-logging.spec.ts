import { connect } from 'node:net';
import { eventually } from '@taizhang/testkit';
import { fastify, type FastifyInstance } from 'fastify';
import { createLogger } from './logger.js';
import { logRequests, requestIdOf } from './request-logging.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('correlation id', () => {
  it('is the sender’s when it has the form of one', () => {
    expect(requestIdOf({ 'x-correlation-id': 'case-2014.07_a' })).toBe('case-2014.07_a');
  });

  it('is never the sender’s where people come without account', () => {
    expect(requestIdOf({ 'x-correlation-id': 'case-1' }, '/api/public/intake/exchange')).toMatch(UUID);
  });

  it.each([[undefined], [''], ['-starts-badly'], ['two words'], ['张某某'], ['x'.repeat(65)], [['a', 'b']]])(
    'is made for %j',
    (given) => {
      expect(requestIdOf(given === undefined ? {} : { 'x-correlation-id': given as string })).toMatch(UUID); // a repeated header is a list
    },
  );
});

describe('request log', () => {
  let server: FastifyInstance;
  let lines: Record<string, unknown>[];
  let letGo: () => void;

  beforeEach(() => {
    lines = [];
    server = fastify({ genReqId: ({ headers }) => requestIdOf(headers) });
    logRequests(server, createLogger('host-a', 'debug', { write: (line) => void lines.push(JSON.parse(line)) }));
    const held = new Promise<string>((resolve) => {
      letGo = () => {
        resolve('late');
      };
    });
    server.get('/api/:context/queries/:name', () => ({ ok: true }));
    server.get('/broken', () => {
      throw new Error('张某某');
    });
    server.get('/held', () => held);
    server.get('/health/live', () => 'up');
  });
  afterEach(async () => {
    letGo();
    await server.close();
  });

  it('has a line per request by the pattern of its route, not its address', async () => {
    const reply = await server.inject({
      url: '/api/issues/queries/by-person?person=P-1',
      headers: { 'x-correlation-id': 'case-1', authorization: 'Bearer 5ec2e7' },
    });
    expect(reply.headers['x-correlation-id']).toBe('case-1');
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        req: 'case-1',
        method: 'GET',
        route: '/api/:context/queries/:name',
        status: 200,
        ms: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/by-person|P-1|5ec2e7/);
  });

  it('says nothing of an address that leads nowhere, and nothing of what an error quotes', async () => {
    await server.inject({ url: '/person/张某某' });
    await server.inject({ url: '/broken' });
    expect(lines.map(({ route, status }) => [route, status])).toEqual([
      ['unmatched', 404],
      ['/broken', 500],
    ]);
    expect(JSON.stringify(lines)).not.toContain('张某某');
  });

  it('keeps probes out of the log of a normal day', async () => {
    await server.inject({ url: '/health/live' });
    expect(lines).toEqual([expect.objectContaining({ level: 'debug', route: '/health/live' })]);
  });

  it('has one line, too, for a sender who hung up before the answer', async () => {
    const address = await server.listen({ port: 0, host: '127.0.0.1' });
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const arrived = new Promise((resolve) => server.server.once('request', resolve));
    socket.write('GET /held HTTP/1.1\r\nHost: host\r\n\r\n');
    await arrived;
    socket.destroy();
    await eventually('the hanging up is logged', () => lines.length > 0);
    expect(lines[0]).toMatchObject({ route: '/held', aborted: true });
    letGo();
    await server.close();
    expect(lines).toHaveLength(1);
  });
});
