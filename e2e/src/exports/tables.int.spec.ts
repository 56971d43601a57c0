import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { AccessScene } from '../access/access-scene.js';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { credentialsOf, ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import type { Step } from '../slice/step.js';
import { JobClient } from './job-client.js';

const BUREAU = 'wgx-0371';
const FORMATS = ['csv', 'xlsx', 'parquet'] as const;
const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
} as const;
/** What a file of each format begins with. */
const BEGINNINGS = { csv: '\ufeff', xlsx: 'PK', parquet: 'PAR1' } as const;
const analyst = (clearance: number) =>
  credentialsOf({ account: `acct-analyst-${String(clearance)}`, role: 'analyst', unit: BUREAU }, clearance);
const office = credentialsOf({ account: 'acct-office', role: 'campaign-office', unit: BUREAU }, 2);

type Row = Readonly<Record<string, string | bigint | boolean | null>>;
const rowsOf = async (bytes: Buffer): Promise<readonly Row[]> =>
  (await parquetReadObjects({ file: new Uint8Array(bytes).buffer })) as readonly Row[]; // columns of these three types

/** A view that the API has, and who may list it. */
interface Listed {
  readonly context: string;
  readonly view: string;
  readonly role: string;
}

async function listedViews(url: string): Promise<readonly Listed[]> {
  const document = (await (await fetch(`${url}/api/docs-json`)).json()) as {
    readonly paths: Readonly<
      Record<string, { readonly get?: { readonly 'x-allow'?: { readonly roles: readonly string[] } } }>
    >;
  }; // what our document has
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    const [, context, view] = /^\/api\/([a-z-]+)\/views\/([a-z-]+)$/.exec(path) ?? [];
    const [role] = get?.['x-allow']?.roles ?? [];
    return context === undefined || view === undefined || role === undefined ? [] : [{ context, view, role }];
  });
}

