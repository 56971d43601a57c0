/** What is wrong with a cell, in both languages. */
export interface FaultDefinition {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** A cell that cannot be taken as it is. Without an address it is of the sheet, or of the file. */
export interface LedgerFault extends FaultDefinition {
  readonly sheet: string;
  readonly cell: string;
}

const fault = (code: string, zh: string, en: string): FaultDefinition => ({ code, zh, en });

/** What can be wrong with the form of a ledger. */
export const LEDGER_FAULTS = {
  sheetMissing: fault('SHEET_MISSING', '缺少工作表“整改台账”。', 'There is no sheet 整改台账.'),
  headerMissing: fault(
    'HEADER_MISSING',
    '未找到表头（应有“序号”“具体表现”等列）。',
    'No header was found: it has columns such as 序号 and 具体表现.',
  ),
  columnUnknown: fault('COLUMN_UNKNOWN', '表头中没有此列名，内容不会导入。', 'The ledger has no column of this name.'),
  columnTwice: fault('COLUMN_TWICE', '表头中此列出现两次。', 'The header has this column twice.'),
  formula: fault('FORMULA', '单元格含公式，请改为数值或文字。', 'The cell holds a formula: write what it comes to.'),
  cellError: fault('CELL_ERROR', '单元格内容为错误值。', 'The cell holds an error.'),
  codeMissing: fault(
    'CODE_MISSING',
    '该行没有序号，也不属于上一问题。',
    'The row has no number and no issue above it.',
  ),
  codeTwice: fault('CODE_TWICE', '序号与前面的问题重复。', 'Another issue above has this number.'),
  codeUnknown: fault('CODE_UNKNOWN', '“整改台账”中没有此序号。', 'The sheet 整改台账 has no issue of this number.'),
  measureTwice: fault('MEASURE_TWICE', '同一问题中措施编号重复。', 'The issue has two measures of this number.'),
  measureUnknown: fault(
    'MEASURE_UNKNOWN',
    '“整改台账”中该问题没有此措施编号。',
    'The issue has no measure of this number on the sheet 整改台账.',
  ),
  notMerged: fault(
    'NOT_OF_MEASURE',
    '此列属于问题，只填在问题的第一行。',
    'This column is of the issue: it is filled in once, in its first row.',
  ),
} as const satisfies Record<string, FaultDefinition>;
