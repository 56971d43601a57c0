import type { Page } from 'playwright-core';
import {
  enter,
  found,
  goTo,
  PHONE,
  Registrar,
  settled,
  startConsole,
  type ConsoleScene,
  type Visitor,
} from './console-scene.js';
import { barriers, overflow } from './looks.js';

const BUREAU = 'wgx-0371';
const PASSWORD = 'a-long-pass-phrase';
const ISSUE = '2014-wgx-001';
const PLACE = `issues/${BUREAU}/${ISSUE}?tab=timeline`;
const RECEIPTS = `**/api/issues/${BUREAU}/issue/${ISSUE}/receipts?*`;

/** The badges of the timeline, the latest event first. */
const badges = (page: Page) => page.locator('[data-proof]');
const badge = (page: Page, state: string) => page.locator(`[data-proof="${state}"]`);

describe('badges that the browser verifies by itself', () => {
  let scene: ConsoleScene;
  let auditor: Visitor;
  let policy: string;

  beforeAll(async () => {
    scene = await startConsole();
    const registrar = await found(scene, BUREAU, 'anquan', PASSWORD);
    await registrar.hire(`${BUREAU}.P-2`, '虚构乙', 'huodong', PASSWORD, [['campaign-office', BUREAU]]);
    await registrar.hire(`${BUREAU}.P-3`, '虚构丙', 'shenji', PASSWORD, [['auditor', BUREAU]]);
    const office = await Registrar.signedIn(scene, 'huodong', PASSWORD);
    const issue = (verb: string) => `issues/${BUREAU}/issue/${ISSUE}/${verb}`;
    await office.give(issue('raise-issue'), {
      unit: BUREAU,
      origin: 'o-1',
      source: 'NETIZEN',
      raisedOn: scene.today,
      wind: 'FORMALISM',
      manifestation: '会议多、文件多',
    });
    await office.give(issue('triage-issue'), { unit: BUREAU, opinion: '纳入台账' });
    auditor = await enter(scene, 'shenji', PASSWORD);
  });
  afterAll(async () => {
    await scene.stop();
  });

  it('say of each event that leaf, proof, log signature and cosignature agree, as soon as a checkpoint covers it', async () => {
    const { page, complaints } = auditor;
    const answered = page.waitForResponse(RECEIPTS);
    await goTo(auditor, PLACE, ISSUE);
    const told = (await (await answered).json()) as { readonly policy: string }; // as the API describes it
    policy = told.policy;
    await badge(page, 'verified').nth(1).waitFor(); // of two events, once they are sealed
    expect(await badges(page).count()).toBe(2);
    await badges(page).first().click();
    await page.getByText('本浏览器用记录原文算出哈希').waitFor();
    await page.getByText('主机公布的策略', { exact: true }).waitFor();
    await page.getByText(/\/witness\/own$/).waitFor();
    await settled(page);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(complaints).toEqual([]);
  });

  it('say that it failed, and how, where one byte of a served leaf is another', async () => {
    const { page } = auditor;
    await page.route(RECEIPTS, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { items: { rev: number; receipt: string }[] }; // as the API describes it
      for (const item of body.items.filter(({ rev }) => rev === 0))
        item.receipt = item.receipt.replace(/^extra (.*)$/m, (_line, leaf: string) => `extra ${oneByteChanged(leaf)}`);
      await route.fulfill({ response: answer, json: body });
    });
    await page.reload();
    await page.getByRole('button', { name: '验证失败：E_RECEIPT' }).waitFor();
    await badge(page, 'verified').waitFor();
    expect(await badges(page).count()).toBe(2);
    await page.getByRole('button', { name: '验证失败：E_RECEIPT' }).click();
    await page.getByText('请勿采信').waitFor();
    await settled(page);
    expect(await barriers(page)).toEqual([]);
    await page.unroute(RECEIPTS);
  });

  it('say that it failed where the page is told another value than the leaf has', async () => {
    const { page } = auditor;
    const timeline = `**/api/issues/${BUREAU}/issue/${ISSUE}/timeline?*`;
    await page.route(timeline, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('FORMALISM', 'HEDONISM') });
    });
    await page.reload();
    await page.getByRole('button', { name: '验证失败：E_SHOWN_DIFFERS' }).waitFor();
    await badge(page, 'verified').waitFor();
    await page.unroute(timeline);
  });

  it('say that nothing is sealed yet, and ask again until it is', async () => {
    const { page } = auditor;
    let sealed = false;
    await page.route(RECEIPTS, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { items: { receipt: string | null }[] }; // as the API describes it
      if (!sealed) for (const item of body.items) item.receipt = null;
      await route.fulfill({ response: answer, json: body });
    });
    await page.reload();
    await badge(page, 'pending').nth(1).waitFor();
    sealed = true;
    await badge(page, 'verified').nth(1).waitFor();
    await page.unroute(RECEIPTS);
  });

  it('believe the policy that an auditor pins, and no host any more', async () => {
    const { page } = auditor;
    await page.reload();
    await badge(page, 'verified').nth(1).waitFor();
    await page.getByRole('button', { name: '验证依据：主机公布的策略' }).click();
    await page.getByText(policy.split('\n')[0]?.slice('log '.length) ?? '').waitFor();
    await page.getByLabel('策略文件内容').fill('log nonsense');
    await page.getByRole('button', { name: '固定', exact: true }).click();
    await page.getByText(/^不是有效的策略文件/).waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'policy', mimeType: 'text/plain', buffer: Buffer.from(policy) });
    await page.getByText('已固定策略').waitFor();
    await settled(page);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).or(page.locator('.ant-drawer-close')).first().click();
    await page.getByRole('button', { name: '验证依据：本人固定的策略' }).waitFor();
    await page.reload();
    await badge(page, 'verified').nth(1).waitFor();
    await badges(page).first().click();
    await page.getByText('本人固定的策略', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await goTo(auditor, `records/organization/unit/${BUREAU}/${BUREAU}`, '霁川市文化局');
    await page.getByRole('tab', { name: '时间线' }).click();
    await badge(page, 'unjudged').first().click();
    await page.getByText('固定的策略中没有本台账的密钥。').first().waitFor();
    await page.keyboard.press('Escape');
  }, 180_000);

  it('fit a phone, speak English, and let go of the pinned policy', async () => {
    const { page, complaints } = auditor;
    await page.setViewportSize(PHONE);
    await goTo(auditor, PLACE, ISSUE);
    await badge(page, 'verified').nth(1).waitFor();
    expect(await overflow(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '切换到英文' }).click();
    await page.getByRole('button', { name: 'Verified' }).first().waitFor();
    await page.getByRole('button', { name: 'Verified by: Policy pinned here' }).click();
    await page.getByRole('button', { name: 'Unpin' }).click();
    await page.locator('.ant-drawer-close').click();
    await page.getByRole('button', { name: 'Verified by: Policy as told by the host' }).waitFor();
    expect(complaints).toEqual([]);
  });
});

/** Another byte where a base64 text of a leaf has one: the leaf stays text and JSON. */
function oneByteChanged(base64: string): string {
  const leaf = Buffer.from(base64, 'base64').toString('latin1');
  return Buffer.from(leaf.replace('FORMALISM', 'FORMALISN'), 'latin1').toString('base64');
}
