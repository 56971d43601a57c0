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
export const SELF_AS_PRINCIPAL = rejection({
  code: 'SELF_AS_PRINCIPAL',
  kind: 'forbidden',
  clause: 'C6.7',
  sentence: { zh: '不得任命本人为主要负责同志。', en: 'Nobody appoints himself principal.' },
});
export const BEFORE_UNIT_BEGAN = rejection({
  code: 'BEFORE_UNIT_BEGAN',
  kind: 'invalid',
  sentence: { zh: '日期不得早于单位设立。', en: 'The date must not be before the unit began.' },
});
export const UNIT_ABOLISHED = rejection({
  code: 'UNIT_ABOLISHED',
  kind: 'conflict',
  sentence: {
    zh: '该单位已撤并，由承接单位办理。',
    en: 'The unit has ended; its successors answer for its matters.',
  },
});
export const UNIT_NOT_BRANCH = rejection({
  code: 'UNIT_NOT_BRANCH',
  kind: 'invalid',
  sentence: {
    zh: '只有支部在本局台账内撤并；局级及以上单位有单独的命令。',
    en: 'Only branches end within their bureau’s ledger; a bureau ends by a command of its own.',
  },
});
export const UNITS_REPEATED = rejection({
  code: 'UNITS_REPEATED',
  kind: 'invalid',
  sentence: { zh: '同一单位重复出现，或与本单位相同。', en: 'A unit is named twice, or is the unit itself.' },
});
export const UNIT_NAME_MISSING = rejection({
  code: 'UNIT_NAME_MISSING',
  kind: 'invalid',
  sentence: { zh: '新设单位须有名称。', en: 'A new unit needs a name.' },
});
export const NEW_UNIT_WITHOUT_PRINCIPAL = rejection({
  code: 'NEW_UNIT_WITHOUT_PRINCIPAL',
  kind: 'invalid',
  clause: 'C6.7',
  sentence: {
    zh: '新设单位须同时明确主要负责同志（含主持工作）。',
    en: 'A new unit gets its principal, be it an acting one, in the same act.',
  },
});
export const SUCCESSOR_UNKNOWN = rejection({
  code: 'SUCCESSOR_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '承接单位尚未登记，或已撤并。', en: 'The successor is not registered, or has ended.' },
});
export const UNIT_IS_BRANCH = rejection({
  code: 'UNIT_IS_BRANCH',
  kind: 'invalid',
  sentence: {
    zh: '支部在本局台账内撤并，不用此命令。',
    en: 'A branch ends within its bureau’s ledger, not by this.',
  },
});
export const SUCCESSOR_MISSING = rejection({
  code: 'SUCCESSOR_MISSING',
  kind: 'invalid',
  sentence: {
    zh: '并入须写明承接单位；没有上级的单位撤销也须写明。',
    en: 'A merger names who takes the unit over, and so does the end of a unit without a parent.',
  },
});
export const BUREAU_HAS_UNITS = rejection({
  code: 'BUREAU_HAS_UNITS',
  kind: 'conflict',
  sentence: {
    zh: '所列下属单位尚未撤并或调整隶属，不能撤并该单位。',
    en: 'The units named still stand below it; they end, or go under another parent, first.',
  },
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
  SELF_AS_PRINCIPAL,
  BEFORE_UNIT_BEGAN,
  UNIT_ABOLISHED,
  UNIT_NOT_BRANCH,
  UNITS_REPEATED,
  UNIT_NAME_MISSING,
  NEW_UNIT_WITHOUT_PRINCIPAL,
  SUCCESSOR_UNKNOWN,
  UNIT_IS_BRANCH,
  SUCCESSOR_MISSING,
  BUREAU_HAS_UNITS,
];
