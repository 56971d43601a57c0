import type { JsonObject } from '@taizhang/kernel';
import type { Player, Step } from './step.js';

const BUREAU = 'wgx-0371';
const ISSUE = '2014-wgx-0120';
const office: Player = { account: 'acct-office', role: 'campaign-office', unit: BUREAU };
const committee: Player = { account: 'acct-committee', role: 'committee-secretary', unit: BUREAU };
const drafter: Player = { account: 'acct-wgx-0371.P-O2', role: 'committee-secretary', unit: BUREAU };
const group: Player = { account: 'acct-group', role: 'supervision-group', unit: BUREAU };
const clerk: Player = { account: 'acct-clerk', role: 'branch-clerk', unit: 'wgx-0371/b-jia' };

/** One command, `[time, who, aggregate and id, verb, input, refused]`; times are of 2014, in the bureau's zone. */
type Line = readonly [at: string, by: Player, where: string, verb: string, input: JsonObject, refused?: string];

function stepsIn(context: string, lines: readonly Line[]): readonly Step[] {
  return lines.map(([at, by, where, verb, input, refused]) => {
    const [aggregate = '', id = ''] = where.split(' ');
    const step = { at: `2014-${at}:00+08:00`, by, context, bureau: BUREAU, aggregate, id, verb, input };
    return refused === undefined ? step : { ...step, refused };
  });
}

const draft = {
  issuer: BUREAU,
  unit: 'b-jia',
  owner: 'wgx-0371.P-2',
  area: 1,
  refines: 'zd-2014-01',
  drafters: ['wgx-0371.P-O2'],
  title: '公务接待实施细则稿',
  obligations: [{ obligation: 'ob-1', description: '接待费用逐次公示' }],
};
const publication = {
  number: { series: 'jwgx', year: 2014, serial: 18 },
  from: '2014-08-16',
  title: '公务接待实施细则',
  text: '接待费用逐次公示，按季审计。',
};
const check = {
  mode: 'SPOT_CHECK',
  norm: 'zd-2014-02',
  unit: 'b-jia',
  period: { from: '2014-08-01', to: '2014-08-19' },
  checkers: ['wgx-0371.P-5'],
  sample: { seed: 20140820, population: ['v-1', 'v-2', 'v-3', 'v-4', 'v-5', 'v-6'], size: 2 },
  scope: '八月份接待票据',
  conclusion: '一笔接待费用未公示',
};
const finding = {
  finding: 'f-1',
  issue: ISSUE,
  obligation: 'ob-1',
  wind: 'EXTRAVAGANCE',
  description: '一笔接待费用未公示',
};

/** A norm of the city is refined by one of the bureau's own, which is published and checked. */
const norms = stepsIn('rules', [
  [
    '08-15T09:00',
    office,
    'norm zd-2014-01',
    'receive-norm',
    {
      level: 'CITY',
      issuer: 'city-jc',
      number: { series: 'jcf', year: 2014, serial: 9 },
      issuedOn: '2014-05-20',
      subject: 'RECEPTIONS',
      treatment: 'REFINE',
      unit: 'b-jia',
      owner: 'wgx-0371.P-2',
      title: '公务接待管理规定',
    },
  ],
  ['08-15T09:01', office, 'norm zd-2014-02', 'draft-norm', { ...draft, key: true }, 'PRINCIPAL_SPONSORS_KEY_NORM'],
  ['08-15T09:02', office, 'norm zd-2014-02', 'draft-norm', draft],
  ['08-16T09:00', drafter, 'norm zd-2014-02', 'publish-norm', publication, 'DRAFTER_PUBLISHES'],
  ['08-16T09:01', committee, 'norm zd-2014-02', 'publish-norm', publication],
  ['08-16T09:02', office, 'norm zd-2014-03', 'draft-norm', { ...draft, refines: null }],
  ['08-16T09:03', committee, 'norm zd-2014-03', 'publish-norm', publication, 'DOCUMENT_NUMBER_TAKEN'],
  ['08-20T09:00', clerk, 'check jc-2014-01', 'perform-check', check, 'UNIT_CHECKS_ITSELF'],
  ['08-20T09:01', group, 'check jc-2014-01', 'perform-check', check],
  ['08-20T09:02', group, 'check jc-2014-01', 'raise-check-finding', finding],
  [
    '08-20T09:03',
    group,
    'check jc-2014-01',
    'raise-check-finding',
    { ...finding, finding: 'f-2' },
    'FINDING_ALREADY_RAISED',
  ],
]);

/** What the check found is an issue by itself by now: it is rectified and closed, and the finding with it. */
const rectified = stepsIn('issues', [
  ['08-21T09:00', office, `issue ${ISSUE}`, 'triage-issue', { unit: 'b-jia', opinion: '由群艺馆支部整改' }],
  [
    '08-21T09:01',
    office,
    `issue ${ISSUE}`,
    'classify-issue',
    { class: '2b', kind: 'AT_ONCE', cause: 'INDIVIDUAL', analysis: '经办人疏忽' },
  ],
  [
    '08-21T09:02',
    office,
    `issue ${ISSUE}`,
    'assign-issue',
    {
      lead: 'b-jia',
      leader: 'wgx-0371.P-2',
      owner: 'wgx-0371.P-2',
      deadline: '2014-08-31',
      standard: '费用已公示',
    },
  ],
  [
    '08-21T09:03',
    clerk,
    `issue ${ISSUE}`,
    'set-measure',
    {
      measure: 'm-1',
      owner: 'wgx-0371.P-2',
      deadline: '2014-08-31',
      kind: 'AT_ONCE',
      description: '补公示该笔费用',
      standard: '已公示',
    },
  ],
]);
const closed = stepsIn('issues', [
  [
    '08-22T09:01',
    clerk,
    `issue ${ISSUE}`,
    'complete-measure',
    { measure: 'm-1', completedOn: '2014-08-22', outcome: '已公示' },
  ],
  [
    '08-22T09:02',
    clerk,
    `issue ${ISSUE}`,
    'give-reply',
    { origin: 'check', channel: 'MEETING', repliedOn: '2014-08-22', attitude: 'SATISFIED', reply: '已补公示' },
  ],
  ['08-22T09:03', clerk, `issue ${ISSUE}`, 'request-close', { effect: '费用公开透明' }],
  ['08-25T09:00', office, `issue ${ISSUE}`, 'close-issue', { opinion: '同意销号' }],
]);
const evidence: readonly Step[] = stepsIn('issues', [
  [
    '08-22T09:00',
    clerk,
    `issue ${ISSUE}`,
    'attach-evidence',
    { evidence: 'e-1', measure: 'm-1', title: '公示照片.txt' },
  ],
]).map((step) => ({ ...step, material: '公示栏照片，八月二十二日。' }));

/** A positive case on record: the context `evaluation` writes in the same order as all others. */
const commended = stepsIn('evaluation', [
  [
    '08-26T09:00',
    committee,
    'cadre-record k-1',
    'record-commendation',
    { person: 'wgx-0371.P-2', unit: 'b-jia', standards: ['RESPONSIBILITY'], facts: '两日内整改到位' },
  ],
]);

/** Norms and checks over three contexts, played after the powers. */
export const RULES: readonly Step[] = [...norms, ...rectified, ...evidence, ...closed, ...commended];

/** Ledgers that these steps write beside those before. */
export const RULES_LEDGERS = ['rules/wgx-0371', 'evaluation/wgx-0371'] as const;
