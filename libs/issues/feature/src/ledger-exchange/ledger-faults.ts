import type { FaultDefinition, LedgerCell, LedgerFault } from '@taizhang/reporting';

/** What is wrong with a cell, or worth knowing of it. Only what is bad keeps the issue from being imported. */
export interface ImportFault extends LedgerFault {
  readonly level: 'bad' | 'note';
}

const fault = (code: string, zh: string, en: string): FaultDefinition => ({ code, zh, en });

/** What can be wrong with what a ledger says. */
export const IMPORT_FAULTS = {
  missing: fault('VALUE_MISSING', '此处必填。', 'This is required.'),
  rowMissing: fault(
    'ROW_MISSING',
    '清单中没有该问题对应的行，缺少必填内容。',
    'The list has no row for this issue, and what it says is required.',
  ),
  codeInvalid: fault(
    'CODE_INVALID',
    '序号须为问题编号（如 2014-wgx-0001），不能只是流水号。',
    'The number must be the issue’s code (such as 2014-wgx-0001), not a running number.',
  ),
  wordUnknown: fault('WORD_UNKNOWN', '不是规定的选项。', 'This is none of the words that may stand here.'),
  oneOnly: fault('ONE_ONLY', '登记时只能填一个。', 'Only one may be given when an issue is raised.'),
  dateInvalid: fault('DATE_INVALID', '不是日期（如 2014-07-20）。', 'This is no date (such as 2014-07-20).'),
  idInvalid: fault('ID_INVALID', '不是单位代码或人员编号。', 'This is no code of a unit and no number of a person.'),
  referenceInvalid: fault('REFERENCE_INVALID', '不是材料或记录的编号。', 'This names no material and no record.'),
  tooLong: fault('TEXT_TOO_LONG', '文字过长（最多 4000 字）。', 'The text is too long (4,000 characters at most).'),
  yesOrNo: fault('YES_OR_NO', '只能填“是”或“否”。', 'Only 是 or 否 may stand here.'),
  fixed: fault(
    'FIXED_ONCE_RAISED',
    '登记后不能更改；登记有误的，请撤回后重新登记。',
    'This cannot change once the issue is raised: withdraw it and raise it again.',
  ),
  fromWork: fault(
    'COMES_FROM_WORK',
    '此列由办理过程产生，不能通过导入更改。',
    'This column comes from the work itself: an import cannot change it.',
  ),
  notImported: fault(
    'NOT_IMPORTED',
    '此列由办理过程产生，新登记的问题不导入此内容。',
    'This column comes from the work itself: of a new issue it is not imported.',
  ),
  notKept: fault(
    'NOT_KEPT',
    '系统暂不登记此列，内容不会导入。',
    'The system does not keep this column: it is not imported.',
  ),
  shownDiffers: fault(
    'CHANGE_ON_LEDGER_SHEET',
    '此处仅供查阅，请在“整改台账”中更改。',
    'This is shown for reading: change it on the sheet 整改台账.',
  ),
  measureGone: fault(
    'MEASURE_NOT_WITHDRAWN',
    '台账中少了已有的措施；导入不会撤回措施。',
    'A measure that there is is not in the ledger: an import withdraws none.',
  ),
} as const satisfies Record<string, FaultDefinition>;

/** A fault at a cell. */
export function faultAt(
  { sheet, address }: Pick<LedgerCell, 'sheet' | 'address'>,
  what: FaultDefinition,
  level: ImportFault['level'] = 'bad',
): ImportFault {
  const { code, zh, en } = what;
  return { sheet, cell: address, code, zh, en, level };
}
