import { rejection } from '@taizhang/kernel';

export const RECORD_ALREADY_KEPT = rejection({
  code: 'RECORD_ALREADY_KEPT',
  kind: 'conflict',
  sentence: { zh: '该记录编号已使用。', en: 'A record with this id is kept already.' },
});
export const RECORD_UNKNOWN = rejection({
  code: 'RECORD_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这份记录。', en: 'There is no such record.' },
});
export const NOT_A_LEADING_CADRE = rejection({
  code: 'NOT_A_LEADING_CADRE',
  kind: 'conflict',
  clause: 'C1.3.h',
  sentence: { zh: '该人员在所述期间不是该单位领导干部。', en: 'The person was no leading cadre of the unit then.' },
});
export const OWN_RECORD = rejection({
  code: 'OWN_RECORD',
  kind: 'conflict',
  clause: 'C1.3.h',
  sentence: { zh: '不得记录本人的履职情况或表扬。', en: 'Nobody keeps a record on himself.' },
});
export const PERIOD_WRONG = rejection({
  code: 'PERIOD_WRONG',
  kind: 'invalid',
  sentence: { zh: '考察期间无效或晚于今日。', en: 'The period ends before it begins, or after today.' },
});
export const STANDARDS_INCOMPLETE = rejection({
  code: 'STANDARDS_INCOMPLETE',
  kind: 'invalid',
  clause: 'C1.3.i',
  sentence: {
    zh: '须逐项对照好干部五条标准，且不得重复。',
    en: 'Each of the five standards of a good cadre counts once.',
  },
});

/** Codes that only commands of a cadre's record answer. */
export const cadreRecordRejections = [
  RECORD_ALREADY_KEPT,
  RECORD_UNKNOWN,
  NOT_A_LEADING_CADRE,
  OWN_RECORD,
  PERIOD_WRONG,
  STANDARDS_INCOMPLETE,
];
