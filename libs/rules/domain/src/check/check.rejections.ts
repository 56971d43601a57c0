import { rejection } from '@taizhang/kernel';

export const CHECK_ID_USED = rejection({
  code: 'CHECK_ID_USED',
  kind: 'conflict',
  sentence: { zh: '该检查编号已使用。', en: 'A check with this id is on record already.' },
});
export const CHECK_UNKNOWN = rejection({
  code: 'CHECK_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这次检查。', en: 'There is no such check.' },
});
export const CHECK_STATE_FORBIDS = rejection({
  code: 'CHECK_STATE_FORBIDS',
  kind: 'conflict',
  sentence: { zh: '该检查的现状不允许此操作。', en: 'The check does not stand so that this can be done.' },
});
export const NORM_NOT_IN_FORCE = rejection({
  code: 'NORM_NOT_IN_FORCE',
  kind: 'conflict',
  clause: 'C3.13',
  sentence: {
    zh: '该制度不存在、不适用或不在有效期内。',
    en: 'The norm does not apply on that day, or there is none.',
  },
});
export const CHECK_DUE_IN_PAST = rejection({
  code: 'CHECK_DUE_IN_PAST',
  kind: 'invalid',
  clause: 'C3.13',
  sentence: { zh: '检查期限已过。', en: 'A check is planned for a day to come.' },
});
export const CHECK_NOT_AS_PLANNED = rejection({
  code: 'CHECK_NOT_AS_PLANNED',
  kind: 'conflict',
  clause: 'C3.13',
  sentence: {
    zh: '检查方式、制度或单位与计划不符。',
    en: 'Mode, norm or unit are not those for which the check was planned.',
  },
});
export const UNIT_CHECKS_ITSELF = rejection({
  code: 'UNIT_CHECKS_ITSELF',
  kind: 'conflict',
  clause: 'C3.14',
  sentence: { zh: '本单位只能自查，抽查、督查由上级或职能机构开展。', en: 'A unit checks itself by self-check only.' },
});
export const SAMPLE_MISSING = rejection({
  code: 'SAMPLE_MISSING',
  kind: 'invalid',
  clause: 'C3.14',
  sentence: { zh: '抽查须记录抽样种子和抽样范围。', en: 'A spot check records its sample: seed and population.' },
});
export const SAMPLE_TOO_LARGE = rejection({
  code: 'SAMPLE_TOO_LARGE',
  kind: 'invalid',
  clause: 'C3.14',
  sentence: { zh: '样本多于抽样范围。', en: 'The sample is larger than what it is drawn from.' },
});
export const PERIOD_WRONG = rejection({
  code: 'PERIOD_WRONG',
  kind: 'invalid',
  sentence: { zh: '检查期间无效或晚于今日。', en: 'The period ends before it begins, or after the day of the check.' },
});
export const FINDING_ALREADY_RAISED = rejection({
  code: 'FINDING_ALREADY_RAISED',
  kind: 'conflict',
  clause: 'C3.15',
  sentence: {
    zh: '该问题编号或问题台账编号已用于本次检查。',
    en: 'The check has this finding, or this issue, already.',
  },
});
export const ISSUE_CODE_USED = rejection({
  code: 'ISSUE_CODE_USED',
  kind: 'conflict',
  clause: 'C3.15',
  sentence: { zh: '该问题台账编号已使用。', en: 'An issue with this code was raised already.' },
});
export const FINDING_NOT_OPEN = rejection({
  code: 'FINDING_NOT_OPEN',
  kind: 'conflict',
  clause: 'C3.16',
  sentence: { zh: '没有这项未办结的检查发现。', en: 'There is no open finding of that issue.' },
});

export const FINDING_NOT_CLOSED = rejection({
  code: 'FINDING_NOT_CLOSED',
  kind: 'conflict',
  clause: 'C3.16',
  sentence: { zh: '没有这项已办结的检查发现。', en: 'There is no closed finding of that issue.' },
});

/** Codes that only commands of a check answer. */
export const checkRejections = [
  CHECK_ID_USED,
  CHECK_UNKNOWN,
  CHECK_STATE_FORBIDS,
  NORM_NOT_IN_FORCE,
  CHECK_DUE_IN_PAST,
  CHECK_NOT_AS_PLANNED,
  UNIT_CHECKS_ITSELF,
  SAMPLE_MISSING,
  SAMPLE_TOO_LARGE,
  PERIOD_WRONG,
  FINDING_ALREADY_RAISED,
  ISSUE_CODE_USED,
  FINDING_NOT_OPEN,
  FINDING_NOT_CLOSED,
];
