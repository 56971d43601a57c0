import { as, BUREAU, giveAndWithdraw, step, type Act } from './entrance-steps.js';
import type { Planter } from './planter.js';

const committee = as('acct-committee', 'committee-secretary');
const office = as('acct-office', 'campaign-office');
const city = as('acct-city', 'superior-office', 'city-jc');
const ISSUE = '2014-wgx-0010';

const at = (item: string) => `issues ${BUREAU} joint-item ${item}`;
const identified = (item: string, mode: string): Act => [
  step(office, at(item), 'identify-joint-item', {
    issue: ISSUE,
    mode,
    superior: 'city-jc',
    unit: BUREAU,
    analysis: '须上下联动',
  }),
  ['issues.JointItemIdentified', office, 'withdraw-joint-item'],
];

const claimedActs = (): readonly Act[] => [
  identified('J-7', 'COMMON_PLAN'),
  [
    step(city, at('J-7'), 'confirm-joint-mode', { mode: 'SUPERIOR_FIRST', reason: '由市里承担' }),
    ['issues.JointModeConfirmed', city, 'withdraw-joint-mode-confirmation'],
  ],
  [step(city, at('J-7'), 'claim-joint-item', {}), ['issues.JointItemClaimed', city, 'withdraw-joint-claim']],
  [
    step(city, at('J-7'), 'solve-joint-item', { unit: 'city-jc', outcome: '已协调', report: '已通报' }),
    ['issues.JointItemSolved', city, 'withdraw-joint-solution'],
  ],
  [
    step(city, at('J-7'), 'close-joint-item', { unit: 'city-jc', opinion: '予以销号' }),
    ['issues.JointItemClosed', city, 'withdraw-joint-closure'],
  ],
];

const planActs = (): readonly Act[] => [
  identified('J-8', 'COMMON_PLAN'),
  [
    step(office, at('J-8'), 'propose-joint-plan', { unit: BUREAU, content: '第一稿' }),
    ['issues.JointPlanProposed', office, 'withdraw-joint-plan'],
  ],
  [
    step(city, at('J-8'), 'reject-joint-plan', { unit: 'city-jc', plan: 1, reason: '经费未落实' }),
    ['issues.JointPlanRejected', city, 'withdraw-joint-plan-rejection'],
  ],
  [
    step(office, at('J-8'), 'propose-joint-plan', { unit: BUREAU, content: '第二稿' }),
    ['issues.JointPlanProposed', office, 'withdraw-joint-plan'],
  ],
  [
    step(city, at('J-8'), 'agree-joint-plan', { unit: 'city-jc', plan: 2 }),
    ['issues.JointPlanAgreed', city, 'withdraw-joint-plan-agreement'],
  ],
  [
    step(office, at('J-8'), 'agree-joint-plan', { unit: BUREAU, plan: 2 }),
    ['issues.JointPlanAgreed', office, 'withdraw-joint-plan-agreement'],
  ],
  [
    step(city, at('J-8'), 'confirm-joint-close', { unit: 'city-jc', opinion: '同意办结' }),
    ['issues.JointCloseConfirmed', city, 'withdraw-joint-close-confirmation'],
  ],
];

/** A late item that nobody claimed in time: it goes further up by itself, and that is withdrawn. */
async function plantEscalated(planter: Planter): Promise<void> {
  const [item, [type, by, verb]] = identified('J-9', 'SUPERIOR_FIRST');
  const late = { ...item, input: { ...item.input, effectiveOn: '2014-08-01', lateReason: '补录' } };
  const { [type]: event = '' } = await planter.give(late);
  const escalation = await planter.lastEvent(`issues/${BUREAU}`, 'issues.JointItemEscalated');
  await planter.give(step(office, at('J-9'), 'withdraw-joint-escalation', { event: escalation, reason: '记错了' }));
  await planter.give(step(by, at('J-9'), verb, { event, reason: '记错了' }));
}

/** Plants marks through every command of a joint item, under the policy that they need. */
export async function plantJointItems(planter: Planter): Promise<void> {
  const adopted = { policy: 'JOINT-2014', from: '2014-08-01', recommended: true, basis: '常委会决定' };
  await planter.give(step(committee, `organization ${BUREAU} policy ${BUREAU}`, 'adopt-policy', adopted));
  await planter.give(
    step(office, `issues ${BUREAU} issue ${ISSUE}`, 'raise-issue', {
      unit: 'b-jia',
      origin: 'o-1',
      source: 'SUPERIOR',
      raisedOn: '2014-08-01',
      wind: 'FORMALISM',
      manifestation: '须上下联动的问题',
    }),
  );
  for (const acts of [claimedActs, planActs]) await giveAndWithdraw(planter, acts());
  await plantEscalated(planter);
}
