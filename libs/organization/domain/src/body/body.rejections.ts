import { rejection } from '@taizhang/kernel';

export const BODY_ALREADY_FORMED = rejection({
  code: 'BODY_ALREADY_FORMED',
  kind: 'conflict',
  sentence: { zh: '该机构编号已使用。', en: 'A body with this id was formed already.' },
});
export const BODY_UNKNOWN = rejection({
  code: 'BODY_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有该机构，或该机构已撤销。', en: 'There is no such body, or it was dissolved.' },
});
export const BODY_UNIT_UNKNOWN = rejection({
  code: 'BODY_UNIT_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '机构所在单位尚未登记在本台账。', en: 'The body’s unit is not registered in this ledger.' },
});
export const BODY_MEMBER_PRESENT = rejection({
  code: 'BODY_MEMBER_PRESENT',
  kind: 'conflict',
  sentence: { zh: '该人员在此期间已是成员。', en: 'The person is a member in that time already.' },
});
export const BODY_MEMBER_ABSENT = rejection({
  code: 'BODY_MEMBER_ABSENT',
  kind: 'conflict',
  sentence: { zh: '该人员在该日不是成员。', en: 'The person is no member on that day.' },
});
export const SECOND_SECRETARY = rejection({
  code: 'SECOND_SECRETARY',
  kind: 'conflict',
  sentence: { zh: '党委书记已有其人，须先离任。', en: 'The committee has a secretary; he must leave first.' },
});
export const MEMBER_UNKNOWN = rejection({
  code: 'MEMBER_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '该人员尚未登记。', en: 'No such person is registered.' },
});
export const SELF_MEMBERSHIP = rejection({
  code: 'SELF_MEMBERSHIP',
  kind: 'forbidden',
  sentence: { zh: '不得将本人列为成员。', en: 'Nobody makes himself a member.' },
});
export const MEMBERSHIP_TERM_EMPTY = rejection({
  code: 'MEMBERSHIP_TERM_EMPTY',
  kind: 'invalid',
  sentence: {
    zh: '终止日期须晚于开始日期，成员任期不得早于机构成立。',
    en: 'The end must be later than the beginning, and no membership begins before the body.',
  },
});
export const MEMBERSHIP_IN_PAST = rejection({
  code: 'MEMBERSHIP_IN_PAST',
  kind: 'invalid',
  sentence: {
    zh: '生效日期早于今日的须按补录办理。',
    en: 'What takes effect before today is recorded as a late act.',
  },
});

/** All codes that commands of this aggregate answer. */
export const bodyRejections = [
  BODY_ALREADY_FORMED,
  BODY_UNKNOWN,
  BODY_UNIT_UNKNOWN,
  BODY_MEMBER_PRESENT,
  BODY_MEMBER_ABSENT,
  SECOND_SECRETARY,
  MEMBER_UNKNOWN,
  SELF_MEMBERSHIP,
  MEMBERSHIP_TERM_EMPTY,
  MEMBERSHIP_IN_PAST,
];
