import type { JsonObject } from '@taizhang/kernel';
import type { Player, Step } from './step.js';

const registrar: Player = { account: 'acct-registrar', role: 'system-admin', unit: 'top' };
const committee: Player = { account: 'acct-committee', role: 'committee-secretary', unit: 'wgx-0371' };
const office: Player = { account: 'acct-office', role: 'campaign-office', unit: 'wgx-0371' };
const clerk: Player = { account: 'acct-clerk', role: 'branch-clerk', unit: 'wgx-0371/b-jia' };
const owner: Player = { account: 'acct-wgx-0371.P-O1', role: 'branch-secretary', unit: 'wgx-0371/b-jia' };

const BUREAU = 'wgx-0371';

function unit(at: string, bureau: string, id: string, verb: string, input: JsonObject, by: Player = registrar): Step {
  return { at, by, context: 'organization', bureau, aggregate: 'unit', id, verb, input };
}

function person(at: string, id: string, name: string): Step {
  const input = { unit: BUREAU, name, from: '2014-01-01' };
  return {
    at,
    by: registrar,
    context: 'organization',
    bureau: BUREAU,
    aggregate: 'person',
    id,
    verb: 'register-person',
    input,
  };
}

function issue(at: string, by: Player, id: string, verb: string, input: JsonObject, refused?: string): Step {
  const step = { at, by, context: 'issues', bureau: BUREAU, aggregate: 'issue', id, verb, input };
  return refused === undefined ? step : { ...step, refused };
}

/** The bureau and those above it (中央、省、市、局、支部), its persons and its principal. All names are invented. */
const organization: readonly Step[] = [
  unit('2014-02-20T09:00:00+08:00', 'top', 'top', 'register-unit', {
    level: 'CENTRAL',
    name: '示例中央',
    from: '2014-01-01',
  }),
  unit('2014-02-20T09:01:00+08:00', 'prov-sl', 'prov-sl', 'register-unit', {
    level: 'PROVINCE',
    parent: 'top',
    name: '示例省',
    from: '2014-01-01',
  }),
  unit('2014-02-20T09:02:00+08:00', 'city-jc', 'city-jc', 'register-unit', {
    level: 'CITY',
    parent: 'prov-sl',
    name: '霁川市',
    from: '2014-01-01',
  }),
  unit('2014-02-20T09:03:00+08:00', BUREAU, BUREAU, 'register-unit', {
    level: 'BUREAU',
    parent: 'city-jc',
    name: '霁川市文化广电新闻出版局',
    from: '2014-01-01',
  }),
  unit('2014-02-20T09:04:00+08:00', BUREAU, 'b-jia', 'register-unit', {
    level: 'BRANCH',
    parent: BUREAU,
    name: '群艺馆支部',
    from: '2014-01-01',
  }),
  unit('2014-02-20T09:05:00+08:00', BUREAU, 'b-yi', 'register-unit', {
    level: 'BRANCH',
    parent: BUREAU,
    name: '执法支队支部',
    from: '2014-01-01',
  }),
  person('2014-02-20T09:06:00+08:00', 'wgx-0371.P-1', '虚构甲'),
  person('2014-02-20T09:07:00+08:00', 'wgx-0371.P-2', '虚构乙'),
  person('2014-02-20T09:07:20+08:00', 'wgx-0371.P-O1', '虚构己'),
  person('2014-02-20T09:07:40+08:00', 'wgx-0371.P-O2', '虚构庚'),
  unit(
    '2014-02-20T09:08:00+08:00',
    BUREAU,
    'b-jia',
    'appoint-principal',
    { person: 'wgx-0371.P-1', from: '2014-02-20', basis: '任职文件' },
    committee,
  ),
  {
    ...unit(
      '2014-02-20T09:09:00+08:00',
      BUREAU,
      'b-jia',
      'appoint-principal',
      { person: 'wgx-0371.P-2', from: '2014-02-20', basis: '任职文件' },
      committee,
    ),
    refused: 'PRINCIPAL_ALREADY_APPOINTED',
  },
];

const raise = (source: string, manifestation: string, more: JsonObject = {}): JsonObject => ({
  unit: 'b-jia',
  origin: 'o-1',
  source,
  raisedOn: '2014-06-25',
  wind: 'BUREAUCRATISM',
  manifestation,
  ...more,
});
const classification = { class: '2b', kind: 'BY_DATE', cause: 'SYSTEMIC', analysis: '办事流程不清，窗口不足' };
const assignment = {
  lead: 'b-jia',
  supporting: ['b-yi'],
  leader: 'wgx-0371.P-2',
  owner: 'wgx-0371.P-O1',
  deadline: '2014-08-31',
  standard: '平均等候不超过十分钟 😀 𠮷',
};
const measure = {
  measure: 'm-1',
  owner: 'wgx-0371.P-O2',
  deadline: '2014-08-20',
  kind: 'BY_DATE',
  description: '增设两个窗口',
  standard: '窗口启用',
};

