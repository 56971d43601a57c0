import ExcelJS from 'exceljs';
import type { LedgerEntry } from './ledger-entry.js';
import { readLedgerWorkbook } from './ledger-reader.js';
import { ledgerCsv } from './ledger-csv.js';
import { ledgerWorkbook, type LedgerWorkbookOptions } from './ledger-workbook.js';

const first: LedgerEntry = {
  cells: {
    code: '2014-wgx-0001',
    source: '征求到的群众意见',
    class: '2b',
    manifestation: '窗口排队时间长',
    analysis: '流程不清',
    lead: 'b-jia',
    status: '整改中',
    raisedOn: '2014-06-25',
    wind: '官僚主义',
    deadline: '2014-08-31',
  },
  light: 'yellow',
  measures: [
    {
      measureId: 'm-1',
      measure: '增设两个窗口',
      measureDeadline: '2014-08-20',
      measureOwner: 'wgx-0371.P-1',
      measureKind: '限期整改',
    },
    { measureId: 'm-2', measure: '公开办事流程', measureDeadline: '2014-08-25' },
  ],
  systemic: true,
  counted: { closed: false, overdue: false, class: '2b', unit: 'b-jia' },
};
const second: LedgerEntry = {
  cells: { code: '2014-wgx-0002', manifestation: '=HYPERLINK("http://x.example")', status: '已销号', lead: 'b-yi' },
  light: 'grey',
  measures: [],
  systemic: false,
  counted: { closed: true, overdue: false, class: '1', unit: 'b-yi' },
};

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
const workbookOf = (more: Partial<LedgerWorkbookOptions> = {}) =>
  bytesOf(
    ledgerWorkbook({ title: '霁川市整改台账', unit: 'wgx-0371', period: '2014', entries: [first, second], ...more }),
  );

/** As another program reads it. */
async function opened(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer); // typed for another Buffer
  return workbook;
}

async function sheetOf(bytes: Buffer, name: string): Promise<ExcelJS.Worksheet> {
  const sheet = (await opened(bytes)).getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}
const fillOf = (cell: ExcelJS.Cell) => (cell.fill.type === 'pattern' ? cell.fill.fgColor?.argb : undefined);

