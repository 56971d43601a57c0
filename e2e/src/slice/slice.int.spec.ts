import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedUuid } from '@taizhang/kernel';
import { checkLeaf, leafHash, rootOf } from '@taizhang/ledger';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { leavesOf, PLAYED_LEDGERS, playSlice, type PlayedSlice } from './play-slice.js';
import { SLICE } from './slice.steps.js';
import type { Player } from './step.js';

const office: Player = { account: 'acct-office', role: 'campaign-office', unit: 'wgx-0371' };
const BYTES = new TextEncoder();

describe('the slice on the embedded deployment', () => {
  let folder: string;
  let deployment: Deployment;
  let played: PlayedSlice;

  const leavesOfType = (ledger: string, type: string): readonly string[] =>
    (played.leaves[ledger] ?? []).filter((line) => line.includes(`"${type}"`));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-slice-'));
    deployment = await startEmbedded(folder);
    played = await playSlice(deployment);
  });
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('accepts and refuses each step as it says', () => {
    expect(played.surprises).toEqual([]);
  });

  it('writes only leaves that keep the format, dense from `ledger.Opened`', () => {
    for (const [ledger, leaves] of Object.entries(played.leaves)) {
      const checked = leaves.map((line) => checkLeaf(BYTES.encode(line)));
      expect(checked.filter(({ ok }) => !ok)).toEqual([]);
      expect(checked.filter((check) => check.ok && check.leaf.log !== `rectify.example/${ledger}`)).toEqual([]);
      expect(checked.map((check) => check.ok && check.leaf.idx)).toEqual(leaves.map((_line, i) => i));
    }
  });

  it('[C6.7] [C6.9] moves the open duty of the difficult issue to the new principal', async () => {
    const moved = leavesOfType('issues/wgx-0371', 'issues.DutyTransferred').filter((line) =>
      line.includes('policy:difficult-duties-follow-principal'),
    );
    expect(moved).toHaveLength(1);
    expect(JSON.parse(moved[0] ?? '{}')).toMatchObject({
      actor: { id: 'policy:difficult-duties-follow-principal', role: 'system' },
      data: { from: 'wgx-0371.P-1', to: 'wgx-0371.P-2', reliedOn: { depth: 1 } },
    });
    const { body } = await played.driver.get(
      'issues',
      'views/rectification-ledger/documents/wgx-0371/2014-wgx-0001',
      office,
    );
    expect(body).toMatchObject({
      doc: { status: 'CLOSED', leader: 'wgx-0371.P-2', difficult: true, unanswered: 0, openMeasures: 0 },
    });
  });

  it('says for whom a delegate acted, and by which powers', () => {
    const [raised] = leavesOfType('issues/wgx-0371', 'issues.IssueRaised').filter((line) =>
      line.includes('onBehalfOf'),
    );
    expect(JSON.parse(raised ?? '{}')).toMatchObject({
      actor: { id: 'acct-wgx-0371.P-3', role: 'branch-clerk' },
      data: {
        reliedOn: {
          power: {
            appointment: 'wgx-0371.P-2:a-1',
            unit: 'wgx-0371/b-jia',
            delegation: 'wgx-0371.P-2:d-1',
            onBehalfOf: 'acct-wgx-0371.P-2',
          },
        },
      },
    });
  });

  it('[C6.7] ends what one who leaves had, item by item: post, delegation, membership, duties', () => {
    const left = leavesOfType('organization/wgx-0371', 'organization.BodyMemberLeft');
    expect(left.map((line): unknown => JSON.parse(line))).toMatchObject([
      {
        stream: 'body/committee',
        actor: { id: 'policy:memberships-end-with-leaving' },
        data: { person: 'wgx-0371.P-3' },
      },
    ]);
    const ended = leavesOfType('organization/wgx-0371', 'organization.DelegationRevoked');
    expect(ended.map((line): unknown => JSON.parse(line))).toMatchObject([
      { stream: 'person/wgx-0371.P-2', actor: { id: 'policy:delegations-end-with-leaving' } },
    ]);
    const moved = leavesOfType('issues/wgx-0371', 'issues.DutyTransferred').filter((line) =>
      line.includes('policy:duties-follow-handover'),
    );
    expect(moved.map((line): unknown => JSON.parse(line))).toMatchObject([
      { data: { duty: 'LEADER', from: 'wgx-0371.P-3', to: 'wgx-0371.P-2' } },
      { data: { duty: 'OWNER', from: 'wgx-0371.P-3', to: 'wgx-0371.P-2' } },
    ]);
  });

  it('[C3.15] [C3.16] makes an issue of what a check found, and closes the finding with it', async () => {
    const [raised] = leavesOfType('issues/wgx-0371', 'issues.IssueRaised').filter((line) =>
      line.includes('NORM_CHECK'),
    );
    expect(JSON.parse(raised ?? '{}')).toMatchObject({
      stream: 'issue/2014-wgx-0120',
      actor: { id: 'policy:findings-become-issues', role: 'system' },
      data: { record: 'check/jc-2014-01/f-1', raisedOn: '2014-08-20', wind: 'EXTRAVAGANCE', reliedOn: { depth: 1 } },
    });
    const closings = leavesOfType('rules/wgx-0371', 'rules.CheckFindingClosed');
    expect(closings.map((line): unknown => JSON.parse(line))).toMatchObject([
      {
        stream: 'check/jc-2014-01',
        actor: { id: 'policy:findings-close-with-issues' },
        data: { finding: 'f-1', issue: '2014-wgx-0120', on: '2014-08-25' },
      },
    ]);
    const { body } = await played.driver.get('rules', 'views/checks/documents/wgx-0371/jc-2014-01', office);
    expect(body).toMatchObject({ doc: { found: 1, open: 0, sample: { seed: 20140820 } } });
  });

  it('[C3.1] refines a norm from above by one of the bureau’s own, which everybody may read', async () => {
    const { body } = await played.driver.get('rules', 'queries/reception-matrix?bureau=wgx-0371', office);
    expect(body).toMatchObject({ received: 1, open: 0, missing: 34, treatments: { REFINE: 1 } });
    const elsewhere: Player = { account: 'acct-x', role: 'branch-clerk', unit: 'tyj-0372/b-jia' };
    const { body: published } = await played.driver.get('rules', 'views/published-norms', elsewhere);
    expect(published['items']).toMatchObject([{ key: 'zd-2014-02', doc: { title: '公务接待实施细则', area: 1 } }]);
  });

  it('[C0.1] closes the issue after one return, and answers a retry of the closing with what it did', async () => {
    const closing = SLICE.findLastIndex(({ verb, refused }) => verb === 'close-issue' && refused === undefined);
    const step = SLICE[closing];
    if (step === undefined) throw new Error('the slice closes no issue');
    const again = await played.driver.send(step, derivedUuid('scenario step', String(closing + 1)));
    expect(again).toMatchObject({ status: 200, body: { repeated: true } });
    expect(await leavesOf(played.driver, PLAYED_LEDGERS)).toEqual(played.leaves);
  });

  it('never writes free text open', () => {
    const texts = [
      '窗口排队时间长',
      '场馆开放时间短',
      '虚构丙',
      '局党委',
      '某群众',
      '增设两个窗口',
      '虚构甲',
      '霁川市文化和旅游局',
      '涉及多个部门',
      '公务接待',
      '未公示',
      '两日内整改到位',
    ];
    const written = Object.values(played.leaves).flat().join('\n');
    for (const text of texts) expect(written).not.toContain(text);
  });

  it('shows a reader the sealed values up to the reader’s clearance only', async () => {
    const path = 'views/rectification-ledger/documents/wgx-0371/2014-wgx-0001';
    const at = async (clearance: number) => (await played.driver.get('issues', path, office, clearance)).body;
    expect(JSON.stringify(await at(3))).toContain('窗口排队时间长');
    expect(JSON.stringify(await at(0))).not.toContain('窗口排队时间长');
  });

  it('stops in order and goes on after a restart on the same data, with the same leaves and time', async () => {
    expect(await deployment.stop()).toEqual([0]);
    deployment = await startEmbedded(folder);
    const driver = new ScenarioDriver(deployment);
    expect(await leavesOf(driver, PLAYED_LEDGERS)).toEqual(played.leaves);
    const { body } = await driver.get('organization', 'views/units', office);
    expect(body['items']).toHaveLength(3);
  });

  it('has the roots it always had', () => {
    const roots = Object.entries(played.leaves).map(([ledger, leaves]) => [
      ledger,
      Buffer.from(rootOf(leaves.map((line) => leafHash(BYTES.encode(line))))).toString('base64'),
    ]);
    expect(Object.fromEntries(roots)).toMatchSnapshot();
  });
});
