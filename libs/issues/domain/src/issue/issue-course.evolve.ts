import type { Evolve } from '@taizhang/kernel';
import type { issueEvents } from '@taizhang/contracts';
import { begun, change, undone, working } from './issue.changes.js';
import type { IssueState } from './issue.state.js';

type CourseEvent =
  | 'CarriedOver'
  | 'Continued'
  | 'Merged'
  | 'Referred'
  | 'NotAdopted'
  | 'Suspended'
  | 'Resumed'
  | 'Reopened'
  | 'LinkedToNorm';
type Course = Pick<
  Evolve<IssueState, typeof issueEvents>,
  | `issues.Issue${CourseEvent}`
  | 'issues.OriginsJoined'
  | 'issues.LongTermDesignated'
  | 'issues.ProgressReported'
  | `issues.${'CarryOver' | 'Referral' | 'NonAdoption' | 'LongTerm' | 'Progress' | 'Reopening' | 'NormLink'}Withdrawn`
>;

/** Where an issue goes besides the way to its close-out. */
export const evolveCourse: Course = {
  'issues.IssueCarriedOver': (_state, data) => ({ ...begun(data), deadline: data.dueOn }),
  'issues.IssueContinued': (state, { stage }) => change(state, () => ({ stage })),
  'issues.IssueMerged': (state, { into }) => change(state, () => ({ status: 'MERGED', mergedInto: into })),
  'issues.OriginsJoined': (state, { origins }) =>
    change(state, (issue) => {
      const joined = origins.map(
        ({ origin, source, anonymous, answered }) => [origin, { source, anonymous, answered }] as const,
      );
      return { origins: { ...issue.origins, ...Object.fromEntries(joined) }, status: working(issue) };
    }),
  'issues.IssueReferred': (state) => change(state, () => ({ status: 'REFERRED' })),
  'issues.IssueNotAdopted': (state) => change(state, () => ({ status: 'NOT_ADOPTED' })),
  'issues.IssueSuspended': (state) => change(state, ({ status }) => ({ status: 'SUSPENDED', suspendedFrom: status })),
  'issues.IssueResumed': (state) =>
    change(state, ({ status, suspendedFrom }) => ({ status: suspendedFrom ?? status, suspendedFrom: null })),
  'issues.LongTermDesignated': (state, { reviewOn }) => change(state, () => ({ status: 'LONG_TERM', reviewOn })),
  'issues.ProgressReported': (state) => change(state, (issue) => ({ status: working(issue) })),
  'issues.IssueReopened': (state, { deadline }) =>
    change(state, () => ({ status: 'REOPENED', deadline, reviewOn: null })),
  'issues.IssueLinkedToNorm': (state, { norm }) => change(state, ({ norms }) => ({ norms: [...norms, norm] })),
  'issues.CarryOverWithdrawn': (state) => change(state, () => ({ status: 'WITHDRAWN' })),
  'issues.ReferralWithdrawn': undone,
  'issues.NonAdoptionWithdrawn': undone,
  'issues.LongTermWithdrawn': undone,
  'issues.ProgressWithdrawn': undone,
  'issues.ReopeningWithdrawn': undone,
  'issues.NormLinkWithdrawn': undone,
};
