import type { JsonObject } from '@taizhang/kernel';
import { as, BUREAU, DAY, giveAndWithdraw, step, type Act } from './entrance-steps.js';
import type { Planter } from './planter.js';

const UNIT = 'b-jia';
const committee = as('acct-committee', 'committee-secretary');
const office = as('acct-office', 'campaign-office');
const group = as('acct-group', 'supervision-group');
const norm = (id: string) => `rules ${BUREAU} norm ${id}`;
const check = (id: string) => `rules ${BUREAU} check ${id}`;

const reception = {
  level: 'CITY',
  issuer: 'city-jc',
  issuedOn: '2014-05-01',
  subject: 'RECEPTIONS',
  treatment: 'REFINE',
  unit: UNIT,
  owner: 'wgx-0371.P-2',
  title: '接待规定',
  reason: '结合实际',
};
const draft = {
  issuer: BUREAU,
  unit: UNIT,
  owner: 'wgx-0371.P-2',
  area: 1,
  drafters: ['wgx-0371.P-4'],
  title: '接待细则稿',
  text: '第一条',
  obligations: [{ obligation: 'ob-1', description: '逐次公示' }],
};
const publication = (serial: number, more: JsonObject = {}) => ({
  number: { series: 'jwgx', year: 2014, serial },
  from: DAY,
  title: '接待细则',
  text: '第一条',
  ...more,
});
const publish = (id: string, serial: number, more: JsonObject = {}) =>
  step(committee, norm(id), 'publish-norm', publication(serial, more));

const receptions = (): readonly Act[] => [
  [step(office, norm('zd-1'), 'receive-norm', reception), ['rules.NormReceived', office, 'withdraw-reception']],
  [
    step(office, norm('zd-1'), 'change-treatment', { treatment: 'ADOPT', reason: '直接执行' }),
    ['rules.NormTreatmentChanged', office, 'withdraw-treatment-change'],
  ],
];
const ownNorm = (): readonly Act[] => [
  [step(office, norm('zd-2'), 'draft-norm', draft), ['rules.NormDrafted', office, 'withdraw-draft']],
  [publish('zd-2', 2), ['rules.NormPublished', committee, 'withdraw-publication']],
  [
    step(committee, norm('zd-2'), 'repeal-norm', { from: '2014-12-01', reason: '不再需要' }),
    ['rules.NormRepealed', committee, 'withdraw-repeal'],
  ],
];

const period = { from: '2014-08-01', to: '2014-08-31' };
const checks = (): readonly Act[] => [
  [
    step(group, check('jc-1'), 'perform-check', {
      mode: 'SUPERVISION',
      norm: 'zd-3',
      unit: UNIT,
      period,
      checkers: ['wgx-0371.P-4'],
      scope: '八月份票据',
      conclusion: '一笔未公示',
    }),
    ['rules.CheckPerformed', group, 'withdraw-check'],
  ],
  [
    step(group, check('jc-1'), 'raise-check-finding', {
      finding: 'f-1',
      issue: '2014-wgx-0120',
      wind: 'EXTRAVAGANCE',
      description: '未公示',
    }),
    ['rules.CheckFindingRaised', group, 'withdraw-check-finding'],
  ],
];
const plans = (): readonly Act[] => [
  [
    step(group, check('jc-2'), 'plan-check', { mode: 'SUPERVISION', norm: 'zd-3', unit: UNIT, due: '2014-10-31' }),
    ['rules.CheckPlanned', group, 'withdraw-check-plan'],
  ],
];

/** A norm that another one supersedes, which was named by mistake. */
async function plantSupersession(planter: Planter): Promise<void> {
  for (const id of ['zd-3', 'zd-4']) await planter.give(step(office, norm(id), 'draft-norm', draft));
  await planter.give(publish('zd-3', 3));
  const events = await planter.give(publish('zd-4', 4, { supersedes: ['zd-3'] }));
  const event = events['rules.NormSuperseded'] ?? '';
  await planter.give(step(committee, norm('zd-3'), 'withdraw-supersession', { event, reason: '替代有误' }));
}

/** Plants marks through every entrance of the context `rules`. */
export async function plantRules(planter: Planter): Promise<void> {
  await giveAndWithdraw(planter, receptions());
  await giveAndWithdraw(planter, ownNorm());
  await plantSupersession(planter);
  await giveAndWithdraw(planter, checks());
  await giveAndWithdraw(planter, plans());
}
