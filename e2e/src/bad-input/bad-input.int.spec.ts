import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import { BAD_ADDRESSES, BAD_LEDGER_ADDRESSES } from './bad-addresses.js';
import { BAD_BODIES } from './bad-bodies.js';
import { BAD_HEADERS, USED_KEY } from './bad-headers.js';
import { ECHO, issueWith, RAISE, type BadRequest } from './bad-request.js';
import { exchange, send } from './send-request.js';

/** Headers that no answer lacks. */
const STRICT = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
/** What would tell an attacker which program to attack. */
const TELLTALE = ['server', 'x-powered-by', 'via', 'x-aspnet-version'];

const SERVICE = 'a-token-of-this-test-only';
const asService = { TAIZHANG_SERVICE_TOKEN: SERVICE };

describe('bad input', () => {
  let folder: string;
  let deployment: Deployment;
  let url: string;

  /** Heads of all ledgers: what any write would change. */
  async function heads(): Promise<string> {
    const texts: string[] = [];
    for (const context of ['organization', 'issues']) {
      const response = await fetch(`${url}/api/ledgers/${context}/heads`, {
        headers: { authorization: `Bearer ${SERVICE}` },
      });
      texts.push(await response.text());
    }
    return texts.join('');
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-bad-input-'));
    deployment = await startEmbedded(folder, asService);
    url = deployment.urlOf('issues');
    const driver = new ScenarioDriver(deployment);
    for (const step of SLICE.filter(({ context, refused }) => context === 'organization' && refused === undefined)) {
      const { status } = await driver.give(step);
      if (status >= 300) throw new Error(`${step.verb} ${step.id} was refused`);
    }
    const raised = SLICE.find(({ verb }) => verb === 'raise-issue');
    if (raised === undefined) throw new Error('the slice raises no issue');
    await driver.setClock(raised.at);
    expect(await driver.send(raised, USED_KEY)).toMatchObject({ status: 201 });
    await driver.settle();
  });
  afterAll(async () => {
    const codes = await deployment.stop();
    await rm(folder, { recursive: true });
    expect(codes).toEqual([0]);
    expect(deployment.hosts.flatMap(({ output }) => output).join('\n')).not.toContain(ECHO);
  });

  /** The promise of every refusal: a stable code, a sentence in both languages, and nothing of us or of the sender. */
  function checkProblem(text: string, code: string): void {
    const body = JSON.parse(text) as Record<string, unknown>; // problem+json is an object
    expect(body).toMatchObject({
      code,
      type: `urn:taizhang:problem:${code}`,
      detailZh: expect.stringMatching(/\p{Script=Han}.*。$/u),
      detailEn: expect.stringMatching(/^[A-Z].*\.$/),
    });
    for (const betrayal of [ECHO, 'node_modules', '.js:', '.ts:', 'Error:', '    at '])
      expect(text).not.toContain(betrayal);
  }

  async function checkRefused({ status, code, answers = {}, ...bad }: BadRequest): Promise<void> {
    const before = await heads();
    const answer = await send(url, bad);
    expect([answer.status, /"code":"(\w+)"/.exec(answer.text)?.[1]]).toEqual([status, code]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      ...STRICT,
      'content-language': 'zh-CN',
      ...answers,
    });
    checkProblem(answer.text, code);
    for (const name of TELLTALE) expect(answer.headers).not.toHaveProperty(name);
    if (status === 503) expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    expect(await heads()).toBe(before);
  }

  describe('in the body', () => {
    it.each(BAD_BODIES)('$what: $status $code', checkRefused);
  });
  describe('in headers, or of a sender', () => {
    it.each(BAD_HEADERS)('$what: $status $code', checkRefused);
  });
  describe('in the address', () => {
    it.each([...BAD_ADDRESSES, ...BAD_LEDGER_ADDRESSES(`Bearer ${SERVICE}`)])('$what: $status $code', checkRefused);
  });

  describe('below HTTP', () => {
    const head = (...lines: readonly string[]): string => [...lines, 'Host: h', '', ''].join('\r\n');
    const command = (...lines: readonly string[]): string =>
      head(`POST ${RAISE} HTTP/1.1`, 'Content-Type: application/json', ...lines);

    it.each([
      ['no HTTP', `${ECHO}\r\n\r\n`, 400, 'BAD_REQUEST'],
      ['an unknown method', head(`ABOLISH ${RAISE} HTTP/1.1`), 400, 'BAD_REQUEST'],
      ['a header that is none', head(`GET / HTTP/1.1`, `${ECHO} no colon`), 400, 'BAD_REQUEST'],
      ['two lengths', command('Content-Length: 2', 'Content-Length: 3'), 400, 'BAD_REQUEST'],
      ['a length and chunks', command('Content-Length: 2', 'Transfer-Encoding: chunked'), 400, 'BAD_REQUEST'],
      ['chunks and a length', command('Transfer-Encoding: chunked', 'Content-Length: 2'), 400, 'BAD_REQUEST'],
      ['chunks that are not last', command('Transfer-Encoding: chunked, identity'), 400, 'BAD_REQUEST'],
      ['chunks twice', command('Transfer-Encoding: chunked', 'Transfer-Encoding: identity'), 400, 'BAD_REQUEST'],
      ['a blank before a colon', command('Content-Length : 2'), 400, 'BAD_REQUEST'],
      ['a folded header', command('Content-Length: 2', ' 3'), 400, 'BAD_REQUEST'],
      ['a line feed in a header', command('X-A: b\nContent-Length: 2'), 400, 'BAD_REQUEST'],
      ['a length with a sign', command('Content-Length: +2'), 400, 'BAD_REQUEST'],
      ['no number for a length', command(`Content-Length: ${ECHO}`), 400, 'BAD_REQUEST'],
      ['broken chunks', `${command('Transfer-Encoding: chunked')}zz\r\n{}\r\n`, 400, 'BAD_REQUEST'],
      ['headers too large', command(`X-Long: ${ECHO.repeat(4_000)}`), 431, 'HEADERS_TOO_LARGE'],
      ['an address too long', head(`GET /${ECHO.repeat(4_000)} HTTP/1.1`), 431, 'HEADERS_TOO_LARGE'],
    ])('%s', async (_what, bytes, status, code) => {
      const before = await heads();
      const text = await exchange(url, bytes);
      const [top = '', body = ''] = text.split('\r\n\r\n', 2);
      expect(top).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} [^\\r]+\\r\\n`));
      expect(top.toLowerCase()).toContain('\r\ncontent-type: application/problem+json; charset=utf-8');
      expect(top.toLowerCase()).toContain(`\r\ncontent-security-policy: ${STRICT['content-security-policy']}`);
      expect(top.toLowerCase()).toContain('\r\nconnection: close');
      checkProblem(body, code);
      expect(await heads()).toBe(before);
    });

    const body = issueWith({});
    it.each([
      ['in the middle of the body', `${command(`Content-Length: ${String(body.length * 4)}`)}${body.slice(0, 20)}`],
      ['in the middle of the head', `POST ${RAISE} HTTP/1.1\r\nContent-Le`],
      ['before a byte of the body', command('Content-Length: 100')],
    ])('a request that breaks off %s writes nothing and hurts nobody', async (_what, bytes) => {
      const before = await heads();
      const { hostname, port } = new URL(url);
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(bytes, () => socket.destroy());
        });
        socket.on('close', () => resolve());
      });
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect(await heads()).toBe(before);
    });

    it('a slow body keeps nobody else waiting', async () => {
      const before = await heads();
      const { hostname, port } = new URL(url);
      const sockets = Array.from({ length: 50 }, () => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(`${command('Content-Length: 1000')}{`);
        });
        return socket;
      });
      await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect((await send(url, { body: '{' })).status).toBe(400);
      for (const socket of sockets) socket.destroy();
      expect(await heads()).toBe(before);
    });
  });

  it('leaves a host that still takes what is good', async () => {
    const before = await heads();
    expect(await send(url, {})).toMatchObject({ status: 201 });
    expect(await heads()).not.toBe(before);
  });
});
