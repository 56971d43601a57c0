import { rejection, withdrawalRejections } from '@taizhang/kernel';
import { issueCourseRejections } from './issue-course.rejections.js';
import { issueSupervisionRejections } from './issue-supervision.rejections.js';

export const ISSUE_ALREADY_RAISED = rejection({
  code: 'ISSUE_ALREADY_RAISED',
  kind: 'conflict',
  sentence: { zh: '该问题已登记。', en: 'This issue has already been raised.' },
});
export const ISSUE_UNKNOWN = rejection({
  code: 'ISSUE_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '该问题尚未登记。', en: 'No such issue has been raised.' },
});
export const ISSUE_STATE_FORBIDS = rejection({
  code: 'ISSUE_STATE_FORBIDS',
  kind: 'conflict',
  sentence: { zh: '问题当前状态不允许此操作。', en: 'The state of the issue does not allow this.' },
});
export const UNIT_UNKNOWN = rejection({
  code: 'UNIT_UNKNOWN',
  kind: 'conflict',
  clause: 'C1.0.a',
  sentence: { zh: '该单位尚未登记，或已撤并。', en: 'No such unit is registered, or it has ended.' },
});
export const SOURCE_RECORD_MISSING = rejection({
  code: 'SOURCE_RECORD_MISSING',
  kind: 'invalid',
  clause: 'C1.0.c',
  sentence: {
    zh: '该来源须注明对照检查材料或会议记录。',
    en: 'This source must name the material or meeting record it comes from.',
  },
});
export const ORIGINATOR_ANONYMOUS = rejection({
  code: 'ORIGINATOR_ANONYMOUS',
  kind: 'invalid',
  sentence: { zh: '匿名反映的问题不得填写反映人。', en: 'An anonymous origin must not name the originator.' },
});
export const HIDDEN_ONLY_CLASS_3 = rejection({
  code: 'HIDDEN_ONLY_CLASS_3',
  kind: 'invalid',
  clause: 'C1.1.f',
  sentence: {
    zh: '“隐形变种”标记仅适用于第三类问题。',
    en: 'Only problems of class 3 can be flagged as hidden or variant.',
  },
});
export const ISSUE_NOT_CLASSIFIED = rejection({
  code: 'ISSUE_NOT_CLASSIFIED',
  kind: 'conflict',
  sentence: { zh: '问题尚未归类，不能交办。', en: 'The issue has not been classified yet.' },
});
export const DEADLINE_MISSING = rejection({
  code: 'DEADLINE_MISSING',
  kind: 'invalid',
  clause: 'C1.0.f',
  sentence: {
    zh: '立行立改、限期整改的问题必须有完成时限。',
    en: 'An issue to be rectified at once or by a date needs a deadline.',
  },
});
export const DEADLINE_IN_PAST = rejection({
  code: 'DEADLINE_IN_PAST',
  kind: 'invalid',
  sentence: { zh: '完成时限不得早于今日。', en: 'The deadline must not lie in the past.' },
});
export const LEAD_ALSO_SUPPORTING = rejection({
  code: 'LEAD_ALSO_SUPPORTING',
  kind: 'invalid',
  sentence: {
    zh: '牵头单位不能同时是配合单位，配合单位不得重复。',
    en: 'The lead unit cannot also support, and no unit supports twice.',
  },
});
export const PRINCIPAL_UNKNOWN = rejection({
  code: 'PRINCIPAL_UNKNOWN',
  kind: 'conflict',
  clause: 'C6.7',
  sentence: { zh: '该单位没有在任主要负责同志。', en: 'The unit has no principal on record.' },
});
export const PRINCIPAL_LEADS_DIFFICULT = rejection({
  code: 'PRINCIPAL_LEADS_DIFFICULT',
  kind: 'conflict',
  clause: 'C6.9',
  sentence: {
    zh: '难点问题须由牵头单位主要负责同志牵头。',
    en: 'A difficult issue is led by the principal of the lead unit.',
  },
});
export const DUTY_NOT_HELD = rejection({
  code: 'DUTY_NOT_HELD',
  kind: 'conflict',
  sentence: { zh: '该职责不由移交人承担。', en: 'The duty is not held by the person it would be taken from.' },
});
export const MEASURE_UNKNOWN = rejection({
  code: 'MEASURE_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这项整改措施。', en: 'There is no such measure.' },
});
export const MEASURE_ALREADY_DONE = rejection({
  code: 'MEASURE_ALREADY_DONE',
  kind: 'conflict',
  sentence: { zh: '该整改措施已完成。', en: 'The measure has already been completed.' },
});
export const MEASURE_INCOMPLETE = rejection({
  code: 'MEASURE_INCOMPLETE',
  kind: 'conflict',
  clause: 'C1.0.f',
  sentence: { zh: '整改措施缺少责任人或时限。', en: 'A measure lacks its owner or deadline.' },
});
export const EVIDENCE_ALREADY_ATTACHED = rejection({
  code: 'EVIDENCE_ALREADY_ATTACHED',
  kind: 'conflict',
  sentence: { zh: '该佐证材料编号已使用。', en: 'Evidence with this id is already attached.' },
});
export const BLOB_UNKNOWN = rejection({
  code: 'BLOB_UNKNOWN',
  kind: 'invalid',
  clause: 'C1.0.g',
  sentence: {
    zh: '该材料未上传到本台账，或上传已逾期。',
    en: 'This material was not uploaded to this ledger, or too long ago.',
  },
});
export const BLOB_SIZE_DIFFERS = rejection({
  code: 'BLOB_SIZE_DIFFERS',
  kind: 'invalid',
  sentence: { zh: '材料大小与上传的不符。', en: 'The size is not that of the uploaded material.' },
});
export const JOINT_ITEM_OPEN = rejection({
  code: 'JOINT_ITEM_OPEN',
  kind: 'conflict',
  clause: 'C6.11',
  sentence: {
    zh: '该问题的联动事项尚未办结，不得销号。',
    en: 'A joint item of this issue is still pursued: the issue cannot be closed.',
  },
});
export const NO_EVIDENCE = rejection({
  code: 'NO_EVIDENCE',
  kind: 'conflict',
  clause: 'C1.0.g',
  sentence: { zh: '没有佐证材料。', en: 'There is no evidence.' },
});
export const ORIGIN_UNKNOWN = rejection({
  code: 'ORIGIN_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这个问题来源。', en: 'There is no such origin.' },
});
export const DATE_IN_FUTURE = rejection({
  code: 'DATE_IN_FUTURE',
  kind: 'invalid',
  sentence: { zh: '日期不得晚于今日。', en: 'The date must not lie in the future.' },
});
export const DATE_BEFORE_RAISED = rejection({
  code: 'DATE_BEFORE_RAISED',
  kind: 'invalid',
  sentence: { zh: '日期不得早于问题反映日期。', en: 'The date must not lie before the issue was raised.' },
});
export const DATE_BEFORE_REQUEST = rejection({
  code: 'DATE_BEFORE_REQUEST',
  kind: 'invalid',
  clause: 'C1.1.m',
  sentence: { zh: '日期不得早于申请销号之日。', en: 'The date must not lie before close-out was asked for.' },
});
export const UNANSWERED_ORIGIN = rejection({
  code: 'UNANSWERED_ORIGIN',
  kind: 'conflict',
  clause: 'C1.0.b',
  sentence: { zh: '尚有反映人未得到答复。', en: 'An origin has not been answered.' },
});
export const MEASURE_NOT_DONE = rejection({
  code: 'MEASURE_NOT_DONE',
  kind: 'conflict',
  clause: 'C1.1.m',
  sentence: { zh: '尚有整改措施未完成。', en: 'A measure has not been completed.' },
});
export const SELF_REVIEW = rejection({
  code: 'SELF_REVIEW',
  kind: 'conflict',
  clause: 'C1.1.m',
  sentence: {
    zh: '责任人或申请人不得审核自己的销号申请。',
    en: 'Neither the owner nor the one who asked may review the close-out.',
  },
});

