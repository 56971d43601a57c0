import { ledgerWorkbook, type LedgerCells, type LedgerEntry } from '@taizhang/reporting';
import { bytesOf } from '../exports/job-client.js';
import { begin, fillDate, form, name, open, submit } from './console-hand.js';
import {
  enter,
  found,
  goTo,
  PHONE,
  Registrar,
  startConsole,
  type ConsoleScene,
  type Visitor,
} from './console-scene.js';
import { hindrances } from './looks.js';

const BUREAU = 'wgx-0371';
const BRANCH = 'b-jia';
const PASSWORD = 'a-long-pass-phrase';
const ISSUE = '2014-wgx-001';
const STAGE = 'zgls-2014';
const BEGINS = '2014-09-10T09:00:00+08:00';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A line of the ledger as an office keeps it. */
const entry = (code: string, more: LedgerCells = {}): LedgerEntry => ({
  cells: {
    code,
    source: '网民留言',
    manifestation: '会议多、文件多',
    unit: BRANCH,
    raisedOn: '2014-09-01',
    wind: '形式主义',
    ...more,
  },
  light: 'green',
  measures: [],
  systemic: false,
  counted: { closed: false, overdue: false, class: '', unit: '' },
});

describe('the story of a campaign, by hand', () => {
  let scene: ConsoleScene;
  let secretary: Visitor;
  let office: Visitor;
  let branch: Visitor;
  const visitors: Visitor[] = [];
  const entered = async (login: string): Promise<Visitor> => {
    const visitor = await enter(scene, login, PASSWORD);
    visitors.push(visitor);
    return visitor;
  };

  beforeAll(async () => {
    scene = await startConsole(BEGINS);
    const registrar = await found(scene, BUREAU, 'anquan', PASSWORD);
    await registrar.hire(`${BUREAU}.P-2`, '虚构乙', 'xitong', PASSWORD, [['system-admin', BUREAU]]);
    const registry = await Registrar.signedIn(scene, 'xitong', PASSWORD);
    const unit = { level: 'BRANCH', parent: BUREAU, name: '群艺馆支部', from: '2014-01-01' };
    await registry.give(`organization/${BUREAU}/unit/${BRANCH}/register-unit`, unit);
    await registrar.hire(`${BUREAU}.P-3`, '虚构丙', 'huodong', PASSWORD, [['campaign-office', BUREAU]]);
    await registrar.hire(`${BUREAU}.P-4`, '虚构丁', 'zhishu', PASSWORD, [['branch-secretary', `${BUREAU}/${BRANCH}`]]);
    await registrar.hire(`${BUREAU}.P-5`, '虚构戊', 'shuji', PASSWORD, []);
    const post = { from: scene.today, basis: '任职文件' };
    const body = `organization/${BUREAU}/body/committee`;
    const committee = { kind: 'PARTY_COMMITTEE', unit: BUREAU, name: '局党委', from: scene.today };
    await registrar.give(`${body}/form-body`, committee);
    await registrar.give(`${body}/join-body`, { person: `${BUREAU}.P-5`, post: 'SECRETARY', clearance: 2, ...post });
    const principal = { person: `${BUREAU}.P-4`, acting: false, clearance: 2, ...post };
    await registrar.give(`organization/${BUREAU}/unit/${BRANCH}/appoint-principal`, principal);
    secretary = await entered('shuji');
    office = await entered('huodong');
    branch = await entered('zhishu');
  });
  afterAll(async () => {
    await scene.stop();
    expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it('says on every page that it is a demonstration, and which day it is there', async () => {
    await office.page.getByRole('note').getByText('演示日期 2014-09-10').waitFor();
  });

  it('adopts the policy, launches the campaign on its documents, and opens the stage', async () => {
    const { page } = secretary;
    await goTo(secretary, 'registers/organization?of=policy', '组织机构');
    await begin(page, '采用政策参数');
    await form(page).getByLabel('口径编号').fill('DEFAULT-2014');
    await form(page).getByRole('checkbox', { name: '其余采用推荐值' }).check();
    await form(page).getByLabel('黄灯提前（工作日）').fill('10');
    await form(page).getByRole('textbox', { name: '依据', exact: true }).fill('局党委会议决定');
    await submit(page, '采用政策参数');

    await goTo(secretary, 'registers/campaigns', '教育实践活动');
    await begin(page, '启动活动');
    expect(await form(page).getByLabel('编号', { exact: true }).inputValue()).toBe('hd-2014-1');
    await name(page, '参加单位', [BUREAU, BRANCH]);
    await form(page).getByLabel('标题').first().fill('党的群众路线教育实践活动');
    await form(page).getByLabel('文件编号').fill('wj-1');
    await form(page).getByRole('radio', { name: '市', exact: true }).check();
    await fillDate(page, '印发日期', '2014-01-24');
    await form(page).getByLabel('发文机关').fill('霁川市委');
    await form(page).getByLabel('文号').fill('霁发〔2014〕3号');
    await form(page).getByLabel('标题').last().fill('关于做好整改落实、建章立制工作的通知');
    await submit(page, '启动活动');
    await page.getByRole('heading', { name: 'hd-2014-1' }).waitFor();
    expect(await hindrances(page)).toEqual([]);

    await goTo(secretary, 'registers/campaigns?of=stage', '教育实践活动');
    await begin(page, '开启环节');
    await form(page).getByLabel('编号', { exact: true }).fill(STAGE);
    await form(page).getByRole('combobox', { name: '活动', exact: true }).fill('hd-2014-1');
    await fillDate(page, '起始日期', '2014-06-25', 0);
    await fillDate(page, '截止日期', '2014-10-25', 0);
    await fillDate(page, '起始日期', '2014-09-05', 1);
    await fillDate(page, '截止日期', '2014-10-25', 1);
    await name(page, '参加单位', [BUREAU, BRANCH]);
    await form(page).getByLabel('环节名称').fill('整改落实、建章立制');
    await submit(page, '开启环节');
    await page.getByText('进行中').first().waitFor();
    expect(await hindrances(page)).toEqual([]);
  });

  it('shows a light by the policy in force, and by the day it is there', async () => {
    const clerk = await Registrar.signedIn(scene, 'zhishu', PASSWORD);
    const issue = `issues/${BUREAU}/issue/${ISSUE}`;
    await clerk.give(`${issue}/raise-issue`, {
      unit: BRANCH,
      stage: STAGE,
      origin: 'o-1',
      source: 'NETIZEN',
      anonymous: false,
      raisedOn: '2014-09-01',
      wind: 'BUREAUCRATISM',
      manifestation: '窗口排队时间长',
    });
    const opinion = { unit: BRANCH, opinion: '由该单位承办' };
    await clerk.give(`${issue}/triage-issue`, opinion);
    const classes = { class: '2b', kind: 'BY_DATE', hidden: false, cause: 'INDIVIDUAL', analysis: '流程不清' };
    await clerk.give(`${issue}/classify-issue`, classes);
    await clerk.give(`${issue}/assign-issue`, {
      lead: BRANCH,
      supporting: [],
      leader: `${BUREAU}.P-4`,
      owner: `${BUREAU}.P-4`,
      deadline: '2014-09-24',
      standard: '等候不超过十分钟',
    });
    // ten working days, of which the policy speaks, reach to the 24th; three, which are recommended, do not
    await goTo(branch, 'ledger', '整改台账');
    await branch.page.reload();
    await branch.page
      .getByRole('row', { name: new RegExp(ISSUE) })
      .getByText('临期')
      .waitFor();
  });

  it('takes a self-check form by form, with “nothing found” said explicitly, and shows who has not answered', async () => {
    const { page } = branch;
    await goTo(office, 'self-checks', '自查');
    await office.page.getByTestId('coverage').getByText('未填报').waitFor();
    await office.page.getByRole('row', { name: /群艺馆支部 虚构丁 未填报/ }).waitFor();
    await goTo(branch, 'self-checks', '自查');
    await page.getByRole('button', { name: '填报 群艺馆支部 领导班子' }).click();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('请对“1 作风漂浮、工作不实”作答').waitFor();
    await form(page).getByRole('radiogroup', { name: '2b 门好进、脸好看、事难办' }).getByLabel('查找到问题').check();
    await form(page).getByRole('combobox', { name: '查找到的问题' }).fill(ISSUE);
    await page.locator('.ant-select-dropdown:visible').getByText(`${ISSUE} 窗口排队时间长`).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '其余均未发现问题' }).click();
    expect(await hindrances(page)).toEqual([]);
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('row', { name: /群艺馆支部 领导班子 查找到 1 个问题/ }).waitFor();
    await page.getByRole('button', { name: '填报 群艺馆支部 虚构丁' }).click();
    await page.getByRole('button', { name: '其余均未发现问题' }).click();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('row', { name: /群艺馆支部 虚构丁 未发现问题/ }).waitFor();
    expect(await hindrances(page)).toEqual([]);
    await goTo(office, 'ledger', '整改台账');
    await goTo(office, 'self-checks', '自查');
    await office.page.getByTestId('coverage').getByText('66.67%').waitFor();
    expect(await hindrances(office.page)).toEqual([]);
  });

  it('tries a workbook first and names its bad cells, then takes the mended one', async () => {
    const { page } = office;
    const pick = async (...entries: readonly LedgerEntry[]): Promise<void> => {
      const layout = { title: '整改台账', unit: BUREAU, period: '2014', entries };
      const buffer = await bytesOf(ledgerWorkbook(layout));
      await page.locator('input[type=file]').setInputFiles({ name: '台账.xlsx', mimeType: XLSX, buffer });
    };
    await goTo(office, 'import?of=ledger', '导入');
    expect(await page.getByRole('button', { name: '正式导入' }).isDisabled()).toBe(true);
    await pick(entry('2014-wgx-002'), entry('2014-wgx-003', { source: '道听途说' }));
    await page.getByRole('button', { name: '试导入' }).click();
    const result = page.getByTestId('import-result');
    await result.getByText('试导入完成：共 2 行，1 行有错误；未写入任何数据').waitFor();
    await result
      .getByRole('row', { name: /2014-wgx-003 有错误/ })
      .getByText('不是规定的选项。')
      .waitFor();
    expect(await hindrances(page)).toEqual([]);
    await pick(entry('2014-wgx-002'), entry('2014-wgx-003'));
    expect(await page.getByRole('button', { name: '正式导入' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '试导入' }).click();
    await result.getByText('试导入完成：共 2 行，0 行有错误；未写入任何数据').waitFor();
    await page.getByRole('button', { name: '正式导入' }).click();
    await result.getByText('导入完成：共 2 行，0 行未导入').waitFor();
    await goTo(office, 'ledger', '整改台账');
    await page.getByRole('link', { name: '2014-wgx-003', exact: true }).waitFor();
  });

  it('convenes the briefing, opens the ballot, and prints one-time codes that are shown once', async () => {
    const { page } = office;
    await goTo(office, 'evaluations', '群众评议');
    await begin(page, '召开通报会');
    await form(page).getByRole('combobox', { name: '单位', exact: true }).fill(BRANCH);
    await form(page).getByRole('combobox', { name: '环节', exact: true }).fill(STAGE);
    await form(page).getByRole('checkbox', { name: '专门召开' }).check();
    await fillDate(page, '日期', '2014-03-20');
    await form(page).getByLabel('人员类别').fill('staff');
    await form(page).getByLabel('人数').fill('6');
    await form(page).getByRole('combobox', { name: '评议对象', exact: true }).fill('group');
    await form(page).getByRole('radio', { name: '领导班子' }).check();
    await form(page).getByRole('button', { name: '添加' }).last().click();
    await form(page).getByRole('combobox', { name: '评议对象', exact: true }).last().fill(`${BUREAU}.P-4`);
    await form(page).getByRole('radio', { name: '一把手' }).last().check();
    await form(page).getByRole('combobox', { name: '人员', exact: true }).last().fill(`${BUREAU}.P-4`);
    await form(page).getByRole('checkbox', { name: '暂不评议' }).last().check();
    await form(page).getByLabel('理由').last().fill('本次仅评议领导班子');
    await submit(page, '召开通报会');
    await page.getByRole('heading', { name: '群艺馆支部' }).waitFor();
    await open(page, '冻结参会名单');
    await form(page).getByLabel('人员类别').fill('staff');
    await form(page).getByLabel('人数').fill('6');
    await form(page).getByRole('button', { name: '添加' }).click();
    await form(page).getByLabel('人员类别').last().fill('residents');
    await form(page).getByRole('checkbox', { name: '群众代表' }).last().check();
    await form(page).getByLabel('人数').last().fill('4');
    await submit(page, '冻结参会名单');
    await open(page, '开始投票');
    await form(page).getByRole('combobox', { name: '评议对象' }).fill('group');
    await name(page, '计票人', [`${BUREAU}.P-2`, `${BUREAU}.P-3`]);
    await submit(page, '开始投票');
    await page.getByRole('button', { name: '发放投票码' }).click();
    await form(page).getByLabel('发放张数').fill('3');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('共 3 个投票码，只显示这一次').waitFor();
    const slips = page.getByRole('list', { name: '投票码' }).getByRole('listitem');
    expect(await slips.count()).toBe(3);
    expect(await hindrances(page)).toEqual([]);
    const code = (await slips.first().getByRole('code').textContent()) ?? '';
    const voter = await scene.visit(PHONE);
    await voter.page.goto('/#/ballot');
    await voter.page.getByLabel('投票码').fill(code);
    await voter.page.getByRole('button', { name: '查询', exact: true }).click();
    await voter.page.getByRole('radio', { name: '较好' }).check();
    await voter.page.getByRole('button', { name: '投票', exact: true }).click();
    await voter.page.getByText('已投票，谢谢').waitFor();
    await page
      .getByRole('button', { name: 'Close' })
      .or(page.getByRole('button', { name: '关闭' }))
      .first()
      .click();
    await page.getByText('关闭后投票码不能再次显示，确定已打印？').last().waitFor();
    await page.getByRole('button', { name: '已打印，关闭' }).click();
    await slips.first().waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: '发放投票码' }).count()).toBe(0);
    expect(await page.content()).not.toContain(code);
  });

  it('starts and completes a look-back, drafts and publishes a norm', async () => {
    const { page } = office;
    await goTo(office, 'registers/campaigns?of=look-back', '教育实践活动');
    await begin(page, '开始回头看');
    await form(page).getByRole('combobox', { name: '环节', exact: true }).fill(STAGE);
    await form(page).getByRole('combobox', { name: '单位', exact: true }).fill(BRANCH);
    await form(page).getByLabel('抽查件数').fill('6');
    await submit(page, '开始回头看');
    await page.getByRole('heading', { name: 'hui-2014-1' }).waitFor();
    await open(page, '完成回头看');
    await form(page).getByLabel('总结').fill('尚无已销号问题');
    await submit(page, '完成回头看');
    await page.getByText('已完成').first().waitFor();

    await goTo(office, 'registers/rules?of=norm', '制度建设');
    await begin(page, '起草制度');
    await form(page)
      .getByRole('combobox', { name: '制定机关' })
      .or(form(page).getByLabel('制定机关'))
      .first()
      .fill(BUREAU);
    await form(page).getByRole('combobox', { name: '单位', exact: true }).fill(BUREAU);
    await form(page).getByRole('combobox', { name: '责任人' }).fill(`${BUREAU}.P-3`);
    await form(page).getByLabel('领域(1-8)').fill('1');
    await name(page, '起草人', [`${BUREAU}.P-3`]);
    await form(page).getByRole('textbox', { name: '名称', exact: true }).fill('窗口服务规范');
    await submit(page, '起草制度');
    await page.getByRole('heading', { name: 'zd-2014-1' }).waitFor();
    expect(await hindrances(page)).toEqual([]);
    const by = secretary.page;
    await goTo(secretary, `records/rules/norm/${BUREAU}/zd-2014-1`, 'zd-2014-1');
    await open(by, '印发制度');
    await form(by).getByLabel('文号系列').fill('wgx');
    await form(by).getByLabel('年份').fill('2014');
    await form(by).getByLabel('序号').fill('1');
    await fillDate(by, '起始日期', '2014-10-01');
    await form(by).getByRole('textbox', { name: '名称', exact: true }).fill('窗口服务规范');
    await form(by).getByRole('textbox', { name: '正文', exact: true }).fill('窗口服务规范（全文）');
    await submit(by, '印发制度');
  });

  it('is refused what the rules forbid, with the reason: a summary meeting before its time, the close of the stage', async () => {
    const { page } = office;
    const refusal = page.getByRole('dialog', { name: /当前状态不可办理/ });
    await goTo(office, `evaluations/${BUREAU}/${STAGE}.${BRANCH}`, '群艺馆支部');
    await open(page, '召开总结大会');
    await form(page).getByLabel('到会人数').fill('10');
    await form(page).getByRole('textbox', { name: '总结' }).fill('总结');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await refusal.waitFor();
    await refusal.getByRole('button').last().click();
    await goTo(office, `records/campaigns/stage/${BUREAU}/${STAGE}`, STAGE);
    await open(page, '申请环节收尾');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await refusal.getByText(/MEETING_OUTSTANDING/).waitFor();
    await refusal.getByRole('button').last().click();
    expect(await hindrances(page)).toEqual([]);
  });
});
