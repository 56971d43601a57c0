import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLedgerWorkbook } from '@taizhang/reporting';
import { eventually } from '@taizhang/testkit';
import { AccessScene } from '../access/access-scene.js';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { credentialsOf, ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import type { Step } from '../slice/step.js';
import { JobClient, XLSX } from './job-client.js';

const EXPORT = 'issues.rectification-ledger-export';
const IMPORT = 'issues.rectification-ledger-import';
const BUREAU = 'wgx-0371';
const office = credentialsOf({ account: 'acct-office', role: 'campaign-office', unit: BUREAU }, 2);
const officeLow = credentialsOf({ account: 'acct-office', role: 'campaign-office', unit: BUREAU }, 1);
const colleague = credentialsOf({ account: 'acct-other', role: 'campaign-office', unit: BUREAU }, 3);
const auditor = credentialsOf({ account: 'acct-a', role: 'audit-admin', unit: BUREAU }, 1);

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('exports of the rectification ledger and of lists', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  const client = new JobClient(() => deployment);
  const kept = () => filesIn(join(folder, 'blobs', 'jobs'));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-exports-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    for (const step of SLICE) await driver.give(step);
  });
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  it('gives the ledger as Excel, with what its reader may see', async () => {
    const started = await client.start(EXPORT, { query: { bureau: BUREAU } }, office);
    expect(started).toMatchObject({ status: 202, body: { kind: EXPORT, file: null } });
    const job = await client.ended(started, office);
    expect(job).toMatchObject({ state: 'DONE', progress: { done: 2, total: 2 }, failure: null });
    const response = await client.file(job.id, office);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': XLSX,
      'content-length': String(job.file?.size),
      'content-disposition': expect.stringMatching(/^attachment; filename="export\.xlsx"; filename\*=UTF-8''%E6%95%B4/),
      'cache-control': 'no-store',
    });
    const { issues, faults } = await readLedgerWorkbook(Buffer.from(await response.arrayBuffer()));
    expect(faults).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(['2014-wgx-0001', '2014-wgx-0002']);
    const text = (column: 'manifestation' | 'originator' | 'status' | 'standard') => issues[0]?.cells.get(column)?.text;
    expect([text('manifestation'), text('originator'), text('status'), text('standard')]).toEqual([
      '窗口排队时间长',
      '某群众',
      '已销号',
      '平均等候不超过十分钟 😀 𠮷',
    ]);
    expect(issues[0]?.measures.map(({ id, cells }) => [id, cells.get('measure')?.text])).toEqual([
      ['m-1', '增设两个窗口'],
    ]);
  });

  it('leaves out what is classified above the clearance', async () => {
    const bytes = await client.made(await client.start(EXPORT, {}, officeLow), officeLow);
    const { issues } = await readLedgerWorkbook(bytes);
    expect(issues[0]?.cells.get('originator')?.text).toBe('');
    expect(issues[0]?.cells.get('manifestation')?.text).toBe('窗口排队时间长');
  });

  it('keeps to the scope, the filters and the columns that were chosen', async () => {
    const codes = async (params: object) => {
      const { issues } = await readLedgerWorkbook(
        await client.made(await client.start(EXPORT, params, office), office),
      );
      return issues.map(({ code }) => code);
    };
    const query = { bureau: BUREAU, status: 'CLOSED', sort: 'code', limit: '1' };
    expect(await codes({ scope: 'filter', query })).toEqual(['2014-wgx-0001']);
    expect(await codes({ scope: 'all', query })).toEqual(['2014-wgx-0001', '2014-wgx-0002']);
    expect(await codes({ scope: 'page', query: { bureau: BUREAU, sort: '-code', limit: '1' } })).toEqual([
      '2014-wgx-0002',
    ]);
    const csv = await client.made(
      await client.start(
        EXPORT,
        { format: 'csv', columns: ['manifestation', 'status'], query: { bureau: BUREAU } },
        office,
      ),
      office,
    );
    expect(csv.toString('utf8')).toBe(
      '\ufeff序号,具体表现,状态\r\n2014-wgx-0001,窗口排队时间长,已销号\r\n2014-wgx-0002,学习不够深入,已登记\r\n',
    );
  });

  it('gives any list as CSV', async () => {
    const params = { view: 'unit-directory', query: { level: 'BRANCH' }, columns: ['key', 'level', 'parent'] };
    const csv = await client.made(await client.start('issues.view-export', params, office), office);
    expect(csv.toString('utf8')).toBe('\ufeffkey,level,parent\r\nb-jia,BRANCH,wgx-0371\r\nb-yi,BRANCH,wgx-0371\r\n');
    const whole = await client.made(
      await client.start('issues.view-export', { view: 'rectification-ledger' }, office),
      office,
    );
    const [header = ''] = whole.toString('utf8').split('\r\n', 1);
    expect(header).toContain('ledger,key,');
    expect(header.split(',')).toEqual(expect.arrayContaining(['manifestation', 'measures', 'status']));
  });

  it('is on record before it is handed out: who took what, of which ledger', async () => {
    const job = await client.ended(await client.start(EXPORT, { query: { bureau: BUREAU } }, office), office);
    const filter = `act=EXPORTED&record=${job.id}`;
    const asked = async () => {
      const url = `${deployment.urlOf('access')}/api/access/views/accesses?${filter}`;
      const response = await fetch(url, { headers: { authorization: auditor } });
      return ((await response.json()) as { readonly items: readonly unknown[] }).items; // as lists are answered
    };
    expect(await asked()).toEqual([]);
    await (await client.file(job.id, office)).arrayBuffer();
    expect(await new AccessScene(deployment).rows(filter, auditor)).toEqual([
      expect.objectContaining({
        act: 'EXPORTED',
        account: 'acct-office',
        role: 'campaign-office',
        unit: BUREAU,
        view: 'rectification-ledger-export',
        ledger: 'issues/wgx-0371',
        record: job.id,
      }),
    ]);
  });

  it('is seen by whoever started it alone, and only under the power it was started under', async () => {
    const job = await client.ended(await client.start(EXPORT, {}, office), office);
    for (const ask of [
      (who: string) => client.show(job.id, who),
      async (who: string) => ({ status: (await client.file(job.id, who)).status }),
    ]) {
      expect(await ask(colleague)).toMatchObject({ status: 404 });
      expect(await ask(officeLow)).toMatchObject({ status: 403 });
      expect(await ask(credentialsOf({ account: 'acct-office', role: 'branch-clerk', unit: BUREAU }, 3))).toMatchObject(
        { status: 403 },
      );
      expect(
        await ask(credentialsOf({ account: 'acct-office', role: 'campaign-office', unit: 'city-jc' }, 3)),
      ).toMatchObject({ status: 403 });
      expect(await ask('')).toMatchObject({ status: 401 });
      expect(await ask(office)).toMatchObject({ status: 200 });
    }
    expect(await client.end(job.id, colleague)).toBe(404);
    expect((await client.list('issues', office)).map(({ id }) => id)).toContain(job.id);
    expect(await client.list('issues', colleague)).toEqual([]);
    expect((await client.list('issues', officeLow)).map(({ id }) => id)).not.toContain(job.id);
  });

  it('is not for those who may not list, and takes no parameters that it does not know', async () => {
    const outsider = credentialsOf({ account: 'acct-x', role: 'campaign-office', unit: 'wgx-0372' }, 3);
    const refused = async (params: object, who = office, kind = EXPORT) => {
      const { status, body } = await client.start(kind, params, who);
      return [status, body.code];
    };
    expect(await refused({ query: { bureau: BUREAU } }, outsider)).toEqual([403, 'FORBIDDEN']);
    expect(await refused({ view: 'intake-register' }, office, 'issues.view-export')).toEqual([403, 'FORBIDDEN']);
    expect(await refused({ view: 'none' }, office, 'issues.view-export')).toEqual([404, 'UNKNOWN_VIEW']);
    expect(await refused({}, office, 'issues.none')).toEqual([404, 'UNKNOWN_JOB_KIND']);
    expect(await refused({}, office, 'none')).toEqual([404, 'UNKNOWN_JOB_KIND']);
    expect(await refused({ format: 'exe' })).toEqual([422, 'INPUT_INVALID']);
    expect(await refused({ columns: ['none'] })).toEqual([422, 'INPUT_INVALID']);
    expect(await refused({ query: { bureau: '../x' } })).toEqual([400, 'PARAMETER_INVALID']);
    expect((await client.show('issues.none', office)).status).toBe(404);
    const asked = await client.ended(await client.start(EXPORT, { query: { nonsense: 'x' } }, office), office);
    expect(asked).toMatchObject({ state: 'FAILED', failure: { code: 'PARAMETER_INVALID' }, file: null });
    expect((await client.file(asked.id, office)).status).toBe(409);
  });

  it('starts once, however often it is sent', async () => {
    const key = randomUUID();
    const first = await client.start(EXPORT, { scope: 'all' }, office, key);
    const again = await client.start(EXPORT, { scope: 'all' }, office, key);
    expect(again.body.id).toBe(first.body.id);
    expect((await client.start(EXPORT, { scope: 'page' }, office, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    await client.ended(first, office);
  });

  it('rests encrypted, and nothing of it stays when it is removed', async () => {
    const before = new Set(await kept());
    const job = await client.ended(
      await client.start(EXPORT, { format: 'csv', query: { bureau: BUREAU } }, office),
      office,
    );
    const own = (await kept()).filter((file) => !before.has(file));
    expect(own).toHaveLength(1);
    for (const file of await filesIn(folder)) expect((await readFile(file)).includes('窗口排队时间长')).toBe(false);
    expect(await client.end(job.id, office)).toBe(204);
    expect((await client.show(job.id, office)).status).toBe(404);
    expect((await kept()).filter((file) => !before.has(file))).toEqual([]);
  });

  it('is over after seven days', async () => {
    const job = await client.ended(await client.start(EXPORT, {}, office), office);
    const at = new Date(Date.parse(job.expiresAt) - 1).toISOString();
    await driver.setClock(at);
    expect((await client.show(job.id, office)).status).toBe(200);
    await driver.setClock(new Date(Date.parse(job.expiresAt)).toISOString());
    expect((await client.show(job.id, office)).status).toBe(404);
    expect((await client.file(job.id, office)).status).toBe(404);
    expect(await client.list('issues', office)).toEqual([]);
  });

  it('comes back through the dry run of an import with nothing to do', async () => {
    for (const who of [office, officeLow]) {
      const bytes = await client.made(await client.start(EXPORT, { query: { bureau: BUREAU } }, who), who);
      const job = await client.ended(await client.upload(IMPORT, { bureau: BUREAU }, bytes, who), who);
      expect(job).toMatchObject({
        state: 'DONE',
        file: null,
        summary: { dryRun: true, issues: 2, rows: 2, same: 2, new: 0, changed: 0, bad: 0, refused: 0, faults: [] },
      });
      expect(job.results.items).toEqual([
        { row: 5, code: '2014-wgx-0001', measure: 'm-1', outcome: 'same', commands: [], faults: [] },
        { row: 6, code: '2014-wgx-0002', measure: null, outcome: 'same', commands: [], faults: [] },
      ]);
    }
  });

  it('goes on after kill -9, with the same job', async () => {
    const raised = SLICE.find(({ verb }) => verb === 'raise-issue');
    if (raised === undefined) throw new Error('the slice raises no issue');
    const more = Array.from({ length: 600 }, (_none, i): Step => ({
      ...raised,
      id: `2014-wgx-${String(5_000 + i)}`,
    }));
    const statuses = await inTurn(more, 40, async (step) => (await driver.send(step, randomUUID())).status);
    expect(new Set(statuses)).toEqual(new Set([201]));
    await eventually('the view has them', async () => {
      const { body } = await driver.get('issues', 'views/rectification-ledger?total=true&limit=1', {
        account: 'acct-office',
        role: 'campaign-office',
        unit: BUREAU,
      });
      return body['total'] === more.length + 2;
    });
    const started = await client.start(EXPORT, { query: { bureau: BUREAU } }, office);
    await eventually(
      'it is at work',
      async () => (await client.show(started.body.id, office)).body.state === 'RUNNING',
    );
    await deployment.hostOf('issues').kill();
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    const { issues } = await readLedgerWorkbook(await client.made(started, office));
    expect(issues).toHaveLength(more.length + 2);
  }, 240_000);

  it('can be cancelled while it is at work, and leaves nothing', async () => {
    const before = await kept();
    const started = await client.start(EXPORT, { query: { bureau: BUREAU } }, office);
    expect(await client.end(started.body.id, office)).toBe(204);
    expect(await client.ended(started, office)).toMatchObject({ state: 'CANCELLED', file: null });
    await eventually('nothing of it is left', async () => (await kept()).length === before.length);
    expect((await client.file(started.body.id, office)).status).toBe(409);
  });

  it('are no more than five of one account at once', async () => {
    const started = await Promise.all(
      Array.from({ length: 9 }, () => client.start(EXPORT, { query: { bureau: BUREAU } }, office)),
    );
    const refused = started.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    for (const { body } of refused) expect(body.code).toBe('TOO_MANY_JOBS');
    for (const one of started)
      if (one.status === 202) expect(await client.ended(one, office)).toMatchObject({ state: 'DONE' });
  }, 240_000);
});

/** Does something for many, some at once. */
async function inTurn<T, R>(items: readonly T[], atOnce: number, act: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(act))));
  return results;
}
