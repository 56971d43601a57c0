import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { accountOf, codeOf, People } from '../powers/people.js';

const OFFICE = 'bur-1.P-1';
const HEAD = 'bur-1.P-2';
const CITY = 'bur-1.P-3';
const PROVINCE = 'bur-1.P-4';
const COMMITTEE = 'bur-1.P-5';
const DISCIPLINE = 'bur-1.P-6';
const CLERK = 'bur-1.P-7';
const CITY_OFFICE = 'bur-1.P-8';

const FORM = {
  kind: 'APPEAL',
  form: 'LETTER',
  petitioner: 's-1',
  content: '请求解决馆舍漏雨',
  names: '某群众丙',
  contact: '示例市示例路二号',
};
const X = 'issues/bur-1/petition/x-1';
const AGAIN = { ...FORM, matter: 'bur-1/x-1' };
const UPHELD = { outcome: 'UPHELD', opinion: '维持意见' };

/** Rows of scenario C: date, who, path and verb, what was said, and how it comes out. */
type Row = readonly [on: string, by: string, path: string, input: JsonObject, outcome: string];

const ROWS: readonly Row[] = [
  ['2014-07-10', OFFICE, `${X}/accept-petition`, {}, 'done'],
  ['2014-08-01', CITY_OFFICE, 'issues/city-a/petition/y-1/receive-petition', AGAIN, 'SAME_MATTER_IN_TIME'],
  ['2014-09-05', OFFICE, `${X}/extend-petition`, { until: '2014-10-08', reason: '情况复杂' }, 'FORBIDDEN'],
  ['2014-09-05', HEAD, `${X}/extend-petition`, { until: '2014-10-09', reason: '情况复杂' }, 'EXTENSION_TOO_LONG'],
  ['2014-09-05', HEAD, `${X}/extend-petition`, { until: '2014-10-08', reason: '情况复杂' }, 'done'],
  ['2014-10-06', CITY, `${X}/conclude-petition`, { outcome: 'SUPPORTED', opinion: '同意修缮' }, 'FORBIDDEN'],
  ['2014-10-06', OFFICE, `${X}/conclude-petition`, { outcome: 'SUPPORTED', opinion: '同意修缮' }, 'done'],
  ['2014-10-08', OFFICE, `${X}/serve-opinion`, {}, 'done'],
  ['2014-11-05', CITY, `${X}/request-review`, { unit: 'city-a', grounds: '修缮不彻底' }, 'done'],
  ['2014-12-03', OFFICE, `${X}/review-petition`, UPHELD, 'FORBIDDEN'],
  ['2014-12-03', CITY, `${X}/review-petition`, UPHELD, 'done'],
  ['2014-12-03', CITY, `${X}/serve-opinion`, {}, 'done'],
  ['2014-12-30', PROVINCE, `${X}/request-recheck`, { unit: 'prov', grounds: '仍不满意' }, 'done'],
  ['2015-01-03', PROVINCE, `${X}/request-recheck`, { unit: 'prov', grounds: '又一次' }, 'RECHECK_TOO_LATE'],
  ['2015-01-28', PROVINCE, `${X}/recheck-petition`, UPHELD, 'done'],
  ['2015-01-28', OFFICE, `${X}/finalise-petition`, { conclusion: '予以终结' }, 'done'],
  ['2015-02-01', OFFICE, 'issues/bur-1/petition/x-2/receive-petition', AGAIN, 'SAME_FACTS_FINAL'],
];

/** What scenario C expects of petitions: one of each. */
const EVENTS = [
  'PetitionReceived',
  'PetitionAccepted',
  'PetitionExtended',
  'PetitionConcluded',
  'PetitionReviewRequested',
  'PetitionReviewed',
  'PetitionRecheckRequested',
  'PetitionRechecked',
  'PetitionFinalised',
];

