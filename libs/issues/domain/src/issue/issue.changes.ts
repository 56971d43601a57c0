import type { IssueSource, IssueStatus } from '@taizhang/contracts';
import type { Issue, IssueState } from './issue.state.js';

/** An issue as it begins, with its first origin. */
export function begun(told: {
  readonly code: string;
  readonly unit: string;
  readonly stage: string | null;
  readonly origin: string;
  readonly source: IssueSource;
  readonly anonymous: boolean;
  readonly raisedOn: string;
}): Issue {
  const { code, unit, stage, origin, source, anonymous, raisedOn } = told;
  return {
    kind: 'issue',
    code,
    raisedFor: unit,
    unit,
    status: 'RAISED',
    raisedOn,
    origins: { [origin]: { source, anonymous, answered: false } },
    class: null,
    rectification: null,
    lead: null,
    supporting: [],
    leader: null,
    owner: null,
    deadline: null,
    difficult: false,
    measures: {},
    evidence: {},
    stage,
    extensions: {},
    slips: {},
    reviewOn: null,
    suspendedFrom: null,
    mergedInto: null,
    norms: [],
    round: 0,
    requestedBy: [],
    requestedOn: null,
    formerOwners: [],
  };
}

/** Whether every measure has an owner and a deadline (a continuous one needs no deadline), and there is one. */
export function measuresComplete(measures: Issue['measures']): boolean {
  const all = Object.values(measures);
  return (
    all.length > 0 &&
    all.every(({ owner, deadline, kind }) => owner !== null && (deadline !== null || kind === 'CONTINUOUS'))
  );
}

/** Applies a change to an issue that exists; events never precede the one that begins it, so `none` stays as it is. */
export function change(state: IssueState, apply: (issue: Issue) => Partial<Issue>): IssueState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

/** Status once an act shows that work goes on: a returned or reopened issue is back in rectification with the next act (domain §1.3). */
export function working({ status }: Issue): IssueStatus {
  return status === 'RETURNED' || status === 'REOPENED' ? 'IN_RECTIFICATION' : status;
}

/** The wrong act is gone from the state already, and nothing else changes. */
export function undone(state: IssueState): IssueState {
  return state;
}

/** Owners before, with one who is no more. */
export function formerOwners({ formerOwners: before }: Issue, owner: string | null): readonly string[] {
  return owner === null || before.includes(owner) ? before : [...before, owner];
}

/** One duty in another person's hands. */
export function transferred(
  issue: Issue,
  duty: 'LEADER' | 'OWNER' | 'MEASURE_OWNER',
  id: string | null,
  to: string,
): Partial<Issue> {
  const { measures } = issue;
  if (duty === 'LEADER') return { leader: to };
  if (duty === 'OWNER') return { owner: to, formerOwners: formerOwners(issue, issue.owner) };
  const measure = id === null ? undefined : measures[id];
  if (id === null || measure === undefined) return {};
  return {
    measures: { ...measures, [id]: { ...measure, owner: to } },
    formerOwners: formerOwners(issue, measure.owner),
  };
}
