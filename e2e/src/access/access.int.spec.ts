import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import { AccessScene, READERS } from './access-scene.js';

describe('the access ledger 查阅登记', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let scene: AccessScene;
  let report: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-access-'));
    deployment = await startEmbedded(folder, { TAIZHANG_LIMIT_PUBLIC: '0' });
    driver = new ScenarioDriver(deployment);
    scene = new AccessScene(deployment);
    for (const step of SLICE.filter(({ verb }) => verb === 'register-unit' || verb === 'raise-issue'))
      await driver.give(step);
    report = await scene.report();
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('says who saw a report, once for a minute’s readings', async () => {
    for (const path of ['views/intake-register', `views/intake-register/documents/wgx-0371/${report}`])
      expect((await scene.get('issues', path, READERS.discipline))[0]).toBe(200);
    const reader = { account: 'acct-d', role: 'discipline-office', unit: 'wgx-0371' };
    const [first, ...more] = await scene.rows(`record=${report}`);
    expect(first).toMatchObject({ act: 'READ', view: 'intake-register', ledger: 'issues/wgx-0371', ...reader });
    expect(more.length).toBeLessThan(2); // the minute may have turned
  });

  it('says who saw a name in a timeline, and nothing of who saw the timeline without it', async () => {
    const path = 'wgx-0371/issue/2014-wgx-0001/timeline';
    expect((await scene.get('issues', path, READERS.clerk))[0]).toBe(200);
    expect((await scene.get('issues', path, READERS.discipline))[0]).toBe(200);
    const shown = await scene.rows('record=issue%2F2014-wgx-0001');
    expect(shown).toMatchObject([{ act: 'READ', account: 'acct-d', view: 'timeline' }]);
  });

  it('says what a person saw, and why an identity was opened to whoever may know', async () => {
    const [status] = await scene.send('issues', `issues/wgx-0371/intake/${report}/identity`, READERS.discipline, {
      reason: '核实线索',
    });
    expect(status).toBe(200);
    await scene.rows('act=IDENTITY');
    const seen = await scene.rows('account=acct-d');
    expect(seen.map(({ act }) => act)).toEqual(expect.arrayContaining(['READ', 'IDENTITY']));
    expect(seen.find(({ act }) => act === 'IDENTITY')).toMatchObject({ record: `intake/${report}`, reason: null });
    const cleared = READERS.auditor.replace(/1$/, '2');
    expect(await scene.rows('act=IDENTITY', cleared)).toMatchObject([{ reason: '核实线索' }]);
    // Whoever audits is audited: that reading of a reason is on record as well.
    expect(await scene.rows('account=acct-a')).toMatchObject([{ act: 'READ', ledger: 'access/wgx-0371' }]);
  });

  it('records nothing of who reads what is not confidential', async () => {
    await scene.get('issues', 'views/unit-directory', READERS.clerk);
    await scene.send('issues', 'issues/wgx-0371/issue/2014-x/close-issue', READERS.clerk, { opinion: '办结' });
    expect(await scene.rows('account=acct-c')).toMatchObject([{ act: 'REFUSED' }]);
  });

  it('says which commands were refused to whom, and not what was in them', async () => {
    const secret = 'words-of-a-refused-command';
    await scene.send('organization', 'organization/wgx-0371/unit/b-yi/rename-unit', READERS.clerk, {
      name: secret,
      from: '2014-07-01',
      reason: secret,
    });
    const refused = await scene.rows('ledger=organization%2Fwgx-0371');
    expect(refused).toMatchObject([
      { act: 'REFUSED', account: 'acct-c', record: 'unit/b-yi', command: 'RenameUnit', code: 'FORBIDDEN' },
    ]);
    expect((await driver.leaves('access/wgx-0371')).join('\n')).not.toContain(secret);
  });

  it('is read by those who audit, here and above, and by nobody else', async () => {
    await scene.rows('act=READ', READERS.superior);
    for (const reader of [READERS.clerk, READERS.discipline, 'Test acct-x;security-admin;wgx-0371;3'])
      expect((await scene.get('access', 'views/accesses', reader))[0]).toBe(403);
  });

  it('is written by hosts only', async () => {
    const [status] = await scene.send('access', 'access-entries', READERS.auditor, {});
    expect(status).toBe(401);
    const service = `Bearer ${deployment.serviceToken}`;
    const read = { type: 'SignInFailed', data: { account: null, login: 'h'.repeat(43), address: 'h'.repeat(43) } };
    for (const entry of [{ ...read, bureau: '../x' }, { ...read, type: 'Other' }, { ...read, data: {} }, 7]) {
      const batch = { id: '00000000-0000-4000-8000-000000000001', entries: [entry] };
      expect((await scene.send('access', 'access-entries', service, batch))[0]).toBe(422);
    }
    const record = 'access/wgx-0371/batch/b-1/record-accesses';
    expect((await scene.send('access', record, READERS.auditor, { entries: [] }))[0]).not.toBeLessThan(400);
  });
});
