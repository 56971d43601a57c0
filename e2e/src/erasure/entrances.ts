import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@taizhang/kernel';
import type { Deployment } from '../deployments/deployment.js';
import { credentialsOf, type ScenarioDriver } from '../deployments/scenario-driver.js';
import type { Player, Step } from '../slice/step.js';
import { plantChannel } from './channel-entrances.js';
import { as, BUREAU, DAY, giveAndWithdraw, step, type Act } from './entrance-steps.js';
import { plantCampaign, plantCard, plantCourse, plantNormLink } from './course-entrances.js';
import { plantEvaluation } from './evaluation-entrances.js';
import { plantJointItems } from './joint-entrances.js';
import { plantPetitions } from './petition-entrances.js';
import type { Planter } from './planter.js';
import { plantRules } from './rules-entrances.js';

const registrar = as('acct-registrar', 'system-admin', 'top');
const security = as('acct-security', 'security-admin', 'city-jc');
const committee = as('acct-committee', 'committee-secretary');
const office = as('acct-office', 'campaign-office');
const clerk = as('acct-clerk', 'branch-clerk', `${BUREAU}/b-jia`);
const discipline = as('acct-d', 'discipline-office');
const second: Player = { account: 'acct-wgx-0371.P-2' };

const issue = `issues ${BUREAU} issue 2014-wgx-0009`;
const issueActs = (): readonly Act[] => [
  [
    step(clerk, issue, 'raise-issue', {
      unit: 'b-jia',
      origin: 'o-1',
      source: 'PETITION',
      raisedOn: DAY,
      wind: 'FORMALISM',
      manifestation: '开放时间短',
      originator: '某群众',
    }),
    ['issues.IssueRaised', office, 'withdraw-issue'],
  ],
  [
    step(office, issue, 'triage-issue', { unit: 'b-jia', opinion: '承办' }),
    ['issues.IssueTriaged', office, 'withdraw-triage'],
  ],
  [
    step(office, issue, 'classify-issue', { class: '2b', kind: 'BY_DATE', cause: 'SYSTEMIC', analysis: '流程不清' }),
    ['issues.IssueClassified', office, 'withdraw-classification'],
  ],
  [
    step(office, issue, 'assign-issue', {
      lead: 'b-jia',
      leader: 'wgx-0371.P-2',
      owner: 'wgx-0371.P-2',
      deadline: '2014-10-31',
      standard: '每周开放六天',
    }),
    ['issues.IssueAssigned', office, 'withdraw-assignment'],
  ],
  [
    step(office, issue, 'flag-difficulty', { unit: 'b-jia', leader: 'wgx-0371.P-2', reason: '涉及多个部门' }),
    ['issues.DifficultyFlagged', office, 'withdraw-difficulty'],
  ],
  [
    step(clerk, issue, 'set-measure', {
      measure: 'm-1',
      owner: 'wgx-0371.P-2',
      deadline: '2014-10-20',
      kind: 'BY_DATE',
      description: '增派人手',
      standard: '排班公示',
    }),
    ['issues.MeasureSet', clerk, 'withdraw-measure'],
  ],
  [
    step(clerk, issue, 'attach-evidence', { evidence: 'e-1', measure: 'm-1', title: '排班表' }, '排班表正文'),
    ['issues.EvidenceAttached', clerk, 'withdraw-evidence'],
  ],
  [
    step(clerk, issue, 'complete-measure', { measure: 'm-1', completedOn: DAY, outcome: '已公示' }),
    ['issues.MeasureCompleted', clerk, 'withdraw-completion'],
  ],
  [
    step(clerk, issue, 'give-reply', {
      origin: 'o-1',
      channel: 'IN_PERSON',
      repliedOn: DAY,
      attitude: 'SATISFIED',
      reply: '已改进',
    }),
    ['issues.ReplyGiven', clerk, 'withdraw-reply'],
  ],
];

const branch = `organization ${BUREAU} unit b-yi`;
const person = `organization ${BUREAU} person wgx-0371.P-4`;
const group = `organization ${BUREAU} body group-1`;
const basis = '任职文件';
const principalActs = (): readonly Act[] => [
  [
    step(committee, branch, 'appoint-principal', { person: 'wgx-0371.P-1', from: '2014-08-20', basis }),
    ['organization.PrincipalAppointed', security, 'withdraw-principal-appointment'],
  ],
  [
    step(committee, branch, 'change-principal', { person: 'wgx-0371.P-4', from: DAY, basis }),
    ['organization.PrincipalChanged', security, 'withdraw-principal-change'],
  ],
];
const fifth = `organization ${BUREAU} unit b-wu`;
const endingActs = (): readonly Act[] => [
  [
    step(committee, fifth, 'abolish-unit', { from: DAY, successor: `${BUREAU}/b-yi`, basis: '机构改革方案' }),
    ['organization.UnitEnded', committee, 'withdraw-unit-end'],
  ],
];
const postActs = (): readonly Act[] => [
  [
    step(security, person, 'grant-role', {
      appointment: 'a-9',
      unit: `${BUREAU}/b-yi`,
      role: 'branch-clerk',
      from: DAY,
      basis,
    }),
    ['organization.RoleGranted', security, 'withdraw-role-grant'],
  ],
];
const bodyActs = (): readonly Act[] => [
  [
    step(security, group, 'form-body', { kind: 'SUPERVISION_GROUP', unit: BUREAU, name: '督导组', from: DAY }),
    ['organization.BodyFormed', security, 'withdraw-body-formation'],
  ],
  [
    step(security, group, 'join-body', { person: 'wgx-0371.P-4', post: 'MEMBER', from: DAY, basis }),
    ['organization.BodyMemberJoined', security, 'withdraw-body-membership'],
  ],
];