describe('the petition of scenario C on a running host [C3.17]', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let people: People;
  let receipt: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-petitions-'));
    deployment = await startEmbedded(folder, { TAIZHANG_LIMIT_PUBLIC: '0' });
    driver = new ScenarioDriver(deployment);
    people = new People(deployment);
    await driver.setClock('2014-07-01T09:00:00+08:00');
    await people.organization([OFFICE, HEAD, CITY, PROVINCE, COMMITTEE, DISCIPLINE, CLERK, CITY_OFFICE]);
    const from = { from: '2014-07-01' };
    const restricted = { ...from, clearance: 2 };
    await people.grant(OFFICE, 'campaign-office', 'bur-1', restricted);
    await people.grant(CITY, 'superior-office', 'city-a', restricted);
    await people.grant(CITY_OFFICE, 'campaign-office', 'city-a', restricted);
    await people.grant(PROVINCE, 'superior-office', 'prov', restricted);
    await people.grant(DISCIPLINE, 'discipline-office', 'bur-1', { ...from, clearance: 3 });
    await people.grant(CLERK, 'branch-secretary', 'bur-1/b-yi', restricted);
    await people.policyOf('city-a', COMMITTEE, '2014-07-01');
    const committee = accountOf(COMMITTEE);
    const head = { person: HEAD, basis: '任职文件', ...from };
    await people.done(committee, 'organization/bur-1/unit/bur-1/appoint-principal', head);
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  /** Says `at` ten on a day, and gives a command. */
  const give = async (on: string, by: string, path: string, input: JsonObject) => {
    await driver.setClock(`${on}T10:00:00+08:00`);
    const told = await people.give(accountOf(by), path, input);
    await driver.settle();
    return codeOf(told);
  };
  const exchange = async (body: JsonObject) => {
    const response = await fetch(`${deployment.urlOf('issues')}/api/public/petition/exchange`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as JsonObject }; // our API answers objects
  };
  const list = async (person: string, view: string, query = '') => {
    const { status, body } = await people.ask(accountOf(person), `issues/views/${view}${query}`);
    const items = (body['items'] ?? []) as readonly { readonly key: string; readonly doc: JsonObject }[]; // as lists are answered
    return { status, items };
  };
  const due = async (person: string, bureau: string, on: string) => {
    const { body } = await people.ask(accountOf(person), `issues/queries/petitions-due?bureau=${bureau}&on=${on}`);
    return body['petitions'];
  };

  it('is registered, and gets its receipt code before it is accepted', async () => {
    expect(await give('2014-07-01', CLERK, `${X}/receive-petition`, FORM)).toBe('FORBIDDEN');
    expect(await give('2014-07-01', OFFICE, `${X}/receive-petition`, FORM)).toBe('done');
    expect(await give('2014-07-01', OFFICE, `${X}/accept-petition`, {})).toBe('RECEIPT_NOT_ISSUED');
    expect((await people.give(accountOf(CLERK), `${X}/receipt`, {})).status).toBe(403);
    const told = await people.give(accountOf(OFFICE), `${X}/receipt`, {});
    expect(told).toEqual({ status: 200, body: { receipt: expect.any(String) as unknown } }); // matchers are of type any
    receipt = String(told.body['receipt']);
    await driver.settle();
    expect(await exchange({ receipt })).toMatchObject({
      status: 200,
      body: { status: 'RECEIVED', kind: 'APPEAL', dueOn: '2014-07-16', opinions: [] },
    });
  });

  it('is overdue on the day after its limit, for the bureau and those above', async () => {
    const overdue = { bureau: 'bur-1', petition: 'x-1', status: 'RECEIVED', unit: 'bur-1', dueOn: '2014-07-16' };
    expect(await due(OFFICE, 'bur-1', '2014-07-16')).toEqual([]);
    expect(await due(OFFICE, 'bur-1', '2014-07-17')).toEqual([{ ...overdue, daysLate: 1, light: 'RED' }]);
    expect(await due(CITY, 'city-a', '2014-07-17')).toEqual([{ ...overdue, daysLate: 1, light: 'RED' }]);
  });

  it('comes out row by row, with every refusal', async () => {
    const outcomes: (readonly [string, string, string])[] = [];
    for (const [on, by, path, input] of ROWS) outcomes.push([on, path, await give(on, by, path, input)]);
    expect(outcomes).toEqual(ROWS.map(([on, , path, , outcome]) => [on, path, outcome]));
  });

  it('leaves one of each event that the scenario counts, with the limits that it names, and is final', async () => {
    const leaves = await driver.leaves('issues/bur-1');
    const found = leaves.map((leaf) => JSON.parse(leaf) as { readonly type: string; readonly data: JsonObject }); // leaves
    for (const name of EVENTS) expect(found.filter(({ type }) => type === `issues.${name}`)).toHaveLength(1);
    const limitOf = (name: string, field = 'dueOn') =>
      found.filter(({ type }) => type === `issues.${name}`).map(({ data }) => data[field]);
    expect(limitOf('PetitionReceived')).toEqual(['2014-07-16']);
    expect(limitOf('PetitionAccepted')).toEqual(['2014-09-08']);
    expect(limitOf('PetitionExtended', 'until')).toEqual(['2014-10-08']);
    expect(limitOf('PetitionOpinionServed', 'requestBy')).toEqual(['2014-11-07', '2015-01-02']);
    expect(limitOf('PetitionReviewRequested')).toEqual(['2014-12-05']);
    expect(limitOf('PetitionRecheckRequested')).toEqual(['2015-01-29']);
    expect((await list(OFFICE, 'petitions')).items).toMatchObject([
      { key: 'x-1', doc: { status: 'FINAL', names: FORM.names, content: FORM.content } },
    ]);
    expect((await list(CITY, 'petitions', '?bureau=bur-1')).items).toMatchObject([{ key: 'x-1' }]);
    expect((await list(CLERK, 'petitions')).items).toEqual([]);
  });

  it('is read and rated by its petitioner, once, and by nobody without the code', async () => {
    expect(await exchange({ receipt })).toMatchObject({
      status: 200,
      body: {
        status: 'FINAL',
        extensionReason: '情况复杂',
        opinions: [
          { stage: 'HANDLING', outcome: 'SUPPORTED', text: '同意修缮' },
          { stage: 'REVIEW', text: UPHELD.opinion },
          { stage: 'RECHECK', text: UPHELD.opinion },
        ],
        rated: [],
      },
    });
    const rating = { receipt, rating: 'BASICALLY_SATISFIED', comment: '总算解决' };
    expect((await exchange(rating)).status).toBe(200);
    await driver.settle();
    expect((await exchange({ receipt })).body['rated']).toEqual(['RECHECK']);
    expect(await exchange(rating)).toMatchObject({ status: 409, body: { code: 'ALREADY_RATED' } });
    const wrong = `${receipt.slice(0, -1)}${receipt.endsWith('0') ? '1' : '0'}`;
    for (const body of [{ receipt: wrong }, { ...rating, receipt: wrong }, { receipt: '' }])
      expect(await exchange(body)).toMatchObject({ status: 404, body: { code: 'RECEIPT_UNKNOWN' } });
    expect((await exchange({ receipt, rating: 'EXCELLENT' })).status).toBe(422);
  });

  it('of another kind accuses: it never goes to the accused unit, and only the discipline office sees it', async () => {
    const accusing = { ...FORM, kind: 'ACCUSATION', accusedUnits: ['b-yi'], content: '收受礼金', names: '某群众丁' };
    const path = 'issues/bur-1/petition/z-1';
    expect(await give('2015-02-02', OFFICE, `${path}/receive-petition`, accusing)).toBe('ACCUSATION_DISCIPLINE_ONLY');
    expect(await give('2015-02-02', DISCIPLINE, `${path}/receive-petition`, accusing)).toBe('done');
    const transfer = { to: 'b-yi', mode: 'TRANSFER', reason: '请办理' };
    expect(await give('2015-02-02', DISCIPLINE, `${path}/transfer-petition`, transfer)).toBe('ACCUSED_UNIT');
    expect(await give('2015-02-02', OFFICE, `${path}/accept-petition`, {})).toBe('ACCUSATION_DISCIPLINE_ONLY');
    expect((await list(DISCIPLINE, 'accusations')).items).toMatchObject([
      { key: 'z-1', doc: { content: '收受礼金', names: '某群众丁' } },
    ]);
    expect((await list(OFFICE, 'accusations')).status).toBe(403);
    for (const person of [OFFICE, HEAD, CITY, CLERK])
      expect(JSON.stringify((await list(person, 'petitions', '?bureau=bur-1')).items)).not.toContain('z-1');
    expect((await people.ask(accountOf(OFFICE), `${path}/timeline`)).status).toBe(403);
  });

  it('has its jurisdiction disputed within five working days, and decided above', async () => {
    const path = 'issues/bur-1/petition/w-1';
    expect(
      await give('2015-02-02', OFFICE, `${path}/receive-petition`, {
        ...FORM,
        form: 'VISIT',
        persons: 6,
        representatives: 6,
      }),
    ).toBe('TOO_MANY_REPRESENTATIVES');
    expect(await give('2015-02-02', OFFICE, `${path}/receive-petition`, FORM)).toBe('done');
    const transfer = { to: 'b-yi', mode: 'ASSIGN', reason: '请办理' };
    expect(await give('2015-02-02', OFFICE, `${path}/transfer-petition`, transfer)).toBe('done');
    expect(
      await give('2015-02-10', CLERK, `${path}/object-to-jurisdiction`, { unit: 'b-yi', reason: '非本支部' }),
    ).toBe('OBJECTION_TOO_LATE');
    expect(
      await give('2015-02-09', CLERK, `${path}/object-to-jurisdiction`, { unit: 'b-yi', reason: '非本支部' }),
    ).toBe('done');
    expect(await give('2015-02-10', CLERK, `${path}/decide-jurisdiction`, { to: 'b-yi', reason: '由其办理' })).toBe(
      'FORBIDDEN',
    );
    expect(await give('2015-02-10', OFFICE, `${path}/decide-jurisdiction`, { to: 'b-yi', reason: '由其办理' })).toBe(
      'done',
    );
    expect((await list(CLERK, 'petitions')).items).toMatchObject([{ key: 'w-1', doc: { handler: 'bur-1/b-yi' } }]);
  });
});