describe('exports as tables', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let scene: AccessScene;
  const client = new JobClient(() => deployment);
  const exported = async (kind: string, params: object, who: string) => {
    const started = await client.start(kind, params, who);
    const job = await client.ended(started, who);
    return { job, bytes: await client.made(started, who) };
  };
  /** Steps up to the assignment of the first issue, which then has a deadline of less than 60 days. */
  const upToAssigned = (): readonly Step[] => {
    const last = SLICE.findIndex(({ verb, refused }) => verb === 'assign-issue' && refused === undefined);
    return SLICE.slice(0, last + 1).map((step) =>
      step.verb === 'assign-issue' ? { ...step, input: { ...step.input, deadline: '2014-08-20' } } : step,
    );
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-tables-'));
    deployment = await startEmbedded(folder, { TAIZHANG_LIMIT_PUBLIC: '0' });
    driver = new ScenarioDriver(deployment);
    scene = new AccessScene(deployment);
    for (const step of upToAssigned()) await driver.give(step);
    await scene.report();
  }, 120_000);
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  it('give every view of every context in every format', async () => {
    const views = await listedViews(deployment.urlOf('issues'));
    expect(views.length).toBeGreaterThan(40);
    let rows = 0;
    for (const { context, view, role } of views) {
      const who = credentialsOf({ account: `acct-${role}`, role: role as 'auditor', unit: 'top' }, 3); // a role by its name
      for (const format of FORMATS) {
        const { job, bytes } = await exported(`${context}.view-export`, { view, format, scope: 'all' }, who);
        expect([view, job.state, job.file?.mediaType]).toEqual([view, 'DONE', MEDIA_TYPES[format]]);
        expect(job.file?.name).toMatch(new RegExp(`^${context}-${view}-\\d{4}-\\d{2}-\\d{2}\\.${format}$`));
        expect(bytes.toString('utf8').startsWith(BEGINNINGS[format])).toBe(true);
        if (format !== 'parquet') continue;
        expect([view, (await rowsOf(bytes)).length]).toEqual([view, job.progress.done]);
        rows += job.progress.done;
      }
    }
    expect(rows).toBeGreaterThan(20);
  }, 300_000);

  it('have the types that a view declares', async () => {
    const params = { view: 'rectification-ledger', format: 'parquet' };
    const { job, bytes } = await exported('issues.view-export', params, office);
    const { headers } = await client.file(job.id, office);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="export\.parquet";/);
    const [row] = await rowsOf(bytes);
    expect(row).toMatchObject({
      ledger: `issues/${BUREAU}`,
      key: '2014-wgx-0001',
      difficult: false,
      deadline: '2014-08-20',
    });
    expect(typeof row?.['measures']).toBe('string');
  });

  it('give the events of a context, with the values that the reader may see, and the others hidden', async () => {
    const stored = await driver.leaves(`issues/${BUREAU}`);
    const { job, bytes } = await exported('issues.event-export', { format: 'parquet' }, analyst(2));
    expect(job).toMatchObject({ state: 'DONE', progress: { done: stored.length, total: stored.length } });
    const rows = await rowsOf(bytes);
    expect(rows.map(({ idx }) => idx)).toEqual(stored.map((_leaf, idx) => BigInt(idx)));
    const raised = rows.find(({ type }) => type === 'issues.IssueRaised');
    expect(JSON.parse(String(raised?.['data']))).toMatchObject({
      manifestation: '窗口排队时间长',
      originator: '某群众',
    });
    expect(raised).toMatchObject({
      ledger: `issues/${BUREAU}`,
      clr: 1n,
      schema: 1n,
      role: 'branch-clerk',
      withheld: '',
    });
    const hidden = rows.filter(({ clr }) => Number(clr) > 2);
    expect(hidden.length).toBeGreaterThan(0);
    for (const row of hidden) expect([row['type'], row['data'], row['hash']]).toEqual([null, null, expect.any(String)]);
    const low = await rowsOf((await exported('issues.event-export', { format: 'parquet' }, analyst(1))).bytes);
    expect(low.find(({ type }) => type === 'issues.IssueRaised')).toMatchObject({ withheld: 'originator' });
    expect(
      JSON.stringify(low, (_name, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
    ).not.toContain('某群众');
  });

  it('give events by the filters of the stream, as CSV and Excel too', async () => {
    const query = { type: 'issues.IssueRaised', bureau: BUREAU };
    const { bytes } = await exported('issues.event-export', { format: 'csv', query }, analyst(3));
    const [header, ...lines] = bytes.toString('utf8').trimEnd().split('\r\n');
    expect(header).toMatch(/^\ufeffledger,idx,clr,hash,type,/);
    expect(lines.length).toBe(
      SLICE.filter(({ verb, refused }) => verb === 'raise-issue' && refused === undefined).length,
    );
    for (const line of lines) expect(line).toContain(',issues.IssueRaised,');
    const workbook = await exported('issues.event-export', { format: 'xlsx', query }, analyst(3));
    expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('of events are recorded: what was confidential when it was read, and the file when it is taken away', async () => {
    const account = 'acct-analyst-3';
    const read = await scene.rows(`account=${account}&act=READ`);
    expect(read).toContainEqual(expect.objectContaining({ view: 'event-stream', ledger: `issues/${BUREAU}` }));
    const taken = await scene.rows(`account=${account}&act=EXPORTED`);
    expect(taken).toContainEqual(expect.objectContaining({ view: 'event-export', ledger: `issues/${BUREAU}` }));
  });

  it('of events are for those who may stream them, and take no other filters', async () => {
    const started = await client.start('issues.event-export', {}, office);
    expect([started.status, started.body.code]).toEqual([403, 'FORBIDDEN']);
    const beyond = await client.start('issues.event-export', { query: { bureau: 'prov-sl' } }, analyst(1));
    expect([beyond.status, beyond.body.code]).toEqual([403, 'FORBIDDEN']);
    const odd = await client.ended(
      await client.start('issues.event-export', { query: { type: 'x' } }, analyst(1)),
      analyst(1),
    );
    expect(odd).toMatchObject({ state: 'FAILED', failure: { code: 'PARAMETER_INVALID' }, file: null });
  });

  it('show lights by the policy that is in force at the bureau', async () => {
    await driver.setClock('2014-08-11T09:00:00+08:00'); // seven working days before the deadline
    const statusOf = async () => {
      const params = { format: 'csv', columns: ['status'], query: { bureau: BUREAU, code: '2014-wgx-0001' } };
      return (await exported('issues.rectification-ledger-export', params, office)).bytes
        .toString('utf8')
        .split('\r\n')[1];
    };
    expect(await statusOf()).not.toContain('临期');
    const adopted: Step = {
      at: '2014-08-11T09:01:00+08:00',
      by: { account: 'acct-committee', role: 'committee-secretary', unit: BUREAU },
      context: 'organization',
      bureau: BUREAU,
      aggregate: 'policy',
      id: BUREAU,
      verb: 'adopt-policy',
      input: { policy: 'LIGHTS', from: '2014-08-11', values: { 'light.yellowWorkdays': 10 }, basis: '党委会决定' },
    };
    expect((await driver.give(adopted)).status).toBe(201);
    expect(await statusOf()).toContain('（临期）');
  });
});