describe('the ledger workbook, as another program reads it', () => {
  it('has the sheets in their order', async () => {
    const { worksheets } = await opened(await workbookOf());
    expect(worksheets.map(({ name }) => name)).toEqual([
      '整改台账',
      '问题清单',
      '任务清单',
      '责任清单',
      '制度清单',
      '汇总表',
    ]);
  });

  it('has a merged title, a line of unit and period, and two levels of header', async () => {
    const sheet = await sheetOf(await workbookOf(), '整改台账');
    expect(sheet.getCell('A1').text).toBe('霁川市整改台账');
    expect(sheet.getCell('V1').master.address).toBe('A1');
    expect(sheet.getCell('A2').text).toBe('单位：wgx-0371　　填报时段：2014');
    const row = (n: number) => Array.from({ length: 22 }, (_none, i) => sheet.getRow(n).getCell(i + 1));
    const groups = row(3).map((cell) => sheet.getCell(cell.master.address).text);
    expect([...new Set(groups)]).toEqual(['序号', '问题', '整改任务', '责任', '进展', '销号', '备注']);
    expect(row(4).map((cell) => sheet.getCell(cell.master.address).text)).toEqual([
      ...['序号', '来源', '类别', '具体表现', '原因', '整改目标', '整改措施', '完成(销号)标准', '时限'],
      ...['牵头单位', '配合单位', '责任领导', '责任人', '联系方式', '状态', '进展情况', '整改成效', '佐证材料'],
      ...['答复情况', '审核意见', '销号日期', '备注'],
    ]);
  });

  it('has a row per measure, the problem merged over them, and the state filled with its light', async () => {
    const sheet = await sheetOf(await workbookOf(), '整改台账');
    expect(sheet.getCell('D6').master.address).toBe('D5');
    expect(sheet.getCell('D5').text).toBe('窗口排队时间长');
    expect([sheet.getCell('G5').text, sheet.getCell('G6').text]).toEqual([
      '【m-1】增设两个窗口',
      '【m-2】公开办事流程',
    ]);
    expect(sheet.getCell('G6').isMerged).toBe(false);
    expect([sheet.getCell('O5').text, fillOf(sheet.getCell('O5'))]).toEqual(['整改中', 'FFFFEB9C']);
    expect([sheet.getCell('O7').text, fillOf(sheet.getCell('O7'))]).toEqual(['已销号', 'FFD9D9D9']);
    expect(sheet.getCell('D7').type).toBe(ExcelJS.ValueType.String);
    expect(sheet.getCell('D5').border.top?.style).toBe('thin');
    expect(sheet.getCell('D5').alignment.wrapText).toBe(true);
  });

  it('is A3 across, with five columns and the header in sight and on every page, and a foot to sign', async () => {
    const sheet = await sheetOf(await workbookOf(), '整改台账');
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 8,
      orientation: 'landscape',
      printTitlesRow: '1:4',
      printTitlesColumn: 'A:E',
    });
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 5, ySplit: 4, topLeftCell: 'F5' });
    for (const part of ['填报人', '审核人', '填报日期']) expect(sheet.headerFooter.oddFooter).toContain(part);
  });

  it('sums up by class and by lead unit', async () => {
    const sheet = await sheetOf(await workbookOf(), '汇总表');
    const rows: string[] = [];
    sheet.eachRow((row) => rows.push(Array.from({ length: 6 }, (_none, i) => row.getCell(i + 1).text).join(' ')));
    expect(rows).toContain('合计 2 1 1 0 50.00%');
    expect(rows).toContain('b-yi 1 1 0 0 100.00%');
  });

  it('lists only issues with a systemic cause among those that ask for a norm [C3.12]', async () => {
    const sheet = await sheetOf(await workbookOf(), '制度清单');
    expect([sheet.getCell('A3').text, sheet.getCell('A4').text]).toEqual(['2014-wgx-0001', '']);
  });

  it('has only the columns that were chosen, on all sheets, and freezes those that are left', async () => {
    const bytes = await workbookOf({ columns: ['manifestation', 'status', 'raisedOn'] });
    const { worksheets } = await opened(bytes);
    expect(worksheets.map(({ name }) => name)).toEqual(['整改台账', '问题清单', '汇总表']);
    expect((await sheetOf(bytes, '整改台账')).views[0]).toMatchObject({ xSplit: 2 });
    const { issues } = await readLedgerWorkbook(bytes);
    expect([...(issues[0]?.cells.keys() ?? [])]).toEqual(['code', 'manifestation', 'status', 'raisedOn']);
    expect(bytes.includes('流程不清')).toBe(false);
  });

  it('is the same bytes for the same ledger', async () => {
    expect((await workbookOf()).equals(await workbookOf())).toBe(true);
  });
});

