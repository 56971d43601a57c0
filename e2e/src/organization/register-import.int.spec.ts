import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { JobClient, type ShownJob } from '../exports/job-client.js';
import { accountOf, APPOINTER, People } from '../powers/people.js';

const IMPORT = 'organization.register-import';
const SYSTEM = 'bur-1.P-system';
const SECRETARY = 'bur-1.P-secretary';
const system = accountOf(SYSTEM);
const secretary = accountOf(SECRETARY);
const LEDGER = 'organization/bur-1';

type Sheets = Readonly<Record<string, readonly (readonly string[])[]>>;
const HEADERS: Sheets = {
  单位: [['单位代码', '外部编号', '层级', '上级代码', '单位名称', '设立日期']],
  人员: [['外部编号', '姓名', '所在单位', '登记日期']],
  任职: [['人员外部编号', '职务', '任职单位', '任职日期', '免职日期', '密级', '任职依据']],
};

async function workbook(sheets: Sheets): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of [...(HEADERS[name] ?? []), ...rows]) sheet.addRow(row);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

const FILE: Sheets = {
  单位: [
    ['b-jia', 'O-1', '支部', '', '甲支部', '2014-01-01'],
    ['b-bing', 'O-3', '', '', '丙支部', '2014-02-01'],
  ],
  人员: [
    ['HR 0001', '虚构甲', 'O-3', '2014-03-01'],
    ['HR 0002', '虚构乙', '', '2014-03-01'],
  ],
  任职: [
    ['HR 0001', '一把手', 'b-bing', '2014-03-01', '', '1', '任职文件'],
    ['HR 0002', '支部委员', 'O-1', '2014-03-01', '', '', '任职文件'],
  ],
};