/** One issue from being raised to being closed, returned once on the way, with the refusals that guard it. */
const cycle: readonly Step[] = [
  issue(
    '2014-06-25T09:00:00+08:00',
    clerk,
    '2014-wgx-0001',
    'raise-issue',
    raise('MASS_OPINION', '窗口排队时间长', { originator: '某群众' }),
  ),
  issue(
    '2014-06-25T09:01:00+08:00',
    clerk,
    '2014-wgx-0002',
    'raise-issue',
    raise('SELF_EXAM', '学习不够深入'),
    'SOURCE_RECORD_MISSING',
  ),
  issue(
    '2014-06-25T09:02:00+08:00',
    clerk,
    '2014-wgx-0002',
    'raise-issue',
    raise('SELF_EXAM', '学习不够深入', { record: 'material/2014-05' }),
  ),
  issue('2014-07-06T09:00:00+08:00', office, '2014-wgx-0001', 'triage-issue', {
    unit: 'b-jia',
    opinion: '由群艺馆支部承办',
  }),
  issue('2014-07-06T09:01:00+08:00', office, '2014-wgx-0001', 'assign-issue', assignment, 'ISSUE_NOT_CLASSIFIED'),
  issue('2014-07-08T09:00:00+08:00', office, '2014-wgx-0001', 'classify-issue', classification),
  issue('2014-07-08T09:01:00+08:00', office, '2014-wgx-0001', 'assign-issue', assignment),
  issue(
    '2014-07-08T09:02:00+08:00',
    office,
    '2014-wgx-0001',
    'flag-difficulty',
    { unit: 'b-jia', leader: 'wgx-0371.P-2', reason: '涉及多个部门' },
    'PRINCIPAL_LEADS_DIFFICULT',
  ),
  issue('2014-07-08T09:03:00+08:00', office, '2014-wgx-0001', 'flag-difficulty', {
    unit: 'b-jia',
    leader: 'wgx-0371.P-1',
    reason: '涉及多个部门',
  }),
  issue('2014-07-09T09:00:00+08:00', clerk, '2014-wgx-0001', 'set-measure', { ...measure, owner: null }),
  issue(
    '2014-07-09T09:01:00+08:00',
    clerk,
    '2014-wgx-0001',
    'complete-measure',
    { measure: 'm-1', completedOn: '2014-07-09', outcome: '完成' },
    'MEASURE_INCOMPLETE',
  ),
  issue('2014-07-09T09:02:00+08:00', clerk, '2014-wgx-0001', 'set-measure', measure),
  issue(
    '2014-07-20T09:00:00+08:00',
    clerk,
    '2014-wgx-0001',
    'complete-measure',
    { measure: 'm-1', completedOn: '2014-07-20', outcome: '完成' },
    'NO_EVIDENCE',
  ),
  unit(
    '2014-07-20T10:00:00+08:00',
    BUREAU,
    'b-jia',
    'change-principal',
    { person: 'wgx-0371.P-2', from: '2014-07-20', basis: '任免文件' },
    committee,
  ),
  {
    ...issue('2014-07-21T09:00:00+08:00', clerk, '2014-wgx-0001', 'attach-evidence', {
      evidence: 'e-1',
      measure: 'm-1',
      title: '验收记录.txt',
    }),
    material: '两个窗口已启用，平均等候八分钟。',
  },
  issue('2014-07-21T09:01:00+08:00', clerk, '2014-wgx-0001', 'complete-measure', {
    measure: 'm-1',
    completedOn: '2014-07-21',
    outcome: '等候缩短至八分钟',
  }),
  issue(
    '2014-07-21T09:02:00+08:00',
    clerk,
    '2014-wgx-0001',
    'request-close',
    { effect: '群众满意' },
    'UNANSWERED_ORIGIN',
  ),
  issue('2014-07-22T09:00:00+08:00', clerk, '2014-wgx-0001', 'give-reply', {
    origin: 'o-1',
    channel: 'IN_PERSON',
    repliedOn: '2014-07-22',
    attitude: 'SATISFIED',
    reply: '已增设窗口',
  }),
  issue('2014-07-23T09:00:00+08:00', clerk, '2014-wgx-0001', 'request-close', { effect: '群众满意' }),
  issue('2014-07-24T09:00:00+08:00', owner, '2014-wgx-0001', 'close-issue', { opinion: '同意销号' }, 'SELF_REVIEW'),
  issue('2014-07-24T09:01:00+08:00', office, '2014-wgx-0001', 'return-close', { reason: '佐证材料不足' }),
  {
    ...issue('2014-07-25T09:00:00+08:00', clerk, '2014-wgx-0001', 'attach-evidence', {
      evidence: 'e-2',
      title: '回访记录.txt',
    }),
    material: '回访十人，均表示满意。',
  },
  issue('2014-07-25T09:01:00+08:00', clerk, '2014-wgx-0001', 'request-close', { effect: '补充材料后群众满意' }),
  issue('2014-07-26T09:00:00+08:00', office, '2014-wgx-0001', 'close-issue', { opinion: '同意销号' }),
  issue(
    '2014-07-26T09:01:00+08:00',
    office,
    '2014-wgx-0001',
    'close-issue',
    { opinion: '同意销号' },
    'ISSUE_STATE_FORBIDS',
  ),
  unit('2014-08-01T09:00:00+08:00', BUREAU, BUREAU, 'rename-unit', {
    name: '霁川市文化和旅游局',
    from: '2014-08-01',
    reason: '机构改革',
  }),
];

/** The slice that proves the core: both contexts, every command, a policy across them, and refusals. */
export const SLICE: readonly Step[] = [...organization, ...cycle];

/** Ledgers the slice writes. */
export const SLICE_LEDGERS = [
  'organization/top',
  'organization/prov-sl',
  'organization/city-jc',
  'organization/wgx-0371',
  'issues/wgx-0371',
] as const;
