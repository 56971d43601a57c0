import { rejection } from '@taizhang/kernel';

export const COMMENT_ALREADY_COLLECTED = rejection({
  code: 'COMMENT_ALREADY_COLLECTED',
  kind: 'conflict',
  sentence: { zh: '该意见编号已使用。', en: 'A comment with this id was collected already.' },
});
export const COMMENT_UNKNOWN = rejection({
  code: 'COMMENT_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这条意见。', en: 'There is no such comment.' },
});
export const COMMENT_STATE_FORBIDS = rejection({
  code: 'COMMENT_STATE_FORBIDS',
  kind: 'conflict',
  sentence: { zh: '意见当前状态不允许此操作。', en: 'The state of the comment does not allow this.' },
});
export const COMMENT_WITHOUT_EVALUATION = rejection({
  code: 'COMMENT_WITHOUT_EVALUATION',
  kind: 'conflict',
  clause: 'C5.3',
  sentence: {
    zh: '意见所属的民主评议或评议对象不存在。',
    en: 'The evaluation or object that the comment is about does not exist.',
  },
});
export const COMMENT_WITHOUT_BALLOT = rejection({
  code: 'COMMENT_WITHOUT_BALLOT',
  kind: 'conflict',
  clause: 'C5.10',
  sentence: { zh: '随票意见所属的选票尚未开启。', en: 'The ballot that the comment lay with is not opened.' },
});
export const TRIAGE_ISSUE = rejection({
  code: 'TRIAGE_ISSUE',
  kind: 'invalid',
  clause: 'C5.10',
  sentence: {
    zh: '转为问题或并入问题的须填问题编号，直接答复的须填答复。',
    en: 'What becomes or joins an issue names it; what is answered has an answer and no issue.',
  },
});
export const TRIAGE_WIND_MISSING = rejection({
  code: 'TRIAGE_WIND_MISSING',
  kind: 'invalid',
  clause: 'C5.10',
  sentence: {
    zh: '转为新问题的须注明属于哪一种“四风”。',
    en: 'What becomes a new issue says which of the four winds it is.',
  },
});
export const ISSUE_NOT_RAISED = rejection({
  code: 'ISSUE_NOT_RAISED',
  kind: 'conflict',
  clause: 'C5.10',
  sentence: {
    zh: '没有登记该问题，或该编号的问题来源不是评议意见。',
    en: 'No such issue was raised; one that a comment became has the source EVALUATION_FEEDBACK.',
  },
});
export const ISSUE_OF_OTHER_COMMENT = rejection({
  code: 'ISSUE_OF_OTHER_COMMENT',
  kind: 'conflict',
  clause: 'C5.10',
  sentence: {
    zh: '该问题由另一条意见转来，本条意见应并入该问题或另立问题。',
    en: 'Another comment became this issue: link this one to it, or give it an issue of its own.',
  },
});

/** Codes that only commands of a comment answer. */
export const commentRejections = [
  COMMENT_ALREADY_COLLECTED,
  COMMENT_UNKNOWN,
  COMMENT_STATE_FORBIDS,
  COMMENT_WITHOUT_EVALUATION,
  COMMENT_WITHOUT_BALLOT,
  TRIAGE_ISSUE,
  TRIAGE_WIND_MISSING,
  ISSUE_NOT_RAISED,
  ISSUE_OF_OTHER_COMMENT,
];