const policyActs = (): readonly Act[] => [
  [
    step(committee, `organization ${BUREAU} policy ${BUREAU}`, 'adopt-policy', {
      policy: 'DEFAULT-2014',
      from: DAY,
      recommended: true,
      basis: '常委会决定',
    }),
    ['organization.PolicyAdopted', committee, 'withdraw-policy-adoption'],
  ],
];

/** Ends and changes that the slice does not come to, and requests for erasures. */
const endings = (): readonly Step[] => [
  step(registrar, 'organization tyj-0372 unit tyj-0372', 'reparent-unit', {
    parent: 'prov-sl',
    from: DAY,
    reason: '机构调整',
  }),
  step(registrar, person, 'unlink-person-outside-id', { system: 'hr', reason: '登记有误' }),
  step(registrar, branch, 'link-unit-outside-id', { system: 'registry', outside: '1133-01' }),
  step(registrar, branch, 'unlink-unit-outside-id', { system: 'registry', reason: '登记有误' }),
  step(second, `organization ${BUREAU} person wgx-0371.P-2`, 'delegate-power', {
    delegation: 'd-9',
    to: 'wgx-0371.P-4',
    power: 'wgx-0371.P-2:a-1',
    contexts: ['issues'],
    unit: `${BUREAU}/b-jia`,
    from: DAY,
    until: '2014-12-31',
    basis: '委托书',
  }),
  step(security, `organization ${BUREAU} person wgx-0371.P-2`, 'revoke-delegation', {
    delegation: 'd-9',
    on: DAY,
    reason: '不再需要',
  }),
  step(security, `organization ${BUREAU} body committee`, 'dissolve-body', { on: DAY, reason: '撤销' }),
  step(security, `organization ${BUREAU} erasure e-1`, 'request-erasure', {
    subject: 'wgx-0371.P-3',
    basis: 'CONSENT_WITHDRAWN',
    reason: '本人申请',
  }),
  step(security, `organization ${BUREAU} erasure e-2`, 'request-disclosure-erasure', {
    context: 'issues',
    idx: 1,
    digest: 'A'.repeat(43),
    basis: 'COURT_ORDER',
    reason: '裁定',
  }),
];

/** A report without account, sent and answered, and its sender's identity opened. */
async function plantIntake(planter: Planter, deployment: Deployment, driver: ScenarioDriver): Promise<void> {
  const url = deployment.urlOf('issues');
  const post = async (path: string, body: JsonObject, more: Readonly<Record<string, string>> = {}) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...more };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text) as JsonObject; // as these routes answer
  };
  const { receipt = '' } = await post('/api/public/intake', {
    bureau: BUREAU,
    unit: 'b-jia',
    kind: 'MISCONDUCT',
    content: planter.mark('反映'),
    identity: planter.mark('某人'),
    contact: planter.mark('电话'),
  });
  planter.plantedIn('issues.IntakeReceived', 'content', 'identity', 'contact');
  await driver.settle();
  await post('/api/public/intake/exchange', { receipt, message: planter.mark('补充') });
  planter.plantedIn('issues.IntakeMessageAdded', 'message');
  await driver.settle();
  const { body } = await driver.get('issues', 'views/intake-register', discipline, 3);
  const [row] = body['items'] as readonly { readonly key: string }[]; // as lists are answered
  const intake = `issues ${BUREAU} intake ${row?.key ?? ''}`;
  await planter.give(step(discipline, intake, 'reply-to-intake', { reply: '已收悉' }));
  await planter.give(step(discipline, intake, 'transfer-intake', { organ: 'PETITION_OFFICE', reason: '不属本局' }));
  await planter.give(step(discipline, intake, 'close-intake', { outcome: 'TRANSFERRED', conclusion: '已移送' }));
  const reason = planter.mark('核实');
  const by = { authorization: credentialsOf(discipline, 3) };
  await post(`/api/issues/${BUREAU}/intake/${row?.key ?? ''}/identity`, { reason }, by);
  planter.plantedIn('access.IdentityOpened', 'reason');
}

/** Plants marks through every entrance that the slice does not use, after it was played. */
export async function plantEntrances(planter: Planter, deployment: Deployment, driver: ScenarioDriver): Promise<void> {
  const outside = { system: 'hr', outside: '工号七' };
  await planter.give(step(registrar, person, 'register-person', { unit: 'b-yi', name: '虚构戊', from: DAY, outside }));
  const begun = { level: 'BRANCH', parent: BUREAU, name: '戊支部', from: '2014-01-01' };
  await planter.give(step(registrar, fifth, 'register-unit', begun));
  for (const acts of [issueActs, principalActs, endingActs, postActs, bodyActs, policyActs])
    await giveAndWithdraw(planter, acts());
  await plantChannel(planter);
  await plantJointItems(planter);
  await plantPetitions(planter, deployment, driver);
  await plantCampaign(planter, driver);
  await plantCourse(planter);
  await plantEvaluation(planter);
  await plantRules(planter);
  await plantNormLink(planter, 'zd-4');
  for (const ending of endings()) await planter.give(ending);
  await plantIntake(planter, deployment, driver);
  await plantCard(planter);
}
