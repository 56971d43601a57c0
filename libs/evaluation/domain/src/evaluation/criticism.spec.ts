import { evaluationEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { inForce, recorded } from '../policies.examples.js';
import {
  adopted,
  adoption,
  assessed,
  confirmed,
  lifted,
  notice,
  notified,
  notMany,
  PRESENT,
  proposed,
  returned,
  tied,
  voted,
} from './criticism.examples.js';
import { evaluation } from './evaluation.aggregate.js';
import { convened, evaluated, frozen, held, known, office, secretary } from './evaluation.examples.js';
import { issueCriticismNotice } from './issue-criticism-notice.command.js';
import { proposeCriticism } from './propose-criticism.command.js';
import { recordCommitteeVote } from './record-committee-vote.command.js';
import { recordComprehensiveAssessment } from './record-comprehensive-assessment.command.js';

const O22 = office('09-22');
const under = (changed: Parameters<typeof inForce>[0]) => ({ ...O22, known: { ...known, ...inForce(changed) } });

describe('comprehensive assessment 综合评估', () => {
  const input = { object: 'P-D2', commenters: 9, reporters: 0, finding: 'MANY', proposes: true, reason: '意见集中' };

  it('[C5.14] [C5.15] records what was counted, the finding, and the policy in force', () => {
    given(evaluation, ...evaluated)
      .when(recordComprehensiveAssessment, input, O22)
      .then(assessed.event);
  });

  it('[C5.14] lets the office depart from what the numbers suggest, with its reason', () => {
    const dissent = '一人认为意见不少';
    const departing = { ...input, finding: 'NOT_MANY', proposes: false, reason: '意见分散', dissent };
    given(evaluation, ...evaluated)
      .when(recordComprehensiveAssessment, departing, O22)
      .then(evaluationEvents.ComprehensiveAssessmentRecorded({ ...notMany.event.data, dissent }));
    const bound = { 'criticism.opinions': { share: { n: 10, d: 100 }, min: 5, advisory: false } };
    given(evaluation, ...evaluated)
      .when(recordComprehensiveAssessment, departing, under(bound))
      .thenRejected('FINDING_BOUND');
  });

  it('[C5.14] refuses to propose below the line alone: both elements are needed, unless policy says either (policy 4)', () => {
    const few = { ...input, commenters: 2, finding: 'NOT_MANY' };
    given(evaluation, ...evaluated)
      .when(recordComprehensiveAssessment, few, O22)
      .thenRejected('CRITICISM_GROUND_MISSING');
    const either = evaluationEvents.ComprehensiveAssessmentRecorded({
      ...assessed.event.data,
      facts: { ...assessed.event.data.facts, commenters: 2 },
      suggested: 'NOT_MANY',
      finding: 'NOT_MANY',
      policy: recorded(['criticism.join', 'criticism.opinions', 'criticism.opinionUnit'], { 'criticism.join': 'OR' }),
    });
    given(evaluation, ...evaluated)
      .when(recordComprehensiveAssessment, few, under({ 'criticism.join': 'OR' }))
      .then(either);
  });

  it('[C5.13] refuses an object at the line (T5), and one without a certified tally', () => {
    given(evaluation, ...evaluated)
      .when(recordComprehensiveAssessment, { ...input, object: 'group', commenters: 3 }, O22)
      .thenRejected('ASSESSMENT_NOT_NEEDED', { verdict: 'AT' });
    given(evaluation, convened, frozen)
      .when(recordComprehensiveAssessment, input, O22)
      .thenRejected('TALLY_NOT_CERTIFIED');
  });

  it('refuses more ballots with comments than ballots, and whomever it concerns', () => {
    given(evaluation, ...evaluated)
      .when(recordComprehensiveAssessment, { ...input, commenters: 51 }, O22)
      .thenRejected('OPINIONS_EXCEED_BALLOTS');
    const comments = { 'criticism.opinionUnit': 'COMMENT' } as const; // one ballot may bear several
    const many = evaluationEvents.ComprehensiveAssessmentRecorded({
      ...assessed.event.data,
      facts: { ...assessed.event.data.facts, commenters: 51 },
      policy: recorded(['criticism.join', 'criticism.opinions', 'criticism.opinionUnit'], comments),
    });
    given(evaluation, ...evaluated)
      .when(recordComprehensiveAssessment, { ...input, commenters: 51 }, under(comments))
      .then(many);
    given(evaluation, ...evaluated)
      .when(recordComprehensiveAssessment, input, { ...O22, onBehalfOf: 'acct-P-D2' })
      .thenRejected('RECUSAL_REQUIRED', { persons: ['P-D2'] });
  });

  it('refuses once a proposal is pending, and once the hold is lifted', () => {
    given(evaluation, ...evaluated, assessed, proposed(1))
      .when(recordComprehensiveAssessment, input, O22)
      .thenRejected('ASSESSMENT_STATE_FORBIDS', { status: 'PROPOSED' });
    given(evaluation, ...evaluated, notMany, lifted('2014-09-24', 'NO_PROPOSAL'))
      .when(recordComprehensiveAssessment, input, O22)
      .thenRejected('ASSESSMENT_STATE_FORBIDS');
  });
});

describe('propose criticism 提出通报批评建议', () => {
  const input = { object: 'P-D2', reason: '建议通报批评' };

  it('[C5.15] follows the assessment', () => {
    given(evaluation, ...evaluated, assessed)
      .when(proposeCriticism, input, O22)
      .then(proposed(1).event);
  });

  it('[C5.15] refuses without an assessment that proposes it, and while one is pending', () => {
    given(evaluation, ...evaluated)
      .when(proposeCriticism, input, O22)
      .thenRejected('ASSESSMENT_MISSING');
    given(evaluation, ...evaluated, notMany)
      .when(proposeCriticism, input, O22)
      .thenRejected('ASSESSMENT_MISSING');
    given(evaluation, ...evaluated, assessed, proposed(1))
      .when(proposeCriticism, input, O22)
      .thenRejected('PROPOSAL_PENDING', { status: 'PROPOSED' });
  });

  it('[C5.15] is made again after a tie, with new material only', () => {
    const again = { ...input, supplement: '补充材料' };
    given(evaluation, ...returned)
      .when(proposeCriticism, again, office('10-08'))
      .then(proposed(2, '补充材料').event);
    given(evaluation, ...returned)
      .when(proposeCriticism, input, office('10-08'))
      .thenRejected('SUPPLEMENT_MISSING');
  });

  it('refuses whomever it concerns', () => {
    given(evaluation, ...evaluated, assessed)
      .when(proposeCriticism, input, { ...O22, actor: { id: 'acct-P-D2', role: 'campaign-office' } })
      .thenRejected('RECUSAL_REQUIRED');
  });
});

describe('an object that is called as a member that everything has', () => {
  /** The same history, in which the object has another id. */
  const renamed = <E>(events: E): E =>
    JSON.parse(JSON.stringify(events).replaceAll('"object":"P-D2"', '"object":"constructor"')) as E; // the same shape
  const below = renamed(evaluated);
  const input = {
    object: 'constructor',
    commenters: 9,
    reporters: 0,
    finding: 'MANY',
    proposes: true,
    reason: '意见集中',
  };

  it('[C5.15] [C5.16] is assessed and criticised like any other', () => {
    given(evaluation, ...below)
      .when(recordComprehensiveAssessment, input, O22)
      .then(renamed(assessed.event));
    const unheld = renamed([...returned, proposed(2, '补充材料'), ...adopted]).filter(
      (event) => JSON.stringify(event) !== JSON.stringify(renamed(held)),
    );
    const { number, recipients, copies, body, requirements } = notice.data;
    given(evaluation, ...unheld)
      .when(
        issueCriticismNotice,
        { object: 'constructor', number, recipients, copies, body, requirements },
        secretary('10-08'),
      )
      .then(renamed(notice));
  });
});

describe('committee vote 党委表决', () => {
  const pending = [...evaluated, assessed, proposed(1)];
  const vote = (inFavour: number, against: number, abstained = 0, present: readonly string[] = PRESENT) => ({
    object: 'P-D2',
    body: 'committee',
    present: [...present],
    inFavour,
    against,
    abstained,
  });
  const S24 = secretary('09-24');

  it('[C5.16] adopts by more than half of all members', () => {
    given(evaluation, ...pending)
      .when(recordCommitteeVote, vote(8, 0), S24)
      .then(voted(1, '2014-09-24', PRESENT, [8, 0, 0]), adoption(1, '2014-09-24'));
    given(evaluation, ...returned, proposed(2, '补充材料'))
      .when(recordCommitteeVote, vote(6, 2, 1, [...PRESENT, 'P-C9']), secretary('10-08'))
      .then(...adopted);
  });

  it('[C5.16] refuses a vote recorded later as of a day before the proposal: the members of that day did not decide it', () => {
    given(evaluation, ...pending)
      .when(recordCommitteeVote, vote(8, 0), { ...S24, effectiveOn: '2014-09-21' })
      .thenRejected('DATE_BEFORE_STEP', { on: '2014-09-22' });
    const on22 = given(evaluation, ...pending);
    on22
      .when(recordCommitteeVote, vote(8, 0), { ...S24, effectiveOn: '2014-09-22' })
      .then(voted(1, '2014-09-22', PRESENT, [8, 0, 0]), adoption(1, '2014-09-22'));
  });

  it('[C5.16] sends a tie back to the office, and the hold stays: 4 to 4 of 9 is no majority for either side', () => {
    given(evaluation, ...pending)
      .when(recordCommitteeVote, vote(4, 4), S24)
      .then(...tied);
    expect(given(evaluation, ...returned).state).toMatchObject({ blocks: { 'P-D2': 'PROVISIONAL' } });
    const four = evaluationEvents.CriticismNotAdopted({
      object: 'P-D2',
      proposal: 1,
      on: '2014-09-24',
      ground: 'NO_MAJORITY',
      tie: false,
    });
    given(evaluation, ...pending)
      .when(recordCommitteeVote, vote(4, 0, 4), S24) // half of those present would do; abstentions do not help
      .then(voted(1, '2014-09-24', PRESENT, [4, 0, 4]), four);
  });

  it('[C5.16] lifts the hold when more than half of all members are against (policy 10)', () => {
    const rejected = [
      voted(1, '2014-09-24', PRESENT, [3, 5, 0]),
      evaluationEvents.CriticismNotAdopted({
        object: 'P-D2',
        proposal: 1,
        on: '2014-09-24',
        ground: 'REJECTED',
        tie: false,
      }),
      lifted('2014-09-24', 'REJECTED'),
    ];
    given(evaluation, ...pending)
      .when(recordCommitteeVote, vote(3, 5), S24)
      .then(...rejected);
    const after = given(evaluation, ...pending, ...rejected);
    expect(after.state).toMatchObject({ blocks: { 'P-D2': 'LIFTED' } });
    after
      .when(proposeCriticism, { object: 'P-D2', reason: '再提', supplement: '新' }, O22)
      .thenRejected('PROPOSAL_PENDING');
  });

  it('[C5.15] refuses without a proposal of the office', () => {
    given(evaluation, ...evaluated, assessed)
      .when(recordCommitteeVote, vote(8, 0), S24)
      .thenRejected('OFFICE_PROPOSAL_MISSING');
  });

  it('[C5.16] counts against those present where the policy says so, and knows no party group as the committee', () => {
    const present = { 'committee.majority': 'PRESENT' } as const;
    const under = (changed: Parameters<typeof inForce>[0]) => ({ ...S24, known: { ...known, ...inForce(changed) } });
    const four = ['P-C1', 'P-C2', 'P-C3', 'P-C4'];
    const event = evaluationEvents.CommitteeVoteRecorded({
      ...voted(1, '2014-09-24', four, [3, 1, 0]).data,
      policy: recorded(['committee.majority', 'committee.type'], present),
    });
    given(evaluation, ...pending)
      .when(recordCommitteeVote, vote(3, 1, 0, four), under(present))
      .then(event, adoption(1, '2014-09-24'));
    given(evaluation, ...pending)
      .when(recordCommitteeVote, vote(8, 0), under({ 'committee.type': 'PARTY_GROUP' }))
      .thenRejected('NOT_THE_COMMITTEE');
  });

  it('[C5.16] refuses a body that is not the committee, strangers, former members, and votes of nobody', () => {
    const at = given(evaluation, ...pending);
    at.when(recordCommitteeVote, { ...vote(8, 0), body: 'club' }, S24).thenRejected('NOT_THE_COMMITTEE');
    at.when(recordCommitteeVote, vote(1, 0, 0, ['P-X']), S24).thenRejected('NOT_A_MEMBER', { persons: ['P-X'] });
    at.when(recordCommitteeVote, vote(1, 0, 0, ['P-C0']), S24).thenRejected('NOT_A_MEMBER');
    at.when(recordCommitteeVote, vote(2, 0, 0, ['P-C1', 'P-C1']), S24).thenRejected('NOT_A_MEMBER');
    at.when(recordCommitteeVote, { ...vote(8, 0), recused: ['P-C1'] }, S24).thenRejected('NOT_A_MEMBER');
    at.when(recordCommitteeVote, vote(9, 0), S24).thenRejected('VOTES_DO_NOT_ADD_UP');
  });

  it('[C5.15] [C5.16] refuses those whom it concerns and the proposer, as voters and as recorder', () => {
    const members = (person: string) => {
      const key = 'organization.committee-members/wgx-0371/committee';
      return { ...S24, known: { ...known, [key]: [{ person, from: '2014-01-01', to: null }] } };
    };
    const at = given(evaluation, ...pending);
    at.when(recordCommitteeVote, vote(1, 0, 0, ['P-D2']), members('P-D2')).thenRejected('RECUSAL_REQUIRED');
    at.when(recordCommitteeVote, vote(1, 0, 0, ['P-O1']), members('P-O1')).thenRejected('PROPOSER_DECIDES');
    at.when(recordCommitteeVote, vote(8, 0), { ...S24, onBehalfOf: 'acct-P-O1' }).thenRejected('PROPOSER_DECIDES');
    at.when(recordCommitteeVote, vote(8, 0), { ...S24, onBehalfOf: 'acct-P-D2' }).thenRejected('RECUSAL_REQUIRED');
  });
});

describe('notice of criticism 通报批评', () => {
  const { object, number, recipients, copies, body, requirements } = notice.data;
  const input = { object, number, recipients, copies, body, requirements };
  const decided = [...returned, proposed(2, '补充材料'), ...adopted];
  const S08 = secretary('10-08');

  it('[C5.16] [C5.17] publishes what the committee adopted, and confirms the block with its requirements', () => {
    given(evaluation, ...decided)
      .when(issueCriticismNotice, input, S08)
      .then(notice, confirmed);
  });

  it('[C5.16] refuses what the committee has not adopted, and a second notice', () => {
    given(evaluation, ...returned)
      .when(issueCriticismNotice, input, S08)
      .thenRejected('NOT_ADOPTED', { status: 'RETURNED' });
    given(evaluation, ...notified)
      .when(issueCriticismNotice, input, S08)
      .thenRejected('NOT_ADOPTED');
  });

  it('[C5.16] refuses whoever is criticised as its issuer: he would say himself what is required of him', () => {
    const own = { actor: { id: 'acct-P-D2', role: 'committee-secretary' } } as const;
    const at = given(evaluation, ...decided);
    at.when(issueCriticismNotice, input, { ...S08, ...own }).thenRejected('RECUSAL_REQUIRED', { persons: ['P-D2'] });
    at.when(issueCriticismNotice, input, { ...S08, onBehalfOf: 'acct-P-D2' }).thenRejected('RECUSAL_REQUIRED');
  });

  it('[C5.17] begins the block itself where blocks begin with criticism (policy 10)', () => {
    const unheld = decided.filter((event) => event !== held);
    const changed = inForce({ 'block.start': 'AT_CRITICISM' });
    const began = evaluationEvents.SummaryMeetingBlocked({
      ...held.data,
      on: '2014-10-08',
      ground: 'CRITICISM',
      policy: recorded(['block.scope', 'block.start'], { 'block.start': 'AT_CRITICISM' }),
    });
    given(evaluation, ...unheld)
      .when(issueCriticismNotice, input, { ...S08, known: { ...known, ...changed } })
      .then(notice, began, confirmed);
    expect(given(evaluation, ...unheld, notice, began, confirmed).state).toMatchObject({
      blocks: { 'P-D2': 'CONFIRMED' },
    });
    given(evaluation, ...unheld)
      .when(issueCriticismNotice, input, {
        ...S08,
        known: { ...known, ...changed, ...inForce({ 'block.start': 'AT_CRITICISM', 'block.scope': 'GROUP_ONLY' }) },
      })
      .then(notice);
  });

  it('[C5.17] refuses requirements named twice or due before the notice', () => {
    const [first] = requirements;
    given(evaluation, ...decided)
      .when(issueCriticismNotice, { ...input, requirements: [...requirements, { ...first }] }, S08)
      .thenRejected('REQUIREMENT_REPEATED');
    given(evaluation, ...decided)
      .when(issueCriticismNotice, { ...input, requirements: [{ ...first, due: '2014-10-07' }] }, S08)
      .thenRejected('DUE_IN_PAST');
  });
});
