import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject, Role } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver, type ApiAnswer } from '../deployments/scenario-driver.js';
import type { Player } from '../slice/step.js';

const BUREAU = 'wgx-0371';
const player = (role: Role, unit = BUREAU): Player => ({ account: `acct-${role}`, role, unit });
const clerk = player('branch-clerk');
const secretary = player('branch-secretary');
const raising = {
  unit: 'b-jia',
  origin: 'o-1',
  source: 'MASS_OPINION',
  raisedOn: '2014-06-25',
  wind: 'BUREAUCRATISM',
  manifestation: '窗口排队时间长',
};
const reply = { origin: 'o-1', channel: 'LETTER', repliedOn: '2014-06-27', reply: '已答复' };

describe('corrections and late entries 更正与补录', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-corrections-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    await register(BUREAU, { level: 'BUREAU' });
    await register('b-jia', { level: 'BRANCH', parent: BUREAU });
  });
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  const give = (id: string, verb: string, input: JsonObject, by = clerk): Promise<ApiAnswer> =>
    driver.give({
      at: '2014-07-10T10:00:00+08:00',
      by,
      context: 'issues',
      bureau: BUREAU,
      aggregate: 'issue',
      id,
      verb,
      input,
    });
  const register = (id: string, input: JsonObject): Promise<ApiAnswer> =>
    driver.give({
      at: '2014-07-10T09:00:00+08:00',
      by: player('system-admin'),
      context: 'organization',
      bureau: BUREAU,
      aggregate: 'unit',
      id,
      verb: 'register-unit',
      input: { name: '示例单位', from: '2014-01-01', ...input },
    });
  const eventOf = ({ body }: ApiAnswer): JsonObject => (body['events'] as readonly JsonObject[])[0] ?? {}; // as the API answers
  const timeline = (id: string, by = secretary, clearance = 1): Promise<ApiAnswer> =>
    driver.get('issues', `${BUREAU}/issue/${id}/timeline`, by, clearance);
  const row = async (id: string): Promise<ApiAnswer> =>
    driver.get('issues', `views/rectification-ledger/documents/${BUREAU}/${id}`, secretary);

  it('withdraws a wrong reply: the row is as before, the timeline keeps both', async () => {
    await give('2014-0001', 'raise-issue', raising);
    const replied = eventOf(await give('2014-0001', 'give-reply', reply));
    expect((await row('2014-0001')).body).toMatchObject({ doc: { unanswered: 0 } });

    const answer = await give('2014-0001', 'withdraw-reply', { event: replied['id'] ?? '', reason: '答复对象有误' });
    expect(answer.status).toBe(200);
    const withdrawal = eventOf(answer);
    const { body } = await row('2014-0001');
    expect(body).toMatchObject({ doc: { unanswered: 1, status: 'RAISED' } });
    expect(JSON.stringify(body)).not.toContain('$acts');
    expect((await timeline('2014-0001')).body).toMatchObject({
      items: [
        { type: 'issues.IssueRaised' },
        { type: 'issues.ReplyGiven', withdrawnBy: { event: withdrawal['id'], idx: withdrawal['idx'] } },
        {
          type: 'issues.ReplyWithdrawn',
          withdraws: { event: replied['id'], idx: replied['idx'] },
          data: { reason: '答复对象有误' },
        },
      ],
    });
    const again = await give('2014-0001', 'withdraw-reply', { event: replied['id'] ?? '', reason: '再次撤回' });
    expect(again).toMatchObject({ status: 409, body: { code: 'WITHDRAWAL_REPEATED' } });
  });

  it('refuses to withdraw what later acts build on, and names them', async () => {
    await give('2014-0002', 'raise-issue', raising);
    const triaged = eventOf(await give('2014-0002', 'triage-issue', { unit: 'b-jia', opinion: '承办' }, secretary));
    const classified = eventOf(
      await give(
        '2014-0002',
        'classify-issue',
        { class: '2b', kind: 'BY_DATE', cause: 'SYSTEMIC', analysis: '流程不清' },
        secretary,
      ),
    );
    const late = await give(
      '2014-0002',
      'withdraw-triage',
      { event: triaged['id'] ?? '', reason: '分办有误' },
      secretary,
    );
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'WITHDRAWAL_TOO_LATE', details: { events: [classified['id']] } },
    });
  });

  it('marks an act recorded late in the row and in the timeline, its reason by clearance', async () => {
    const missing = await give('2014-0003', 'raise-issue', { ...raising, effectiveOn: '2014-06-26' });
    expect(missing).toMatchObject({ status: 422, body: { code: 'LATE_REASON_MISSING' } });
    const future = await give('2014-0003', 'raise-issue', { ...raising, effectiveOn: '2014-07-11' });
    expect(future).toMatchObject({ status: 422, body: { code: 'EFFECTIVE_IN_FUTURE' } });
    await give('2014-0003', 'raise-issue', { ...raising, effectiveOn: '2014-06-26', lateReason: '登记簿迟到' });
    expect((await row('2014-0003')).body).toMatchObject({ doc: { late: true } });
    const list = await driver.get('issues', `views/rectification-ledger?late=true`, secretary);
    expect(list.body).toMatchObject({ items: [{ key: '2014-0003' }] });
    expect(JSON.stringify(list.body)).not.toContain('$acts');
    expect((await timeline('2014-0003')).body).toMatchObject({
      items: [
        {
          time: '2014-07-10T02:00:00.000Z',
          late: { effectiveOn: '2014-06-26', reason: '登记簿迟到' },
        },
      ],
    });
  });

  it('opens a personal value, which rests in an envelope, to the clearance it asks for', async () => {
    await give('2014-0004', 'raise-issue', { ...raising, originator: '某群众' });
    expect((await timeline('2014-0004', secretary, 2)).body).toMatchObject({
      items: [{ data: { originator: '某群众' }, withheld: [] }],
    });
    const { body } = await timeline('2014-0004');
    expect(body).toMatchObject({ items: [{ data: { originator: null }, withheld: ['originator'] }] });
    expect(JSON.stringify(body)).not.toMatch(/_enc|某群众/);
  });

  it('refuses dates before the issue was raised', async () => {
    const early = await give('2014-0003', 'give-reply', { ...reply, repliedOn: '2014-06-24' });
    expect(early).toMatchObject({ status: 422, body: { code: 'DATE_BEFORE_RAISED', details: { field: 'repliedOn' } } });
    const before = { ...reply, effectiveOn: '2014-06-20', lateReason: '迟到' };
    expect(await give('2014-0003', 'give-reply', before)).toMatchObject({
      status: 422,
      body: { code: 'DATE_BEFORE_RAISED', details: { field: 'effectiveOn' } },
    });
  });

  it('tells a reader without power the same of records that are there and of those that are not', async () => {
    const beside = player('branch-secretary', 'b-other');
    const strip = ({ status, body }: ApiAnswer) => {
      const said = Object.entries(body).filter(([name]) => name !== 'instance');
      return { status, body: Object.fromEntries(said) };
    };
    for (const by of [beside, player('teller'), player('public')]) {
      const there = await timeline('2014-0001', by);
      expect(strip(there)).toEqual(strip(await timeline('2014-9999', by)));
      expect(there.status).toBe(403);
      const document = await driver.get('issues', `views/rectification-ledger/documents/${BUREAU}/2014-0001`, by);
      const none = await driver.get('issues', `views/rectification-ledger/documents/${BUREAU}/2014-9999`, by);
      expect(strip(document)).toEqual(strip(none));
    }
    expect((await timeline('2014-9999')).status).toBe(404);
    const low = await timeline('2014-0001', secretary, 0);
    expect(strip(low)).toEqual(strip(await timeline('2014-9999')));
  });
});
