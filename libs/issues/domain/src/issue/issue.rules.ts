import { reject, type Rejection } from '@taizhang/kernel';
import { accountIdOf, type IssueStatus } from '@taizhang/contracts';
import {
  ISSUE_STATE_FORBIDS,
  ISSUE_UNKNOWN,
  MEASURE_NOT_DONE,
  NO_EVIDENCE,
  SELF_REVIEW,
  UNANSWERED_ORIGIN,
} from './issue.rejections.js';
import type { Issue, IssueState } from './issue.state.js';

/** Statuses in which rectification goes on: measures, evidence, replies. */
export const OPEN_FOR_WORK: readonly IssueStatus[] = ['ASSIGNED', 'MEASURES_SET', 'IN_RECTIFICATION', 'RETURNED'];
/** Every status but the closed one. */
export const NOT_CLOSED: readonly IssueStatus[] = [
  'RAISED',
  'TRIAGED',
  'ASSIGNED',
  'MEASURES_SET',
  'IN_RECTIFICATION',
  'SUBMITTED',
  'RETURNED',
];

/** The entry of an id that a sender gave, which may be the name of a member that every object has (`constructor`). */
export function entryOf<V>(entries: Readonly<Record<string, V>>, id: string): V | undefined {
  return Object.hasOwn(entries, id) ? entries[id] : undefined;
}

/** Runs `decide` on an issue in one of the given statuses; otherwise says which status forbids it. */
export function inStatus<D>(
  state: IssueState,
  statuses: readonly IssueStatus[],
  decide: (issue: Issue) => D,
): D | Rejection {
  if (state.kind === 'none') return reject(ISSUE_UNKNOWN);
  if (!statuses.includes(state.status)) return reject(ISSUE_STATE_FORBIDS, { status: state.status });
  return decide(state);
}

/** What still stands against closing an issue, in the order of domain §1.3; undefined = nothing. */
export function hindrance(issue: Issue): Rejection | undefined {
  const unanswered = Object.entries(issue.origins).filter(([, origin]) => !origin.answered);
  if (unanswered.length > 0) return reject(UNANSWERED_ORIGIN, { origins: unanswered.map(([origin]) => origin) });
  const open = Object.entries(issue.measures).filter(([, measure]) => !measure.done);
  if (open.length > 0 || Object.keys(issue.measures).length === 0) {
    return reject(MEASURE_NOT_DONE, { measures: open.map(([measure]) => measure) });
  }
  return Object.keys(issue.evidence).length === 0 ? reject(NO_EVIDENCE) : undefined;
}

/** Owner, measure owners and the one who asked do not review their own work [C1.1.m]. */
export function selfReview(issue: Issue, account: string): Rejection | undefined {
  const owners = [issue.owner, ...Object.values(issue.measures).map(({ owner }) => owner)];
  const own = issue.requestedBy === account || owners.some((owner) => owner !== null && accountIdOf(owner) === account);
  return own ? reject(SELF_REVIEW) : undefined;
}