describe('units, persons and posts from Excel', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let people: People;
  const client = new JobClient(() => deployment);
  const run = async (sheets: Sheets, dryRun: boolean, who: string): Promise<ShownJob> => {
    const params = { bureau: 'bur-1', system: 'hr', dryRun: String(dryRun) };
    return client.ended(await client.upload(IMPORT, params, await workbook(sheets), who), who);
  };
  const outcomes = ({ results }: ShownJob) => results.items.map(({ outcome }) => outcome);
  const size = async (): Promise<number> => (await driver.leaves(LEDGER)).length;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-register-import-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    people = new People(deployment);
    await driver.setClock('2014-03-01T09:00:00+08:00');
    await people.organization([SYSTEM, SECRETARY]);
    await people.grant(SYSTEM, 'system-admin', 'bur-1', { from: '2014-03-01', clearance: 2 });
    const body = 'organization/bur-1/body/committee';
    await people.done(APPOINTER, `${body}/form-body`, {
      kind: 'PARTY_COMMITTEE',
      unit: 'bur-1',
      name: '局党委',
      from: '2014-03-01',
    });
    const post = { person: SECRETARY, post: 'SECRETARY', from: '2014-03-01', clearance: 2, basis: '任职文件' };
    await people.done(APPOINTER, `${body}/join-body`, post);
  });
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  it('says what it would do, and does nothing, in a dry run', async () => {
    const before = await size();
    const job = await run(FILE, true, system);
    expect(job.results.items.flatMap(({ faults }) => faults)).toEqual([]);
    expect(job).toMatchObject({
      state: 'DONE',
      summary: { dryRun: true, rows: 6, new: 5, changed: 1, bad: 0, faults: [] },
    });
    expect(job.results.items).toMatchObject([
      { sheet: '单位', row: 2, outcome: 'changed', commands: ['rename-unit', 'link-unit-outside-id'], faults: [] },
      { sheet: '单位', row: 3, outcome: 'new', commands: ['register-unit'] },
      { sheet: '人员', row: 2, outcome: 'new', commands: ['register-person'] },
      { sheet: '人员', row: 3, outcome: 'new', commands: ['register-person'] },
      { sheet: '任职', row: 2, outcome: 'new', commands: ['appoint-principal'] },
      { sheet: '任职', row: 3, outcome: 'new', commands: ['grant-role'] },
    ]);
    expect(await size()).toBe(before);
  });

  it('gives each command under the powers of whoever imports: one registers, another appoints', async () => {
    const registered = await run(FILE, false, system);
    expect(outcomes(registered)).toEqual(['changed', 'new', 'new', 'new', 'bad', 'bad']);
    expect(registered.results.items[4]?.faults).toMatchObject([{ sheet: '任职', cell: 'C2', code: 'FORBIDDEN' }]);
    const appointed = await run(FILE, false, secretary);
    expect(outcomes(appointed)).toEqual(['same', 'same', 'same', 'same', 'new', 'new']);
    await driver.settle();
    const { body } = await people.ask(secretary, 'organization/views/persons?bureau=bur-1');
    expect(body['items']).toHaveLength(4);
    expect(body['items']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          doc: expect.objectContaining({
            name: '虚构甲',
            unit: 'b-bing',
            outside: [{ system: 'hr', outside: 'HR 0001' }],
          }) as unknown, // matchers are of type any
        }),
      ]),
    );
    const history = await people.ask(secretary, 'organization/queries/unit-history?bureau=bur-1&unit=b-bing');
    expect(history.body).toMatchObject({ principals: [{ vacant: true }, { vacant: false, from: '2014-03-01' }] });
  });

  it('changes nothing the second time, whoever runs it', async () => {
    const before = await size();
    for (const who of [system, secretary])
      for (const dryRun of [true, false])
        expect(await run(FILE, dryRun, who)).toMatchObject({
          summary: { rows: 6, same: 6, new: 0, changed: 0, bad: 0 },
        });
    expect(await size()).toBe(before);
  });

  it('takes what is right, and names every cell that is not', async () => {
    const job = await run(
      {
        单位: [
          ['b-jia', 'O-3', '科', '', '', '昨天'],
          ['b-ding', '', '', '', '丁支部', '2014-03-01'],
        ],
        人员: [['HR 0003', '虚构丙', 'b-none', '2014-03-01']],
        任职: [],
      },
      false,
      system,
    );
    expect(outcomes(job)).toEqual(['bad', 'new', 'bad']);
    const faults = job.results.items.flatMap((item) => item.faults.map(({ cell, code }) => `${cell} ${code}`));
    expect(faults).toEqual([
      'C2 WORD_UNKNOWN',
      'E2 VALUE_MISSING',
      'F2 DATE_INVALID',
      'B2 CODE_DIFFERS',
      'B2 OUTSIDE_ID_DIFFERS',
      'C2 UNIT_NOT_FOUND',
    ]);
  });

  it('registers nobody twice: a number is one person’s, and whoever may not see the numbers brings none', async () => {
    const taken = { unit: 'bur-1', name: '虚构丁', from: '2014-03-01', outside: { system: 'hr', outside: 'HR 0001' } };
    const told = await people.give(system, 'organization/bur-1/person/bur-1.P-9/register-person', taken);
    expect(told).toMatchObject({ status: 409, body: { code: 'OUTSIDE_ID_TAKEN' } });
    await people.grant('bur-1.P-secretary', 'campaign-office', 'bur-1', { from: '2014-03-01', clearance: 1 });
    const blind = `Test acct-blind;system-admin;bur-1;1`;
    const job = await run({ ...FILE, 任职: [] }, false, blind);
    expect(outcomes(job)).toEqual(['same', 'same', 'bad', 'bad']);
    expect(job.results.items[2]?.faults).toMatchObject([{ cell: 'A2', code: 'IDS_NOT_SEEN' }]);
  });

  it('refuses a header that lacks a column, and people who may not read the register', async () => {
    const job = await run({ 人员: [['x']], 单位: [] }, true, system);
    expect(job).toMatchObject({ state: 'DONE' });
    const book = new ExcelJS.Workbook();
    book.addWorksheet('人员').addRow(['姓名', '登记日期']);
    const params = { bureau: 'bur-1', system: 'hr' };
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const headless = await client.ended(await client.upload(IMPORT, params, bytes, system), system);
    expect(headless.summary).toMatchObject({ rows: 0, faults: [{ sheet: '人员', code: 'HEADER_MISSING' }] });
    const stranger = await client.upload(IMPORT, params, bytes, accountOf('bur-1.P-nobody'));
    expect([stranger.status, stranger.body.code]).toEqual([403, 'FORBIDDEN']);
  });
});
