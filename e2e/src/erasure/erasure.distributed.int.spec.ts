import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra, type TestInfra } from '@taizhang/infra-local';
import { ALL_CONTEXTS, startDistributed, type Deployment, type Servers } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import {
  BUREAU,
  ERASED,
  eraseSubject,
  firstIssueErasure,
  given,
  KEPT,
  MARKS,
  materialText,
  office,
  PLANTED,
  plantMore,
  type PlantedMaterial,
  standing,
} from './erasure-scene.js';
import { found, foundInFiles } from './marks.js';
import { foundInDatabases, foundInTopics } from './stores-search.js';

const LOGGED = { TAIZHANG_LOG_LEVEL: 'trace' };

describe('erasure over several hosts', () => {
  let infra: TestInfra;
  let servers: Servers;
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let material: PlantedMaterial;
  const output: string[] = [];

  async function stop(): Promise<void> {
    await deployment.stop();
    output.push(...deployment.hosts.flatMap((host) => host.output));
  }

  beforeAll(async () => {
    infra = await startTestInfra({ mongodb: 'memory' });
    folder = await mkdtemp(join(tmpdir(), 'taizhang-erasure-'));
    servers = { ...infra, databases: `erasure-${randomUUID().slice(0, 8)}`, blobs: join(folder, 'blobs') };
    deployment = await startDistributed(servers, LOGGED, ALL_CONTEXTS);
    driver = new ScenarioDriver(deployment);
    for (const one of PLANTED) await given(driver, one);
    material = await plantMore(deployment, driver);
  }, 360_000);
  afterAll(async () => {
    await deployment.stop();
    await infra.stop();
    await rm(folder, { recursive: true });
  }, 120_000);

  it('is complete when every context has reported from its own ledger, and not before', async () => {
    expect(await materialText(deployment, material.about)).toContain(ERASED.material);
    await eraseSubject(driver);
    const done = { status: 'COMPLETED', waiting: [], disclosures: 1 };
    expect(await standing(driver, 'e-1')).toMatchObject(done);
    for (const context of ['organization', 'issues', 'access'] as const) {
      const reports = (await driver.leaves(`${context}/${BUREAU}`)).filter((leaf) =>
        leaf.includes('.ErasureReported"'),
      );
      expect(reports).toHaveLength(1);
    }
    expect(await materialText(deployment, material.about)).toBe('BLOB_ERASED');
    expect(await materialText(deployment, material.other)).toContain(KEPT.material);
  }, 180_000);

  it('is carried out by a host that was killed when it comes back', async () => {
    const { numbers, steps } = await firstIssueErasure(driver);
    const killed = deployment.hostOf('issues');
    await killed.kill();
    output.push(...killed.output);
    for (const one of steps) expect((await driver.send(one, randomUUID())).status).toBeLessThan(300);
    await deployment.revive('issues');
    await driver.settle();
    for (const number of numbers)
      expect(await standing(driver, number)).toMatchObject({ status: 'COMPLETED', disclosures: 1 });
    const { body } = await driver.get('issues', `views/rectification-ledger/documents/${BUREAU}/2014-0001`, office, 3);
    expect(JSON.stringify(body)).toContain('"erased":["');
  }, 300_000);

  it('leaves nothing to be found in databases, topics, evidence and logs', async () => {
    const prefix = servers.databases;
    expect(await foundInDatabases(infra.mongoUrl, prefix, MARKS)).toEqual([]);
    expect(await foundInTopics(infra.kafkaBrokers, MARKS)).toEqual([]);
    await stop();
    expect(await foundInFiles(folder, MARKS)).toEqual([]);
    if (infra.folder !== undefined) expect(await foundInFiles(infra.folder, MARKS)).toEqual([]);
    expect(output.some((line) => /"level":"(trace|debug)"/.test(line))).toBe(true);
    expect(found(Buffer.from(output.join('\n')), 'log', MARKS)).toEqual([]);
  }, 300_000);
});
