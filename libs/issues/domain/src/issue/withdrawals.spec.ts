import { ACTS } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { eventIdAt, fold, given, type GivenEvent } from '@taizhang/testkit';
import { closeIssue } from './close-issue.command.js';
import { issue } from './issue.aggregate.js';
import {
  allDone,
  assigned,
  classified,
  closed,
  closeRequested,
  completed,
  continuous,
  difficult,
  evidence,
  inRectification,
  measureSet,
  measureUnowned,
  raised,
  replied,
  triaged,
} from './issue.examples.js';
import { raiseIssue } from './raise-issue.command.js';
import { triageIssue } from './triage-issue.command.js';
import { withdrawAssignment } from './withdraw-assignment.command.js';
import { withdrawClassification } from './withdraw-classification.command.js';
import { withdrawCompletion } from './withdraw-completion.command.js';
import { withdrawDifficulty } from './withdraw-difficulty.command.js';
import { withdrawEvidence } from './withdraw-evidence.command.js';
import { withdrawIssue } from './withdraw-issue.command.js';
import { withdrawMeasure } from './withdraw-measure.command.js';
import { withdrawReply } from './withdraw-reply.command.js';
import { withdrawTriage } from './withdraw-triage.command.js';

const reason = '录入有误';
const wrong = (history: readonly GivenEvent[], act: GivenEvent) => ({
  event: eventIdAt(history.lastIndexOf(act)),
  reason,
});

/** The state without what it remembers of its acts. */
const standing = (...history: readonly GivenEvent[]) => {
  const state: object = fold(issue, history);
  return Object.fromEntries(Object.entries(state).filter(([name]) => name !== ACTS));
};

