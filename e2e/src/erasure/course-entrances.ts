import type { JsonObject } from '@taizhang/kernel';
import type { ScenarioDriver } from '../deployments/scenario-driver.js';
import { as, BUREAU, DAY, giveAndWithdraw, step, type Act } from './entrance-steps.js';
import type { Planter } from './planter.js';

const committee = as('acct-committee', 'committee-secretary');
const office = as('acct-office', 'campaign-office');
const clerk = as('acct-clerk', 'branch-clerk', `${BUREAU}/b-jia`);
const reviewer = as('acct-review', 'supervision-group');
const issue = (code: string) => `issues ${BUREAU} issue ${code}`;
const campaign = (id: string) => `campaigns ${BUREAU} campaign ${id}`;
const stage = (id: string) => `campaigns ${BUREAU} stage ${id}`;
const document = (id: string) => ({
  document: id,
  level: 'CITY',
  issuedOn: '2014-02-10',
  issuer: '示例市委',
  number: '示发〔2014〕1号',
  title: '关于开展活动的通知',
});
const opening = (units: readonly string[], id: string): JsonObject => ({
  campaign: id,
  from: '2014-06-25',
  to: '2014-10-25',
  briefings: { from: '2014-06-25', to: '2014-10-25' },
  units: [...units],
  title: '整改落实',
});
const reason = '理由如下';

/** A campaign with the stage that others act within, and another that is opened, nearly closed and withdrawn. */
export async function plantCampaign(planter: Planter, driver: ScenarioDriver): Promise<void> {
  const launch = { units: [BUREAU, 'b-jia', 'b-yi'], title: '教育实践活动', documents: [document('d-1')] };
  await planter.give(step(committee, campaign('c-1'), 'launch-campaign', launch));
  for (const id of ['stage-2', 'stage-3'])
    await planter.give(step(office, stage(id), 'open-stage', opening([BUREAU, 'b-jia', 'b-yi'], 'c-1')));
  await planter.give(
    step(committee, `organization ${BUREAU} policy ${BUREAU}`, 'adopt-policy', {
      policy: 'STAGE-2014',
      from: DAY,
      recommended: true,
      basis: '常委会决定',
    }),
  );
  await giveAndWithdraw(planter, [
    [
      step(committee, campaign('c-2'), 'launch-campaign', launch),
      ['campaigns.CampaignLaunched', committee, 'withdraw-campaign'],
    ],
    [
      step(committee, campaign('c-2'), 'link-basis-document', document('d-2')),
      ['campaigns.BasisDocumentLinked', committee, 'withdraw-basis-document'],
    ],
  ]);
  await giveAndWithdraw(planter, [
    [
      step(office, stage('stage-9'), 'open-stage', opening([BUREAU], 'c-1')),
      ['campaigns.StageOpened', office, 'withdraw-stage'],
    ],
  ]);
  await planter.give(step(office, stage('stage-8'), 'open-stage', opening([BUREAU], 'c-1')));
  // Not settled between: nobody has answered yet.
  await driver.send(step(office, stage('stage-8'), 'request-stage-close', { request: 'r-1' }), crypto.randomUUID());
  await planter.give(step(office, stage('stage-8'), 'withdraw-stage-close', { request: 'r-1', reason }));
}

const carriedOver: JsonObject = {
  unit: 'b-jia',
  stage: 'stage-2',
  earlier: { stage: 'stage-1', code: '17' },
  origin: 'o-1',
  source: 'SUPERIOR',
  raisedOn: '2014-04-10',
  wind: 'FORMALISM',
  manifestation: '检查过多过滥',
  history: '已合并三项',
  originator: '某督导组',
};
const triage = (code: string) => step(office, issue(code), 'triage-issue', { unit: 'b-jia', opinion: '承办' });
const assignment: JsonObject = {
  lead: 'b-jia',
  leader: 'wgx-0371.P-2',
  owner: 'wgx-0371.P-2',
  deadline: '2014-10-31',
  standard: '检查减半',
};

