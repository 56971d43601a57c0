import type { Sentence } from '@taizhang/kernel';
import type { Omission, OmissionReport } from './omission-report.js';

const COLUMNS: readonly (readonly [
  title: string,
  value: (row: Omission, duties: OmissionReport['duties']) => string | number | null,
])[] = [
  ['单位 Bureau', ({ bureau }) => bureau],
  ['责任单位 Unit', ({ unit }) => unit],
  ['责任人 Person', ({ person }) => person],
  ['职责 Duty', ({ duty }, duties) => wordsOf(duty, duties[duty])],
  ['对象 Subject', ({ subject }) => subject],
  ['部分 Part', ({ part }) => part],
  ['起始 Since', ({ since }) => since],
  ['期限 Due', ({ dueOn }) => dueOn],
  ['逾期天数 Days overdue', ({ overdueDays }) => overdueDays],
];

/** Rows as a table for spreadsheets (RFC 4180), in UTF-8 with the mark by which they tell it. */
export function omissionCsv(rows: readonly Omission[], { duties }: Pick<OmissionReport, 'duties'>): string {
  const lines = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, value]) => value(row, duties)))];
  return `\u{FEFF}${lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`;
}

function wordsOf(duty: string, words: Sentence | undefined): string {
  return words === undefined ? duty : `${words.zh} ${words.en}`;
}

/** No cell begins as a formula does; ids and codes never need to. */
function cellOf(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
