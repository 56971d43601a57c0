import type { JsonObject } from '@taizhang/kernel';
import type { Player } from '../slice/step.js';
import { as, BUREAU, DAY, giveAndWithdraw, step, type Act } from './entrance-steps.js';
import type { Planter } from './planter.js';

const UNIT = 'b-jia';
const committee = as('acct-committee', 'committee-secretary');
const office = as('acct-office', 'campaign-office');
const city = as('acct-city', 'superior-office', 'city-jc');
const clerk = as('acct-clerk', 'branch-clerk', `${BUREAU}/${UNIT}`);
const principal = as('acct-wgx-0371.P-2', 'principal', `${BUREAU}/${UNIT}`);
const registrar = as('acct-registrar', 'system-admin', 'top');
const TELLERS = ['wgx-0371.P-5', 'wgx-0371.P-6'] as const;
const at = (aggregate: string, id: string) => `evaluation ${BUREAU} ${aggregate} ${id}`;
const BRANCH = at('evaluation', `stage-2.${UNIT}`);

const group = { object: 'group', kind: 'GROUP' };
/** The cadre who fails; the branch's principal is deferred. */
const CADRE = 'wgx-0371.P-4';
const objects = [
  group,
  { object: CADRE, kind: 'CADRE', person: CADRE, name: '某副职' },
  { object: 'wgx-0371.P-2', kind: 'PRINCIPAL', person: 'wgx-0371.P-2', deferred: true, reason: '刚到任' },
];
const staff = { category: 'staff', mass: false, count: 6 };
const residents = { category: 'residents', mass: true, count: 4 };
const briefing = (unit: string, stage: string, named: readonly JsonObject[]) => ({
  unit,
  unitName: '某支部',
  stage,
  dedicated: true,
  approval: '经局党委同意',
  baseline: { on: '2014-03-20', attendance: [staff] },
  objects: named,
});
const roster = { attendance: [staff, residents], reason: '服务对象已列入' };
const poor = { returned: 10, spoiled: 0, blank: 0, grades: { good: 5, fairlyGood: 0, average: 0, poor: 5 } };
const good = { ...poor, grades: { ...poor.grades, good: 10, poor: 0 } };

/** Opens a round, has both tellers count and sign, and so certifies its tally. @returns id of the certified tally */
async function vote(
  planter: Planter,
  where: string,
  round: string,
  object: string,
  count: typeof poor,
): Promise<string> {
  await planter.give(step(office, where, 'open-ballot-round', { round, object, tellers: [...TELLERS] }));
  await planter.give(step(office, where, 'close-ballot-round', { round, paper: 10 }));
  const tellers = TELLERS.map((person): Player => as(`acct-${person}`, 'teller', `${BUREAU}/${UNIT}`));
  for (const teller of tellers) await planter.give(step(teller, where, 'count-ballots', { round, count }));
  let certified = '';
  for (const teller of tellers) {
    const events = await planter.give(step(teller, where, 'sign-tally', { round }));
    certified = events['evaluation.TallyCertified'] ?? certified;
  }
  return certified;
}

/** The bureau's own meeting, held by an explicit decision while the branch is blocked; and what comes before any ballot. */
async function plantBriefings(planter: Planter): Promise<void> {
  const bureau = at('evaluation', `stage-2.${BUREAU}`);
  const bureauTellers = TELLERS.map((person) => as(`acct-${person}`, 'teller'));
  await planter.give(step(office, bureau, 'convene-briefing', briefing(BUREAU, 'stage-2', [group])));
  await planter.give(step(office, bureau, 'freeze-roster', roster));
  await planter.give(
    step(office, bureau, 'open-ballot-round', { round: 'r-1', object: 'group', tellers: [...TELLERS] }),
  );
  await planter.give(step(office, bureau, 'close-ballot-round', { round: 'r-1', paper: 10 }));
  for (const verb of ['count-ballots', 'sign-tally'])
    for (const teller of bureauTellers)
      await planter.give(
        step(teller, bureau, verb, verb === 'sign-tally' ? { round: 'r-1' } : { round: 'r-1', count: good }),
      );
  const meeting = { attended: 10, summary: '总结', override: '经党委研究同意' };
  await planter.give(step(office, bureau, 'hold-summary-meeting', meeting));

  const mistaken = at('evaluation', `stage-3.${UNIT}`);
  const round = { round: 'r-1', object: 'group' };
  const before: readonly Act[] = [
    [
      step(office, mistaken, 'convene-briefing', briefing(UNIT, 'stage-3', objects)),
      ['evaluation.BriefingConvened', office, 'withdraw-briefing'],
    ],
    [step(office, mistaken, 'freeze-roster', roster), ['evaluation.RosterFrozen', office, 'withdraw-roster-freeze']],
    [
      step(office, mistaken, 'open-ballot-round', { ...round, tellers: [...TELLERS] }),
      ['evaluation.BallotRoundOpened', office, 'withdraw-ballot-round'],
    ],
    [
      step(office, mistaken, 'close-ballot-round', { round: 'r-1', paper: 9 }),
      ['evaluation.BallotRoundClosed', office, 'withdraw-ballot-round-close'],
    ],
  ];
  await giveAndWithdraw(planter, before);
}

