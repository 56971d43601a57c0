import { rejection } from '@taizhang/kernel';

export const ERASURE_ALREADY_REQUESTED = rejection({
  code: 'ERASURE_ALREADY_REQUESTED',
  kind: 'conflict',
  sentence: { zh: '该删除申请编号已使用。', en: 'An erasure of this id was requested already.' },
});
export const ERASURE_SUBJECT_UNKNOWN = rejection({
  code: 'ERASURE_SUBJECT_UNKNOWN',
  kind: 'invalid',
  sentence: {
    zh: '本局没有登记该人员；删除须在人员登记所在的局申请。',
    en: 'No such person is registered in this bureau, where the erasure must be requested.',
  },
});
export const ERASURE_SUBJECT_IN_OFFICE = rejection({
  code: 'ERASURE_SUBJECT_IN_OFFICE',
  kind: 'conflict',
  sentence: {
    zh: '该人员尚未离任：先交接职责，或凭法院裁定。',
    en: 'The person has not left: duties are handed over first, unless a court orders the erasure.',
  },
});
export const ERASURE_CONTEXT_UNKNOWN = rejection({
  code: 'ERASURE_CONTEXT_UNKNOWN',
  kind: 'invalid',
  sentence: { zh: '没有这一业务领域的台账。', en: 'There are no ledgers of this context.' },
});
export const ERASURE_NOT_REQUESTED = rejection({
  code: 'ERASURE_NOT_REQUESTED',
  kind: 'conflict',
  sentence: { zh: '没有待确认的删除申请。', en: 'No erasure waits to be confirmed here.' },
});
export const ERASURE_NEEDS_ANOTHER_PERSON = rejection({
  code: 'ERASURE_NEEDS_ANOTHER_PERSON',
  kind: 'forbidden',
  sentence: {
    zh: '删除须由申请人以外的人以另一角色确认。',
    en: 'An erasure is confirmed by another person than the one who asked, in another role.',
  },
});
export const ERASURE_REPORT_UNEXPECTED = rejection({
  code: 'ERASURE_REPORT_UNEXPECTED',
  kind: 'conflict',
  sentence: { zh: '不需要该业务领域的删除回报。', en: 'No report of this context is waited for.' },
});

/** All codes that commands of this aggregate answer. */
export const erasureRejections = [
  ERASURE_ALREADY_REQUESTED,
  ERASURE_SUBJECT_UNKNOWN,
  ERASURE_SUBJECT_IN_OFFICE,
  ERASURE_CONTEXT_UNKNOWN,
  ERASURE_NOT_REQUESTED,
  ERASURE_NEEDS_ANOTHER_PERSON,
  ERASURE_REPORT_UNEXPECTED,
];
