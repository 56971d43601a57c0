import { actsFor, reject, type FactQuery, type Facts, type Rejection } from '@taizhang/kernel';
import { accountIdOf, unitKeyOf, type IssueStatus } from '@taizhang/contracts';
import {
  DATE_BEFORE_RAISED,
  DATE_BEFORE_REQUEST,
  DATE_IN_FUTURE,
  ISSUE_STATE_FORBIDS,
  ISSUE_UNKNOWN,
  MEASURE_NOT_DONE,
  NO_EVIDENCE,
  SELF_REVIEW,
  UNANSWERED_ORIGIN,
  UNIT_UNKNOWN,
} from './issue.rejections.js';
import type { Issue, IssueState } from './issue.state.js';

/** Statuses in which rectification goes on: measures, evidence, replies. */
export const OPEN_FOR_WORK: readonly IssueStatus[] = [
  'ASSIGNED',
  'MEASURES_SET',
  'IN_RECTIFICATION',
  'RETURNED',
  'REOPENED',
  'LONG_TERM',
];
/** Every status in which the issue is still pursued, or waits to be. */
export const NOT_CLOSED: readonly IssueStatus[] = ['RAISED', 'TRIAGED', ...OPEN_FOR_WORK, 'SUBMITTED', 'SUSPENDED'];

/**
 * Runs `decide` on an issue in one of the given statuses; otherwise says which status forbids it. An act recorded late (补录)
 * cannot be effective before the issue was raised.
 */
export function inStatus<D>(
  state: IssueState,
  statuses: readonly IssueStatus[],
  { effectiveOn }: Pick<Facts, 'effectiveOn'>,
  decide: (issue: Issue) => D,
): D | Rejection {
  if (state.kind === 'none') return reject(ISSUE_UNKNOWN);
  if (!statuses.includes(state.status)) return reject(ISSUE_STATE_FORBIDS, { status: state.status });
  if (effectiveOn < state.raisedOn) return reject(DATE_BEFORE_RAISED, { field: 'effectiveOn' });
  return decide(state);
}

const needOf = (unit: string): string => `unit ${unit}`;

/** Asks where units stand in the tree, as the bureau calls them: for {@link unknownUnit}. */
export function placesOf(bureau: string, units: readonly string[]): Readonly<Record<string, FactQuery>> {
  const queries = units.map((unit) => [needOf(unit), { fact: 'organization.unit-path', key: unitKeyOf(bureau, unit) }]);
  return Object.fromEntries(queries);
}

/** Work is given to units that there are [C1.0.a]; `needs` are those of {@link placesOf}. */
export function unknownUnit(units: readonly string[], { needs }: Pick<Facts, 'needs'>): Rejection | undefined {
  const unknown = units.filter((unit) => {
    const path = needs[needOf(unit)];
    return !Array.isArray(path) || path.length === 0;
  });
  return unknown.length === 0 ? undefined : reject(UNIT_UNKNOWN, { units: unknown });
}

/** What is told of the past lies between the day the matter was raised and the business date of the telling. */
export function misdated(
  { raisedOn }: Issue,
  { effectiveOn }: Pick<Facts, 'effectiveOn'>,
  field: string,
  date: string,
): Rejection | undefined {
  if (date > effectiveOn) return reject(DATE_IN_FUTURE, { field });
  return date < raisedOn ? reject(DATE_BEFORE_RAISED, { field }) : undefined;
}

/** Nothing is withdrawn while close-out is being decided, nor after it: the issue is returned or reopened first. */
export function handedIn(state: IssueState): Rejection | undefined {
  if (state.kind === 'none') return reject(ISSUE_UNKNOWN);
  return NOT_CLOSED.includes(state.status) && state.status !== 'SUBMITTED'
    ? undefined
    : reject(ISSUE_STATE_FORBIDS, { status: state.status });
}

/** Owner, measure owners and those who share an act with them. */
function ownersOf(issue: Issue): readonly string[] {
  const owners = [issue.owner, ...Object.values(issue.measures).map(({ owner }) => owner)];
  return owners.flatMap((owner) => (owner === null ? [] : [accountIdOf(owner)]));
}

/** Whether an act is that of an owner of the issue, or of one of these accounts, or was done for them by a delegate. */
export function ownAct(
  issue: Issue,
  act: Pick<Facts, 'actor' | 'onBehalfOf'>,
  accounts: readonly string[] = [],
): boolean {
  const acting = actsFor(act);
  return [...accounts, ...ownersOf(issue)].some((account) => acting.includes(account));
}

const only =
  (...statuses: readonly IssueStatus[]) =>
  (state: IssueState): Rejection | undefined =>
    state.kind !== 'none' && statuses.includes(state.status)
      ? undefined
      : state.kind === 'none'
        ? reject(ISSUE_UNKNOWN)
        : reject(ISSUE_STATE_FORBIDS, { status: state.status });

/** What is withdrawn must still stand. */
export const whileReferred = only('REFERRED');
export const whileNotAdopted = only('NOT_ADOPTED');
/** Links and the like: also of a closed issue. */
export const notGone = only(...NOT_CLOSED, 'CLOSED');

/** Everybody who raised it is owed a reply [C1.0.b–e]. */
export function unanswered(issue: Issue): Rejection | undefined {
  const owed = Object.entries(issue.origins).filter(([, origin]) => !origin.answered);
  return owed.length === 0 ? undefined : reject(UNANSWERED_ORIGIN, { origins: owed.map(([origin]) => origin) });
}

/** What still stands against closing an issue, in the order of domain §1.3; undefined = nothing. */
export function hindrance(issue: Issue): Rejection | undefined {
  const owed = unanswered(issue);
  if (owed !== undefined) return owed;
  const open = Object.entries(issue.measures).filter(([, measure]) => !measure.done);
  if (open.length > 0 || Object.keys(issue.measures).length === 0) {
    return reject(MEASURE_NOT_DONE, { measures: open.map(([measure]) => measure) });
  }
  return Object.keys(issue.evidence).length === 0 ? reject(NO_EVIDENCE) : undefined;
}

/**
 * Owner, measure owners and the one who asked do not review their own work, nor does a delegate of theirs, nor who owned it
 * before [C1.1.m].
 */
export function selfReview(issue: Issue, act: Pick<Facts, 'actor' | 'onBehalfOf'>): Rejection | undefined {
  const own = [...issue.requestedBy, ...issue.formerOwners.map(accountIdOf)];
  return ownAct(issue, act, own) ? reject(SELF_REVIEW) : undefined;
}

/** A request is decided on no day before it was made: what is recorded later would be closed in time [C1.1.m]. */
export function beforeRequest(
  { requestedOn }: Issue,
  { effectiveOn }: Pick<Facts, 'effectiveOn'>,
): Rejection | undefined {
  return requestedOn !== null && effectiveOn < requestedOn
    ? reject(DATE_BEFORE_REQUEST, { on: requestedOn })
    : undefined;
}
