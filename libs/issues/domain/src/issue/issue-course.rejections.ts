import { rejection } from '@taizhang/kernel';
import { withinStageRejections } from '@taizhang/contracts';

export const CARRIED_OVER_TOO_LATE = rejection({
  code: 'CARRIED_OVER_TOO_LATE',
  kind: 'invalid',
  clause: 'C1.1.a',
  sentence: {
    zh: '结转问题的反映日期须早于本环节开始之日。',
    en: 'What is carried over was raised before the stage began.',
  },
});
export const MERGE_INTO_ITSELF = rejection({
  code: 'MERGE_INTO_ITSELF',
  kind: 'invalid',
  sentence: { zh: '问题不能并入自身。', en: 'An issue cannot be merged into itself.' },
});
export const MAIN_ISSUE_UNKNOWN = rejection({
  code: 'MAIN_ISSUE_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这个主问题。', en: 'There is no such main issue.' },
});
export const MAIN_ISSUE_NOT_OPEN = rejection({
  code: 'MAIN_ISSUE_NOT_OPEN',
  kind: 'conflict',
  clause: 'C1.1.m',
  sentence: {
    zh: '主问题已申请销号、已销号或已并入其他问题，不能再并入。',
    en: 'The main issue is handed in, closed or merged itself: nothing can be merged into it.',
  },
});
export const REVIEW_DATE_NOT_AHEAD = rejection({
  code: 'REVIEW_DATE_NOT_AHEAD',
  kind: 'invalid',
  sentence: { zh: '该日期须晚于今日。', en: 'The date must lie ahead.' },
});
export const REVIEW_NOT_DUE = rejection({
  code: 'REVIEW_NOT_DUE',
  kind: 'conflict',
  sentence: { zh: '长期坚持事项未到复核日期。', en: 'The review date of what is kept up has not come.' },
});
export const LOOK_BACK_MISSING = rejection({
  code: 'LOOK_BACK_MISSING',
  kind: 'invalid',
  clause: 'C6.2',
  sentence: { zh: '因回头看重新整改须注明回头看编号。', en: 'Reopening after a look-back names the look-back.' },
});
export const LOOK_BACK_UNKNOWN = rejection({
  code: 'LOOK_BACK_UNKNOWN',
  kind: 'conflict',
  clause: 'C6.2',
  sentence: { zh: '该回头看没有抽取到本问题。', en: 'No look-back of this number drew the issue.' },
});
export const NORM_UNKNOWN = rejection({
  code: 'NORM_UNKNOWN',
  kind: 'conflict',
  clause: 'C3.12',
  sentence: { zh: '没有已公布的这项制度。', en: 'No such norm has been published.' },
});
export const NORM_ALREADY_LINKED = rejection({
  code: 'NORM_ALREADY_LINKED',
  kind: 'conflict',
  sentence: { zh: '问题已与该制度关联。', en: 'The issue is linked to this norm already.' },
});

/** Codes of where an issue goes besides the way to its close-out. */
export const issueCourseRejections = [
  ...withinStageRejections,
  CARRIED_OVER_TOO_LATE,
  MERGE_INTO_ITSELF,
  MAIN_ISSUE_UNKNOWN,
  MAIN_ISSUE_NOT_OPEN,
  REVIEW_DATE_NOT_AHEAD,
  REVIEW_NOT_DUE,
  LOOK_BACK_MISSING,
  LOOK_BACK_UNKNOWN,
  NORM_UNKNOWN,
  NORM_ALREADY_LINKED,
];
