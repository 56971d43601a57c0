import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { credentialsOf, ScenarioDriver } from '../deployments/scenario-driver.js';
import {
  BUREAU,
  ERASED,
  eraseSubject,
  firstIssueErasure,
  given,
  KEPT,
  office,
  PLANTED,
} from '../erasure/erasure-scene.js';
import { JobClient, type ShownJob } from './job-client.js';

const reader = credentialsOf(office, 3);
const persons = { view: 'persons', query: { bureau: BUREAU } };
const ledger = { format: 'csv', columns: ['manifestation', 'originator'], query: { bureau: BUREAU } };

describe('exports and erasure', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  const client = new JobClient(() => deployment);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-erased-exports-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    for (const one of PLANTED) await given(driver, one);
  });
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  const made = async (kind: string, params: object): Promise<{ readonly job: ShownJob; readonly text: string }> => {
    const started = await client.start(kind, params, reader);
    const text = (await client.made(started, reader)).toString('utf8');
    return { job: (await client.show(started.body.id, reader)).body, text };
  };
  const kept = async (): Promise<number> => {
    const entries = await readdir(join(folder, 'blobs', 'jobs'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  };
  const fileOf = async ({ id }: ShownJob) => {
    const response = await client.file(id, reader);
    return response.status === 200
      ? 200
      : [response.status, ((await response.json()) as { readonly code: string }).code]; // a problem
  };

  it('removes what was exported of a person who is erased, and leaves what is of other ledgers', async () => {
    const own = await made('organization.view-export', persons);
    const other = await made('issues.rectification-ledger-export', ledger);
    expect([own.text.includes(ERASED.person), other.text.includes(ERASED.manifestation)]).toEqual([true, true]);
    const before = await kept();
    await eraseSubject(driver);
    expect(await fileOf(own.job)).toEqual([410, 'JOB_ERASED']);
    expect((await client.show(own.job.id, reader)).body).toMatchObject({
      state: 'FAILED',
      file: null,
      params: {},
      failure: { code: 'JOB_ERASED' },
    });
    expect(await fileOf(other.job)).toBe(200);
    expect(await kept()).toBe(before - 1);
    const again = await made('organization.view-export', persons);
    expect([again.text.includes(ERASED.person), again.text.includes(KEPT.person)]).toEqual([false, true]);
  });

  it('removes what was exported of a ledger in which a text is erased', async () => {
    const first = await made('issues.rectification-ledger-export', ledger);
    expect(first.text).toContain(ERASED.originator);
    const { steps } = await firstIssueErasure(driver);
    for (const step of steps) await given(driver, step);
    expect(await fileOf(first.job)).toEqual([410, 'JOB_ERASED']);
    const { text } = await made('issues.rectification-ledger-export', ledger);
    expect([ERASED.manifestation, ERASED.originator, KEPT.manifestation].map((mark) => text.includes(mark))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('ends at once what was erased when it is removed, and never opens it again', async () => {
    const erased = (await client.list('issues', reader)).filter(({ failure }) => failure?.code === 'JOB_ERASED');
    expect(erased.length).toBeGreaterThan(0);
    for (const { id } of erased) {
      expect(await client.end(id, reader)).toBe(204);
      expect((await client.show(id, reader)).status).toBe(404);
    }
  });
});
