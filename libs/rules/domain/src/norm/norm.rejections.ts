import { rejection } from '@taizhang/kernel';

export const NORM_CODE_USED = rejection({
  code: 'NORM_CODE_USED',
  kind: 'conflict',
  sentence: { zh: '该制度编号已使用。', en: 'A norm with this code is on record already.' },
});
export const NORM_UNKNOWN = rejection({
  code: 'NORM_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这项制度。', en: 'There is no such norm.' },
});
export const NORM_STATE_FORBIDS = rejection({
  code: 'NORM_STATE_FORBIDS',
  kind: 'conflict',
  sentence: { zh: '该制度的现状不允许此操作。', en: 'The norm does not stand so that this can be done.' },
});
export const DATE_BEFORE_LAST_ACT = rejection({
  code: 'DATE_BEFORE_LAST_ACT',
  kind: 'invalid',
  sentence: { zh: '日期早于此前的记录。', en: 'The day is before that of an act it follows.' },
});
export const DATE_IN_FUTURE = rejection({
  code: 'DATE_IN_FUTURE',
  kind: 'invalid',
  sentence: { zh: '日期晚于业务日期。', en: 'The day is after the business date of the act.' },
});
export const UNIT_UNKNOWN = rejection({
  code: 'UNIT_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '该单位尚未登记。', en: 'No such unit is registered.' },
});
export const NORM_NOT_UPSTREAM = rejection({
  code: 'NORM_NOT_UPSTREAM',
  kind: 'conflict',
  clause: 'C3.1',
  sentence: { zh: '承接的制度须由上级出台。', en: 'A norm that is taken over comes from a level above.' },
});
export const TREATMENT_REASON_MISSING = rejection({
  code: 'TREATMENT_REASON_MISSING',
  kind: 'invalid',
  clause: 'C3.1',
  sentence: { zh: '不适用的制度须说明理由。', en: 'It takes a reason to call a norm not applicable.' },
});
export const TREATMENT_UNCHANGED = rejection({
  code: 'TREATMENT_UNCHANGED',
  kind: 'conflict',
  clause: 'C3.1',
  sentence: { zh: '承接方式未变。', en: 'The norm is treated so already.' },
});
export const DOCUMENT_NUMBER_TAKEN = rejection({
  code: 'DOCUMENT_NUMBER_TAKEN',
  kind: 'conflict',
  sentence: { zh: '该发文字号已用于另一项制度。', en: 'Another norm has this document number.' },
});
export const ISSUER_NOT_OWN = rejection({
  code: 'ISSUER_NOT_OWN',
  kind: 'conflict',
  clause: 'C3.11',
  sentence: { zh: '发文单位须为本局或其所属支部。', en: 'A norm is issued by the bureau itself or a branch of it.' },
});
export const PRINCIPAL_SPONSORS_KEY_NORM = rejection({
  code: 'PRINCIPAL_SPONSORS_KEY_NORM',
  kind: 'conflict',
  clause: 'C6.10',
  sentence: {
    zh: '重点制度须由主要负责同志牵头研究建立。',
    en: 'A key norm is sponsored by the principal of the unit that issues it.',
  },
});
export const NORM_NOT_TO_REFINE = rejection({
  code: 'NORM_NOT_TO_REFINE',
  kind: 'conflict',
  clause: 'C3.1',
  sentence: { zh: '所细化的上级制度未登记为“细化承接”。', en: 'No norm from above is on record to be refined so.' },
});
export const ID_REPEATED = rejection({
  code: 'ID_REPEATED',
  kind: 'invalid',
  sentence: { zh: '同一编号重复列入。', en: 'The same id is listed twice.' },
});
export const MATERIAL_UNKNOWN = rejection({
  code: 'MATERIAL_UNKNOWN',
  kind: 'invalid',
  sentence: {
    zh: '该文本未上传到本台账、上传已逾期，或大小不符。',
    en: 'This file was not uploaded to this ledger, or too long ago, or it has another size.',
  },
});
export const DRAFTER_PUBLISHES = rejection({
  code: 'DRAFTER_PUBLISHES',
  kind: 'conflict',
  clause: 'C3.11',
  sentence: { zh: '起草人不得办理该制度的印发。', en: 'Whoever drafted a norm does not publish it.' },
});
export const EFFECT_PERIOD_EMPTY = rejection({
  code: 'EFFECT_PERIOD_EMPTY',
  kind: 'invalid',
  sentence: { zh: '失效日期须晚于施行日期。', en: 'A norm ends after it begins.' },
});
export const SUPERSEDED_NOT_PUBLISHED = rejection({
  code: 'SUPERSEDED_NOT_PUBLISHED',
  kind: 'conflict',
  clause: 'C3.11',
  sentence: { zh: '被替代的制度并非现行制度。', en: 'Only a published norm that nothing has ended is superseded.' },
});

/** Codes that commands of a norm answer. */
export const normRejections = [
  NORM_CODE_USED,
  NORM_UNKNOWN,
  NORM_STATE_FORBIDS,
  DATE_BEFORE_LAST_ACT,
  DATE_IN_FUTURE,
  UNIT_UNKNOWN,
  NORM_NOT_UPSTREAM,
  TREATMENT_REASON_MISSING,
  TREATMENT_UNCHANGED,
  DOCUMENT_NUMBER_TAKEN,
  ISSUER_NOT_OWN,
  PRINCIPAL_SPONSORS_KEY_NORM,
  NORM_NOT_TO_REFINE,
  ID_REPEATED,
  MATERIAL_UNKNOWN,
  DRAFTER_PUBLISHES,
  EFFECT_PERIOD_EMPTY,
  SUPERSEDED_NOT_PUBLISHED,
];
