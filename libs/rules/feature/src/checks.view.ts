import type { JsonObject, JsonValue } from '@taizhang/kernel';
import type { checkEvents } from '@taizhang/contracts';
import { check, type Check, type CheckState, type Finding } from '@taizhang/rules-domain';
import { aggregateRows, view, type SealedValue } from '@taizhang/views-port';

/** A finding as the table shows it. */
interface FindingRow extends Finding {
  readonly wind?: string;
  readonly raisedOn?: string;
  readonly closedOn?: string | null;
  readonly description?: SealedValue | null;
}

/** A check (检查) with what it found. */
export interface CheckRow extends Check {
  readonly findings: Readonly<Record<string, FindingRow>>;
  readonly found: number;
  readonly open: number;
  /** Issues whose close-out its open findings wait for. */
  readonly openIssues: readonly string[];
  /** Issues whose close-out closed the others. */
  readonly closedIssues: readonly string[];
  /** Day on which it was planned, if it was. */
  readonly plannedOn: string | null;
  readonly period: JsonValue;
  readonly checkers: readonly string[];
  readonly sample: JsonValue;
  readonly scope: SealedValue | null;
  readonly conclusion: SealedValue | null;
}

function completed(row: CheckRow): CheckRow | null {
  if ((row as { readonly kind: string }).kind === 'none') return null; // a row begins as the state does
  const findings = Object.values(row.findings);
  const open = findings.filter(({ closed }) => !closed);
  return {
    ...row,
    found: findings.length,
    open: open.length,
    openIssues: open.map(({ issue }) => issue),
    closedIssues: findings.filter(({ closed }) => closed).map(({ issue }) => issue),
  };
}

/** Changes a finding that is there. */
function onFinding({ findings }: CheckRow, id: string, patch: Partial<FindingRow>): Pick<CheckRow, 'findings'> {
  const found = findings[id];
  return { findings: found === undefined ? findings : { ...findings, [id]: { ...found, ...patch } } };
}

/** The checks (检查台账) of how norms are carried out: planned and performed, with their samples and findings [C3.13–C3.16]. */
export const checksView = view<CheckRow & JsonObject>({
  name: 'checks',
  version: 2,
  context: 'rules',
  fields: {
    check: 'keyword',
    status: 'keyword',
    mode: 'keyword',
    norm: 'keyword',
    unit: 'keyword',
    stage: 'keyword',
    due: 'date',
    performedOn: 'date',
    found: 'number',
    open: 'number',
    openIssues: 'keywords',
    closedIssues: 'keywords',
    conclusion: 'text',
  },
  counters: {
    checks: ({ status, mode, open, found }) =>
      status === 'WITHDRAWN'
        ? []
        : [
            `status=${status}`,
            `mode=${mode},status=${status}`,
            ...(open > 0 ? ['findings=OPEN'] : []),
            ...(found > 0 && open === 0 ? ['findings=CLOSED'] : []),
          ],
  },
  on: aggregateRows<CheckState, typeof checkEvents, CheckRow>({
    aggregate: check,
    untold: {
      found: 0,
      open: 0,
      openIssues: [],
      closedIssues: [],
      plannedOn: null,
      period: null,
      checkers: [],
      sample: null,
      scope: null,
      conclusion: null,
    },
    tell: {
      CheckPlanned: (_row, { on }) => ({ plannedOn: on }),
      CheckPerformed: (_row, { period, checkers, sample }, act) => ({
        period,
        checkers,
        sample: sample as JsonValue, // holds JSON only
        scope: act.sealed['scope'] ?? null,
        conclusion: act.sealed['conclusion'] ?? null,
      }),
      CheckFindingRaised: (row, { finding, wind, on }, act) =>
        onFinding(row, finding, { wind, raisedOn: on, description: act.sealed['description'] ?? null }),
      CheckFindingClosed: (row, { finding, on }) => onFinding(row, finding, { closedOn: on }),
      CheckFindingReopened: (row, { finding }) => onFinding(row, finding, { closedOn: null }),
    },
    complete: completed,
  }),
});
