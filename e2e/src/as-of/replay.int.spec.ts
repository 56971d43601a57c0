import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { parsePolicy, verifyReceipt } from '@taizhang/ledger';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver, type ApiAnswer } from '../deployments/scenario-driver.js';
import type { Player } from '../slice/step.js';

const BUREAU = 'wgx-0371';
const ISSUE = '2014-0001';
const clerk: Player = { account: 'acct-clerk', role: 'branch-clerk', unit: BUREAU };
const office: Player = { account: 'acct-office', role: 'campaign-office', unit: BUREAU };

describe('a record over HTTP: as of a time, step by step, compared, what if', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-replay-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    const registrar: Player = { account: 'acct-admin', role: 'system-admin', unit: BUREAU };
    const register = (id: string, input: JsonObject) =>
      driver.give({
        at: '2014-07-01T09:00:00+08:00',
        by: registrar,
        context: 'organization',
        bureau: BUREAU,
        aggregate: 'unit',
        id,
        verb: 'register-unit',
        input: { name: '示例单位', from: '2014-01-01', ...input },
      });
    await register(BUREAU, { level: 'BUREAU' });
    await register('b-jia', { level: 'BRANCH', parent: BUREAU });
    const give = (at: string, verb: string, input: JsonObject) =>
      driver.give({ at, by: clerk, context: 'issues', bureau: BUREAU, aggregate: 'issue', id: ISSUE, verb, input });
    const raised = await give('2014-07-10T10:00:00+08:00', 'raise-issue', {
      unit: 'b-jia',
      origin: 'o-1',
      source: 'MASS_OPINION',
      raisedOn: '2014-06-25',
      wind: 'BUREAUCRATISM',
      manifestation: '窗口排队时间长',
      effectiveOn: '2014-06-26',
      lateReason: '登记簿迟到',
    });
    expect(raised.status).toBe(201);
    const reply = { origin: 'o-1', channel: 'LETTER', repliedOn: '2014-07-11', reply: '已答复' };
    expect((await give('2014-07-12T10:00:00+08:00', 'give-reply', reply)).status).toBe(200);
  });
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  const ask = (what: string, by = office, clearance = 1): Promise<ApiAnswer> =>
    driver.get('issues', `${BUREAU}/issue/${ISSUE}/${what}`, by, clearance);

  it('tells the state as of a recording time, an index and a business date', async () => {
    expect((await ask('state')).body).toMatchObject({ last: { type: 'issues.ReplyGiven' }, withheld: false });
    const then = await ask('state?asOf=2014-07-11');
    expect(then.body).toMatchObject({ last: { type: 'issues.IssueRaised', rev: 0 }, state: { kind: 'issue' } });
    expect(JSON.stringify(then.body)).not.toContain('$acts');
    const { idx } = then.body['last'] as JsonObject; // as matched above
    expect((await ask(`state?index=${String(idx)}`)).body).toEqual(then.body);
    expect((await ask('state?effective=2014-06-26')).body).toEqual(then.body);
    // Before it was there, there is nothing to tell.
    expect((await ask('state?effective=2014-06-25')).status).toBe(404);
  });

  it('tells each step with clauses, actor, power and what it changed, page by page', async () => {
    const { body } = await ask('replay?limit=1');
    expect(body).toMatchObject({
      items: [
        { type: 'issues.IssueRaised', effectiveOn: '2014-06-26', actor: { id: 'acct-clerk', role: 'branch-clerk' } },
      ],
      next: 1,
    });
    const [first] = body['items'] as readonly JsonObject[]; // as matched above
    expect(first?.['clauses']).toContain('C1.0.b');
    expect(first?.['changes']).toContainEqual({ path: 'kind', before: 'none', after: 'issue' });
    const second = await ask('replay?from=1');
    expect(second.body).toMatchObject({ items: [{ type: 'issues.ReplyGiven', rev: 1 }] });
    expect(second.body).not.toHaveProperty('next');
  });

  it('compares two times', async () => {
    const { body } = await ask('compare?from=2014-07-11&to=2014-07-12T10:00');
    expect(body).toMatchObject({ from: { type: 'issues.IssueRaised' }, to: { type: 'issues.ReplyGiven' } });
    expect(body['changes']).not.toEqual([]);
    expect((await ask('compare?from=2014-07-12&to=2014-07-12')).body).toMatchObject({ changes: [] });
    expect((await ask('compare?from=2014-07-11')).body).toMatchObject({ changes: body['changes'] });
  });

  it('compares two business dates', async () => {
    const { body } = await ask('compare?fromEffective=2014-06-25&toEffective=2014-06-26');
    expect(body).toMatchObject({ from: null, to: { type: 'issues.IssueRaised' } });
    expect((await ask('compare?fromEffective=2014-06-26&toEffective=2014-06-27')).body).toMatchObject({ changes: [] });
  });

  it('gives receipts of events that verify by the policy told with them, to whoever reads the timeline', async () => {
    const { body } = await ask('receipts?rev=0&rev=1');
    expect(body).toMatchObject({
      ledger: `issues/${BUREAU}`,
      stream: `issue/${ISSUE}`,
      items: [{ rev: 0 }, { rev: 1 }],
    });
    const { policy, items } = body as unknown as { policy: string; items: { idx: number; receipt: string }[] }; // as the API describes it
    for (const { idx, receipt } of items) {
      const now = Math.floor(Date.now() / 1_000);
      expect(verifyReceipt(Buffer.from(receipt), { policy: parsePolicy(policy), now })).toMatchObject({
        problems: [],
        origin: `rectify.example/issues/${BUREAU}`,
        index: idx,
      });
    }
    expect((await ask('receipts?rev=9')).status).toBe(404);
  });

  it('answers what if, where nothing rested on the parameter', async () => {
    expect((await ask('what-if?set=criticism.threshold%3D85/100')).body).toMatchObject({
      settings: { 'criticism.threshold': { n: 85, d: 100 } },
      steps: [],
      stops: [],
    });
  });

  it.each([
    ['state?asOf=then', 'asOf'],
    ['state?effective=2014-02-30', 'effective'],
    ['state?index=-1', 'index'],
    ['state?until=2014-07-11', 'until'],
    ['replay?limit=0', 'limit'],
    ['compare', 'from'],
    ['compare?from=2014-07-11&fromIndex=1', 'from'],
    ['compare?fromEffective=2014-07-11&fromIndex=1', 'from'],
    ['compare?fromEffective=2014-02-30', 'fromEffective'],
    ['receipts', 'rev'],
    ['receipts?rev=-1', 'rev'],
    ['receipts?rev=0&idx=1', 'idx'],
    [`receipts?${Array.from({ length: 51 }, (_none, rev) => `rev=${String(rev)}`).join('&')}`, 'rev'],
    ['what-if', 'set'],
    ['what-if?set=line%3D1', 'set'],
  ])('refuses %s', async (what, parameter) => {
    expect(await ask(what)).toMatchObject({ status: 400, body: { code: 'PARAMETER_INVALID', details: { parameter } } });
  });

  it('tells nobody more than the timeline does', async () => {
    for (const what of [
      'state',
      'replay',
      'receipts?rev=0',
      'compare?from=2014-07-11',
      'what-if?set=criticism.join%3DOR',
    ]) {
      expect(await ask(what, { account: 'acct-x', role: 'campaign-office', unit: 'b-other' })).toMatchObject({
        status: 403,
      });
      expect(await ask(what, office, 0)).toMatchObject({ status: 404 });
    }
  });
});
