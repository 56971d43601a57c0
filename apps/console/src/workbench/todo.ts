import { ISSUE_STATUSES } from '@taizhang/contracts';
import { viewNamed } from '../api/acts.js';
import { bureauOf, mayAsk, type Power } from '../api/powers.js';
import { useView, type Page, type Parameters } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import type { EvaluationDoc } from '../evaluation/evaluation-document.js';
import type { IssueDoc } from '../issue/issue-document.js';
import { today } from '../deployment/deployment.js';
import { daysAfter, hasEnded, lightOf } from '../light/light.js';
import { DEFAULT_YELLOW_WORKDAYS, useYellowWorkdays } from '../light/yellow-workdays.js';

/** States in which somebody still has to act. */
const RUNNING = ISSUE_STATUSES.filter((status) => !hasEnded(status));
/** How far ahead limits are looked at, in days: no yellow light of so many working days begins earlier, holidays included. */
const lookAheadDays = (yellowWorkdays: number): number => 2 * yellowWorkdays + 14;
/** Rows that a card shows. */
export const SHOWN_ROWS = 10;
/** Evaluations that are looked through: a bureau has one per unit and stage. */
const MOST_EVALUATIONS = 200;
/** How often the numbers of what waits are asked anew while the console stands open, in milliseconds. */
const TODO_REFRESH_MS = 60_000;
/** What a card was answered. */
export interface Found<Doc> {
  readonly data: Page<Doc> | undefined;
  readonly isLoading: boolean;
  readonly error: unknown;
}

/** Roles that review what is to be closed. */
const REVIEWERS: ReadonlySet<string> = new Set(['campaign-office', 'superior-office', 'supervision-group']);

const ledger = (parameters: Parameters, enabled = true) =>
  useView<IssueDoc>(
    'issues',
    'rectification-ledger',
    { limit: SHOWN_ROWS, total: true, sort: 'deadline', ...parameters },
    { enabled, everyMs: TODO_REFRESH_MS },
  );

/** Whether the reader may see the ledger at all. */
export function useReads(): boolean {
  const { powers } = useStanding();
  return mayAsk(powers, viewNamed('issues', 'rectification-ledger'));
}

/** Issues in which the reader has an open duty (我的问题). */
export function useMyIssues() {
  const { session } = useStanding();
  return ledger({ dutyHolders: session.person }, useReads());
}

/** Units of the reader's powers, as the records of their bureaus name them: a bureau or a branch by its code. */
export function ownUnits(powers: readonly Power[]): readonly string[] {
  return [...new Set(powers.map(({ unit }) => unit.slice(unit.indexOf('/') + 1)))];
}

/**
 * Running issues of the reader's units and those below (本单位在办): who works for whole bureaus is shown their ledgers, others the issues
 * of their branches.
 */
export function useUnitIssues() {
  const { powers } = useStanding();
  const onlyBranches = powers.every(({ unit }) => unit.includes('/'));
  return ledger({ status: RUNNING, ...(onlyBranches && { units: ownUnits(powers) }) }, useReads() && powers.length > 0);
}

/** Evaluations within reach whose summary meeting was not held yet (评议进行中). */
export function useEvaluations(): Found<EvaluationDoc> {
  const { powers } = useStanding();
  const enabled = mayAsk(powers, viewNamed('evaluation', 'evaluations'));
  const asked = { status: 'CONVENED', sort: 'convenedOn', limit: MOST_EVALUATIONS };
  const found = useView<EvaluationDoc>('evaluation', 'evaluations', asked, { enabled, everyMs: TODO_REFRESH_MS });
  const items = found.data?.items.filter(({ doc }) => doc.heldOn === null);
  return { ...found, data: items && { items, total: items.length } };
}

/** Issues within reach whose limit is past. */
export function useOverdue() {
  return ledger({ status: RUNNING, 'deadline.to': daysAfter(today(), -1) }, useReads());
}

/** Issues within reach whose light is yellow. */
export function useDueSoon(): Found<IssueDoc> {
  const day = today();
  const { session } = useStanding();
  const ofPowers = session.powers.map(({ unit }) => unit.split('/', 1).join(''));
  const yellowOfPowers = useYellowWorkdays(ofPowers);
  const most = Math.max(DEFAULT_YELLOW_WORKDAYS, ...ofPowers.map(yellowOfPowers));
  const found = useView<IssueDoc>(
    'issues',
    'rectification-ledger',
    {
      status: RUNNING,
      'deadline.from': day,
      'deadline.to': daysAfter(day, lookAheadDays(most)),
      sort: 'deadline',
      limit: 200,
    },
    { enabled: useReads() },
  );
  const yellowWorkdays = useYellowWorkdays((found.data?.items ?? []).map(bureauOf));
  const items = (found.data?.items ?? []).filter(
    (row) => lightOf({ ...row.doc, since: row.doc.raisedOn }, day, yellowWorkdays(bureauOf(row))) === 'YELLOW',
  );
  return { ...found, data: found.data === undefined ? undefined : { items, total: items.length } };
}

/** Requests for close-out that wait for a review (待审核销号), for those who review. */
export function useToReview() {
  const { powers } = useStanding();
  return ledger(
    { status: 'SUBMITTED' },
    powers.some(({ role }) => REVIEWERS.has(role)),
  );
}

/** How many things wait for the reader: own duties, and reviews. */
export function useTodoCount(): number {
  return (useMyIssues().data?.total ?? 0) + (useToReview().data?.total ?? 0);
}
