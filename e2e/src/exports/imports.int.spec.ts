import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerWorkbook, type LedgerCells, type LedgerEntry } from '@taizhang/reporting';
import { eventually } from '@taizhang/testkit';
import ExcelJS from 'exceljs';
import { AccessScene } from '../access/access-scene.js';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { credentialsOf, ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import { bytesOf, JobClient, type ShownJob } from './job-client.js';

const EXPORT = 'issues.rectification-ledger-export';
const IMPORT = 'issues.rectification-ledger-import';
const BUREAU = 'wgx-0371';
const LEDGER = 'issues/wgx-0371';
/** A secretary of the branch that answers may raise, sort, assign and set measures there. */
const secretary = credentialsOf({ account: 'acct-wgx-0371.P-9', role: 'branch-secretary', unit: `${BUREAU}/b-jia` }, 2);
const clerk = credentialsOf({ account: 'acct-clerk', role: 'branch-clerk', unit: `${BUREAU}/b-jia` }, 1);
const auditor = credentialsOf({ account: 'acct-a', role: 'audit-admin', unit: BUREAU }, 1);

const issue = (code: string, more: LedgerCells = {}, measures: readonly LedgerCells[] = []): LedgerEntry => ({
  cells: {
    code,
    source: '网民留言',
    class: '2b',
    manifestation: `${code} 的问题`,
    analysis: '流程不清',
    lead: 'b-jia',
    supporting: 'b-yi',
    leader: 'wgx-0371.P-2',
    unit: 'b-jia',
    raisedOn: '2014-07-01',
    wind: '官僚主义',
    cause: '制度性',
    ...more,
  },
  light: 'green',
  measures,
  systemic: true,
  counted: { closed: false, overdue: false, class: '', unit: '' },
});
const measure: LedgerCells = {
  measure: '增设两个窗口',
  measureStandard: '窗口启用',
  measureDeadline: '2014-12-20',
  measureOwner: 'wgx-0371.P-1',
};
const workbook = (...entries: readonly LedgerEntry[]): Promise<Buffer> =>
  bytesOf(ledgerWorkbook({ title: '整改台账', unit: BUREAU, period: '2014', entries }));

/** A workbook as a person changes it in another program. */
async function changed(
  bytes: Buffer,
  change: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer); // typed for another Buffer
  const sheet = book.getWorksheet('整改台账');
  if (sheet === undefined) throw new Error('no ledger');
  change(sheet, book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('imports of the rectification ledger', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  const client = new JobClient(() => deployment);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-imports-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    for (const step of SLICE) await driver.give(step);
  });
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  const run = async (bytes: Buffer, dryRun: boolean, who = secretary): Promise<ShownJob> =>
    client.ended(await client.upload(IMPORT, { bureau: BUREAU, dryRun: String(dryRun) }, bytes, who), who);
  const size = async (): Promise<number> => (await driver.leaves(LEDGER)).length;
  const faultsOf = (job: ShownJob) => job.results.items.flatMap(({ faults }) => faults);

  it('says what it would do, and does nothing, in a dry run', async () => {
    const before = await size();
    const job = await run(
      await workbook(issue('2014-wgx-0101', {}, [measure, { ...measure, measure: '公开办事流程' }])),
      true,
    );
    expect(job).toMatchObject({ state: 'DONE', summary: { dryRun: true, rows: 2, new: 2, same: 0, bad: 0 } });
    expect(job.results.items).toEqual([
      {
        row: 5,
        code: '2014-wgx-0101',
        measure: 'm-1',
        outcome: 'new',
        commands: ['raise-issue', 'triage-issue', 'classify-issue', 'assign-issue', 'set-measure'],
        faults: [],
      },
      { row: 6, code: '2014-wgx-0101', measure: 'm-2', outcome: 'new', commands: ['set-measure'], faults: [] },
    ]);
    expect(await size()).toBe(before);
  });

  it('gives the commands in the real run, under the powers of whoever imports, and nothing the second time', async () => {
    const bytes = await workbook(issue('2014-wgx-0102', {}, [measure, { ...measure, measure: '公开办事流程' }]));
    const before = await size();
    expect(await run(bytes, false)).toMatchObject({
      state: 'DONE',
      summary: { dryRun: false, new: 2, bad: 0, refused: 0 },
    });
    const leaves = (await driver.leaves(LEDGER))
      .slice(before)
      .map((line) => JSON.parse(line) as { type: string; stream: string; actor: { id: string } }); // leaves
    expect(leaves.map(({ type }) => type)).toEqual([
      'issues.IssueRaised',
      'issues.IssueTriaged',
      'issues.IssueClassified',
      'issues.IssueAssigned',
      'issues.MeasureSet',
      'issues.MeasureSet',
    ]);
    for (const { stream, actor } of leaves)
      expect([stream, actor.id]).toEqual(['issue/2014-wgx-0102', 'acct-wgx-0371.P-9']);
    for (const dryRun of [true, false])
      expect(await run(bytes, dryRun)).toMatchObject({ summary: { rows: 2, same: 2, new: 0, changed: 0, bad: 0 } });
    expect(await size()).toBe(before + leaves.length);
  });

  it('exports what was imported, and imports that without a change', async () => {
    await run(await workbook(issue('2014-wgx-0103', {}, [measure])), false);
    await eventually('the view has it', async () => {
      const { status } = await driver.get('issues', `views/rectification-ledger/documents/${BUREAU}/2014-wgx-0103`, {
        account: 'acct-o',
        role: 'campaign-office',
        unit: BUREAU,
      });
      return status === 200;
    });
    const bytes = await client.made(await client.start(EXPORT, { query: { bureau: BUREAU } }, secretary), secretary);
    const job = await run(bytes, true);
    const { same, rows } = job.summary as { same: number; rows: number }; // as the job sums up
    expect(rows).toBeGreaterThanOrEqual(3);
    expect(same).toBe(rows);
    expect(faultsOf(job)).toEqual([]);
  });

  it('takes what a person changed in another program: a measure set anew, one more, and a line end that was lost', async () => {
    await run(await workbook(issue('2014-wgx-0104', {}, [measure])), false);
    const bytes = await client.made(
      await client.start(EXPORT, { query: { bureau: BUREAU, code: '2014-wgx-0104' } }, secretary),
      secretary,
    );
    const edited = await changed(bytes, (sheet) => {
      sheet.getCell('I5').value = new Date('2014-12-25T00:00:00Z');
      sheet.insertRow(6, []);
      sheet.getCell('G6').value = '公开办事流程';
      sheet.getCell('H6').value = '已公开';
      sheet.getCell('I6').value = '2014年12月26日';
      sheet.getCell('M6').value = '(wgx-0371.P-2)';
    });
    const dry = await run(edited, true);
    expect(faultsOf(dry)).toEqual([]);
    expect(dry.results.items.map(({ measure: id, outcome, commands }) => [id, outcome, commands])).toEqual([
      ['m-1', 'changed', ['set-measure']],
      ['m-2', 'new', ['set-measure']],
    ]);
    expect(await run(edited, false)).toMatchObject({ summary: { new: 1, changed: 1 } });
    expect(await run(edited, true)).toMatchObject({ summary: { same: 2 } });
  });

  it('names every bad cell, in both languages, and keeps to the good issues', async () => {
    const bytes = await workbook(
      issue('2014-wgx-0201', { raisedOn: '7 月初', wind: '懒政', source: '道听途说', unit: '群艺馆' }, [
        { ...measure, measureDeadline: '尽快' },
      ]),
      issue('2014-wgx-0202', { lead: 'b-nowhere' }, [measure]),
      issue('2014-wgx-0203', {
        source: '对照检查材料查摆',
        kind: '长期坚持',
        owner: 'wgx-0371.P-1',
        standard: '常态长效',
      }),
      issue('2014-wgx-0204', { deadline: '2013-01-01' }, [measure]),
      issue('7'),
      issue('2014-wgx-0206', { class: '', cause: '' }, [measure]),
      issue('2014-wgx-0207', {}, [{ ...measure, measureDeadline: '2013-01-01' }]),
      issue('2014-wgx-0209', { stage: 'stage-9' }, [measure]),
      issue('2014-wgx-0208', { objective: '平均等候十分钟', status: '整改中' }, [measure]),
      issue('2014-wgx-0210', { leader: 'wgx-0371.P-NOBODY' }, [measure]),
      issue('2014-wgx-0211', { owner: 'nobody.P-X' }, [measure]),
      issue('2014-wgx-0212', {}, [{ ...measure, measureOwner: 'nobody.P-X' }]),
      issue('2014-wgx-0213', { owner: 'wgx-0371.P-1' }, [{ ...measure, measureOwner: 'nobody.P-Y' }]),
    );
    const before = await size();
    const job = await run(bytes, false);
    const found = Object.fromEntries(
      job.results.items.map(({ code, faults }) => [
        code,
        faults.map((fault) => `${fault.sheet} ${fault.cell} ${fault.code} ${fault.level}`),
      ]),
    );
    expect(found).toEqual({
      '2014-wgx-0201': expect.arrayContaining([
        '问题清单 F3 DATE_INVALID bad',
        '问题清单 J3 WORD_UNKNOWN bad',
        '整改台账 B5 WORD_UNKNOWN bad',
        '问题清单 D3 ID_INVALID bad',
        '整改台账 I5 DATE_INVALID bad',
      ]),
      '2014-wgx-0202': ['整改台账 J6 UNIT_UNKNOWN bad'],
      '2014-wgx-0203': expect.arrayContaining(['问题清单 G5 SOURCE_RECORD_MISSING bad']),
      '2014-wgx-0204': ['责任清单 I6 DEADLINE_IN_PAST bad'],
      '7': expect.arrayContaining(['整改台账 A9 CODE_INVALID bad']),
      '2014-wgx-0206': expect.arrayContaining(['整改台账 C10 VALUE_MISSING bad', '问题清单 M8 VALUE_MISSING bad']),
      '2014-wgx-0207': ['责任清单 I9 DEADLINE_IN_PAST bad'],
      '2014-wgx-0209': ['问题清单 E10 STAGE_UNKNOWN bad'],
      '2014-wgx-0210': ['整改台账 L14 PERSON_UNKNOWN bad'],
      '2014-wgx-0211': ['责任清单 H13 PERSON_UNKNOWN bad'],
      '2014-wgx-0212': ['整改台账 M16 PERSON_UNKNOWN bad'],
      '2014-wgx-0213': ['整改台账 M17 PERSON_UNKNOWN bad'],
      '2014-wgx-0208': ['整改台账 O13 NOT_IMPORTED note', '整改台账 F13 NOT_KEPT note'],
    });
    for (const { zh, en } of faultsOf(job))
      expect([/[\u4e00-\u9fff]/.test(zh), /^[A-Z]/.test(en)]).toEqual([true, true]);
    expect(job.summary).toMatchObject({ new: 1, bad: 12 });
    const own = (await driver.leaves(LEDGER)).slice(before);
    expect(own).not.toEqual([]);
    for (const line of own) expect(line).toContain('"stream":"issue/2014-wgx-0208"');
  });

  it('changes nothing of what was said when an issue was raised, nor of what comes from the work', async () => {
    const bytes = await client.made(
      await client.start(EXPORT, { query: { bureau: BUREAU, code: '2014-wgx-0001' } }, secretary),
      secretary,
    );
    const edited = await changed(bytes, (sheet, book) => {
      sheet.getCell('D5').value = '另一个问题';
      sheet.getCell('O5').value = '整改中';
      sheet.getCell('U5').value = '2014-01-01';
      const shown = book.getWorksheet('责任清单')?.getCell('C3');
      if (shown !== undefined) shown.value = 'b-yi';
    });
    const job = await run(edited, false);
    expect(faultsOf(job).map(({ sheet, cell, code }) => `${sheet} ${cell} ${code}`)).toEqual(
      expect.arrayContaining([
        '整改台账 D5 FIXED_ONCE_RAISED',
        '整改台账 O5 COMES_FROM_WORK',
        '整改台账 U5 COMES_FROM_WORK',
        '责任清单 C3 CHANGE_ON_LEDGER_SHEET',
      ]),
    );
    expect(job.summary).toMatchObject({ bad: 1, changed: 0 });
  });

  it('does no more than whoever imports may, and what is refused is on record', async () => {
    const before = await size();
    const job = await run(await workbook(issue('2014-wgx-0301', {}, [measure])), false, clerk);
    expect(faultsOf(job)).toEqual([expect.objectContaining({ sheet: '责任清单', cell: 'F3', code: 'FORBIDDEN' })]);
    expect(await size()).toBe(before);
    // Of another branch he does not even see that there is such an issue.
    const stranger = credentialsOf({ account: 'acct-s', role: 'branch-secretary', unit: `${BUREAU}/b-yi` }, 1);
    const other = await run(
      await workbook(issue('2014-wgx-0002', { unit: 'b-yi', lead: 'b-yi', supporting: '' }, [measure])),
      false,
      stranger,
    );
    expect(faultsOf(other).map(({ code }) => code)).toEqual(['ISSUE_ALREADY_RAISED']);
    const superior = credentialsOf({ account: 'acct-x', role: 'campaign-office', unit: 'wgx-0372' }, 3);
    expect((await client.upload(IMPORT, { bureau: BUREAU }, await workbook(), superior)).body.code).toBe('FORBIDDEN');
    expect(await new AccessScene(deployment).rows('act=REFUSED&account=acct-wgx-0371.P-O1', auditor)).not.toEqual([]);
  });

  it.each<[string, () => Promise<Buffer>, string]>([
    [
      'is none',
      () => Promise.resolve(Buffer.from('not a workbook, however long it is '.repeat(10))),
      'WORKBOOK_UNREADABLE',
    ],
    ['has no ledger', () => withoutLedger(), 'SHEET_MISSING'],
  ])('fails for a workbook that %s', async (_what, make, code) => {
    const job = await run(await make(), false);
    const told = job.failure === null ? JSON.stringify(job.summary) : job.failure.code;
    expect(told).toContain(code);
  });

  it('is refused beyond its size, as something else, and without its parameters', async () => {
    const bytes = await workbook();
    const refused = async (params: Record<string, string>, file: Buffer, headers = {}) => {
      const { status, body } = await client.upload(IMPORT, params, file, secretary, headers);
      return [status, body.code];
    };
    const large = Buffer.concat([bytes, Buffer.alloc(11 * 1024 * 1024)]);
    const answer = await refused({ bureau: BUREAU }, large).catch(() => 'closed'); // the server need not read on
    expect([[413, 'BODY_TOO_LARGE'], 'closed']).toContainEqual(answer);
    expect(await refused({ bureau: BUREAU }, bytes, { 'content-type': 'text/html' })).toEqual([
      415,
      'BLOB_TYPE_REFUSED',
    ]);
    expect(await refused({ bureau: BUREAU }, Buffer.from('{}'), { 'content-type': 'application/json' })).toEqual([
      415,
      'BLOB_TYPE_REFUSED',
    ]);
    expect(await refused({}, bytes)).toEqual([422, 'INPUT_INVALID']);
    expect(await refused({ bureau: BUREAU, dryRun: 'maybe' }, bytes)).toEqual([422, 'INPUT_INVALID']);
    expect((await client.start(EXPORT, { bureau: BUREAU }, secretary)).body.code).toBe('UNKNOWN_FIELD');
  });

  it('goes on after kill -9 behind the rows that are done, and does each once', async () => {
    const ISSUES = 60;
    const bytes = await workbook(
      ...Array.from({ length: ISSUES }, (_none, i) => issue(`2014-wgx-${String(4_000 + i)}`, {}, [measure])),
    );
    const before = await size();
    const started = await client.upload(IMPORT, { bureau: BUREAU, dryRun: 'false' }, bytes, secretary);
    await eventually(
      'some are done',
      async () => (await client.show(started.body.id, secretary)).body.results.count > 3,
    );
    await deployment.hostOf('issues').kill();
    const between = (await readdir(folder)).length;
    expect(between).toBeGreaterThan(0);
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    const job = await client.ended(started, secretary);
    expect(job).toMatchObject({
      state: 'DONE',
      summary: { issues: ISSUES, rows: ISSUES, bad: 0, refused: 0 },
      results: { count: ISSUES },
    });
    expect(await size()).toBe(before + ISSUES * 5);
    expect(await run(bytes, true)).toMatchObject({ summary: { same: ISSUES, new: 0, changed: 0 } });
  }, 300_000);
});

async function withoutLedger(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('别的');
  return Buffer.from(await book.xlsx.writeBuffer());
}
