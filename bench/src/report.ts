import { GOALS, goalText, percent } from './goals.js';
import type { Row } from './row.js';
import { spreadOf } from './statistics.js';

/** Who is measured against whom at a workload. */
export interface Comparison {
  readonly workload: string;
  readonly peer: string;
  /** Absent where there is no raw limit. */
  readonly limit: string | undefined;
  /** Whether the goals are meant for it: on the MongoDB-wire server only the ratio means anything. */
  readonly judged: boolean;
}

const HEADINGS = ['workload', 'peer', 'n', 'per s: min', 'median', 'max', 'of limit', 'goal', 'durability', 'note'];
/** Columns of figures. */
const RIGHT = new Set([2, 3, 4, 5, 6]);

/** The table for people: one line per peer and workload over all passes. */
export function tableOf(rows: readonly Row[], comparisons: readonly Comparison[]): string {
  const lines = groupsOf(rows).map((group) => lineOf(group, rows, comparisons));
  const cells = [HEADINGS, ...lines];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, i) => (RIGHT.has(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Median of the passes in which it did not fail; `undefined` when it always failed. */
export function medianRate(rows: readonly Row[]): number | undefined {
  const rates = ratesOf(rows);
  return rates.length === 0 ? undefined : spreadOf(rates).median;
}

/** Rows of one workload and peer together, workloads in the order in which they came first. */
function groupsOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const workloads = new Map<string, Map<string, Row[]>>();
  for (const row of rows) {
    const peers = workloads.get(row.workload) ?? new Map<string, Row[]>();
    workloads.set(row.workload, peers);
    peers.set(row.peer, [...(peers.get(row.peer) ?? []), row]);
  }
  return [...workloads.values()].flatMap((peers) => [...peers.values()]);
}

function lineOf(group: readonly Row[], rows: readonly Row[], comparisons: readonly Comparison[]): readonly string[] {
  const last = group.at(-1);
  if (last === undefined) return [];
  const { workload, peer, durability } = last;
  const comparison = comparisons.find((one) => one.workload === workload && one.peer === peer);
  const goal = comparison?.judged === true ? goalText(GOALS[workload]) : '';
  const note = medianRow(group)?.note ?? last.note;
  const rates = ratesOf(group);
  const figures = rates.length === 0 ? ['failed', '', '', ''] : figuresOf(group, rates);
  return [workload, peer, ...figures, shareText(group, rows, comparison), goal, durability, note];
}

/** The row whose rate is the median: its note stands for all. */
function medianRow(group: readonly Row[]): Row | undefined {
  const rate = medianRate(group);
  return group.find(({ n, per_s: perS }) => n > 0 && perS === rate);
}

function figuresOf(group: readonly Row[], rates: readonly number[]): readonly string[] {
  const { min, median, max } = spreadOf(rates);
  return [Math.max(...group.map(({ n }) => n)), min, median, max].map(figure);
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 });
}

function shareText(group: readonly Row[], rows: readonly Row[], comparison: Comparison | undefined): string {
  if (comparison === undefined) return '';
  const limit = medianRate(
    rows.filter(({ workload, peer }) => workload === comparison.workload && peer === comparison.limit),
  );
  const ours = medianRate(group);
  return limit === undefined || ours === undefined ? '' : percent(ours / limit);
}

function ratesOf(rows: readonly Row[]): readonly number[] {
  return rows.filter(({ n }) => n > 0).map(({ per_s: perS }) => perS);
}
