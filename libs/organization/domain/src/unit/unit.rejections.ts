import { rejection } from '@taizhang/kernel';

export const UNIT_ALREADY_REGISTERED = rejection({
  code: 'UNIT_ALREADY_REGISTERED',
  kind: 'conflict',
  sentence: { zh: '该单位代码已登记。', en: 'A unit with this code is already registered.' },
});
export const UNIT_UNKNOWN = rejection({
  code: 'UNIT_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '该单位尚未登记。', en: 'No such unit is registered.' },
});
export const UNIT_OUTSIDE_LEDGER = rejection({
  code: 'UNIT_OUTSIDE_LEDGER',
  kind: 'invalid',
  sentence: {
    zh: '局级及以上单位登记在自己的台账，支部登记在所属局的台账。',
    en: 'A unit of bureau level or above is registered in its own ledger, a branch in its bureau’s.',
  },
});
export const PARENT_UNKNOWN = rejection({
  code: 'PARENT_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '上级单位尚未登记。', en: 'The parent unit is not registered.' },
});
export const PARENT_NOT_HIGHER = rejection({
  code: 'PARENT_NOT_HIGHER',
  kind: 'invalid',
  sentence: { zh: '上级单位的层级必须更高。', en: 'The parent must be of a higher level.' },
});
export const PARENT_MISSING = rejection({
  code: 'PARENT_MISSING',
  kind: 'invalid',
  sentence: { zh: '支部必须隶属于所在局。', en: 'A branch belongs to the bureau of its ledger.' },
});
export const PARENT_UNCHANGED = rejection({
  code: 'PARENT_UNCHANGED',
  kind: 'conflict',
  sentence: { zh: '上级单位未变化。', en: 'The unit already has this parent.' },
});
export const DATE_BEFORE_LAST = rejection({
  code: 'DATE_BEFORE_LAST',
  kind: 'invalid',
  sentence: {
    zh: '生效日期必须晚于上一次变更。',
    en: 'The effective date must be later than that of the previous change.',
  },
});
export const DATE_IN_FUTURE = rejection({
  code: 'DATE_IN_FUTURE',
  kind: 'invalid',
  sentence: { zh: '日期不得晚于今日。', en: 'The date must not lie in the future.' },
});
export const PERSON_UNKNOWN = rejection({
  code: 'PERSON_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '该人员尚未登记或已离任。', en: 'No such person is registered, or the person has left.' },
});
export const PRINCIPAL_ALREADY_APPOINTED = rejection({
  code: 'PRINCIPAL_ALREADY_APPOINTED',
  kind: 'conflict',
  clause: 'C6.7',
  sentence: { zh: '该单位已有主要负责同志，只能变更。', en: 'The unit has a principal; it can only be changed.' },
});
export const PRINCIPAL_MISSING = rejection({
  code: 'PRINCIPAL_MISSING',
  kind: 'conflict',
  clause: 'C6.7',
  sentence: { zh: '该单位尚无主要负责同志。', en: 'The unit has no principal yet.' },
});
export const PRINCIPAL_UNCHANGED = rejection({
  code: 'PRINCIPAL_UNCHANGED',
  kind: 'conflict',
  clause: 'C6.7',
  sentence: { zh: '主要负责同志未变化。', en: 'This person is already the principal in the same capacity.' },
});

/** All codes that commands of this aggregate answer. */
export const unitRejections = [
  UNIT_ALREADY_REGISTERED,
  UNIT_UNKNOWN,
  UNIT_OUTSIDE_LEDGER,
  PARENT_UNKNOWN,
  PARENT_NOT_HIGHER,
  PARENT_MISSING,
  PARENT_UNCHANGED,
  DATE_BEFORE_LAST,
  DATE_IN_FUTURE,
  PERSON_UNKNOWN,
  PRINCIPAL_ALREADY_APPOINTED,
  PRINCIPAL_MISSING,
  PRINCIPAL_UNCHANGED,
];
