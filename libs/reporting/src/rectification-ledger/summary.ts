import type { WrittenCell, WrittenRow } from '../workbook/workbook-writer.js';
import type { CountedEntry } from './ledger-entry.js';

interface Totals {
  total: number;
  closed: number;
  overdue: number;
}

const HEADER = ['项目', '总数', '已销号', '整改中', '超期', '完成率'];
/** Width of each column, in characters. */
export const SUMMARY_WIDTHS = [28, 10, 10, 10, 10, 12] as const;

/** Sums up issues as they pass: all, by class and by lead unit. */
export class LedgerSummary {
  readonly #all: Totals = { total: 0, closed: 0, overdue: 0 };
  readonly #byClass = new Map<string, Totals>();
  readonly #byUnit = new Map<string, Totals>();

  count(entry: CountedEntry): void {
    add(this.#all, entry);
    add(totalsOf(this.#byClass, entry.class), entry);
    add(totalsOf(this.#byUnit, entry.unit), entry);
  }

  rows(): readonly WrittenRow[] {
    const block = (title: string, by: ReadonlyMap<string, Totals>): readonly WrittenRow[] => [
      { cells: [text(title, 'header'), ...HEADER.slice(1).map((name) => text(name, 'header'))] },
      ...[...by].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, totals]) => rowOf(name, totals)),
    ];
    return [
      { cells: HEADER.map((name) => text(name, 'header')) },
      rowOf('合计', this.#all),
      ...block('按类别', this.#byClass),
      ...block('按牵头单位', this.#byUnit),
    ];
  }
}

function totalsOf(by: Map<string, Totals>, name: string): Totals {
  const known = by.get(name) ?? { total: 0, closed: 0, overdue: 0 };
  by.set(name, known);
  return known;
}

function add(totals: Totals, { closed, overdue }: CountedEntry): void {
  totals.total += 1;
  if (closed) totals.closed += 1;
  if (overdue) totals.overdue += 1;
}

function text(value: string | number, style: WrittenCell['style']): WrittenCell {
  return { value, style };
}

/** The rate has two decimals, as reports give it (98.71 %). */
function rowOf(name: string, { total, closed, overdue }: Totals): WrittenRow {
  const rate = total === 0 ? '—' : `${((closed / total) * 100).toFixed(2)}%`;
  const figures = [total, closed, total - closed, overdue].map((figure) => text(figure, 'centred'));
  return { cells: [text(name === '' ? '（未定）' : name, 'text'), ...figures, text(rate, 'centred')] };
}