/** An issue as it is at work: carried over, given to a branch, with a measure. */
async function atWork(planter: Planter, code: string): Promise<void> {
  await planter.give(step(office, issue(code), 'carry-over-issue', carriedOver));
  await planter.give(triage(code));
  const classification = { class: '1', kind: 'BY_DATE', cause: 'SYSTEMIC', analysis: '制度缺失' };
  await planter.give(step(office, issue(code), 'classify-issue', classification));
  await planter.give(step(office, issue(code), 'assign-issue', assignment));
  await planter.give(
    step(clerk, issue(code), 'set-measure', {
      measure: 'm-1',
      owner: 'wgx-0371.P-2',
      deadline: '2014-10-20',
      kind: 'BY_DATE',
      description: '合并检查',
      standard: '公示计划',
    }),
  );
}

const working = (code: string): readonly Act[] => [
  [
    step(clerk, issue(code), 'report-progress', { on: DAY, percent: 50, progress: '过半' }),
    ['issues.ProgressReported', clerk, 'withdraw-progress'],
  ],
  [
    step(clerk, issue(code), 'request-deadline-extension', { extension: 'x-1', deadline: '2014-11-20', reason }),
    ['issues.DeadlineExtensionRequested', clerk, 'withdraw-extension-request'],
  ],
  [
    step(office, issue(code), 'grant-deadline-extension', { extension: 'x-1', opinion: '同意延期' }),
    ['issues.DeadlineExtensionGranted', office, 'withdraw-extension-grant'],
  ],
];
const refusing = (code: string): readonly Act[] => [
  [
    step(clerk, issue(code), 'request-deadline-extension', { extension: 'x-2', deadline: '2014-11-20', reason }),
    ['issues.DeadlineExtensionRequested', clerk, 'withdraw-extension-request'],
  ],
  [
    step(office, issue(code), 'refuse-deadline-extension', { extension: 'x-2', reason }),
    ['issues.DeadlineExtensionRefused', office, 'withdraw-extension-refusal'],
  ],
];
const keeping = (code: string): readonly Act[] => [
  [
    step(office, issue(code), 'designate-long-term', { reviewOn: '2014-12-31', reason }),
    ['issues.LongTermDesignated', office, 'withdraw-long-term'],
  ],
];

/** Slips: the first withdrawn, the second answered, until the answer is withdrawn. */
async function plantSlips(planter: Planter, code: string): Promise<void> {
  const slip = (id: string) => ({
    slip: id,
    signer: 'wgx-0371.P-2',
    due: DAY,
    basis: '时限将至',
    requirement: '反馈进度',
  });
  await giveAndWithdraw(planter, [
    [
      step(office, issue(code), 'issue-supervision-slip', slip('db-1')),
      ['issues.SupervisionSlipIssued', office, 'withdraw-supervision-slip'],
    ],
  ]);
  await planter.give(step(office, issue(code), 'issue-supervision-slip', slip('db-2')));
  await planter.give(step(clerk, issue(code), 'receive-supervision-slip', { slip: 'db-2' }));
  await giveAndWithdraw(planter, [
    [
      step(clerk, issue(code), 'answer-supervision-slip', { slip: 'db-2', feedback: '正在办理' }),
      ['issues.SupervisionSlipAnswered', clerk, 'withdraw-slip-answer'],
    ],
  ]);
}

/** A card, on the day after its slip was due: last of all, since time does not go back. */
export async function plantCard(planter: Planter): Promise<void> {
  const nextDay = (given: ReturnType<typeof step>) => ({ ...given, at: given.at.replace('2014-09-01', '2014-09-02') });
  const card = { card: 'hp-1', slip: 'db-2', colour: 'YELLOW', due: '2014-09-09', reason };
  const events = await planter.give(nextDay(step(office, issue('c-4'), 'issue-warning-card', card)));
  const act = { event: events['issues.WarningCardIssued'] ?? '', reason };
  await planter.give(nextDay(step(office, issue('c-4'), 'withdraw-warning-card', act)));
}