describe('the ledger as another program saves it', () => {
  it('reads the same, with shared strings, dates that are numbers, and another order of columns', async () => {
    const workbook = await opened(await workbookOf());
    const sheet = workbook.getWorksheet('整改台账');
    if (sheet === undefined) throw new Error('no sheet');
    sheet.getCell('I6').value = new Date('2014-08-26T00:00:00Z');
    sheet.getCell('D7').value = { richText: [{ text: '两段' }, { text: '文字', font: { bold: true } }] };
    const { issues, faults } = await readLedgerWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(faults).toEqual([]);
    expect(issues.map(({ code, measures }) => [code, measures.map(({ id }) => id)])).toEqual([
      ['2014-wgx-0001', ['m-1', 'm-2']],
      ['2014-wgx-0002', []],
    ]);
    expect(issues[0]?.cells.get('manifestation')).toMatchObject({ address: 'D5', text: '窗口排队时间长' });
    expect(issues[0]?.measures[1]?.cells.get('measureDeadline')).toMatchObject({ address: 'I6', number: 41877 });
    expect(issues[1]?.cells.get('manifestation')?.text).toBe('两段文字');
  });

  it.each<[string, (workbook: ExcelJS.Workbook) => void, string, string]>([
    ['a formula', (book) => void (sheet(book).getCell('G6').value = { formula: '1+1', result: 2 }), 'G6', 'FORMULA'],
    ['an error', (book) => void (sheet(book).getCell('E5').value = { error: '#REF!' }), 'E5', 'CELL_ERROR'],
    ['a number twice', (book) => void (sheet(book).getCell('A9').value = '2014-wgx-0001'), 'A9', 'CODE_TWICE'],
    ['a measure twice', (book) => void (sheet(book).getCell('G6').value = '【m-1】又一项'), 'G6', 'MEASURE_TWICE'],
    ['an unknown column', (book) => void (sheet(book).getCell('W4').value = '不详'), 'W4', 'COLUMN_UNKNOWN'],
  ])('names the cell with %s', async (_what, spoil, cell, code) => {
    const workbook = await opened(await workbookOf());
    spoil(workbook);
    const { issues, faults } = await readLedgerWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()));
    const all = [...faults, ...issues.flatMap((issue) => issue.faults)];
    expect(all).toContainEqual(expect.objectContaining({ sheet: '整改台账', cell, code }));
    for (const { zh, en } of all) expect([/[\u4e00-\u9fff]/.test(zh), /[a-z]/.test(en)]).toEqual([true, true]);
  });

  it('names rows of the lists that the ledger does not have', async () => {
    const workbook = await opened(await workbookOf());
    const [problems, tasks] = [workbook.getWorksheet('问题清单'), workbook.getWorksheet('任务清单')];
    if (problems === undefined || tasks === undefined) throw new Error('no lists');
    problems.getCell('A9').value = '2014-wgx-0009';
    tasks.getRow(9).values = ['2014-wgx-0002', '', '', '', '', 'm-7'];
    const { issues, faults } = await readLedgerWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(faults).toEqual([expect.objectContaining({ sheet: '问题清单', cell: 'A9', code: 'CODE_UNKNOWN' })]);
    expect(issues[1]?.faults).toEqual([
      expect.objectContaining({ sheet: '任务清单', cell: 'F9', code: 'MEASURE_UNKNOWN' }),
    ]);
  });

  it('says that a workbook without the ledger is none', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('别的');
    const { faults } = await readLedgerWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(faults).toEqual([expect.objectContaining({ code: 'SHEET_MISSING' })]);
  });
});

function sheet(workbook: ExcelJS.Workbook): ExcelJS.Worksheet {
  const found = workbook.getWorksheet('整改台账');
  if (found === undefined) throw new Error('no sheet');
  return found;
}

describe('a ledger of very many issues', () => {
  it('is written without being held: what is kept does not grow with it', async () => {
    const ISSUES = 20_000;
    const held: number[] = [];
    const entries = function* () {
      for (let n = 0; n < ISSUES; n += 1) {
        if (n % 2_000 === 0) held.push(process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers);
        const manifestation = `第${String(n)}号问题：${'窗口排队时间长'.repeat(20)}`;
        yield { ...first, cells: { ...first.cells, code: `2014-wgx-${String(n)}`, manifestation } };
      }
    };
    let bytes = 0;
    for await (const part of ledgerWorkbook({ title: '', unit: '', period: '', entries: entries() }))
      bytes += part.length;
    expect(bytes).toBeGreaterThan(1024 * 1024);
    expect(held).toHaveLength(10);
    // their texts alone are twice as much
    expect(Math.max(...held) - Math.min(...held)).toBeLessThan(100 * 1024 * 1024);
  });
});

describe('the ledger as CSV', () => {
  const textOf = async (parts: AsyncIterable<Uint8Array>) => (await bytesOf(parts)).toString('utf8');

  it('has a row per measure, each with the problem, and no cell that a spreadsheet computes', async () => {
    const text = await textOf(ledgerCsv([first, second], ['manifestation', 'measure', 'status']));
    expect(text).toBe(
      [
        '\ufeff序号,具体表现,整改措施,状态',
        '2014-wgx-0001,窗口排队时间长,【m-1】增设两个窗口,整改中',
        '2014-wgx-0001,窗口排队时间长,【m-2】公开办事流程,整改中',
        `2014-wgx-0002,"'=HYPERLINK(""http://x.example"")",,已销号`,
        '',
      ].join('\r\n'),
    );
  });

  it.each(['=1', '+1', '-1', '@x', '\t=1', '\r=1', ' =1', '\n+1', '＝1', '＠x'])('disarms %j', async (value) => {
    const text = await textOf(
      ledgerCsv([{ ...second, cells: { code: 'x', manifestation: value } }], ['manifestation']),
    );
    const [, row = ''] = text.split('\r\n', 2);
    expect(row.replaceAll('"', '').startsWith(`x,'${value.split('\r')[0] ?? ''}`)).toBe(true);
  });
});
