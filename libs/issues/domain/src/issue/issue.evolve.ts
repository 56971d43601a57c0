import { actsFor, entryOf, type Evolve } from '@taizhang/kernel';
import type { issueEvents } from '@taizhang/contracts';
import { evolveCourse } from './issue-course.evolve.js';
import { evolveSupervision } from './issue-supervision.evolve.js';
import { begun, change, formerOwners, measuresComplete, transferred, undone, working } from './issue.changes.js';
import type { IssueState } from './issue.state.js';

/** One entry per event type: a missing one does not compile. */
export const evolveIssue: Evolve<IssueState, typeof issueEvents> = {
  ...evolveCourse,
  ...evolveSupervision,
  'issues.IssueRaised': (_state, data) => begun(data),
  'issues.IssueTriaged': (state, { unit }) => change(state, () => ({ unit, status: 'TRIAGED' })),
  'issues.IssueClassified': (state, data) => change(state, () => ({ class: data.class, rectification: data.kind })),
  'issues.IssueAssigned': (state, { lead, supporting, leader, owner, deadline }) =>
    change(state, () => ({ lead, supporting, leader, owner, deadline, status: 'ASSIGNED' })),
  'issues.DifficultyFlagged': (state, { leader }) => change(state, () => ({ leader, difficult: true })),
  'issues.DutyTransferred': (state, { duty, measure, to }) =>
    change(state, (issue) => transferred(issue, duty, measure, to)),
  'issues.MeasureSet': (state, { measure, owner, deadline, kind }) =>
    change(state, (issue) => {
      const before = entryOf(issue.measures, measure)?.owner ?? null;
      const measures = { ...issue.measures, [measure]: { owner, deadline, kind, done: false } };
      const set = { measures, formerOwners: before === owner ? issue.formerOwners : formerOwners(issue, before) };
      if (issue.status === 'LONG_TERM') return set;
      return { ...set, status: measuresComplete(measures) ? 'IN_RECTIFICATION' : 'MEASURES_SET' };
    }),
  'issues.EvidenceAttached': (state, { evidence, measure }) =>
    change(state, (issue) => ({ evidence: { ...issue.evidence, [evidence]: { measure } }, status: working(issue) })),
  'issues.MeasureCompleted': (state, { measure }) =>
    change(state, (issue) => {
      const done = issue.measures[measure];
      if (done === undefined) return {};
      return { measures: { ...issue.measures, [measure]: { ...done, done: true } }, status: working(issue) };
    }),
  'issues.ReplyGiven': (state, { origin }) =>
    change(state, (issue) => {
      const answered = issue.origins[origin];
      if (answered === undefined) return {};
      return { origins: { ...issue.origins, [origin]: { ...answered, answered: true } }, status: working(issue) };
    }),
  'issues.CloseRequested': (state, { round }, act) =>
    change(state, () => ({
      status: 'SUBMITTED',
      round,
      requestedBy: actsFor(act),
      requestedOn: act.effectiveOn ?? act.time.slice(0, 'YYYY-MM-DD'.length),
    })),
  'issues.CloseReturned': (state) => change(state, () => ({ status: 'RETURNED' })),
  'issues.IssueClosed': (state) => change(state, () => ({ status: 'CLOSED' })),
  'issues.IssueWithdrawn': (state) => change(state, () => ({ status: 'WITHDRAWN' })),
  'issues.TriageWithdrawn': undone,
  'issues.ClassificationWithdrawn': undone,
  'issues.AssignmentWithdrawn': undone,
  'issues.DifficultyWithdrawn': undone,
  'issues.MeasureWithdrawn': undone,
  'issues.EvidenceWithdrawn': undone,
  'issues.MeasureCompletionWithdrawn': undone,
  'issues.ReplyWithdrawn': undone,
};
