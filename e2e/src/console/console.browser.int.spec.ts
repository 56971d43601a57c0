import type { Page } from 'playwright-core';
import { COUNT, EVALUATION, openOnlineRound, TELLERS, untilTallied, votePaper } from './ballot-scene.js';
import { choose, form, open, submit } from './console-hand.js';
import {
  DESK,
  enter as enterWorkbench,
  goTo,
  PHONE,
  Registrar,
  settled,
  signIn,
  startConsole,
  type ConsoleScene,
  type Visitor,
} from './console-scene.js';
import { barriers, drawnWith, hindrances, overflow } from './looks.js';

const BUREAU = 'wgx-0371';
const PASSWORD = 'a-long-pass-phrase';
const ISSUE = '2026-wgx-0001';

const status = (page: Page) => page.getByTestId('status').textContent();

describe('the console', () => {
  let scene: ConsoleScene;
  let clerk: Visitor;
  let office: Visitor;

  beforeAll(async () => {
    scene = await startConsole();
  });
  afterAll(async () => {
    await scene.stop();
  });
  const hire = async (): Promise<void> => {
    const registrar = await Registrar.signedIn(scene, 'anquan', PASSWORD);
    await registrar.hire(`${BUREAU}.P-4`, '虚构丁', 'xitong', PASSWORD, [['system-admin', BUREAU]]);
    const registry = await Registrar.signedIn(scene, 'xitong', PASSWORD);
    await registry.give(`organization/${BUREAU}/unit/b-jia/register-unit`, {
      level: 'BRANCH',
      parent: BUREAU,
      name: '群艺馆支部',
      from: '2014-01-01',
    });
    await registrar.hire(`${BUREAU}.P-2`, '虚构乙', 'jingban', PASSWORD, [['branch-clerk', `${BUREAU}/b-jia`]]);
    await registrar.hire(`${BUREAU}.P-3`, '虚构丙', 'huodong', PASSWORD, [['campaign-office', BUREAU]]);
  };

  it('is founded and entered by its pages, and shows nothing that the reader may not see', async () => {
    const { page, complaints } = await scene.visit();
    await page.goto('/');
    await page.getByRole('link', { name: '首次使用？系统初始化' }).click();
    await page.getByRole('heading', { name: '系统初始化' }).waitFor();
    expect(await drawnWith(page, 'h1')).toContain('WenQuanYi Zen Hei');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('初始化码').fill('guessed');
    await page.getByLabel('单位代码').fill(BUREAU);
    await page.getByLabel('单位名称').fill('霁川市文化局');
    await page.getByLabel('管理员姓名').fill('虚构甲');
    await page.getByLabel('登录名').fill('anquan');
    await page.getByLabel('新密码').fill(PASSWORD);
    await page.getByRole('button', { name: '系统初始化' }).click();
    await page.getByRole('alert').getByText('初始化码不正确，或系统已初始化。').waitFor();
    await page.getByLabel('初始化码').fill(scene.setupCode);
    await page.getByRole('button', { name: '系统初始化' }).click();
    await page.waitForURL('**/#/sign-in');
    await signIn({ page, complaints }, 'anquan', 'wrong');
    await page.getByRole('alert').getByText('账号或密码不正确，或账号暂时锁定。').waitFor();
    await signIn({ page, complaints }, 'anquan', PASSWORD);
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    await page.getByText('霁川市文化局 · 安全保密管理员').waitFor();
    const menu = page.getByRole('navigation', { name: '菜单' });
    await menu.getByText('组织机构').first().waitFor();
    expect(await menu.getByText('整改台账').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('lets a person in with the password that he was told only once he has changed it', async () => {
    await hire();
    const admin = await scene.visit();
    await signIn(admin, 'anquan', PASSWORD);
    await admin.page.getByRole('navigation', { name: '菜单' }).getByText('组织机构').first().click();
    await admin.page.getByRole('button', { name: '登记人员' }).click();
    await admin.page.getByLabel('编号', { exact: true }).fill(`${BUREAU}.P-5`);
    await admin.page.getByLabel('名称').fill('虚构戊');
    await submit(admin.page, '登记人员');
    await admin.page.getByRole('heading', { name: '虚构戊' }).waitFor();
    await admin.page.goto('/#/organization?tab=persons');
    await admin.page.getByRole('button', { name: '开立账号 虚构戊' }).click();
    await admin.page.getByLabel('登录名').fill('wuwu');
    await admin.page.getByRole('button', { name: '提交', exact: true }).click();
    const told = (await admin.page.getByTestId('initial-password').textContent()) ?? '';
    const newcomer = await scene.visit();
    await signIn(newcomer, 'wuwu', told.slice(told.indexOf('：') + 1));
    await newcomer.page.getByLabel('当前密码').fill(told.slice(told.indexOf('：') + 1));
    await newcomer.page.getByLabel('新密码').fill('another-long-phrase');
    await newcomer.page.getByRole('button', { name: '提交', exact: true }).click();
    await newcomer.page.getByText('您目前没有任何职权').waitFor();
    expect([...admin.complaints, ...newcomer.complaints]).toEqual([]);
  });

  it('takes an issue from being raised to being closed by hand, by those who may', async () => {
    clerk = await scene.visit();
    office = await scene.visit();
    await signIn(clerk, 'jingban', PASSWORD);
    await clerk.page.getByRole('navigation', { name: '菜单' }).getByText('整改台账').click();
    await clerk.page.getByRole('button', { name: '登记问题' }).click();
    await form(clerk.page).getByLabel('编号', { exact: true }).fill(ISSUE);
    expect(await form(clerk.page).getByRole('combobox', { name: '单位', exact: true }).inputValue()).toBe('b-jia');
    await choose(clerk.page, '问题来源', '征求到的群众意见');
    await form(clerk.page).getByRole('radio', { name: '官僚主义' }).check();
    await form(clerk.page).getByLabel('问题表现').fill('窗口排队时间长');
    await submit(clerk.page, '登记问题');
    await clerk.page.getByRole('heading', { name: ISSUE }).waitFor();
    expect(await status(clerk.page)).toBe('已登记');
    // what is the office's to do is not offered to a clerk
    expect(await clerk.page.getByRole('button', { name: '分办', exact: true }).count()).toBe(0);
    await clerk.page.goto('/#/');
    await clerk.page.getByRole('heading', { name: '本单位在办 1' }).waitFor();
    await clerk.page.goto(`/#/issues/${BUREAU}/${ISSUE}`);
    await clerk.page.getByRole('heading', { name: ISSUE }).waitFor();

    await signIn(office, 'huodong', PASSWORD);
    await office.page.getByRole('heading', { name: '工作台' }).waitFor();
    await office.page.goto(`/#/issues/${BUREAU}/${ISSUE}`);
    await open(office.page, '分办');
    await form(office.page).getByRole('combobox', { name: '单位', exact: true }).fill('b-jia');
    await form(office.page).getByLabel('意见').fill('由群艺馆支部承办');
    await submit(office.page, '分办');
    await open(office.page, '归类');
    await choose(office.page, '问题类别', '2b 门好进、脸好看、事难办');
    await form(office.page).getByRole('radio', { name: '限期整改' }).check();
    await form(office.page).getByRole('radio', { name: '系统性' }).check();
    await form(office.page).getByLabel('原因分析').fill('办事流程不清，窗口不足');
    await submit(office.page, '归类');
  });

  it('shows what the state forbids with the reason, until the record has changed', async () => {
    const { page } = clerk;
    await page.reload();
    await open(page, '申请销号');
    await form(page).getByLabel('整改成效').fill('群众满意');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    const refusal = page.getByRole('dialog', { name: /当前状态不可办理/ });
    await refusal.waitFor();
    await refusal.getByRole('button').last().click();
    const forbidden = page.getByRole('button', { name: /^申请销号: 当前状态不可办理：/ });
    expect(await forbidden.isDisabled()).toBe(true);

    await open(office.page, '交办');
    await form(office.page).getByRole('combobox', { name: '牵头单位' }).fill('b-jia');
    await form(office.page).getByRole('combobox', { name: '责任领导' }).fill(`${BUREAU}.P-1`);
    await form(office.page).getByRole('combobox', { name: '责任人' }).fill(`${BUREAU}.P-2`);
    await form(office.page).getByLabel('整改时限').fill('2099-12-31');
    await office.page.keyboard.press('Enter');
    await form(office.page).getByLabel('销号标准').fill('平均等候不超过十分钟');
    await submit(office.page, '交办');
    await page.reload();
    await page.getByText('已交办').first().waitFor();
    expect(await page.getByRole('button', { name: '申请销号', exact: true }).isEnabled()).toBe(true);
  });

  it('takes measures, evidence and replies, and closes', async () => {
    const { page } = clerk;
    await page.getByRole('tab', { name: '措施与进度' }).click();
    await open(page, '制定整改措施');
    await form(page).getByRole('combobox', { name: '责任人' }).fill(`${BUREAU}.P-2`);
    await form(page).getByLabel('整改时限').fill('2099-12-01');
    await page.keyboard.press('Enter');
    await form(page).getByRole('radio', { name: '限期整改' }).check();
    await form(page).getByLabel('措施内容').fill('增设两个窗口');
    await form(page).getByLabel('销号标准').fill('窗口启用');
    await submit(page, '制定整改措施');
    await page.getByRole('tab', { name: '佐证材料' }).click();
    await open(page, '上传佐证材料');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '验收记录.txt', mimeType: 'text/plain', buffer: Buffer.from('两个窗口已启用。') });
    await page.getByText('已上传 验收记录.txt').waitFor();
    await submit(page, '上传佐证材料');
    await page.getByRole('button', { name: '下载 验收记录.txt' }).waitFor();
    await page.getByRole('tab', { name: '措施与进度' }).click();
    await open(page, '完成整改措施');
    await form(page).getByLabel('结果').fill('等候缩短至八分钟');
    await submit(page, '完成整改措施');
    await page.getByRole('tab', { name: '答复' }).click();
    await open(page, '答复');
    await choose(page, '答复方式', '当面');
    await form(page).getByRole('radio', { name: '满意', exact: true }).check();
    await form(page).getByLabel('答复内容').fill('已增设窗口');
    await submit(page, '答复');
    await open(page, '申请销号');
    await form(page).getByLabel('整改成效').fill('群众满意');
    await submit(page, '申请销号');
    expect(await status(page)).toBe('申请销号');

    await office.page.goto('/#/');
    await office.page.getByRole('heading', { name: '待审核销号 1' }).waitFor();
    await office.page.getByRole('link', { name: ISSUE }).first().click();
    await open(office.page, '销号');
    await form(office.page).getByLabel('意见').fill('同意销号');
    await submit(office.page, '销号');
    expect(await status(office.page)).toBe('已销号');
    await office.page.getByRole('tab', { name: '时间线' }).click();
    await office.page.getByRole('heading', { name: '登记问题' }).waitFor();
    await office.page.getByRole('navigation', { name: '菜单' }).getByText('整改台账').click();
    await office.page.getByText('100.00%').waitFor();
    expect([...clerk.complaints, ...office.complaints]).toEqual([]);
  });

  it('tells everybody what he began and what he has dealt with', async () => {
    const found = async ({ page }: Visitor, tab: string): Promise<readonly string[]> => {
      await page.goto('/#/');
      await page.getByRole('tab', { name: tab, exact: true }).click();
      const list = page.getByRole('tabpanel', { name: tab, exact: true });
      await list.getByText(/^共 \d+ 条$/).waitFor();
      await settled(page);
      return list.getByRole('link').allTextContents();
    };
    expect(await found(clerk, '我发起')).toEqual([ISSUE]);
    expect(await found(clerk, '已办')).toEqual([ISSUE]);
    expect(await found(office, '我发起')).toEqual([]);
    expect(await found(office, '已办')).toEqual([ISSUE]);
    expect(await found(office, '抄送')).toEqual([]);
    expect(await hindrances(office.page)).toEqual([]);
  });

  it('tells apart what is not the reader’s to see, and what is not there', async () => {
    const { page } = await enterWorkbench(scene, 'jingban', PASSWORD);
    await page.goto('/#/counting');
    await page.getByText('无权查看').waitFor();
    expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
    await page.goto(`/#/issues/${BUREAU}/2014-9999`);
    await page.getByText('没有此记录').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('keeps the filter of the ledger in the address, and finds by it', async () => {
    const { page } = office;
    await page.goto('/#/ledger');
    await choose(page, '问题来源', '征求到的群众意见');
    await page.getByRole('link', { name: ISSUE, exact: true }).waitFor();
    await page.keyboard.press('Escape');
    expect(page.url()).toContain('source=MASS_OPINION');
    await page.reload();
    await page.getByRole('link', { name: ISSUE, exact: true }).waitFor();
    await page.goto('/#/ledger?source=NETIZEN');
    await page.getByText('没有符合条件的记录').waitFor();
    await page.goto('/#/ledger?text=%E6%8E%92%E9%98%9F');
    await page.getByRole('link', { name: ISSUE, exact: true }).waitFor();
    await page.getByRole('button', { name: /^导出/ }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByText('Excel · 当前筛选').click()]);
    expect(file.suggestedFilename()).toMatch(/^整改台账-\d{4}-\d{2}-\d{2}\.xlsx$/);
    await page.goto('/#/downloads');
    await page.getByRole('button', { name: /^下载 整改台账-/ }).waitFor();
  });

  it('speaks English where the reader chose it, and goes on doing so', async () => {
    const { page } = office;
    await page.goto('/#/ledger');
    await page.getByRole('button', { name: '切换到英文' }).click();
    await page.getByRole('heading', { name: 'Rectification ledger' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Rectification ledger' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await goTo(office, `issues/${BUREAU}/${ISSUE}`, ISSUE);
    await page.getByRole('button', { name: /^More acts/ }).click();
    await page.getByRole('menuitem', { name: 'Return', exact: true }).click();
    await page.getByLabel('Reason').fill('Not enough');
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page
      .getByRole('dialog', { name: /Not in this state: / })
      .getByRole('button')
      .last()
      .click();
    await page.getByRole('button', { name: 'Switch to Chinese' }).click();
    await page.getByText('已销号').first().waitFor();
  });

  /** Enters a count into the form that is open, with so many more for 好. */
  const enter = async (page: Page, more = 0): Promise<void> => {
    const { returned, spoiled, blank, grades } = COUNT;
    const numbers = { 收回票数: returned, 废票: spoiled, 空白票: blank, 好: grades.good + more };
    const others = { 较好: grades.fairlyGood, 一般: grades.average, 差: grades.poor };
    for (const [label, number] of Object.entries({ ...numbers, ...others }))
      await form(page).getByRole('spinbutton', { name: label, exact: true }).fill(String(number));
  };
  /** Sends the form that is open, and takes note of why the state forbids it. */
  const refusedNow = async (page: Page, reason: string): Promise<void> => {
    await page.getByRole('button', { name: '提交', exact: true }).click();
    const refusal = page.getByRole('dialog', { name: `当前状态不可办理：${reason}` });
    await refusal.getByRole('button').last().click();
    await refusal.waitFor({ state: 'detached' });
  };

  it('[C5.12] lets two tellers enter and sign by hand what each counted by himself, and nobody but them', async () => {
    await votePaper(scene, BUREAU, PASSWORD);
    const tellers = [await scene.visit(), await scene.visit()] as const;
    for (const [i, teller] of tellers.entries()) {
      await signIn(teller, TELLERS[i] ?? '', PASSWORD);
      await teller.page.getByRole('navigation', { name: '菜单' }).getByText('计票', { exact: true }).click();
      await teller.page.getByRole('heading', { level: 1, name: '计票' }).waitFor();
      await teller.page.getByRole('row', { name: /r-1 领导班子 10 0 待计票 本人/ }).waitFor();
    }
    const menu = office.page.getByRole('navigation', { name: '菜单' });
    expect(await menu.getByText('计票', { exact: true }).count()).toBe(0);
    const [one, other] = [tellers[0].page, tellers[1].page];
    await open(one, '计票签字');
    await refusedNow(one, '两名计票人尚未全部录入。');
    await open(one, '计票录入');
    await enter(one, 1);
    await one.getByRole('button', { name: '提交', exact: true }).click();
    await form(one).getByRole('alert').getByText('各项票数之和不等于收回票数。').waitFor();
    await enter(one);
    await submit(one, '计票录入');
    await one.getByRole('row', { name: /本人 已录入 未签字/ }).waitFor();

    await other.reload();
    await other.getByText('已录入').waitFor();
    const seen = await other.request.get('/api/evaluation/views/counting-rounds');
    expect(seen.status()).toBe(200);
    expect(await seen.text()).not.toMatch(/returned|grades|good/);
    expect((await other.request.get('/api/evaluation/views/evaluations')).status()).toBe(403);
    await open(other, '计票录入');
    await enter(other);
    await form(other).getByRole('spinbutton', { name: '好', exact: true }).fill('3');
    await form(other).getByRole('spinbutton', { name: '差', exact: true }).fill('3');
    await submit(other, '计票录入');
    await open(other, '计票签字');
    await refusedNow(other, '两名计票人录入的票数不一致。');
    await open(other, '计票录入');
    await enter(other);
    await submit(other, '计票录入');
    for (const page of [other, one]) {
      await page.reload();
      await open(page, '计票签字');
      expect(await hindrances(page)).toEqual([]);
      await submit(page, '计票签字');
    }
    await one.getByRole('row', { name: /已确认 本人 已录入 已签字/ }).waitFor();
    expect(await hindrances(one)).toEqual([]);
    await untilTallied(scene, BUREAU, PASSWORD);
    expect(tellers.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it('shows what became of a mass evaluation: grades, four counting rules, the line, and how far the matter has come', async () => {
    const { page } = office;
    await page.goto('/#/evaluations');
    await page.getByRole('link', { name: EVALUATION }).click();
    await page.getByRole('heading', { name: '群艺馆支部' }).waitFor();
    await page.getByText('低于通报线').waitFor();
    await page.getByText('5/10 = 50.00%').first().waitFor();
    await page.getByText('5/9 = 55.56%').waitFor();
    expect(await page.getByTestId('block').textContent()).toBe('暂缓(待定)');
    await open(page, '综合评估');
    await form(page).getByRole('combobox', { name: '评议对象' }).fill('group');
    await form(page).getByRole('radio', { name: '意见不多' }).check();
    await form(page).getByLabel('理由').fill('意见集中在个别事项');
    await form(page).getByLabel('提意见人数').fill('2');
    await form(page).getByLabel('反映人数').fill('0');
    await submit(page, '综合评估');
    await page.getByText('意见不多').waitFor();
  });

  it('takes a secret ballot on a phone, once for a code that comes into no address', async () => {
    const code = await openOnlineRound(scene, BUREAU, PASSWORD);
    const { page, complaints } = await scene.visit(PHONE);
    await page.goto(`/#/ballot?code=${code}`);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByRole('radio', { name: '较好' }).check();
    expect(page.url()).not.toContain(code);
    expect(await overflow(page)).toEqual([]);
    await page.getByLabel('内容').fill('办事窗口请延长开放');
    await page.getByRole('button', { name: '投票', exact: true }).click();
    await page.getByText('请选择意见建议的类型').waitFor(); // what was written is not lost for want of its kind
    await page.getByRole('radio', { name: '建议' }).check();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '投票', exact: true }).click();
    await page.getByText('已投票，谢谢').waitFor();
    await page.reload();
    await page.getByLabel('投票码').fill(code);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByText('该投票码已使用').waitFor();
    expect(complaints).toEqual([]);
  });

  it.each([
    ['', '工作台'],
    ['ledger', '整改台账'],
    [`issues/${BUREAU}/${ISSUE}`, ISSUE],
    ['evaluations', '群众评议'],
    [`evaluations/${BUREAU}/${EVALUATION}`, '群艺馆支部'],
    ['organization', '组织机构'],
    ['registers/issues', '问题整改'],
  ])('fits a desk and a phone, without a serious barrier: #/%s', async (place, heading) => {
    const { page } = office;
    await page.setViewportSize(DESK);
    await goTo(office, place, heading);
    expect(await hindrances(page)).toEqual([]);
    expect(await drawnWith(page, 'h1')).toEqual(expect.arrayContaining([expect.any(String)]));
  });

  it('says in words that an address leads nowhere, and leads back', async () => {
    const { page, complaints } = await scene.visit(PHONE);
    await page.goto('/#/nowhere');
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: '返回工作台' }).click();
    await page.waitForURL('**/#/sign-in');
    expect(complaints).toEqual([]);
  });

  it('takes a report without account on a phone that read the code of a channel, and tells how it stands by its receipt code', async () => {
    const registrar = await Registrar.signedIn(scene, 'huodong', PASSWORD);
    await registrar.give(`issues/${BUREAU}/channel/net-1/register-channel`, { type: 'NETWORK', place: '文化馆公告栏' });
    await registrar.until(`issues/views/channels/documents/${BUREAU}/net-1`, ({ status }) => status === 'OPEN');
    await goTo(office, `records/issues/channel/${BUREAU}/net-1`, 'net-1');
    await office.page.getByRole('tab', { name: '公开表单' }).click();
    const address = (await office.page.getByText(/#\/report\?/).textContent()) ?? '';
    expect(await barriers(office.page)).toEqual([]);
    const { page, complaints } = await scene.visit(PHONE);
    await page.goto(address);
    expect(await overflow(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    expect(await page.getByLabel('反映给哪个单位(代码)').inputValue()).toBe(BUREAU);
    await page.goto('/#/report');
    expect(await page.getByLabel('反映给哪个单位(代码)').inputValue()).toBe('');
    await page.goto(address);
    await page.getByRole('radio', { name: '意见建议' }).check();
    await page.getByLabel('内容').fill('建议延长开放时间');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    const receipt = (await page.getByTestId('receipt').textContent()) ?? '';
    await page.getByRole('link', { name: '凭查询码查询' }).click();
    await page.getByLabel('查询码').fill(receipt);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByText('已收到').waitFor();
    await page.getByText('尚未答复').waitFor();
    expect(page.url()).not.toContain(receipt);
    expect(complaints).toEqual([]);
    await registrar.until(`issues/views/channel-uses/documents/${BUREAU}/net-1`, ({ uses }) => uses === 1);
  });
});
