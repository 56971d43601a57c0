import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { accountOf, People } from '../powers/people.js';

const OFFICE = 'bur-1.P-1';
const CLERK_JIA = 'bur-1.P-2';
const CLERK_YI = 'bur-1.P-3';
const CITY = 'bur-1.P-4';
const PERSONS = [OFFICE, CLERK_JIA, CLERK_YI, CITY];
const UNANSWERED = 'issues/omissions/unanswered-origins';

describe('reports of omissions on a running host', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let people: People;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-omissions-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    people = new People(deployment);
    await driver.setClock('2014-07-01T09:00:00+08:00');
    await people.organization(PERSONS);
    await people.grant(OFFICE, 'campaign-office', 'bur-1', { from: '2014-07-01' });
    await people.grant(CLERK_JIA, 'branch-clerk', 'bur-1/b-jia', { from: '2014-07-01' });
    await people.grant(CLERK_YI, 'branch-clerk', 'bur-1/b-yi', { from: '2014-07-01' });
    await people.grant(CITY, 'superior-office', 'city-a', { from: '2014-07-01' });
    expect(await people.raise(accountOf(CLERK_JIA), '2014-0001', 'b-jia')).toBe('done');
    expect(await people.raise(accountOf(CLERK_JIA), '2014-0002', 'b-jia')).toBe('done');
    expect(await people.raise(accountOf(CLERK_YI), '2014-0003', 'b-yi')).toBe('done');
    await driver.settle();
    await driver.setClock('2014-07-11T09:00:00+08:00');
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const ask = (person: string, query = '', report = UNANSWERED) =>
    people.ask(accountOf(person), query === '' ? report : `${report}?${query}`);
  const subjects = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    if (status !== 200) return body['code'];
    const rows = body['rows'] as readonly JsonObject[]; // as the report answers
    return rows.map(({ bureau, unit, subject }) => `${String(bureau)}/${String(unit)} ${String(subject)}`);
  };
  const [one, two, three] = ['b-jia issue/2014-0001', 'b-jia issue/2014-0002', 'b-yi issue/2014-0003'].map(
    (row) => `bur-1/${row}`,
  );

  it('[C1.0.a] [C1.0.b] say who has not done what by when', async () => {
    const { body } = await ask(CLERK_JIA);
    expect(body).toMatchObject({
      report: 'unanswered-origins',
      clauses: ['C1.0.b', 'C1.0.c', 'C1.0.d', 'C1.0.e'],
      title: { zh: '未回应的意见和问题' },
      on: '2014-07-11',
    });
    const [first] = body['rows'] as readonly JsonObject[]; // as the report answers
    expect(first).toMatchObject({
      bureau: 'bur-1',
      unit: 'b-jia',
      person: null,
      duty: 'REPLY_TO_MASSES',
      subject: 'issue/2014-0001',
      dueOn: null,
    });
    expect(await subjects(OFFICE, '', 'issues/omissions/issues-without-owner')).toEqual([one, two, three]);
  });

  it('show to everybody what lies within his reach: a branch its own, the city all below it', async () => {
    expect(await subjects(CLERK_JIA)).toEqual([one, two]);
    expect(await subjects(CLERK_YI)).toEqual([three]);
    expect(await subjects(OFFICE)).toEqual([one, two, three]);
    expect(await subjects(CITY)).toEqual([one, two, three]);
    expect(await subjects(CITY, 'unit=bur-1')).toEqual([one, two, three]);
    expect(await subjects(CITY, 'unit=bur-1/b-yi')).toEqual([three]);
    expect(await subjects(OFFICE, 'unit=city-a')).toBe('FORBIDDEN');
    expect(await subjects(CLERK_JIA, 'unit=bur-1/b-yi')).toEqual([]);
  });

  it('are paged, stand as of a day, and show the reader’s own write', async () => {
    const { body } = await ask(OFFICE, 'limit=2');
    expect(await subjects(OFFICE, `limit=2&cursor=${String(body['next'])}`)).toEqual([three]);
    expect(await subjects(OFFICE, 'on=2014-02-01')).toEqual([]);
    const reply = { origin: 'o-1', channel: 'LETTER', repliedOn: '2014-07-11', attitude: 'SATISFIED', reply: '已答复' };
    const given = await people.give(accountOf(CLERK_YI), 'issues/bur-1/issue/2014-0003/give-reply', reply);
    expect(given.status).toBe(200);
    expect(await people.raise(accountOf(CLERK_YI), '2014-0004', 'b-yi')).toBe('done');
    await driver.settle();
    expect(await subjects(CLERK_YI)).toEqual(['bur-1/b-yi issue/2014-0004']);
  });

  it('are files for spreadsheets as well, the next of which begins where the header says', async () => {
    const get = (query: string) =>
      fetch(`${deployment.urlOf('issues')}/api/${UNANSWERED}?format=csv&${query}`, {
        headers: { authorization: accountOf(OFFICE) },
      });
    const first = await get('limit=2');
    expect(first.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(first.headers.get('content-disposition')).toBe('attachment; filename="unanswered-origins.csv"');
    const lines = (await first.text()).split('\r\n');
    expect(lines.slice(1, 3).map((line) => line.split(',')[4])).toEqual(['issue/2014-0001', 'issue/2014-0002']);
    const rest = await get(`cursor=${first.headers.get('taizhang-next') ?? ''}`);
    expect(rest.headers.get('taizhang-next')).toBeNull();
    expect(await rest.text()).toContain('issue/2014-0004');
  });

  it.each([
    ['an unknown report', 'issues/omissions/rumours', 404, 'UNKNOWN_VIEW'],
    ['one of another context', 'evaluation/omissions/unanswered-origins', 404, 'UNKNOWN_VIEW'],
    ['a parameter that it has not', `${UNANSWERED}?colour=1`, 400, 'PARAMETER_INVALID'],
    ['a day that is none', `${UNANSWERED}?on=2014-02-30`, 400, 'PARAMETER_INVALID'],
    ['a report above the reader’s clearance', 'evaluation/omissions/feedback-not-given', 403, 'FORBIDDEN'],
  ])('refuse %s', async (_what, path, status, code) => {
    const told = await people.ask(accountOf(OFFICE), path);
    expect([told.status, told.body['code']]).toEqual([status, code]);
  });
});
