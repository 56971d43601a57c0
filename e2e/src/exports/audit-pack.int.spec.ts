import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readZip } from '@taizhang/ledger';
import { AccessScene } from '../access/access-scene.js';
import { SCENARIO_ENVIRONMENT, startEmbedded, type Deployment } from '../deployments/deployment.js';
import { credentialsOf } from '../deployments/scenario-driver.js';
import { playSlice } from '../slice/play-slice.js';
import { JobClient } from './job-client.js';

const BUREAU = 'wgx-0371';
const ISSUE = '2014-wgx-0001';
const RECORD = { bureau: BUREAU, aggregate: 'issue', id: ISSUE };
const office = (clearance: number) =>
  credentialsOf({ account: 'acct-office', role: 'campaign-office', unit: BUREAU }, clearance);
const stranger = credentialsOf({ account: 'acct-x', role: 'campaign-office', unit: 'wgx-0372' }, 2);

describe('an audit pack', () => {
  let folder: string;
  let deployment: Deployment;
  const client = new JobClient(() => deployment);
  const packed = async (clearance: number) => {
    const started = await client.start('issues.audit-pack', RECORD, office(clearance));
    return {
      job: await client.ended(started, office(clearance)),
      bytes: await client.made(started, office(clearance)),
    };
  };
  /** What `taizhang verify` says of the pack, unpacked into a folder and verified by the command that its README names. */
  const verify = async (bytes: Buffer, clearance: string, spoil?: (bundle: Uint8Array) => Uint8Array) => {
    const place = await mkdtemp(join(folder, 'pack-'));
    const files = readZip(bytes);
    await mkdir(place, { recursive: true });
    for (const [name, content] of files)
      await writeFile(join(place, name), name === 'bundle.zip' && spoil !== undefined ? spoil(content) : content);
    const { now } = (await (await fetch(`${deployment.urlOf('issues')}/api/test/clock`)).json()) as { now: string }; // its answer
    const trust = ['--policy', join(place, 'policy'), '--export-vkey', join(place, 'export.vkey')];
    const time = ['--now', String(Math.floor(Date.parse(now) / 1_000))];
    const words = ['verify', ...trust, '--clearance', clearance, ...time, join(place, 'bundle.zip')];
    return new Promise<{ readonly code: number; readonly stdout: string }>((resolve) => {
      const env = { PATH: process.env['PATH'], ...SCENARIO_ENVIRONMENT, TAIZHANG_DATA: folder };
      const child = execFile(process.execPath, ['apps/cli/taizhang.mjs', ...words], { env }, (_error, stdout) => {
        resolve({ code: child.exitCode ?? -1, stdout });
      });
    });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-pack-'));
    deployment = await startEmbedded(folder);
    await playSlice(deployment);
  }, 120_000);
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  it('holds all that verifies one record, up to the clearance of whoever asks, and a changed byte is found', async () => {
    for (const clearance of [1, 2]) {
      const { job, bytes } = await packed(clearance);
      expect(job).toMatchObject({ state: 'DONE', summary: { unsealed: 0, clearance } });
      expect(job.file?.name).toMatch(/^issues-audit-pack-\d{4}-\d{2}-\d{2}\.zip$/);
      expect([...readZip(bytes).keys()].sort()).toEqual(['README.md', 'bundle.zip', 'export.vkey', 'policy']);
      expect(await verify(bytes, String(clearance))).toEqual({ code: 0, stdout: 'RESULT PASS\n' });
      const entries = Buffer.from(readZip(readZip(bytes).get('bundle.zip') ?? Buffer.of()).get('entries.ndjson') ?? []);
      const leaves = entries
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { readonly leaf?: string }) // lines of a bundle
        .flatMap(({ leaf }) => (leaf === undefined ? [] : [Buffer.from(leaf, 'base64').toString()]));
      const others = leaves.filter((leaf) => !leaf.includes(`"stream":"issue/${ISSUE}"`));
      expect(others.filter((leaf) => !leaf.includes('"stream":"ledger/main"'))).toEqual([]);
      expect(leaves.length).toBeGreaterThan(others.length);
    }
    const { bytes } = await packed(2);
    const readme = Buffer.from(readZip(bytes).get('README.md') ?? []).toString();
    expect(readme).toContain(
      'node taizhang-verify.mjs --policy policy --export-vkey export.vkey --clearance 2 bundle.zip',
    );
    const flipped = (bundle: Uint8Array) => bundle.map((byte, at) => (at === 200 ? byte ^ 1 : byte));
    expect((await verify(bytes, '2', flipped)).code).not.toBe(0);
  }, 180_000);

  it('is on record as read and as taken away', async () => {
    const scene = new AccessScene(deployment);
    const read = await scene.rows(`view=audit-pack&record=${encodeURIComponent(`issue/${ISSUE}`)}`);
    expect(read[0]).toMatchObject({ act: 'READ', account: 'acct-office', ledger: `issues/${BUREAU}` });
    const taken = await scene.rows('act=EXPORTED&view=audit-pack');
    expect(taken[0]).toMatchObject({ account: 'acct-office', ledger: `issues/${BUREAU}` });
  });

  it('is refused to whoever may not read the record, and there is none of a record that is not there', async () => {
    expect(await client.start('issues.audit-pack', RECORD, stranger)).toMatchObject({ status: 403 });
    const nowhere = await client.start('issues.audit-pack', { ...RECORD, id: 'no-such' }, office(2));
    expect(await client.ended(nowhere, office(2))).toMatchObject({ state: 'FAILED', failure: { code: 'NOT_FOUND' } });
    expect(await client.start('issues.audit-pack', { ...RECORD, aggregate: 'nothing' }, office(2))).toMatchObject({
      status: 404,
    });
    expect(await client.start('issues.audit-pack', { ...RECORD, id: 'a/b' }, office(2))).toMatchObject({ status: 422 });
  });
});
