import { withinStageRejections } from '@taizhang/contracts';
import { rejection } from '@taizhang/kernel';

export const EVALUATION_UNKNOWN = rejection({
  code: 'EVALUATION_UNKNOWN',
  kind: 'conflict',
  clause: 'C5.2',
  sentence: { zh: '该单位在本环节尚未召开整改情况通报会。', en: 'No briefing of the unit was convened in this stage.' },
});
export const EVALUATION_ALREADY_CONVENED = rejection({
  code: 'EVALUATION_ALREADY_CONVENED',
  kind: 'conflict',
  clause: 'C5.2',
  sentence: {
    zh: '该单位在本环节的通报会已登记。',
    en: 'The briefing of the unit in this stage was convened already.',
  },
});
export const EVALUATION_WITHDRAWN = rejection({
  code: 'EVALUATION_WITHDRAWN',
  kind: 'conflict',
  sentence: { zh: '该通报会的登记已撤回。', en: 'The record of this briefing was withdrawn.' },
});
export const EVALUATION_ID = rejection({
  code: 'EVALUATION_ID',
  kind: 'invalid',
  sentence: {
    zh: '民主评议编号应为“环节.单位”。',
    en: 'An evaluation is named <stage>.<unit>: one unit has one in a stage.',
  },
});
export const UNIT_UNKNOWN = rejection({
  code: 'UNIT_UNKNOWN',
  kind: 'conflict',
  clause: 'C5.2',
  sentence: { zh: '该单位尚未登记。', en: 'No such unit is registered.' },
});
export const BRIEFING_NOT_DEDICATED = rejection({
  code: 'BRIEFING_NOT_DEDICATED',
  kind: 'invalid',
  clause: 'C5.2',
  sentence: {
    zh: '通报会须专门召开，不得与其他会议合并。',
    en: 'The briefing is a meeting of its own, never part of another.',
  },
});
export const UNIT_OUTSIDE_STAGE = rejection({
  code: 'UNIT_OUTSIDE_STAGE',
  kind: 'conflict',
  clause: 'C5.2',
  sentence: { zh: '该单位不在环节范围内。', en: 'The unit is not in the scope of the stage.' },
});
export const OUTSIDE_WINDOW = rejection({
  code: 'OUTSIDE_WINDOW',
  kind: 'conflict',
  clause: 'C5.1',
  sentence: {
    zh: '通报会不在规定时段内，须注明批准依据。',
    en: 'The briefing lies outside the window of the stage; say who approved that.',
  },
});
export const BASELINE_LATER = rejection({
  code: 'BASELINE_LATER',
  kind: 'invalid',
  clause: 'C5.4',
  sentence: {
    zh: '参照的专题民主生活会情况通报会须早于本次通报会。',
    en: 'The baseline is an earlier briefing than this one.',
  },
});
export const CATEGORY_REPEATED = rejection({
  code: 'CATEGORY_REPEATED',
  kind: 'invalid',
  clause: 'C5.5',
  sentence: { zh: '同一类别人员重复填写。', en: 'A category of participants is named twice.' },
});
export const OBJECT_REPEATED = rejection({
  code: 'OBJECT_REPEATED',
  kind: 'invalid',
  clause: 'C5.11',
  sentence: { zh: '评议对象重复。', en: 'An object of evaluation is named twice.' },
});
export const OBJECT_PERSON = rejection({
  code: 'OBJECT_PERSON',
  kind: 'invalid',
  clause: 'C5.11',
  sentence: {
    zh: '领导班子不填人员，领导干部须填人员。',
    en: 'A cadre as object is a person, a leading group is none.',
  },
});
export const GROUP_MISSING = rejection({
  code: 'GROUP_MISSING',
  kind: 'invalid',
  clause: 'C5.11',
  sentence: { zh: '评议对象须且只能有一个领导班子。', en: 'The leading group is an object, once.' },
});
export const GROUP_DEFERRED = rejection({
  code: 'GROUP_DEFERRED',
  kind: 'invalid',
  clause: 'C5.11',
  sentence: {
    zh: '领导班子不得暂缓评议：通报会须组织群众评议。',
    en: 'The leading group is not deferred: at a briefing the masses evaluate.',
  },
});
export const PRINCIPAL_MISTAKEN = rejection({
  code: 'PRINCIPAL_MISTAKEN',
  kind: 'conflict',
  clause: 'C5.11',
  sentence: {
    zh: '“主要负责同志”须是且只是登记在册的在任主要负责同志。',
    en: 'Principal is the one on record for the unit, and nobody else.',
  },
});
export const CADRE_OMITTED = rejection({
  code: 'CADRE_OMITTED',
  kind: 'conflict',
  clause: 'C5.11',
  sentence: {
    zh: '领导班子成员未全部列入评议对象；暂缓的须说明理由。',
    en: 'A leading cadre of the unit is neither object nor deferred with a reason.',
  },
});
export const DEFERRAL_REASON_MISSING = rejection({
  code: 'DEFERRAL_REASON_MISSING',
  kind: 'invalid',
  clause: 'C5.11',
  sentence: {
    zh: '暂缓评议须说明理由，不暂缓的不填理由。',
    en: 'Whoever is deferred is so for a reason, and only then.',
  },
});
export const ROSTER_ALREADY_FROZEN = rejection({
  code: 'ROSTER_ALREADY_FROZEN',
  kind: 'conflict',
  clause: 'C5.4',
  sentence: { zh: '参会人员名单已冻结。', en: 'The roster was frozen already.' },
});
export const SCOPE_NOT_WIDENED = rejection({
  code: 'SCOPE_NOT_WIDENED',
  kind: 'conflict',
  clause: 'C5.5',
  sentence: {
    zh: '普通群众代表参加范围未进一步扩大，或缺少原有类别人员。',
    en: 'The scope of mass representatives is not wider than the baseline, or leaves out a category of it.',
  },
});
export const PROPORTION_NOT_RAISED = rejection({
  code: 'PROPORTION_NOT_RAISED',
  kind: 'conflict',
  clause: 'C5.6',
  sentence: {
    zh: '普通群众代表比例未高于参照会议。',
    en: 'The share of mass representatives is not greater than at the baseline.',
  },
});
export const DATE_BEFORE_BRIEFING = rejection({
  code: 'DATE_BEFORE_BRIEFING',
  kind: 'invalid',
  sentence: { zh: '日期早于通报会召开之日。', en: 'The date lies before the briefing.' },
});
export const DATE_BEFORE_STEP = rejection({
  code: 'DATE_BEFORE_STEP',
  kind: 'invalid',
  clause: 'C5.17',
  sentence: {
    zh: '日期早于此前已办理的步骤。',
    en: 'The date lies before a step that was taken already, on which this one builds.',
  },
});
export const RECUSAL_REQUIRED = rejection({
  code: 'RECUSAL_REQUIRED',
  kind: 'conflict',
  clause: 'C5.11',
  sentence: {
    zh: '评议对象本人及其领导班子成员应当回避。',
    en: 'Whoever is evaluated, alone or as a member of the group, takes no part.',
  },
});
export const OBJECTS_NOT_SEPARATE = rejection({
  code: 'OBJECTS_NOT_SEPARATE',
  kind: 'conflict',
  clause: 'C5.11',
  sentence: {
    zh: '按现行规定领导干部不单独评议。',
    en: 'Under the policy in force cadres are no objects of their own.',
  },
});

/** Codes about the briefing and its roster, and those that every command of an evaluation may answer. */
export const briefingRejections = [
  ...withinStageRejections,
  UNIT_OUTSIDE_STAGE,
  EVALUATION_UNKNOWN,
  EVALUATION_ALREADY_CONVENED,
  EVALUATION_WITHDRAWN,
  EVALUATION_ID,
  UNIT_UNKNOWN,
  BRIEFING_NOT_DEDICATED,
  OUTSIDE_WINDOW,
  BASELINE_LATER,
  CATEGORY_REPEATED,
  OBJECT_REPEATED,
  OBJECT_PERSON,
  GROUP_MISSING,
  GROUP_DEFERRED,
  PRINCIPAL_MISTAKEN,
  CADRE_OMITTED,
  DEFERRAL_REASON_MISSING,
  ROSTER_ALREADY_FROZEN,
  SCOPE_NOT_WIDENED,
  PROPORTION_NOT_RAISED,
  DATE_BEFORE_BRIEFING,
  DATE_BEFORE_STEP,
  RECUSAL_REQUIRED,
  OBJECTS_NOT_SEPARATE,
];
