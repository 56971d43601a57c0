import { readFile } from 'node:fs/promises';
import { readZip } from '@taizhang/ledger';
import { parquetReadObjects } from 'hyparquet';
import type { Page } from 'playwright-core';
import { holdBallot, EVALUATION } from './ballot-scene.js';
import { choose } from './console-hand.js';
import {
  enter,
  found,
  goTo,
  Registrar,
  settled,
  startConsole,
  type ConsoleScene,
  type Visitor,
} from './console-scene.js';
import { barriers, hindrances } from './looks.js';

const BUREAU = 'wgx-0371';
const PASSWORD = 'a-long-pass-phrase';
const ISSUE = '2014-wgx-001';
const ISSUE_REPLAY = `replay/issues/issue/${BUREAU}/${ISSUE}`;

/** Bytes of the file that comes when something is done. */
async function taken(page: Page, act: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

describe('the replay of a record, exports and audit packs', () => {
  let scene: ConsoleScene;
  let office: Visitor;
  let auditor: Visitor;
  const visitors: Visitor[] = [];
  const entered = async (login: string): Promise<Visitor> => {
    const visitor = await enter(scene, login, PASSWORD);
    visitors.push(visitor);
    return visitor;
  };

  beforeAll(async () => {
    scene = await startConsole();
    const registrar = await found(scene, BUREAU, 'anquan', PASSWORD);
    await registrar.hire(`${BUREAU}.P-2`, '虚构乙', 'huodong', PASSWORD, [['campaign-office', BUREAU]]);
    await registrar.give(`organization/${BUREAU}/person/${BUREAU}.P-2/grant-role`, {
      appointment: 'branch-clerk', // what is recorded late is judged by the powers of its own day
      role: 'branch-clerk',
      unit: BUREAU,
      clearance: 2,
      basis: '任职文件',
      from: '2014-01-01',
      effectiveOn: '2014-01-01',
      lateReason: '任职文件补录',
    });
    await registrar.hire(`${BUREAU}.P-3`, '虚构丙', 'shenji', PASSWORD, [['auditor', BUREAU]]);
    await registrar.hire(`${BUREAU}.P-4`, '虚构丁', 'xitong', PASSWORD, [['system-admin', BUREAU]]);
    const registry = await Registrar.signedIn(scene, 'xitong', PASSWORD);
    await registry.give(`organization/${BUREAU}/unit/b-jia/register-unit`, {
      level: 'BRANCH',
      parent: BUREAU,
      name: '群艺馆支部',
      from: '2014-01-01',
    });
    const clerk = await Registrar.signedIn(scene, 'huodong', PASSWORD);
    const issue = (verb: string) => `issues/${BUREAU}/issue/${ISSUE}/${verb}`;
    await clerk.give(issue('raise-issue'), {
      unit: BUREAU,
      origin: 'o-1',
      source: 'NETIZEN',
      raisedOn: '2014-06-25',
      wind: 'FORMALISM',
      manifestation: '会议多、文件多',
      effectiveOn: '2014-06-25',
      lateReason: '登记簿迟到',
    });
    await clerk.give(issue('triage-issue'), { unit: BUREAU, opinion: '纳入台账' });
    office = await entered('huodong');
    auditor = await entered('shenji');
  });
  afterAll(async () => {
    await scene.stop();
  });

  it('is chosen by kind, unit and number, and tells each step with clause, actor, power and what it changed', async () => {
    const { page } = auditor;
    await page.getByRole('menuitem', { name: '审计回放' }).click();
    await page.getByRole('heading', { level: 1, name: '审计回放' }).waitFor();
    await choose(page, '记录类型', '问题整改 · 整改台账');
    expect(await hindrances(page)).toEqual([]);
    await page.getByLabel('编号').fill(ISSUE);
    await page.getByRole('button', { name: '回放', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: `决策过程 ${ISSUE}` }).waitFor();
    const steps = page.getByRole('region', { name: '步骤' });
    const first = steps.locator('[data-step="1"]');
    await first.getByRole('heading', { name: /登记问题/ }).waitFor();
    await first.getByText('虚构乙').waitFor();
    await first.getByText('C1.0.b', { exact: true }).waitFor();
    await first.getByText('2014-06-25').first().waitFor();
    await first.getByText('当时职权').waitFor();
    await first.getByRole('cell', { name: '状态', exact: true }).waitFor();
    expect(await steps.locator('[data-step]').count()).toBe(2);
    await steps.locator('[data-step="2"]').scrollIntoViewIfNeeded(); // what is not in sight is not asked for
    await steps.locator('[data-proof="verified"]').nth(1).waitFor();
    expect(await hindrances(page)).toEqual([]);
  }, 180_000);

  it('goes through time by the keyboard, recorded or effective, and tells how it stood', async () => {
    const { page } = auditor;
    await goTo(auditor, ISSUE_REPLAY, `决策过程 ${ISSUE}`);
    const slider = page.getByRole('slider', { name: '截至哪一步' });
    const steps = page.getByRole('region', { name: '步骤' }).locator('[data-step]');
    const standing = page.getByRole('region', { name: '当时的状态' });
    await standing.getByText('已分办').or(standing.getByText('TRIAGED')).first().waitFor();
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^1 · /);
    expect(await page.getByTestId('as-of').textContent()).toMatch(/^截至 1 · /);
    expect(await steps.count()).toBe(1);
    await page.getByRole('radio', { name: '入账时间' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByTestId('as-of').textContent()).toBe(`截至 2 · ${scene.today}`);
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await page.getByTestId('as-of').textContent()).toBe('截至 1 · 2014-06-25');
    await settled(page);
    expect(await steps.count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
  }, 180_000);

  it('compares two times', async () => {
    const { page } = auditor;
    await page.reload(); // back at the newest moment, by recording time
    await goTo(auditor, ISSUE_REPLAY, `决策过程 ${ISSUE}`);
    const compared = page.getByRole('region', { name: '比较两个时间' }).first();
    await compared.getByRole('cell', { name: '状态', exact: true }).first().waitFor();
    await choose(page, '起点', (await page.getByTestId('as-of').textContent())?.slice('截至 '.length) ?? '');
    await compared.getByText('状态没有变化').waitFor();
  });

  it('hands an auditor the pack of a record that verifies, and tells him who read it', async () => {
    const { page } = auditor;
    await goTo(auditor, ISSUE_REPLAY, `决策过程 ${ISSUE}`);
    const { name, bytes } = await taken(page, () => page.getByRole('button', { name: '下载审计包' }).click());
    expect(name).toBe(`issues-audit-pack-${scene.today}.zip`);
    const files = readZip(bytes);
    expect([...files.keys()].sort()).toEqual(['README.md', 'bundle.zip', 'export.vkey', 'policy']);
    await page.getByText('审计包已下载；查阅已留痕').waitFor();
    await page.reload();
    const reads = page.getByRole('region', { name: '涉密查阅记录' }).first();
    await reads.getByText('审计包').first().waitFor();
    await reads.getByText('虚构丙').first().waitFor();
  });

  it('tells of a decision under policy its facts, outcome and the edition that was in force', async () => {
    await holdBallot(scene, BUREAU, PASSWORD);
    const { page } = office;
    await goTo(office, `evaluations/${BUREAU}/${EVALUATION}`, '群艺馆支部');
    await goTo(office, `replay/evaluation/evaluation/${BUREAU}/${EVALUATION}`, `决策过程 ${EVALUATION}`);
    await page.getByText('政策版本').first().waitFor();
    await page
      .getByText(/第 1 版/)
      .first()
      .waitFor();
    await page.getByText('依据的事实').first().click();
    await page.getByText('当时的结论').first().waitFor();
    expect(await hindrances(page)).toEqual([]);
  }, 180_000);

  it.each([
    ['Excel', 'xlsx'],
    ['CSV', 'csv'],
    ['Parquet', 'parquet'],
  ])('exports any list as %s', async (words, format) => {
    const { page } = office;
    await goTo(office, 'registers/organization?of=person', '组织机构');
    await page.getByRole('button', { name: /^导出：/ }).click();
    const { name, bytes } = await taken(page, () => page.getByRole('menuitem', { name: `${words} · 全部` }).click());
    expect(name).toBe(`organization-persons-${scene.today}.${format}`);
    expect(bytes.length).toBeGreaterThan(0);
    await page.getByText('已导出，可在下载中心再次下载').first().waitFor();
  });

  it('exports the ledger as Parquet, and events to whoever may stream them', async () => {
    await goTo(office, 'ledger', '整改台账');
    await office.page.getByRole('button', { name: '导出：整改台账' }).click();
    const table = await taken(office.page, () => office.page.getByText('Parquet · 全部').click());
    expect(await rowsOf(table.bytes)).toMatchObject([{ key: ISSUE }]);
    const { page } = auditor;
    await goTo(auditor, 'registers/issues', '问题整改');
    await page.getByRole('button', { name: /^导出事件/ }).click();
    const events = await taken(page, () => page.getByRole('menuitem', { name: 'Parquet', exact: true }).click());
    expect(events.name).toBe(`issues-events-${scene.today}.parquet`);
    const types = (await rowsOf(events.bytes)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['issues.IssueRaised', 'issues.IssueTriaged']));
    await goTo(office, 'registers/issues', '问题整改');
    expect(await office.page.getByRole('button', { name: /^导出事件/ }).count()).toBe(0);
  });

  it('speaks English, and leaves no complaint', async () => {
    const { page } = auditor;
    await goTo(auditor, ISSUE_REPLAY, `决策过程 ${ISSUE}`);
    await page.getByRole('button', { name: '切换到英文' }).click();
    await page.getByRole('heading', { level: 1, name: `How it was decided ${ISSUE}` }).waitFor();
    await page.getByRole('region', { name: 'Steps' }).getByText('Power at that time').first().waitFor();
    await page.getByRole('button', { name: 'Audit pack' }).waitFor();
    expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

const rowsOf = async (bytes: Buffer) =>
  (await parquetReadObjects({ file: new Uint8Array(bytes).buffer })) as readonly Readonly<Record<string, unknown>>[]; // rows by their columns
