import { rejection } from '@taizhang/kernel';

export const BODY_ALREADY_FORMED = rejection({
  code: 'BODY_ALREADY_FORMED',
  kind: 'conflict',
  sentence: { zh: '该机构编号已使用。', en: 'A body with this id was formed already.' },
});
export const BODY_KIND_TAKEN = rejection({
  code: 'BODY_KIND_TAKEN',
  kind: 'conflict',
  sentence: { zh: '该单位已有同类机构，须先撤销。', en: 'The unit has a body of this kind; dissolve it first.' },
});
export const BODY_UNKNOWN = rejection({
  code: 'BODY_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '该机构尚未成立。', en: 'No such body was formed.' },
});
export const BODY_DISSOLVED = rejection({
  code: 'BODY_DISSOLVED',
  kind: 'conflict',
  sentence: { zh: '该机构已撤销。', en: 'The body was dissolved.' },
});
export const BEFORE_BODY_FORMED = rejection({
  code: 'BEFORE_BODY_FORMED',
  kind: 'invalid',
  sentence: { zh: '日期早于机构成立之日。', en: 'The date lies before the body was formed.' },
});
export const MEMBER_ALREADY = rejection({
  code: 'MEMBER_ALREADY',
  kind: 'conflict',
  sentence: { zh: '该人员在此期间已是机构成员。', en: 'The person is a member of the body in that time already.' },
});
export const NOT_A_MEMBER = rejection({
  code: 'NOT_A_MEMBER',
  kind: 'conflict',
  sentence: { zh: '该人员届时不是机构成员。', en: 'The person is no member of the body then.' },
});
export const SECRETARY_ALREADY = rejection({
  code: 'SECRETARY_ALREADY',
  kind: 'conflict',
  sentence: {
    zh: '党委在此期间已有书记，同一时间只能有一名书记。',
    en: 'The committee has a secretary in that time; there is one at a time.',
  },
});

/** Codes that only commands of this aggregate answer. */
export const bodyRejections = [
  BODY_ALREADY_FORMED,
  BODY_KIND_TAKEN,
  BODY_UNKNOWN,
  BODY_DISSOLVED,
  BEFORE_BODY_FORMED,
  MEMBER_ALREADY,
  NOT_A_MEMBER,
  SECRETARY_ALREADY,
];