const committeeVote = { object: CADRE, body: 'committee', present: ['wgx-0371.P-2'], against: 0 };
const notice = {
  object: CADRE,
  number: { year: 2014, serial: 1 },
  recipients: [UNIT],
  body: '通报正文',
  requirements: [{ requirement: 'q-1', due: '2014-10-20', description: '逐项整改' }],
};

/** Criticism of a cadre from the assessment to the summary meeting, then every act of it withdrawn. */
const criticism = (): readonly Act[] => [
  [
    step(office, BRANCH, 'record-comprehensive-assessment', {
      object: CADRE,
      commenters: 5,
      reporters: 0,
      finding: 'MANY',
      proposes: true,
      reason: '意见集中',
      dissent: '有不同意见',
    }),
    ['evaluation.ComprehensiveAssessmentRecorded', office, 'withdraw-assessment'],
  ],
  [
    step(office, BRANCH, 'propose-criticism', { object: CADRE, reason: '建议通报' }),
    ['evaluation.CriticismProposed', office, 'withdraw-proposal'],
  ],
  [
    step(committee, BRANCH, 'record-committee-vote', { ...committeeVote, inFavour: 0, abstained: 1 }),
    ['evaluation.CommitteeVoteRecorded', committee, 'withdraw-committee-vote'],
  ],
  [
    step(office, BRANCH, 'propose-criticism', { object: CADRE, reason: '再次建议', supplement: '补充材料' }),
    ['evaluation.CriticismProposed', office, 'withdraw-proposal'],
  ],
  [
    step(committee, BRANCH, 'record-committee-vote', { ...committeeVote, inFavour: 1, abstained: 0 }),
    ['evaluation.CommitteeVoteRecorded', committee, 'withdraw-committee-vote'],
  ],
  [
    step(committee, BRANCH, 'issue-criticism-notice', notice),
    ['evaluation.CriticismNoticeIssued', committee, 'withdraw-criticism-notice'],
  ],
  [
    step(office, BRANCH, 'find-requirements-met', { object: CADRE, requirements: ['q-1'], finding: '已达到' }),
    ['evaluation.RequirementMetFound', office, 'withdraw-requirement-finding'],
  ],
  [
    step(committee, BRANCH, 'lift-summary-meeting-block', { object: CADRE, reason: '同意解除' }),
    ['evaluation.SummaryMeetingBlockLifted', committee, 'withdraw-block-lift'],
  ],
  [
    step(office, BRANCH, 'schedule-summary-meeting', { for: '2014-09-28' }),
    ['evaluation.SummaryMeetingScheduled', office, 'withdraw-summary-meeting-schedule'],
  ],
  [
    step(office, BRANCH, 'hold-summary-meeting', { attended: 10, summary: '总结' }),
    ['evaluation.SummaryMeetingHeld', office, 'withdraw-summary-meeting'],
  ],
];

const comments = (): readonly Act[] => [
  [
    step(clerk, at('comment', 'c-1'), 'collect-feedback', {
      evaluation: `stage-2.${UNIT}`,
      unit: UNIT,
      object: 'group',
      sentiment: 'NEGATIVE',
      content: '仍要跑两趟',
    }),
    ['evaluation.FeedbackCollected', office, 'withdraw-feedback'],
  ],
  [
    step(office, at('comment', 'c-1'), 'triage-feedback', { outcome: 'ANSWERED', answer: '已办结' }),
    ['evaluation.FeedbackTriaged', office, 'withdraw-feedback-triage'],
  ],
];

