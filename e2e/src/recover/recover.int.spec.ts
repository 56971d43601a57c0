import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCENARIO_ENVIRONMENT, startEmbedded, type Deployment } from '../deployments/deployment.js';
import { LEDGER, LostIssues, SEALED_TEXT, taizhang } from './lost-issues.js';

describe('taizhang recover, from bundles', () => {
  let root: string;
  let before: { readonly leaves: readonly string[]; readonly issues: unknown; readonly checkpoint: string };
  let present: number;
  const within = (name: string) => join(root, name);
  const environment = (folder: string) => ({ ...SCENARIO_ENVIRONMENT, TAIZHANG_DATA: within(folder) });
  const run = (folder: string, ...words: readonly string[]) => taizhang(environment(folder), ...words);

  const withHost = async <T>(folder: string, use: (play: LostIssues, deployment: Deployment) => Promise<T>) => {
    const deployment = await startEmbedded(within(folder));
    try {
      return await use(new LostIssues(deployment), deployment);
    } finally {
      await deployment.stop();
    }
  };
  /** The keys of today beside everything else of the older copy. */
  const setBack = async (folder: string) => {
    await cp(within('older'), within(folder), { recursive: true });
    await rm(join(within(folder), 'keys'), { recursive: true });
    await cp(join(within('newest'), 'keys'), join(within(folder), 'keys'), { recursive: true });
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'taizhang-recover-'));
    present = await withHost('newest', async (play) => {
      await play.organization();
      expect(await play.raiseAll([1, 2])).toEqual([201, 201]);
      return (await play.leaves()).length;
    });
    await cp(within('newest'), within('older'), { recursive: true });
    before = await withHost('newest', async (play) => {
      expect(await play.raiseAll([3, 4, 5])).toEqual([201, 201, 201]);
      expect(JSON.stringify(await play.issues())).toContain(SEALED_TEXT);
      return { leaves: await play.leaves(), issues: await play.issues(), checkpoint: await play.checkpoint() };
    });
    for (const clearance of ['2', '3'])
      expect(
        await run(
          'newest',
          'bundle',
          '--ledger',
          LEDGER,
          '--clearance',
          clearance,
          '--out',
          within(`of-${clearance}.zip`),
        ),
      ).toMatchObject({ code: 0 });
    const early = ['--to', String(present), '--out', within('early')];
    expect(await run('newest', 'bundle', '--ledger', LEDGER, '--clearance', '3', ...early)).toMatchObject({ code: 0 });
    await setBack('set-back');
  }, 180_000);
  afterAll(() => rm(root, { recursive: true }));

  it('is needed: a store that was set back takes no command, and says so over HTTP; reading goes on', async () => {
    await withHost('set-back', async (play) => {
      expect(await play.post(6)).toEqual({
        status: 503,
        type: expect.stringMatching(/^application\/problem\+json/),
        code: 'LEDGER_BEHIND',
      });
      expect(await play.leaves()).toEqual(before.leaves.slice(0, present));
      expect(await run('set-back', 'recover', '--from', within('of-3.zip'))).toMatchObject({
        code: 2,
        stderr: `A host is at work on ${within('set-back')}: stop it first.\n`,
      });
    });
    const foreign = { ...environment('set-back'), TAIZHANG_AUTHORITY: 'other.example' };
    expect(await taizhang(foreign, 'recover', '--from', within('of-3.zip'))).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'These ledgers are those of rectify.example, not of other.example: set TAIZHANG_AUTHORITY=rectify.example.\n',
    });
    expect(await run('set-back', 'fsck', '--ledger', LEDGER)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(
        `FAIL LEDGER_BEHIND ledger=${LEDGER} signed=${String(before.leaves.length)} present=${String(present)} by=guard\n`,
      ),
    });
  }, 120_000);

  it('refuses a bundle that lacks something, is no bundle, or ends before what was signed, and writes nothing', async () => {
    const refused = (...words: readonly string[]) => run('set-back', 'recover', ...words);
    expect(await refused()).toMatchObject({ code: 2, stdout: '' });
    expect(await refused('--from', within('of-2.zip'))).toEqual({
      code: 2,
      stdout: '',
      stderr: `${within('of-2.zip')} was made for clearance 2: only one for clearance 3 has every leaf and every sealed value.\n`,
    });
    expect(await refused('--from', within('newest'))).toMatchObject({
      code: 2,
      stderr: `${within('newest')} is no bundle.\n`,
    });
    expect(await refused('--from', within('nowhere.zip'))).toMatchObject({
      code: 2,
      stderr: `There is no bundle at ${within('nowhere.zip')}.\n`,
    });
    expect(await refused('--from-kafka')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/publishes to no topics/),
    });
    expect(await refused('--from', within('early'))).toMatchObject({
      code: 1,
      stdout: `FAIL LEDGER_BEHIND ledger=${LEDGER} signed=${String(before.leaves.length)} present=${String(present)} reason=missing reached=${String(present)}\nRESULT FAIL\n`,
    });
    expect((await run('set-back', 'fsck', '--ledger', LEDGER)).stdout).toContain('FAIL LEDGER_BEHIND');
  }, 120_000);

  it('refuses a store that belongs to another deployment than the keys', async () => {
    await withHost('another', (play) => play.organization());
    await cp(within('set-back'), within('clone'), { recursive: true });
    await rm(join(within('clone'), 'keys'), { recursive: true });
    await cp(join(within('another'), 'keys'), join(within('clone'), 'keys'), { recursive: true });
    expect(await run('clone', 'recover', '--from', within('of-3.zip'))).toEqual({
      code: 2,
      stdout: '',
      stderr: 'The store and the keys are of two deployments: a copy of a store never seals.\n',
    });
  }, 120_000);

  it('brings all of it back byte for byte, with the sealed values; the host goes on, and knows what it had answered', async () => {
    const [from, to] = [String(present), String(before.leaves.length)];
    const lines = `RECOVERED ledger=${LEDGER} from=${from} to=${to} signed=${to}\nRESULT PASS\n`;
    expect(await run('set-back', 'recover', '--from', within('early'), within('of-3.zip'))).toEqual({
      code: 0,
      stdout: lines,
      stderr: '',
    });
    expect(await run('set-back', 'recover', '--from', within('of-3.zip'))).toMatchObject({
      code: 0,
      stdout: 'RESULT PASS\n',
    });
    expect(await run('set-back', 'fsck')).toMatchObject({ code: 0, stdout: 'RESULT PASS\n' });
    await withHost('set-back', async (play) => {
      await play.driver.settle();
      expect(await play.leaves()).toEqual(before.leaves);
      expect(await play.issues()).toEqual(before.issues);
      expect(await play.checkpoint()).toBe(before.checkpoint);
      expect((await play.raise(4)).body).toMatchObject({ repeated: true });
      expect(await play.leaves()).toEqual(before.leaves);
      expect(await play.raiseAll([6])).toEqual([201]);
      expect((await play.leaves()).slice(0, before.leaves.length)).toEqual(before.leaves);
      expect((await play.leaves()).length).toBeGreaterThan(before.leaves.length);
    });
    expect(await run('set-back', 'fsck')).toMatchObject({ code: 0, stdout: 'RESULT PASS\n' });
  }, 180_000);
});
