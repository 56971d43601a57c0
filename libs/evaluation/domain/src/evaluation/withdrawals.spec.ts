import { ACTS } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { eventIdAt, fold, given, type GivenEvent } from '@taizhang/testkit';
import { recorded } from '../policies.examples.js';
import {
  assessed,
  lifted,
  met,
  notice,
  notified,
  notMany,
  proposed,
  returned,
  tied,
  voted,
} from './criticism.examples.js';
import { evaluation } from './evaluation.aggregate.js';
import { evaluated, office } from './evaluation.examples.js';
import { holdSummaryMeeting } from './hold-summary-meeting.command.js';
import { withdrawAssessment } from './withdraw-assessment.command.js';
import { withdrawBallotRound } from './withdraw-ballot-round.command.js';
import { withdrawBlockLift } from './withdraw-block-lift.command.js';
import { withdrawCommitteeVote } from './withdraw-committee-vote.command.js';
import { withdrawCriticismNotice } from './withdraw-criticism-notice.command.js';
import { withdrawProposal } from './withdraw-proposal.command.js';
import { withdrawRequirementFinding } from './withdraw-requirement-finding.command.js';
import { withdrawSummaryMeetingSchedule } from './withdraw-summary-meeting-schedule.command.js';
import { withdrawTally } from './withdraw-tally.command.js';
import { withdrawSummaryMeeting } from './withdraw-summary-meeting.command.js';

const wrong = (history: readonly GivenEvent[], act: GivenEvent) => ({
  event: eventIdAt(history.lastIndexOf(act)),
  reason: '录入有误',
});
const standing = (history: readonly GivenEvent[]) => {
  const state: object = fold(evaluation, history);
  return Object.fromEntries(Object.entries(state).filter(([name]) => name !== ACTS));
};
const [tie] = tied;
const first = proposed(1);
const freed = [...notified, met];
const lift = lifted('2014-10-21', 'REQUIREMENTS_MET');
const scheduled = evaluationEvents.SummaryMeetingScheduled({ for: '2014-10-22' });
const meeting = evaluationEvents.SummaryMeetingHeld({
  on: '2014-10-22',
  attended: 50,
  summary: '总结',
  openBlocks: [],
  override: null,
  policy: recorded(['block.level']),
});

