import type { FaultDefinition, LedgerFault, PlainCell } from '@taizhang/reporting';

const fault = (code: string, zh: string, en: string): FaultDefinition => ({ code, zh, en });

/** What can be wrong with what a register says. */
export const REGISTER_FAULTS = {
  missing: fault('VALUE_MISSING', '此处必填。', 'This is required.'),
  codeInvalid: fault('ID_INVALID', '不是合法的代码或编号。', 'This is no code or number that can be used.'),
  dateInvalid: fault('DATE_INVALID', '不是日期（如 2014-07-20）。', 'This is no date (such as 2014-07-20).'),
  wordUnknown: fault('WORD_UNKNOWN', '不是规定的选项。', 'This is none of the words that may stand here.'),
  tooLong: fault('TEXT_TOO_LONG', '文字过长。', 'The text is too long.'),
  twice: fault('LINE_TWICE', '与前面的行重复。', 'A line above says this already.'),
  unitUnknown: fault('UNIT_NOT_FOUND', '没有该代码或外部编号的单位。', 'There is no unit of this code or outside id.'),
  personUnknown: fault('PERSON_NOT_FOUND', '没有该外部编号的人员。', 'There is no person of this outside id.'),
  idsHidden: fault(
    'IDS_NOT_SEEN',
    '您的密级不足以核对已有人员的外部编号（须 2 级）。',
    'Your clearance does not let you see the outside ids of those who are registered (it takes 2).',
  ),
  levelFixed: fault('LEVEL_FIXED', '单位层级不能更改。', 'The level of a unit never changes.'),
  parentFixed: fault(
    'PARENT_BY_COMMAND',
    '与现隶属关系不符；调整隶属关系须单独办理。',
    'The unit stands under another parent; that changes by an act of its own.',
  ),
  outsideFixed: fault(
    'OUTSIDE_ID_DIFFERS',
    '与已登记的外部编号不符，须先解除。',
    'Another outside id is linked; unlink it first.',
  ),
  codeFixed: fault(
    'CODE_DIFFERS',
    '该外部编号已登记在其他单位代码下。',
    'This outside id is linked with a unit of another code.',
  ),
  ended: fault('UNIT_ABOLISHED', '该单位已撤并。', 'The unit has ended.'),
} as const satisfies Record<string, FaultDefinition>;

/** A fault at a cell. */
export function faultAt({ sheet, address }: Pick<PlainCell, 'sheet' | 'address'>, what: FaultDefinition): LedgerFault {
  return { sheet, cell: address, ...what };
}
