import fc from 'fast-check';
import { COMPANION_SHEETS, isOfMeasure, LEDGER_COLUMNS, LEDGER_SHEET_COLUMNS, type LedgerColumn } from './columns.js';
import type { LedgerCells, LedgerEntry } from './ledger-entry.js';
import { readLedgerWorkbook } from './ledger-reader.js';
import { ledgerWorkbook } from './ledger-workbook.js';

/** Columns that are read, of the ledger and of the lists. */
const READ_COLUMNS: readonly LedgerColumn[] = [...LEDGER_SHEET_COLUMNS, ...COMPANION_SHEETS.flatMap(({ own }) => own)];

/** Whatever people write, and what a file format might trip over. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  fc.constantFrom(
    '=1+1',
    '_x0041_',
    '_x0041_x0042_',
    '_\u0007_',
    'a\r\nb\nc\td',
    '<&>"]]>',
    '  ',
    '😀 𠮷',
    '【m-9】',
    '\ufeff',
    '\u2028',
    '０1',
    '-',
    "'",
  ),
);
const filled = text.filter((value) => value.trim() !== '');
// of these columns only
const cells = (columns: readonly LedgerColumn[]) =>
  fc.record(Object.fromEntries(columns.map((column) => [column, text])), {
    requiredKeys: [],
  }) as fc.Arbitrary<LedgerCells>;
const ids = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/);

const measureCells = cells(
  READ_COLUMNS.filter((column) => isOfMeasure(column) && column !== 'measureId' && column !== 'measure'),
);
const measures = fc.uniqueArray(fc.tuple(ids, filled, measureCells), { selector: ([id]) => id, maxLength: 4 });
const entry = (code: string): fc.Arbitrary<LedgerEntry> =>
  fc.record({
    cells: cells(READ_COLUMNS.filter((column) => !isOfMeasure(column) && column !== 'code')).map((own) => ({
      ...own,
      code,
    })),
    light: fc.constantFrom('green', 'yellow', 'red', 'grey'),
    measures: measures.map((all) => all.map(([measureId, measure, own]) => ({ ...own, measureId, measure }))),
    systemic: fc.boolean(),
    counted: fc.record({ closed: fc.boolean(), overdue: fc.boolean(), class: text, unit: text }),
  });
const entries = fc.uniqueArray(ids, { maxLength: 5 }).chain((codes) => fc.tuple(...codes.map(entry)));

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const heading = { title: '整改台账', unit: 'wgx-0371', period: '2014-02-20 至 2014-08-01' };
/** What is read of a column that says nothing: a blank cell. */
const read = (columns: readonly LedgerColumn[], told: LedgerCells) =>
  Object.fromEntries(columns.map((column) => [column, told[column] ?? '']));
const texts = (columns: readonly LedgerColumn[], own: ReadonlyMap<LedgerColumn, { readonly text: string }>) =>
  Object.fromEntries(columns.map((column) => [column, own.get(column)?.text]));
const ofNorms: readonly LedgerColumn[] = COMPANION_SHEETS.find(({ per }) => per === 'systemic-issue')?.own ?? [];

describe('a ledger in Excel', () => {
  it('reads back what was written, whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (written) => {
        const { issues, faults } = await readLedgerWorkbook(
          await bytesOf(ledgerWorkbook({ ...heading, entries: written })),
        );
        expect(faults).toEqual([]);
        expect(issues.flatMap((issue) => issue.faults)).toEqual([]);
        expect(issues.map(({ code }) => code)).toEqual(written.map(({ cells: { code } }) => code));
        issues.forEach((issue, i) => {
          const told = written[i] as LedgerEntry; // as many as were written
          const columns = READ_COLUMNS.filter(
            (column) => !isOfMeasure(column) && (told.systemic || !ofNorms.includes(column)),
          );
          expect(texts(columns, issue.cells)).toEqual(read(columns, told.cells));
          const own = READ_COLUMNS.filter(isOfMeasure);
          expect(issue.measures.map((measure) => texts(own, measure.cells))).toEqual(
            told.measures.map((measure) => read(own, measure)),
          );
        });
      }),
      { numRuns: 60 },
    );
  });

  it('has no column twice, on whatever sheet', () => {
    expect(new Set(READ_COLUMNS).size).toBe(READ_COLUMNS.length);
    expect(new Set(READ_COLUMNS)).toEqual(new Set(Object.keys(LEDGER_COLUMNS)));
    expect(new Set(Object.values(LEDGER_COLUMNS).map(({ title }) => title)).size).toBe(READ_COLUMNS.length);
  });
});