describe('withdraw wrong acts 撤回', () => {
  it.each([
    ['triage', [raised, triaged], triaged, withdrawTriage, issueEvents.TriageWithdrawn],
    [
      'classification',
      [raised, triaged, classified],
      classified,
      withdrawClassification,
      issueEvents.ClassificationWithdrawn,
    ],
    [
      'assignment',
      [raised, triaged, classified, assigned],
      assigned,
      withdrawAssignment,
      issueEvents.AssignmentWithdrawn,
    ],
    [
      'difficulty',
      [raised, triaged, classified, assigned, difficult],
      difficult,
      withdrawDifficulty,
      issueEvents.DifficultyWithdrawn,
    ],
    ['measure', inRectification, measureSet, withdrawMeasure, issueEvents.MeasureWithdrawn],
    ['evidence', [...inRectification, evidence], evidence, withdrawEvidence, issueEvents.EvidenceWithdrawn],
    [
      'completion',
      [...inRectification, evidence, completed],
      completed,
      withdrawCompletion,
      issueEvents.MeasureCompletionWithdrawn,
    ],
    ['reply', [raised, replied], replied, withdrawReply, issueEvents.ReplyWithdrawn],
  ] as const)('[C1.0.b] makes a wrong %s as if it had never been', (_name, history, act, command, withdrawn) => {
    const input = wrong(history, act);
    given(issue, ...history)
      .when(command, input)
      .then(withdrawn(input));
    expect(standing(...history, withdrawn(input))).toEqual(standing(...history.filter((one) => one !== act)));
  });

  it('brings back what a wrong act had replaced', () => {
    const history = [raised, triaged, classified, continuous];
    const withdrawal = issueEvents.ClassificationWithdrawn(wrong(history, continuous));
    expect(standing(...history, withdrawal)).toMatchObject({ class: '2b', rectification: 'BY_DATE' });
    const measures = [raised, triaged, classified, assigned, measureUnowned, measureSet];
    const undone = issueEvents.MeasureWithdrawn(wrong(measures, measureSet));
    expect(standing(...measures, undone)).toMatchObject({
      status: 'MEASURES_SET',
      measures: { 'm-1': { owner: null } },
    });
  });

  it('keeps what came after a wrong act', () => {
    const history = [...inRectification, replied, evidence, completed];
    const withdrawal = issueEvents.ReplyWithdrawn(wrong(history, replied));
    expect(standing(...history, withdrawal)).toEqual(standing(...inRectification, evidence, completed));
  });

  it('[C1.0.b] ends an issue raised by mistake, whose code stays used', () => {
    const withdrawal = issueEvents.IssueWithdrawn(wrong([raised], raised));
    given(issue, raised, triaged)
      .when(withdrawIssue, wrong([raised], raised))
      .then(withdrawal);
    const after = given(issue, raised, triaged, withdrawal);
    expect(after.state).toMatchObject({ status: 'WITHDRAWN' });
    const again = { unit: 'b-jia', origin: 'o-1', source: 'MASS_OPINION', raisedOn: '2014-06-26', wind: 'FORMALISM' };
    after.when(raiseIssue, { ...again, manifestation: '又一次' }).thenRejected('ISSUE_ALREADY_RAISED');
    after.when(triageIssue, { unit: 'b-jia', opinion: '承办' }).thenRejected('ISSUE_STATE_FORBIDS');
    after.when(withdrawIssue, wrong([raised], raised)).thenRejected('ISSUE_STATE_FORBIDS');
  });

  it.each([
    ['an issue that was assigned', [raised, triaged, classified, assigned], raised, withdrawIssue, assigned],
    ['a triage that was built on', [raised, triaged, classified], triaged, withdrawTriage, classified],
    [
      'a classification that was acted on',
      [raised, triaged, classified, assigned],
      classified,
      withdrawClassification,
      assigned,
    ],
    ['an assignment with measures', inRectification, assigned, withdrawAssignment, measureSet],
    [
      'a difficulty whose duty was handed on',
      [
        ...inRectification,
        difficult,
        issueEvents.DutyTransferred({
          duty: 'LEADER',
          measure: null,
          unit: 'b-jia',
          from: 'P-1',
          to: 'P-2',
          on: '2014-07-19',
        }),
      ],
      difficult,
      withdrawDifficulty,
      undefined,
    ],
    ['a measure with evidence', [...inRectification, evidence], measureSet, withdrawMeasure, evidence],
    [
      'evidence of a completed measure',
      [...inRectification, evidence, completed],
      evidence,
      withdrawEvidence,
      completed,
    ],
  ] as const)('refuses to withdraw %s, and says what builds on it', (_name, history, act, command, later) => {
    const blocking = later ?? history.at(-1);
    const at = history.findLastIndex((one) => one === blocking);
    given(issue, ...history)
      .when(command, wrong(history, act))
      .thenRejected('WITHDRAWAL_TOO_LATE', { events: [eventIdAt(at)], types: [history[at]?.type ?? ''] });
  });

  it('counts what was withdrawn itself as no longer building on anything', () => {
    const history = [...inRectification, evidence, completed];
    const undone = issueEvents.MeasureCompletionWithdrawn(wrong(history, completed));
    given(issue, ...history, undone)
      .when(withdrawEvidence, wrong(history, evidence))
      .then(issueEvents.EvidenceWithdrawn(wrong(history, evidence)));
  });

  it('refuses an act of another kind or another stream, and one withdrawn before', () => {
    const history = [...inRectification, replied];
    given(issue, ...history)
      .when(withdrawReply, wrong(history, measureSet))
      .thenRejected('WITHDRAWAL_ACT_UNKNOWN');
    given(issue, ...history)
      .when(withdrawReply, { event: '00000000-0000-8000-8000-000000000000', reason })
      .thenRejected('WITHDRAWAL_ACT_UNKNOWN');
    const withdrawal = issueEvents.ReplyWithdrawn(wrong(history, replied));
    given(issue, ...history, withdrawal)
      .when(withdrawReply, wrong(history, replied))
      .thenRejected('WITHDRAWAL_REPEATED', { by: eventIdAt(history.length) });
  });

  it('refuses while close-out is decided, after it, and before anything was raised', () => {
    const submitted = [...allDone, closeRequested];
    given(issue, ...submitted)
      .when(withdrawReply, wrong(submitted, replied))
      .thenRejected('ISSUE_STATE_FORBIDS', { status: 'SUBMITTED' });
    given(issue, ...submitted, closed)
      .when(withdrawReply, wrong(submitted, replied))
      .thenRejected('ISSUE_STATE_FORBIDS', { status: 'CLOSED' });
    given(issue)
      .when(withdrawReply, { event: eventIdAt(0), reason })
      .thenRejected('ISSUE_UNKNOWN');
  });
});

describe('acts recorded late 补录', () => {
  it('takes the business date for the day of closing', () => {
    const LATER = '2014-07-25T02:00:00.000Z';
    const reviewer = { id: 'acct-reviewer', role: 'campaign-office' } as const;
    given(issue, ...allDone, closeRequested)
      .when(closeIssue, { opinion: '同意销号' }, { actor: reviewer, now: LATER, effectiveOn: '2014-07-21' })
      .then(issueEvents.IssueClosed({ round: 1, closedOn: '2014-07-21', opinion: '同意销号' }));
  });

  it('refuses a business date before the issue was raised', () => {
    given(issue, raised)
      .when(triageIssue, { unit: 'b-jia', opinion: '承办' }, { effectiveOn: '2014-06-25' })
      .thenRejected('DATE_BEFORE_RAISED', { field: 'effectiveOn' });
  });
});
