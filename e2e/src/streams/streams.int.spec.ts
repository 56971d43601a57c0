import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@taizhang/testkit';
import { AccessScene } from '../access/access-scene.js';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { credentialsOf, ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import { readStream, wholeStream, type Received } from './stream-client.js';

const NDJSON = 'application/x-ndjson';
const SSE = 'text/event-stream';
/** An analyst at a unit, with a clearance; each has an account of his own. */
const analyst = (unit: string, clearance: number) =>
  credentialsOf({ account: `acct-${unit}-${String(clearance)}`, role: 'analyst', unit }, clearance);
const ANALYST = analyst('wgx-0371', 1);
/** What people wrote in the commands of this test: sealed, so in no stream. */
const SEALED = ['窗口排队时间长', '学习不够深入', '某群众', '内容', '某甲', '虚构甲'];

const leafHash = (leaf: string) => createHash('sha256').update(Buffer.of(0)).update(leaf).digest('base64');
const indicesOf = ({ leaves }: Received, log: string) =>
  leaves.filter((leaf) => leaf['log'] === log).map(({ idx }) => idx);
const logsOf = ({ leaves }: Received) => [...new Set(leaves.map(({ log }) => String(log)))].sort();
const upTo = (count: number) => Array.from({ length: count }, (_none, idx) => idx);

describe('streams of events 事件流', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let scene: AccessScene;
  const raises = SLICE.filter(({ verb, refused }) => verb === 'raise-issue' && refused === undefined);
  const url = (context: string, query = '') => `${deployment.urlOf(context)}/api/streams/${context}${query}`;
  const whole = (authorization: string, query = '', accept = NDJSON, context = 'issues') =>
    wholeStream(url(context, `?follow=false${query}`), { authorization, accept });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-streams-'));
    deployment = await startEmbedded(folder, { TAIZHANG_LIMIT_PUBLIC: '0' });
    driver = new ScenarioDriver(deployment);
    scene = new AccessScene(deployment);
    for (const step of SLICE.filter(({ verb }) => verb === 'register-unit' || verb === 'register-person'))
      await driver.give(step);
    for (const step of raises.slice(0, -1)) await driver.give(step);
    await scene.report();
  }, 120_000);
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('are the leaves as stored, without a gap; those above the clearance show their hash and nothing else', async () => {
    const stored = await driver.leaves('issues/wgx-0371');
    const received = await whole(ANALYST);
    expect(received.end).toBe('CAUGHT_UP');
    expect(logsOf(received)).toEqual(['rectify.example/issues/wgx-0371']);
    const told = stored.map((leaf, idx) => {
      const { clr, log } = JSON.parse(leaf) as { readonly clr: number; readonly log: string }; // every leaf has both
      return clr <= 1 ? leaf : JSON.stringify({ log, idx, clr, h: leafHash(leaf) });
    });
    expect(received.lines).toEqual(told);
    expect(told.some((line) => !stored.includes(line))).toBe(true);
    expect((await whole(analyst('wgx-0371', 3))).lines).toEqual(stored);
  });

  it('hold nothing of what was sealed, whoever reads', async () => {
    for (const context of ['issues', 'organization'])
      for (const clearance of [1, 3]) {
        const text = (await whole(analyst('top', clearance), '', NDJSON, context)).lines.join('\n');
        expect(text).toContain('_sd');
        for (const value of SEALED) expect(text).not.toContain(value);
      }
  });

  it('are the same by server-sent events, and go on where a reader was', async () => {
    const lines = (await whole(ANALYST)).lines;
    expect((await whole(ANALYST, '', SSE)).lines).toEqual(lines);
    const { position } = await whole(ANALYST, '', SSE);
    const live = await readStream(url('issues'), { authorization: ANALYST, accept: SSE, 'last-event-id': position });
    expect([live.status, live.mediaType]).toEqual([200, SSE]);
    const [last] = raises.slice(-1);
    if (last === undefined) throw new Error('the slice raises nothing');
    await driver.give(last);
    await live.until(({ leaves }) => leaves.length > 0);
    expect(live.received.leaves[0]).toMatchObject({ idx: lines.length, type: 'issues.IssueRaised' });
    await live.close();
    const rest = await whole(ANALYST, `&from=${position}`);
    expect(rest.lines.slice(0, live.received.lines.length)).toEqual(live.received.lines);
  });

  it('reach as far as the reader does', async () => {
    expect(logsOf(await whole(ANALYST, '', NDJSON, 'organization'))).toEqual(['rectify.example/organization/wgx-0371']);
    const wide = await whole(analyst('top', 1), '', NDJSON, 'organization');
    const logs = ['city-jc', 'prov-sl', 'top', 'wgx-0371'].map((unit) => `rectify.example/organization/${unit}`);
    expect(logsOf(wide)).toEqual(logs);
    for (const log of logs) expect(indicesOf(wide, log)).toEqual(upTo(indicesOf(wide, log).length));
    const named = await whole(analyst('top', 1), '&bureau=prov-sl', NDJSON, 'organization');
    expect(logsOf(named)).toEqual([logs[1]]);
  });

  it('may be narrowed by type, clause and time', async () => {
    const raised = await whole(analyst('wgx-0371', 3), '&type=issues.IssueRaised');
    expect(raised.leaves).toHaveLength(raises.length);
    const byClause = await whole(analyst('wgx-0371', 3), '&clause=C1.0.b');
    expect(byClause.lines).toEqual(expect.arrayContaining(raised.lines));
    const [first] = raised.leaves;
    const at = String(first?.['time']);
    const then = await whole(analyst('wgx-0371', 3), `&time.from=${at}&time.to=${at}`);
    expect(new Set(then.leaves.map(({ time }) => time))).toEqual(new Set([at]));
  });

  it('are recorded: that they were taken, and what was confidential in them', async () => {
    const clearance3 = 'acct-wgx-0371-3';
    const exported = await scene.rows(`account=${clearance3}&act=EXPORTED`);
    expect(exported[0]).toMatchObject({ act: 'EXPORTED', account: clearance3, role: 'analyst', unit: 'wgx-0371' });
    expect(await scene.rows(`account=${clearance3}&act=READ`)).toContainEqual(
      expect.objectContaining({ view: 'event-stream', ledger: 'issues/wgx-0371' }),
    );
    await scene.rows('account=acct-wgx-0371-1&act=EXPORTED');
    const read = await scene.get('access', 'views/accesses?account=acct-wgx-0371-1&act=READ', auditor);
    expect(read).toEqual([200, expect.objectContaining({ items: [] })]);
  });

  it.each([
    ['a format that there is not', 'issues', '', { accept: 'text/html' }, 406, 'NOT_ACCEPTABLE'],
    ['an unknown context', 'nothing', '', {}, 404, 'UNKNOWN_LEDGER'],
    ['a position of nobody', 'issues', '?from=x', {}, 400, 'PARAMETER_INVALID'],
    ['an unknown parameter', 'issues', '?typ=x', {}, 400, 'PARAMETER_INVALID'],
    ['a Last-Event-ID of nobody', 'issues', '', { 'last-event-id': 'x' }, 400, 'HEADER_INVALID'],
    ['a reader nobody knows', 'issues', '', { authorization: '' }, 401, 'UNAUTHENTICATED'],
    ['a bureau beyond the reader', 'issues', '?bureau=prov-sl', {}, 403, 'FORBIDDEN'],
    [
      'a role that reads no streams',
      'issues',
      '',
      { authorization: 'Test acct-x;branch-clerk;wgx-0371;3' },
      403,
      'FORBIDDEN',
    ],
    ['an analyst, where only those who audit read', 'access', '', {}, 403, 'FORBIDDEN'],
  ])('answer %s by a problem', async (_what, context, query, headers, status, code) => {
    const response = await fetch(`${deployment.urlOf('issues')}/api/streams/${context}${query}`, {
      headers: { authorization: ANALYST, accept: NDJSON, ...headers },
    });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  it('are few for one account; one that is closed makes room', async () => {
    const headers = { authorization: analyst('city-jc', 0), accept: SSE };
    const open = await Promise.all(upTo(4).map(() => readStream(url('issues'), headers)));
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const refused = await fetch(url('issues'), { headers });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_STREAMS' });
    await open[0]?.close();
    const again = await eventually('there is room', async () => {
      const stream = await readStream(url('issues'), headers);
      return stream.status === 200 ? stream : undefined;
    });
    for (const stream of [...open.slice(1), again]) await stream.close();
  });

  it('end in order with their host', async () => {
    const streams = await Promise.all(
      [NDJSON, SSE].map((accept) => readStream(url('issues'), { authorization: ANALYST, accept })),
    );
    for (const stream of streams) await stream.until(({ leaves }) => leaves.length > 0);
    const [exits] = await Promise.all([deployment.stop(), ...streams.map((stream) => stream.until(() => false))]);
    expect(exits).toEqual([0]);
    for (const { received } of streams) expect(received.end).toBe('SHUTDOWN');
  });
});

const auditor = credentialsOf({ account: 'acct-a', role: 'audit-admin', unit: 'wgx-0371' }, 1);