/** All codes that commands of this aggregate answer. */
export const issueRejections = [
  ISSUE_ALREADY_RAISED,
  ISSUE_UNKNOWN,
  ISSUE_STATE_FORBIDS,
  UNIT_UNKNOWN,
  SOURCE_RECORD_MISSING,
  ORIGINATOR_ANONYMOUS,
  HIDDEN_ONLY_CLASS_3,
  ISSUE_NOT_CLASSIFIED,
  DEADLINE_MISSING,
  DEADLINE_IN_PAST,
  LEAD_ALSO_SUPPORTING,
  PRINCIPAL_UNKNOWN,
  PRINCIPAL_LEADS_DIFFICULT,
  DUTY_NOT_HELD,
  MEASURE_UNKNOWN,
  MEASURE_ALREADY_DONE,
  MEASURE_INCOMPLETE,
  EVIDENCE_ALREADY_ATTACHED,
  BLOB_UNKNOWN,
  BLOB_SIZE_DIFFERS,
  JOINT_ITEM_OPEN,
  NO_EVIDENCE,
  ORIGIN_UNKNOWN,
  DATE_IN_FUTURE,
  DATE_BEFORE_RAISED,
  DATE_BEFORE_REQUEST,
  UNANSWERED_ORIGIN,
  MEASURE_NOT_DONE,
  SELF_REVIEW,
  ...issueCourseRejections,
  ...issueSupervisionRejections,
  ...withdrawalRejections,
];
