import { evaluationEvents } from '@taizhang/contracts';
import { recorded } from '../policies.examples.js';
import { evaluated } from './evaluation.examples.js';

const by = (person: string) => ({ id: `acct-${person}`, role: 'campaign-office' }) as const;
const object = 'P-D2';

/** T6: nine of fifty gave critical opinions. */
export const assessed = {
  event: evaluationEvents.ComprehensiveAssessmentRecorded({
    object,
    round: 'r-2',
    on: '2014-09-22',
    facts: { verdict: 'BELOW', valid: 50, commenters: 9, reporters: 0 },
    suggested: 'MANY',
    finding: 'MANY',
    proposes: true,
    reason: '意见集中',
    dissent: null,
    policy: recorded(['criticism.join', 'criticism.opinions', 'criticism.opinionUnit']),
  }),
  by: by('P-O1'),
};
export const notMany = {
  ...assessed,
  event: evaluationEvents.ComprehensiveAssessmentRecorded({
    ...assessed.event.data,
    finding: 'NOT_MANY',
    proposes: false,
    reason: '意见分散',
  }),
};
export const proposed = (proposal: number, supplement: string | null = null) => ({
  event: evaluationEvents.CriticismProposed({
    object,
    proposal,
    on: proposal === 1 ? '2014-09-22' : '2014-10-08',
    reason: '建议通报批评',
    supplement,
  }),
  by: by('P-O1'),
});
export const PRESENT = ['P-C1', 'P-C2', 'P-C3', 'P-C4', 'P-C5', 'P-C6', 'P-C7', 'P-C8'];
export const voted = (
  proposal: number,
  on: string,
  present: readonly string[],
  votes: readonly [number, number, number],
) =>
  evaluationEvents.CommitteeVoteRecorded({
    object,
    proposal,
    body: 'committee',
    on,
    members: 9,
    present: [...present],
    recused: [],
    inFavour: votes[0],
    against: votes[1],
    abstained: votes[2],
    policy: recorded(['committee.majority', 'committee.type']),
  });
export const tied = [
  voted(1, '2014-09-24', PRESENT, [4, 4, 0]),
  evaluationEvents.CriticismNotAdopted({ object, proposal: 1, on: '2014-09-24', ground: 'NO_MAJORITY', tie: true }),
];
export const adoption = (proposal: number, on: string) => evaluationEvents.CriticismAdopted({ object, proposal, on });
export const adopted = [voted(2, '2014-10-08', [...PRESENT, 'P-C9'], [6, 2, 1]), adoption(2, '2014-10-08')];
export const notice = evaluationEvents.CriticismNoticeIssued({
  object,
  unit: 'b-ding',
  proposal: 2,
  issuer: 'committee',
  number: { year: 2014, serial: 7 },
  on: '2014-10-08',
  recipients: ['b-ding'],
  copies: ['b-jia'],
  body: '关于对整改落实情况予以通报批评的通报',
  requirements: [
    { requirement: 'q-1', due: '2014-10-20', description: '逐项整改' },
    { requirement: 'q-2', due: '2014-10-20', description: '答复群众' },
  ],
});
export const confirmed = evaluationEvents.SummaryMeetingBlockConfirmed({
  object,
  proposal: 2,
  on: '2014-10-08',
  requirements: ['q-1', 'q-2'],
});
export const met = {
  event: evaluationEvents.RequirementMetFound({
    object,
    on: '2014-10-20',
    requirements: ['q-1', 'q-2'],
    finding: '已达到要求',
  }),
  by: by('P-O1'),
};
export const lifted = (
  on: string,
  ground: 'REQUIREMENTS_MET' | 'NO_PROPOSAL' | 'REJECTED',
  reason: string | null = null,
) =>
  evaluationEvents.SummaryMeetingBlockLifted({
    object,
    on,
    ground,
    reason,
    policy: recorded(['block.lift']),
  });

/** T6 up to the tie of 24 September. */
export const returned = [...evaluated, assessed, proposed(1), ...tied];
/** T6 up to the notice of 8 October. */
export const notified = [...returned, proposed(2, '补充材料'), ...adopted, notice, confirmed];