/** Everything that becomes of issues besides their close-out, self-checks and look-backs. */
export async function plantCourse(planter: Planter): Promise<void> {
  const carry = step(office, issue('c-1'), 'carry-over-issue', carriedOver);
  await giveAndWithdraw(planter, [[carry, ['issues.IssueCarriedOver', office, 'withdraw-carry-over']]]);
  await atWork(planter, 'c-2');
  await planter.give(step(office, issue('c-3'), 'carry-over-issue', carriedOver));
  await planter.give(triage('c-3'));
  await giveAndWithdraw(planter, [
    [
      step(office, issue('c-3'), 'refer-issue', { organ: 'OTHER_ORGAN', reason }),
      ['issues.IssueReferred', office, 'withdraw-referral'],
    ],
  ]);
  const reply = { channel: 'LETTER', repliedOn: DAY, reply: '已答复' };
  await planter.give(step(clerk, issue('c-3'), 'give-reply', { origin: 'o-1', ...reply }));
  await giveAndWithdraw(planter, [
    [
      step(office, issue('c-3'), 'decline-issue', { reason }),
      ['issues.IssueNotAdopted', office, 'withdraw-non-adoption'],
    ],
  ]);
  await planter.give(step(office, issue('c-3'), 'suspend-issue', { resumeOn: '2014-10-01', reason }));
  await planter.give(step(office, issue('c-3'), 'resume-issue', { reason }));
  await planter.give(step(office, issue('c-3'), 'merge-issue', { into: 'c-2', reason }));
  for (const acts of [working, refusing, keeping]) await giveAndWithdraw(planter, acts('c-2'));
  await atWork(planter, 'c-4');
  await plantSlips(planter, 'c-4');
  for (const origin of ['o-1', 'o-1-2'])
    await planter.give(step(clerk, issue('c-2'), 'give-reply', { origin, ...reply }));
  await planter.give(
    step(clerk, issue('c-2'), 'attach-evidence', { evidence: 'e-1', measure: 'm-1', title: '计划表' }, '计划表正文'),
  );
  const outcome = { measure: 'm-1', completedOn: DAY, outcome: '检查减半' };
  await planter.give(step(clerk, issue('c-2'), 'complete-measure', outcome));
  await planter.give(step(clerk, issue('c-2'), 'request-close', { effect: '基层满意' }));
  await planter.give(step(reviewer, issue('c-2'), 'close-issue', { opinion: '同意销号' }));
  await plantLookBack(planter);
  await giveAndWithdraw(planter, [
    [
      step(office, issue('c-2'), 'reopen-issue', { ground: 'APPEAL', deadline: '2014-10-30', reason }),
      ['issues.IssueReopened', office, 'withdraw-reopening'],
    ],
  ]);
  const check = `issues ${BUREAU} self-check stage-2.b-jia`;
  const checked = { stage: 'stage-2', unit: 'b-jia', subject: 'GROUP', nothingFound: true, statement: '未发现问题' };
  const secretary = as('acct-secretary', 'branch-secretary', `${BUREAU}/b-jia`);
  await giveAndWithdraw(planter, [
    [
      step(secretary, check, 'submit-self-check', checked),
      ['issues.SelfCheckSubmitted', secretary, 'withdraw-self-check'],
    ],
  ]);
}

async function plantLookBack(planter: Planter): Promise<void> {
  const at = `campaigns ${BUREAU} look-back hui-1`;
  const results = [{ issue: 'c-2', passed: false, note: '检查又增多' }];
  await giveAndWithdraw(planter, [
    [
      step(office, at, 'start-look-back', { stage: 'stage-2', unit: 'b-jia', size: 5 }),
      ['campaigns.LookBackStarted', office, 'withdraw-look-back'],
    ],
    [
      step(office, at, 'complete-look-back', { results, summary: '抽查一项' }),
      ['campaigns.LookBackCompleted', office, 'withdraw-look-back-completion'],
    ],
  ]);
}

/** A norm that an issue led to; after norms are planted. */
export async function plantNormLink(planter: Planter, published: string): Promise<void> {
  await giveAndWithdraw(planter, [
    [
      step(office, issue('c-2'), 'link-issue-to-norm', { norm: published }),
      ['issues.IssueLinkedToNorm', office, 'withdraw-norm-link'],
    ],
  ]);
}
