import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra, type TestInfra } from '@taizhang/infra-local';
import { createConnection, type Connection } from 'mongoose';
import {
  ALL_CONTEXTS,
  SCENARIO_ENVIRONMENT,
  startDistributed,
  type Deployment,
  type Servers,
} from '../deployments/deployment.js';
import { LEDGER, LostIssues, SEALED_TEXT, taizhang } from './lost-issues.js';

describe('taizhang recover, from the topics', () => {
  let infra: TestInfra;
  let servers: Servers;
  let folder: string;
  let deployment: Deployment;
  let events: Connection;
  beforeAll(async () => {
    infra = await startTestInfra();
    folder = await mkdtemp(join(tmpdir(), 'taizhang-recover-'));
    servers = { ...infra, databases: `recover-${randomUUID().slice(0, 8)}`, blobs: join(folder, 'blobs') };
    deployment = await startDistributed(servers, {}, ALL_CONTEXTS);
    events = await createConnection(infra.mongoUrl, { dbName: `${servers.databases}-issues-events` }).asPromise();
  }, 360_000);
  afterAll(async () => {
    await events.close();
    await deployment.stop();
    await infra.stop();
    await rm(folder, { recursive: true });
  }, 120_000);

  const run = (...words: readonly string[]) =>
    taizhang(
      {
        ...SCENARIO_ENVIRONMENT,
        TAIZHANG_STORE: 'mongodb',
        TAIZHANG_TRANSPORT: 'kafka',
        TAIZHANG_MONGODB_URL: new URL(`/${servers.databases}-issues`, servers.mongoUrl).href,
        TAIZHANG_KAFKA_BROKERS: servers.kafkaBrokers.join(','),
        TAIZHANG_KEK: 'a passphrase of this test only',
        TAIZHANG_BLOBS_FOLDER: servers.blobs,
      },
      ...words,
    );

  const digests = async (): Promise<readonly string[]> =>
    (await events.collection('ledger_disclosures').find().toArray()).map(({ digest }) => String(digest));

  it('brings back over Kafka what the database lost, byte for byte, and from a bundle the sealed values', async () => {
    const play = new LostIssues(deployment);
    await play.organization();
    expect(await play.raiseAll([1, 2])).toEqual([201, 201]);
    const present = (await play.leaves()).length;
    const kept = await digests();
    expect(await play.raiseAll([3, 4, 5])).toEqual([201, 201, 201]);
    expect(JSON.stringify(await play.issues())).toContain(SEALED_TEXT);
    const before = { leaves: await play.leaves(), issues: await play.issues(), checkpoint: await play.checkpoint() };
    const bundle = join(folder, 'all.zip');
    expect(await run('bundle', '--ledger', LEDGER, '--clearance', '3', '--out', bundle)).toMatchObject({ code: 0 });
    await deployment.hostOf('issues').stop();

    // As an older copy of the database of the ledgers has it.
    await events.collection('ledger_commits').deleteMany({ idx: { $gte: present } });
    await events.collection('ledger_heads').updateMany({}, { $set: { size: present } });
    await events.collection('ledger_disclosures').deleteMany({ digest: { $nin: kept } });

    await deployment.revive('issues');
    expect(await play.post(6)).toEqual({
      status: 503,
      type: expect.stringMatching(/^application\/problem\+json/),
      code: 'LEDGER_BEHIND',
    });
    expect(await run('recover', '--from-kafka')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^A host is at work/),
    });
    await deployment.hostOf('issues').stop();

    const recovered = await run('recover', '--from-kafka');
    const [from, to] = [String(present), String(before.leaves.length)];
    expect(recovered).toMatchObject({ code: 0, stderr: '' });
    expect(recovered.stdout).toContain(`RECOVERED ledger=${LEDGER} from=${from} to=${to} signed=${to}\n`);
    expect(recovered.stdout).toMatch(/NOTE \d+ sealed values of issues\/wgx-0371 were in no source/);
    expect(await run('recover', '--from', bundle)).toMatchObject({ code: 0, stdout: 'RESULT PASS\n' });
    expect(await run('fsck')).toMatchObject({ code: 0, stdout: 'RESULT PASS\n' });

    await deployment.revive('issues');
    await play.driver.settle();
    expect(await play.leaves()).toEqual(before.leaves);
    expect(await play.issues()).toEqual(before.issues);
    expect(await play.checkpoint()).toBe(before.checkpoint);
    expect((await play.raise(4)).body).toMatchObject({ repeated: true });
    expect(await play.raiseAll([6])).toEqual([201]);
    expect((await play.leaves()).slice(0, before.leaves.length)).toEqual(before.leaves);
  }, 1_800_000);
});