const summary = { stage: 'stage-2', evaluations: [`stage-2.${UNIT}`], summary: '评议汇总' };
const report = { to: 'city-jc', receipt: '2014-118', report: '上报材料' };
const mistakenResults = (): readonly Act[] => [
  [
    step(office, at('results', 'results-2'), 'summarise-results', summary),
    ['evaluation.ResultsSummarised', office, 'withdraw-results'],
  ],
  [
    step(office, at('results', 'results-2'), 'submit-upward-report', report),
    ['evaluation.UpwardReportSubmitted', office, 'withdraw-upward-report'],
  ],
];

/** Results reported upward and fed back. */
async function plantResults(planter: Planter): Promise<void> {
  const results = at('results', 'results-1');
  await planter.give(step(office, results, 'summarise-results', summary));
  await planter.give(step(office, results, 'submit-upward-report', report));
  await planter.give(step(city, results, 'acknowledge-upward-report', {}));
  await planter.give(step(city, results, 'answer-upward-report', { answer: '同意' }));
  const feedback = { unit: UNIT, recipient: 'wgx-0371.P-2', feedback: '反馈意见' };
  const delivery: Act = [
    step(office, results, 'deliver-feedback', feedback),
    ['evaluation.FeedbackDelivered', office, 'withdraw-feedback-delivery'],
  ];
  await giveAndWithdraw(planter, [delivery]);
  await planter.give(step(office, results, 'deliver-feedback', feedback));
  await planter.give(step(principal, results, 'receive-feedback', { unit: UNIT }));
}

const STANDARDS = ['CONVICTION', 'SERVICE', 'DILIGENCE', 'RESPONSIBILITY', 'INTEGRITY'];
const cadre = { person: 'wgx-0371.P-2', unit: UNIT, facts: '主动上门' };
const records = (): readonly Act[] => [
  [
    step(committee, at('cadre-record', 'k-1'), 'record-duty-performance', {
      ...cadre,
      from: '2014-08-01',
      to: '2014-08-31',
      ratings: STANDARDS.map((standard) => ({ standard, rating: 'SATISFACTORY' })),
    }),
    ['evaluation.DutyPerformanceRecorded', committee, 'withdraw-duty-performance'],
  ],
  [
    step(committee, at('cadre-record', 'k-2'), 'record-commendation', { ...cadre, standards: ['SERVICE'] }),
    ['evaluation.CommendationRecorded', committee, 'withdraw-commendation'],
  ],
];

/** Plants marks through every entrance of the context `evaluation`, on a branch whose cadre fails. */
export async function plantEvaluation(planter: Planter): Promise<void> {
  const adopted = { policy: 'STANDING-2014', from: DAY, recommended: true, basis: '常委会决定' };
  await planter.give(step(committee, `organization ${BUREAU} policy ${BUREAU}`, 'adopt-policy', adopted));
  for (const person of TELLERS) {
    const registered = { unit: UNIT, name: '虚构人员', from: DAY };
    await planter.give(step(registrar, `organization ${BUREAU} person ${person}`, 'register-person', registered));
  }
  await planter.give(step(office, BRANCH, 'convene-briefing', briefing(UNIT, 'stage-2', objects)));
  await planter.give(step(office, BRANCH, 'freeze-roster', roster));
  const irregular = { round: 'r-0', object: 'group', tellers: [...TELLERS] };
  await planter.give(step(office, BRANCH, 'open-ballot-round', irregular));
  await planter.give(step(office, BRANCH, 'void-ballot-round', { round: 'r-0', reason: '票箱启封不当' }));
  await vote(planter, BRANCH, 'r-1', 'group', good);
  const tally = await vote(planter, BRANCH, 'r-2', CADRE, poor);
  await plantBriefings(planter);
  await giveAndWithdraw(planter, criticism());
  await giveAndWithdraw(planter, comments());
  await plantResults(planter);
  await giveAndWithdraw(planter, mistakenResults());
  await giveAndWithdraw(planter, records());
  await planter.give(step(committee, BRANCH, 'withdraw-tally', { event: tally, reason: '计票单录错' }));
}
