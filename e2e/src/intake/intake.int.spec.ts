import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@taizhang/testkit';
import { freshKey, send, type RawAnswer } from '../bad-input/send-request.js';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';

/** Marks of a reporter that must be found nowhere but under seal. */
const MARKS = {
  identity: 'mark-1-of-a-name',
  contact: 'mark-2-of-a-telephone',
  agent: 'mark-3-of-a-browser',
  correlation: 'mark-4-of-a-request',
  content: 'mark-5-of-a-report',
  message: 'mark-6-of-a-message',
} as const;
const OFFICE = 'Test acct-d;discipline-office;wgx-0371;3';
const BY_OFFICE = { authorization: OFFICE, 'user-agent': null, 'x-correlation-id': null };
const PUBLIC = { authorization: null, 'user-agent': MARKS.agent, 'x-correlation-id': MARKS.correlation };

describe('a report without account', () => {
  let folder: string;
  let deployment: Deployment;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-intake-'));
    deployment = await startEmbedded(folder, { TAIZHANG_LOG_LEVEL: 'trace', TAIZHANG_LIMIT_PUBLIC: '0' });
    url = deployment.urlOf('issues');
    const driver = new ScenarioDriver(deployment);
    for (const step of SLICE.filter(({ verb }) => verb === 'register-unit')) await driver.give(step);
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const post = (path: string, body: object | string, headers: Record<string, string | null> = {}) =>
    send(url, {
      path,
      headers: { ...PUBLIC, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const report = (more: object = {}, headers: Record<string, string | null> = {}) =>
    post('/api/public/intake', { ...FORM, ...more }, headers);
  const exchange = (receipt: string, more: object = {}) => post('/api/public/intake/exchange', { receipt, ...more });
  const office = (id: string, verb: string, body: object) =>
    post(`/api/issues/wgx-0371/intake/${id}/${verb}`, body, BY_OFFICE);
  const get = (path: string) => send(url, { path, method: 'GET', body: '', headers: { authorization: OFFICE } });
  const codeOf = ({ text }: RawAnswer): string => (JSON.parse(text) as { receipt: string }).receipt; // as the route answers
  const standing = async (code: string) => {
    const answer = await eventually('the report is found', async () => {
      const found = await exchange(code);
      return found.status === 200 ? found : undefined;
    });
    return JSON.parse(answer.text) as Record<string, unknown>; // as the route answers
  };
  const register = async () => {
    const { text } = await get('/api/issues/views/intake-register');
    return (JSON.parse(text) as { items: { key: string; doc: Record<string, unknown> }[] }).items; // as lists are answered
  };

  const FORM = {
    bureau: 'wgx-0371',
    unit: 'b-jia',
    kind: 'MISCONDUCT',
    content: MARKS.content,
    identity: MARKS.identity,
    contact: MARKS.contact,
  };

  it('is received, answered, added to and closed, all by its receipt code', async () => {
    const received = await report();
    expect(received.status).toBe(201);
    const code = codeOf(received);
    expect(JSON.parse(received.text)).toEqual({ receipt: code });
    expect(await standing(code)).toMatchObject({ status: 'RECEIVED', messages: 0, replies: [] });

    const [row] = await register();
    const id = row?.key ?? '';
    expect(row?.doc).toMatchObject({ status: 'RECEIVED', named: true, content: MARKS.content });
    expect((await office(id, 'reply-to-intake', { reply: '已收悉，正在核实' })).status).toBe(200);
    expect((await exchange(code, { message: MARKS.message })).status).toBe(200);
    await eventually('the message is seen', async () => ((await standing(code))['messages'] === 1 ? true : undefined));
    expect(await standing(code)).toMatchObject({ status: 'IN_HAND', replies: [{ reply: '已收悉，正在核实' }] });
    expect((await office(id, 'close-intake', { outcome: 'ANSWERED', conclusion: '已答复' })).status).toBe(200);
    const late = await exchange(code, { message: '再补充' });
    expect([late.status, JSON.parse(late.text)]).toMatchObject([409, { code: 'INTAKE_CLOSED' }]);
  });

  it('is the same report when its sending is repeated, and another under another key', async () => {
    const key = { 'idempotency-key': freshKey() };
    const first = codeOf(await report({}, key));
    expect(codeOf(await report({}, key))).toBe(first);
    expect(codeOf(await report())).not.toBe(first);
    expect((await report({ content: '别的' }, key)).status).toBe(422);
  });

  it('tells whoever has no code that it can tell nothing, alike', async () => {
    const code = codeOf(await report());
    await standing(code);
    const forged = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    const wrong = ['', 'x', '0'.repeat(40), forged, '汉'.repeat(40), code.slice(1)];
    const answers = await Promise.all(wrong.flatMap((sent) => [exchange(sent), exchange(sent, { message: '补充' })]));
    const told = answers.map(({ status, text, headers }) => {
      const problem = { ...(JSON.parse(text) as Record<string, unknown>), instance: 'a random id' }; // a problem
      return { status, problem, names: Object.keys(headers).sort() };
    });
    expect(told[0]).toMatchObject({ status: 404, problem: { code: 'RECEIPT_UNKNOWN' } });
    for (const one of told) expect(one).toEqual(told[0]);
  });

  it('is raised as an issue that names nobody', async () => {
    await report({ content: '要立项的' });
    const row = await eventually('the report is listed', async () =>
      (await register()).find(({ doc }) => doc['content'] === '要立项的'),
    );
    const raised = await office(row.key, 'raise-intake-as-issue', {
      issue: '2014-0777',
      wind: 'HEDONISM',
      manifestation: '公务接待超标',
    });
    expect(raised.status).toBe(200);
    const found = await eventually('the issue is listed', async () => {
      const { status, text } = await get('/api/issues/views/rectification-ledger/documents/wgx-0371/2014-0777');
      return status === 200 ? text : undefined;
    });
    expect(JSON.parse(found)).toMatchObject({ doc: { source: 'REPORT', unit: 'b-jia' } });
    expect(found).not.toContain(row.key);
  });

  it('[C1.0.h] lets the reporter read by the code what was replied about the issue that came of it', async () => {
    const code = codeOf(await report({ kind: 'SUGGESTION', content: '建议增设窗口' }));
    const row = await eventually('the report is listed', async () =>
      (await register()).find(({ doc }) => doc['content'] === '建议增设窗口'),
    );
    const raised = { issue: '2014-0778', wind: 'BUREAUCRATISM', manifestation: '窗口不足' };
    expect((await office(row.key, 'raise-intake-as-issue', raised)).status).toBe(200);
    const issue = await eventually('the issue is listed', async () => {
      const { status, text } = await get('/api/issues/views/rectification-ledger/documents/wgx-0371/2014-0778');
      return status === 200
        ? (JSON.parse(text) as { doc: { source: string; raisedOn: string; origins: object } }).doc // as documents are answered
        : undefined;
    });
    expect(issue.source).toBe('MASS_OPINION');
    const [origin] = Object.keys(issue.origins);
    const reply = { origin, channel: 'RECEIPT_CODE', repliedOn: issue.raisedOn, reply: '已增设两个窗口' };
    const clerk = { ...BY_OFFICE, authorization: 'Test acct-c;branch-clerk;wgx-0371/b-jia;1' };
    expect((await post('/api/issues/wgx-0371/issue/2014-0778/give-reply', reply, clerk)).status).toBe(200);
    await eventually('the reply is read', async () => {
      const { replies } = await standing(code);
      return Array.isArray(replies) && replies.length > 0 ? true : undefined;
    });
    expect(await standing(code)).toMatchObject({ replies: [{ at: issue.raisedOn, reply: '已增设两个窗口' }] });
  });

  it.each([
    ['no unit of ours', { bureau: 'nowhere' }, 422, 'INTAKE_UNIT_UNKNOWN'],
    ['no branch of ours', { unit: 'nowhere' }, 422, 'INTAKE_UNIT_UNKNOWN'],
    ['no ledger', { bureau: '../x' }, 422, 'INPUT_INVALID'],
    ['no content', { content: ' ' }, 422, 'INPUT_INVALID'],
    ['too much content', { content: 'x'.repeat(4_001) }, 422, 'INPUT_INVALID'],
    ['half a character', { content: '\\ud800' }, 422, 'LONE_SURROGATE'],
    ['another kind', { kind: 'OTHER' }, 422, 'INPUT_INVALID'],
    ['an unknown field', { address: '1' }, 422, 'UNKNOWN_FIELD'],
  ])('is refused with %s, and nothing is kept', async (_what, more, status, code) => {
    const before = (await register()).length;
    const answer = await post(
      '/api/public/intake',
      JSON.stringify({ ...FORM, ...more }).replaceAll('\\\\ud800', '\\ud800'),
    );
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([status, { code }]);
    expect(await register()).toHaveLength(before);
  });

  it('needs a key and a body', async () => {
    expect((await report({}, { 'idempotency-key': null })).status).toBe(400);
    expect((await post('/api/public/intake', '')).status).toBe(400);
    expect((await post('/api/public/intake/exchange', '[]')).status).toBe(400);
    expect((await exchange('x'.repeat(201))).status).toBe(422);
  });

  it('shows who reported in no view, whatever the clearance, and opens it only on record', async () => {
    const rows = await register();
    expect(JSON.stringify(rows)).not.toMatch(/mark-[12]-/);
    const id = rows[0]?.key ?? '';
    const clerk = { ...BY_OFFICE, authorization: 'Test acct-c;branch-secretary;wgx-0371;3' };
    const path = `/api/issues/wgx-0371/intake/${id}/identity`;
    expect((await post(path, { reason: '核实' }, clerk)).status).toBe(403);
    expect((await post(path, { reason: '核实' }, { ...BY_OFFICE, authorization: null })).status).toBe(401);
    expect((await post(path, {}, BY_OFFICE)).status).toBe(422);
    const lists = await get('/api/issues/wgx-0371/intake/' + id + '/timeline');
    expect(lists.status).toBeGreaterThanOrEqual(400);
  });

  it('leaves nothing of the reporter in logs, metrics and answers', async () => {
    const code = codeOf(await report());
    const metrics = (await send(url, { path: '/metrics', method: 'GET', body: '' })).text;
    const log = deployment.hosts.flatMap(({ output }) => output).join('\n');
    expect(log).toContain('/api/public/intake');
    for (const mark of [...Object.values(MARKS), code, code.replaceAll('-', '')]) {
      expect({ mark, logged: log.includes(mark) }).toEqual({ mark, logged: false });
      expect({ mark, counted: metrics.includes(mark) }).toEqual({ mark, counted: false });
    }
    const answer = await report();
    expect(answer.headers['x-correlation-id']).not.toBe(MARKS.correlation);
    const leaves = await send(url, {
      path: '/api/ledgers/issues/wgx-0371/leaves',
      method: 'GET',
      body: '',
      headers: { authorization: `Bearer ${deployment.serviceToken}` },
    });
    expect(leaves.status).toBe(200);
    expect(leaves.text).toContain('issues.IntakeReceived');
    for (const mark of [...Object.values(MARKS), '127.0.0.1']) expect(leaves.text).not.toContain(mark);
  });
});