describe('withdraw wrong acts 撤回', () => {
  it.each([
    ['assessment', [...evaluated, assessed], assessed, withdrawAssessment, evaluationEvents.AssessmentWithdrawn],
    ['proposal', [...evaluated, assessed, first], first, withdrawProposal, evaluationEvents.ProposalWithdrawn],
    ['finding', freed, met, withdrawRequirementFinding, evaluationEvents.RequirementFindingWithdrawn],
    ['lift', [...freed, lift], lift, withdrawBlockLift, evaluationEvents.BlockLiftWithdrawn],
    [
      'date of the meeting',
      [...freed, lift, scheduled],
      scheduled,
      withdrawSummaryMeetingSchedule,
      evaluationEvents.SummaryMeetingScheduleWithdrawn,
    ],
    [
      'record of the meeting',
      [...freed, lift, meeting],
      meeting,
      withdrawSummaryMeeting,
      evaluationEvents.SummaryMeetingWithdrawn,
    ],
  ] as const)('[C5.17] makes a wrong %s as if it had never been', (_name, history, act, command, withdrawn) => {
    const input = wrong(history, act);
    given(evaluation, ...history)
      .when(command, input)
      .then(withdrawn(input));
    expect(standing([...history, withdrawn(input)])).toEqual(standing(history.filter((one) => one !== act)));
  });

  it('[C5.16] takes back with a vote what came of it', () => {
    const input = wrong(returned, tie ?? first);
    const withdrawn = evaluationEvents.CommitteeVoteWithdrawn(input);
    given(evaluation, ...returned)
      .when(withdrawCommitteeVote, input)
      .then(withdrawn);
    expect(standing([...returned, withdrawn])).toEqual(standing([...evaluated, assessed, first]));
  });

  it('[C5.16] takes back a rejection with the hold that it lifted', () => {
    const no = voted(1, '2014-09-24', ['P-C1', 'P-C2', 'P-C3', 'P-C4', 'P-C5'], [0, 5, 0]);
    const ground = { object: 'P-D2', proposal: 1, on: '2014-09-24', ground: 'REJECTED', tie: false } as const;
    const rejected = [
      ...[...evaluated, assessed, first],
      no,
      evaluationEvents.CriticismNotAdopted(ground),
      lifted('2014-09-24', 'REJECTED'),
    ];
    expect(standing(rejected)).toMatchObject({ blocks: { 'P-D2': 'LIFTED' } });
    const withdrawn = evaluationEvents.CommitteeVoteWithdrawn(wrong(rejected, no));
    expect(standing([...rejected, withdrawn])).toMatchObject({
      blocks: { 'P-D2': 'PROVISIONAL' },
      criticisms: { 'P-D2': { status: 'PROPOSED' } },
    });
  });

  it('[C5.17] leaves the meeting on hold when a notice is withdrawn', () => {
    const withdrawn = evaluationEvents.CriticismNoticeWithdrawn(wrong(notified, notice));
    given(evaluation, ...notified)
      .when(withdrawCriticismNotice, wrong(notified, notice))
      .then(withdrawn);
    const after = given(evaluation, ...notified, withdrawn);
    expect(after.state).toMatchObject({
      blocks: { 'P-D2': 'PROVISIONAL' },
      criticisms: { 'P-D2': { status: 'ADOPTED', requirements: [] } },
    });
    after.when(holdSummaryMeeting, { attended: 1, summary: '总结' }, office('10-09')).thenRejected('PROVISIONAL_HOLD');
  });

  it.each([
    ['a tally', evaluated, evaluated.findLast(({ type }) => type === 'evaluation.TallyCertified'), withdrawTally],
    [
      'a round',
      evaluated,
      evaluated.findLast(({ type }) => type === 'evaluation.BallotRoundOpened'),
      withdrawBallotRound,
    ],
    ['an assessment', [...evaluated, assessed], assessed, withdrawAssessment],
    ['a proposal', [...evaluated, assessed, first], first, withdrawProposal],
    ['a vote', returned, tie, withdrawCommitteeVote],
    ['a notice', notified, notice, withdrawCriticismNotice],
    ['a finding', freed, met, withdrawRequirementFinding],
    ['a lift', [...freed, lift], lift, withdrawBlockLift],
  ] as const)(
    '[C5.16] refuses %s withdrawn by whom it concerns, also through a delegate',
    (_name, history, act, command) => {
      const input = wrong(history, act ?? first);
      const self = { actor: { id: 'acct-P-D2', role: 'campaign-office' } } as const;
      given(evaluation, ...history)
        .when(command, input, self)
        .thenRejected('RECUSAL_REQUIRED', { persons: ['P-D2'] });
      given(evaluation, ...history)
        .when(command, input, { onBehalfOf: 'acct-P-D2' })
        .thenRejected('RECUSAL_REQUIRED');
    },
  );

  it.each([
    ['an assessment on which a proposal rests', returned, assessed, withdrawAssessment],
    [
      'an assessment on which a hold was lifted',
      [...evaluated, notMany, lifted('2014-09-24', 'NO_PROPOSAL')],
      notMany,
      withdrawAssessment,
    ],
    ['a proposal that was voted on', [...evaluated, assessed, first, ...tied], first, withdrawProposal],
    ['a vote after which it was proposed again', notified, tie ?? first, withdrawCommitteeVote],
    ['a notice whose requirements were found met', freed, notice, withdrawCriticismNotice],
    ['a finding that was confirmed', [...freed, lift], met, withdrawRequirementFinding],
    ['a lift after which the unit met', [...freed, lift, meeting], lift, withdrawBlockLift],
    ['a date on which the unit met', [...freed, lift, scheduled, meeting], scheduled, withdrawSummaryMeetingSchedule],
  ] as const)('refuses to withdraw %s', (_name, history, act, command) => {
    given(evaluation, ...history)
      .when(command, wrong(history, act))
      .thenRejected('WITHDRAWAL_TOO_LATE');
  });
});
