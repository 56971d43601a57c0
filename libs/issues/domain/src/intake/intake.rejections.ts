import { rejection } from '@taizhang/kernel';

export const INTAKE_ALREADY_RECEIVED = rejection({
  code: 'INTAKE_ALREADY_RECEIVED',
  kind: 'conflict',
  sentence: { zh: '该反映已收到。', en: 'This report has already been received.' },
});
export const INTAKE_UNKNOWN = rejection({
  code: 'INTAKE_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这件反映。', en: 'There is no such report.' },
});
export const INTAKE_CLOSED = rejection({
  code: 'INTAKE_CLOSED',
  kind: 'conflict',
  sentence: { zh: '该反映已办结。', en: 'This report has been closed.' },
});
export const INTAKE_UNIT_UNKNOWN = rejection({
  code: 'INTAKE_UNIT_UNKNOWN',
  kind: 'invalid',
  sentence: { zh: '没有这个单位。', en: 'There is no such unit.' },
});
export const INTAKE_NOT_ANSWERED = rejection({
  code: 'INTAKE_NOT_ANSWERED',
  kind: 'conflict',
  clause: 'C1.0.b',
  sentence: { zh: '尚未答复反映人，不能办结。', en: 'The reporter has not been answered yet.' },
});
export const INTAKE_OUTCOME_UNFOUNDED = rejection({
  code: 'INTAKE_OUTCOME_UNFOUNDED',
  kind: 'conflict',
  sentence: { zh: '办理结果与办理过程不符。', en: 'The outcome does not agree with what was done.' },
});
export const INTAKE_TOO_MANY_MESSAGES = rejection({
  code: 'INTAKE_TOO_MANY_MESSAGES',
  kind: 'conflict',
  sentence: { zh: '补充说明的次数已达上限。', en: 'No more messages can be added to this report.' },
});
export const RECEIPT_UNKNOWN = rejection({
  code: 'RECEIPT_UNKNOWN',
  kind: 'forbidden',
  sentence: { zh: '查询码无效或已过期。', en: 'The receipt code is not valid, or no longer.' },
});

/** All codes that commands of this aggregate answer. */
export const intakeRejections = [
  INTAKE_ALREADY_RECEIVED,
  INTAKE_UNKNOWN,
  INTAKE_CLOSED,
  INTAKE_UNIT_UNKNOWN,
  INTAKE_NOT_ANSWERED,
  INTAKE_OUTCOME_UNFOUNDED,
  INTAKE_TOO_MANY_MESSAGES,
  RECEIPT_UNKNOWN,
];
