import { evaluationEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { inForce, recorded } from '../policies.examples.js';
import {
  assessed,
  confirmed,
  lifted,
  met,
  notice,
  notified,
  notMany,
  proposed,
  returned,
} from './criticism.examples.js';
import { evaluation } from './evaluation.aggregate.js';
import { certified, convened, evaluated, frozen, held, known, office, secretary } from './evaluation.examples.js';
import { findRequirementsMet } from './find-requirements-met.command.js';
import { holdSummaryMeeting } from './hold-summary-meeting.command.js';
import { liftSummaryMeetingBlock } from './lift-summary-meeting-block.command.js';
import { scheduleSummaryMeeting } from './schedule-summary-meeting.command.js';

const branch = (day: string) => ({ ...office(day), actor: { id: 'acct-P-D8', role: 'branch-secretary' } as const });
const meeting = { attended: 50, summary: '总结整改成效' };
const heldOn = (on: string, openBlocks: string[] = [], override: string | null = null) =>
  evaluationEvents.SummaryMeetingHeld({ ...meeting, on, openBlocks, override, policy: recorded(['block.level']) });
const cleared = [...notified, met, lifted('2014-10-21', 'REQUIREMENTS_MET')];
/** Both objects at or above the line: as T5 is. */
const passed = [...evaluated.slice(0, -2), certified('r-2', 'P-D2', 'T5')];

describe('summary meeting 总结大会', () => {
  it('[C5.17] is scheduled and held when no object failed', () => {
    given(evaluation, ...passed)
      .when(scheduleSummaryMeeting, { for: '2014-09-28' }, branch('09-26'))
      .then(evaluationEvents.SummaryMeetingScheduled({ for: '2014-09-28' }));
    given(evaluation, ...passed)
      .when(holdSummaryMeeting, meeting, branch('09-28'))
      .then(heldOn('2014-09-28'));
  });

  it('[C5.17] refuses while a tally below the line holds it: PROVISIONAL_HOLD (policy 10)', () => {
    const details = { objects: ['P-D2'] };
    given(evaluation, ...evaluated)
      .when(holdSummaryMeeting, meeting, branch('09-28'))
      .thenRejected('PROVISIONAL_HOLD', details);
    given(evaluation, ...evaluated)
      .when(scheduleSummaryMeeting, { for: '2014-09-30' }, branch('09-28'))
      .thenRejected('PROVISIONAL_HOLD', details);
    given(evaluation, ...returned)
      .when(holdSummaryMeeting, meeting, branch('09-28'))
      .thenRejected('PROVISIONAL_HOLD');
  });

  it('[C5.17] refuses while requirements of a notice are not met, found met or not: only the committee lifts', () => {
    given(evaluation, ...notified)
      .when(scheduleSummaryMeeting, { for: '2014-10-10' }, branch('10-09'))
      .thenRejected('REQUIREMENT_NOT_MET', { objects: ['P-D2'] });
    given(evaluation, ...notified, met)
      .when(holdSummaryMeeting, meeting, branch('10-20'))
      .thenRejected('REQUIREMENT_NOT_MET');
    given(evaluation, ...cleared)
      .when(holdSummaryMeeting, meeting, branch('10-22'))
      .then(heldOn('2014-10-22'));
  });

  it('[C5.17] refuses one recorded later as held on a day on which it was blocked, or not all was counted', () => {
    const late = (day: string) => ({ ...branch('10-22'), effectiveOn: day });
    const at = given(evaluation, ...cleared);
    at.when(holdSummaryMeeting, meeting, late('2014-09-28')).thenRejected('DATE_BEFORE_STEP', { on: '2014-10-21' });
    at.when(holdSummaryMeeting, meeting, late('2014-10-21')).then(heldOn('2014-10-21'));
    given(evaluation, ...passed)
      .when(holdSummaryMeeting, meeting, late('2014-09-11'))
      .thenRejected('DATE_BEFORE_STEP', { on: '2014-09-12' });
  });

  it('[C5.3] [C5.17] refuses before every object was evaluated: nobody meets ahead of a tally', () => {
    given(evaluation, convened, frozen)
      .when(holdSummaryMeeting, meeting, branch('09-12'))
      .thenRejected('EVALUATION_NOT_FINISHED', { objects: ['group', 'P-D2'] });
    given(evaluation).when(holdSummaryMeeting, meeting, branch('09-12')).thenRejected('EVALUATION_UNKNOWN');
  });

  it('refuses a second one, and one on a day that is past', () => {
    given(evaluation, ...passed, heldOn('2014-09-28'))
      .when(holdSummaryMeeting, meeting, branch('09-29'))
      .thenRejected('MEETING_ALREADY_HELD', { on: '2014-09-28' });
    given(evaluation, ...passed)
      .when(scheduleSummaryMeeting, { for: '2014-09-25' }, branch('09-26'))
      .thenRejected('MEETING_IN_PAST');
  });

  it("[C5.17] the bureau's own names the blocks of its branches, and needs an explicit decision (policy 11)", () => {
    const bureau = evaluationEvents.BriefingConvened({ ...convened.data, unit: 'wgx-0371' });
    const whole = passed.map((event) => (event === convened ? bureau : event));
    const blocks = ['stage-2.b-ding'];
    const blocked = { ...branch('09-28'), known: { ...known, 'evaluation.open-blocks/wgx-0371': blocks } };
    const decision = { ...meeting, override: '经党委研究同意先行召开' };
    const at = given(evaluation, ...whole);
    at.when(holdSummaryMeeting, meeting, blocked).thenRejected('OPEN_BLOCKS', { evaluations: blocks });
    at.when(holdSummaryMeeting, decision, blocked).then(heldOn('2014-09-28', blocks, decision.override));
    at.when(holdSummaryMeeting, decision, branch('09-28')).then(heldOn('2014-09-28'));
    const both = { ...blocked, known: { ...blocked.known, ...inForce({ 'block.level': 'UNIT_AND_BUREAU' }) } };
    at.when(holdSummaryMeeting, decision, both).thenRejected('OPEN_BLOCKS');
    given(evaluation, ...passed)
      .when(holdSummaryMeeting, meeting, blocked)
      .then(heldOn('2014-09-28'));
  });
});

describe('requirements met 整改达到要求', () => {
  const input = { object: 'P-D2', requirements: ['q-1', 'q-2'], finding: '已达到要求' };

  it('[C5.17] is found by the office for all requirements of the notice', () => {
    given(evaluation, ...notified)
      .when(findRequirementsMet, input, office('10-20'))
      .then(met.event);
  });

  it('[C5.17] refuses while one is missing, one that is not in the notice, and a second finding', () => {
    const at = given(evaluation, ...notified);
    at.when(findRequirementsMet, { ...input, requirements: ['q-1'] }, office('10-20')).thenRejected(
      'REQUIREMENT_NOT_MET',
      { requirements: ['q-2'] },
    );
    at.when(findRequirementsMet, { ...input, requirements: ['q-1', 'q-2', 'q-3'] }, office('10-20')).thenRejected(
      'REQUIREMENT_UNKNOWN',
    );
    given(evaluation, ...notified, met)
      .when(findRequirementsMet, input, office('10-20'))
      .thenRejected('REQUIREMENTS_ALREADY_MET');
  });

  it('refuses where nothing is blocked by a notice, and whomever it concerns', () => {
    given(evaluation, ...evaluated)
      .when(findRequirementsMet, input, office('10-20'))
      .thenRejected('NOT_BLOCKED');
    given(evaluation, ...notified)
      .when(findRequirementsMet, input, { ...office('10-20'), onBehalfOf: 'acct-P-D2' })
      .thenRejected('RECUSAL_REQUIRED');
  });
});

describe('lift block 解除总结大会限制', () => {
  const input = { object: 'P-D2' };

  it('[C5.17] is the committee’s, once the office found the requirements met', () => {
    given(evaluation, ...notified, met)
      .when(liftSummaryMeetingBlock, input, secretary('10-21'))
      .then(lifted('2014-10-21', 'REQUIREMENTS_MET'));
    given(evaluation, ...notified)
      .when(liftSummaryMeetingBlock, input, secretary('10-21'))
      .thenRejected('REQUIREMENT_NOT_MET');
  });

  it('[C5.17] is the office’s alone, or the committee’s, where the policy says so (policy 12)', () => {
    const under = (value: 'OFFICE' | 'COMMITTEE') => ({ known: { ...known, ...inForce({ 'block.lift': value }) } });
    const by = (value: 'OFFICE' | 'COMMITTEE', day: string) =>
      evaluationEvents.SummaryMeetingBlockLifted({
        ...lifted(day, 'REQUIREMENTS_MET').data,
        policy: recorded(['block.lift'], { 'block.lift': value }),
      });
    const finding = { object: 'P-D2', requirements: ['q-1', 'q-2'], finding: '已达到要求' };
    given(evaluation, ...notified)
      .when(findRequirementsMet, finding, { ...office('10-20'), ...under('OFFICE') })
      .then(met.event, by('OFFICE', '2014-10-20'));
    given(evaluation, ...notified)
      .when(liftSummaryMeetingBlock, input, { ...secretary('10-21'), ...under('COMMITTEE') })
      .then(by('COMMITTEE', '2014-10-21'));
  });

  it('[C5.17] refuses whoever found it, and a delegate of his', () => {
    given(evaluation, ...notified, met)
      .when(liftSummaryMeetingBlock, input, { ...secretary('10-21'), onBehalfOf: 'acct-P-O1' })
      .thenRejected('FINDER_CONFIRMS');
  });

  it('[C5.17] ends a hold on which no proposal followed, with ground NO_PROPOSAL and no vote (policy 10)', () => {
    given(evaluation, ...evaluated, notMany)
      .when(liftSummaryMeetingBlock, { ...input, reason: '不提出建议' }, secretary('09-24'))
      .then(lifted('2014-09-24', 'NO_PROPOSAL', '不提出建议'));
    given(evaluation, ...evaluated, notMany)
      .when(liftSummaryMeetingBlock, input, { ...secretary('09-24'), onBehalfOf: 'acct-P-O1' })
      .thenRejected('PROPOSER_DECIDES');
  });

  it.each([
    ['before the office assessed it', [...evaluated]],
    ['while a proposal is to be made', [...evaluated, assessed]],
    ['while a proposal is pending', [...evaluated, assessed, proposed(1)]],
    ['after a tie', [...returned]],
  ])('[C5.17] refuses %s', (_what, history) => {
    given(evaluation, ...history)
      .when(liftSummaryMeetingBlock, input, secretary('09-25'))
      .thenRejected('NO_GROUND_TO_LIFT');
  });

  it('refuses what is not blocked, and whomever it concerns', () => {
    given(evaluation, ...passed)
      .when(liftSummaryMeetingBlock, input, secretary('09-24'))
      .thenRejected('NOT_BLOCKED');
    given(evaluation, ...cleared)
      .when(liftSummaryMeetingBlock, input, secretary('10-22'))
      .thenRejected('NOT_BLOCKED');
    given(evaluation, ...notified, met)
      .when(liftSummaryMeetingBlock, input, { ...secretary('10-21'), onBehalfOf: 'acct-P-D2' })
      .thenRejected('RECUSAL_REQUIRED');
  });

  it('names its objects: the block of one is not lifted with that of another', () => {
    const both = [...evaluated, { ...held, data: { ...held.data, object: 'group', round: 'r-1' } }];
    const after = given(evaluation, ...both, notMany, lifted('2014-09-24', 'NO_PROPOSAL'));
    after.when(holdSummaryMeeting, meeting, branch('09-28')).thenRejected('PROVISIONAL_HOLD', { objects: ['group'] });
    expect([notice.data.object, confirmed.data.object]).toEqual(['P-D2', 'P-D2']);
  });
});
