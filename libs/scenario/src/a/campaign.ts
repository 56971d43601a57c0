import type { Act, Moment } from '../scenario.js';
import { at, CAMPAIGN, gives, numbers, refused, STAGE } from './acts.js';
import { BUREAU, OFFICE, ownerOf, SCOPE, SECRETARY, workerOf } from './cast.js';
import { MAIN_ISSUES } from './issues.js';
import { closed, measureDone, requested } from './rectification.js';

const document = (id: string, level: string, issuer: string, number: string) => ({
  document: id,
  level,
  issuedOn: '2014-01-24',
  issuer,
  number,
  title: '关于做好第二批教育实践活动整改落实、建章立制工作的通知',
});
const launch = {
  units: [...SCOPE],
  title: '党的群众路线教育实践活动',
  documents: [
    document('wj-1', 'CENTRAL', '示例中央机关', '示中发〔2014〕1号'),
    document('wj-2', 'PROVINCE', '示例省委', '示省发〔2014〕2号'),
    document('wj-3', 'CITY', '霁川市委', '霁发〔2014〕3号'),
  ],
};

/** The campaign on its three documents, and its stage. */
export const campaign: readonly Moment[] = [
  {
    at: '2014-02-20T09:00:00+08:00',
    title: '启动活动',
    acts: [
      refused(
        gives(SECRETARY, at.campaign(CAMPAIGN), 'launch-campaign', { ...launch, documents: [] }),
        'BASIS_DOCUMENT_MISSING',
      ),
      gives(SECRETARY, at.campaign(CAMPAIGN), 'launch-campaign', launch),
    ],
  },
  {
    at: '2014-06-25T09:00:00+08:00',
    title: '开启环节',
    acts: [
      gives(SECRETARY, at.stage(STAGE), 'open-stage', {
        campaign: CAMPAIGN,
        from: '2014-06-25',
        to: '2014-10-25',
        briefings: { from: '2014-09-05', to: '2014-10-25' },
        units: [...SCOPE],
        title: '整改落实、建章立制',
      }),
    ],
  },
];

/** How many closed issues are drawn of each unit. */
const SAMPLE = 6;
const lookBackOf = (unit: string): string => `hui-${unit}`;
const drawn = (unit: string, n: number): string => `{{${lookBackOf(unit)}.${String(n)}}}`;
/** Units at which the first issue drawn does not pass. */
const FAILING = ['b-jia', 'b-ding'];

const started = (unit: string): Act =>
  gives(OFFICE, at.lookBack(lookBackOf(unit)), 'start-look-back', { stage: STAGE, unit, size: SAMPLE });
const completed = (unit: string): readonly Act[] => [
  {
    kind: 'read',
    by: OFFICE.login,
    context: 'campaigns',
    view: 'look-backs',
    document: `${BUREAU}/${lookBackOf(unit)}`,
    field: 'sample',
    as: lookBackOf(unit),
  },
  gives(OFFICE, at.lookBack(lookBackOf(unit)), 'complete-look-back', {
    results: numbers(SAMPLE, 0).map((n) => {
      const passed = !FAILING.includes(unit) || n > 0;
      return { issue: drawn(unit, n), passed, note: passed ? null : '问题有反弹' };
    }),
    summary: `抽查已销号问题${String(SAMPLE)}项`,
  }),
];
const reopened = (unit: string): readonly Act[] => [
  gives(OFFICE, at.issue(drawn(unit, 0)), 'reopen-issue', {
    ground: 'LOOK_BACK',
    lookBack: lookBackOf(unit),
    deadline: '2014-09-20',
    reason: '回头看发现问题反弹',
  }),
  gives(workerOf(unit), at.issue(drawn(unit, 0)), 'set-measure', {
    measure: 'm-9',
    owner: ownerOf(unit).person,
    deadline: '2014-09-18',
    kind: 'BY_DATE',
    description: '补充整改措施',
    standard: '复查合格',
  }),
];

/** Look-backs at the bureau and its branches: thirty drawn, two reopened with one more measure each. */
export const lookBacks: readonly Moment[] = [
  { at: '2014-09-01T14:00:00+08:00', title: '开始回头看', acts: SCOPE.map(started) },
  { at: '2014-09-03T14:00:00+08:00', title: '回头看结果', acts: SCOPE.flatMap(completed) },
  { at: '2014-09-05T08:00:00+08:00', title: '重新整改', acts: FAILING.flatMap(reopened) },
  {
    at: '2014-09-17T08:30:00+08:00',
    title: '重新整改问题销号',
    acts: FAILING.flatMap((unit) => [
      ...measureDone(drawn(unit, 0), unit, 'm-9', '09-17'),
      requested(drawn(unit, 0), unit),
      closed(drawn(unit, 0)),
    ]),
  },
];

const NORMS = [
  { norm: 'zd-2014-1', area: 1, title: '窗口服务规范' },
  { norm: 'zd-2014-2', area: 2, title: '会议文件管理办法' },
  { norm: 'zd-2014-3', area: 3, title: '调查研究制度' },
  { norm: 'zd-2014-4', area: 4, title: '公务接待管理办法' },
] as const;

const systemic = MAIN_ISSUES.filter(({ cause }) => cause === 'SYSTEMIC');

/** Four norms are drafted and published, eleven issues with a systemic cause are linked to them. */
export const norms: readonly Moment[] = [
  {
    at: '2014-09-19T14:00:00+08:00',
    title: '制度起草',
    acts: NORMS.map(({ norm, area, title }) =>
      gives(OFFICE, at.norm(norm), 'draft-norm', {
        issuer: BUREAU,
        unit: BUREAU,
        owner: ownerOf(BUREAU).person,
        area,
        drafters: [OFFICE.person],
        stage: STAGE,
        title,
        text: `${title}（全文）`,
      }),
    ),
  },
  {
    at: '2014-09-20T09:00:00+08:00',
    title: '制度公布',
    acts: NORMS.map(({ norm, title }, i) =>
      gives(SECRETARY, at.norm(norm), 'publish-norm', {
        number: { series: 'wgx', year: 2014, serial: i + 1 },
        from: '2014-10-01',
        title,
        text: `${title}（全文）`,
      }),
    ),
  },
  {
    at: '2014-09-20T10:00:00+08:00',
    title: '问题关联制度',
    acts: systemic.map(({ code }, i) =>
      gives(OFFICE, at.issue(code), 'link-issue-to-norm', { norm: NORMS[i % NORMS.length]?.norm ?? '' }),
    ),
  },
];

/** The stage cannot be closed while a meeting is outstanding, and is at the end. */
export const stageClose: readonly Moment[] = [
  {
    at: '2014-10-15T09:00:00+08:00',
    title: '申请收尾',
    acts: [refused(gives(OFFICE, at.stage(STAGE), 'request-stage-close', { request: 'sw-1' }), 'MEETING_OUTSTANDING')],
  },
  {
    at: '2014-10-25T09:00:00+08:00',
    title: '环节收尾',
    acts: [gives(OFFICE, at.stage(STAGE), 'request-stage-close', { request: 'sw-2' })],
  },
];
