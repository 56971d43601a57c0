import { csvOf, type CsvValue } from '@taizhang/reporting';
import type { Omission, OmissionReport } from './omission-report.js';

type Words = OmissionReport['duties'];

const COLUMNS: readonly (readonly [title: string, value: (row: Omission, duties: Words) => CsvValue])[] = [
  ['单位 Bureau', ({ bureau }) => bureau],
  ['责任单位 Unit', ({ unit }) => unit],
  ['责任人 Person', ({ person }) => person],
  ['职责 Duty', ({ duty }, { [duty]: words }) => (words === undefined ? duty : `${words.zh} ${words.en}`)],
  ['对象 Subject', ({ subject }) => subject],
  ['部分 Part', ({ part }) => part],
  ['起始 Since', ({ since }) => since],
  ['期限 Due', ({ dueOn }) => dueOn],
  ['逾期天数 Days overdue', ({ overdueDays }) => overdueDays],
];

/** The rows of one page as a file for spreadsheets. */
export async function omissionCsv(
  rows: readonly Omission[],
  { duties }: Pick<OmissionReport, 'duties'>,
): Promise<string> {
  const cells = rows.map((row) => COLUMNS.map(([, value]) => value(row, duties)));
  const parts: Uint8Array[] = [];
  for await (const part of csvOf(
    COLUMNS.map(([title]) => title),
    cells,
  ))
    parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
