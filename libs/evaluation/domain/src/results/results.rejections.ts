import { rejection } from '@taizhang/kernel';

export const RESULTS_ALREADY_SUMMARISED = rejection({
  code: 'RESULTS_ALREADY_SUMMARISED',
  kind: 'conflict',
  sentence: { zh: '该汇总编号已使用。', en: 'Results of this id were summarised already.' },
});
export const RESULTS_UNKNOWN = rejection({
  code: 'RESULTS_UNKNOWN',
  kind: 'conflict',
  clause: 'C5.7',
  sentence: { zh: '没有这份评议情况汇总。', en: 'There is no such summary of results.' },
});
export const RESULTS_WITHDRAWN = rejection({
  code: 'RESULTS_WITHDRAWN',
  kind: 'conflict',
  sentence: { zh: '该汇总已撤回。', en: 'The summary was withdrawn.' },
});
export const EVALUATION_REPEATED = rejection({
  code: 'EVALUATION_REPEATED',
  kind: 'invalid',
  sentence: { zh: '同一民主评议重复列入。', en: 'An evaluation is named twice.' },
});
export const EVALUATION_NOT_IN_STAGE = rejection({
  code: 'EVALUATION_NOT_IN_STAGE',
  kind: 'conflict',
  clause: 'C5.7',
  sentence: { zh: '所列民主评议不存在或不属于该环节。', en: 'An evaluation does not exist, or is of another stage.' },
});
export const TALLIES_MISSING = rejection({
  code: 'TALLIES_MISSING',
  kind: 'conflict',
  clause: 'C5.7',
  sentence: { zh: '所列民主评议尚未完成计票。', en: 'An evaluation has not all its tallies yet.' },
});
export const FEEDBACK_NOT_TRIAGED = rejection({
  code: 'FEEDBACK_NOT_TRIAGED',
  kind: 'conflict',
  clause: 'C5.10',
  sentence: { zh: '尚有意见建议未分办。', en: 'A comment has not been triaged.' },
});
export const REPORT_ALREADY_SUBMITTED = rejection({
  code: 'REPORT_ALREADY_SUBMITTED',
  kind: 'conflict',
  clause: 'C5.8',
  sentence: { zh: '评议情况已上报。', en: 'The results were reported upward already.' },
});
export const REPORT_NOT_UPWARD = rejection({
  code: 'REPORT_NOT_UPWARD',
  kind: 'invalid',
  clause: 'C5.8',
  sentence: { zh: '评议情况须上报上级。', en: 'The report goes to a unit above the bureau.' },
});
export const REPORT_ALREADY_ACKNOWLEDGED = rejection({
  code: 'REPORT_ALREADY_ACKNOWLEDGED',
  kind: 'conflict',
  clause: 'C5.8',
  sentence: { zh: '上级已签收。', en: 'The superior acknowledged the report already.' },
});
export const REPORT_UPWARD_FIRST = rejection({
  code: 'REPORT_UPWARD_FIRST',
  kind: 'conflict',
  clause: 'C5.8',
  sentence: { zh: '评议情况须先上报，再反馈。', en: 'Results are reported upward first, then fed back.' },
});
export const UNIT_NOT_SUMMARISED = rejection({
  code: 'UNIT_NOT_SUMMARISED',
  kind: 'conflict',
  clause: 'C5.9',
  sentence: { zh: '该单位不在本次汇总范围。', en: 'The unit is not part of these results.' },
});
export const UNIT_NOT_SUPERVISED = rejection({
  code: 'UNIT_NOT_SUPERVISED',
  kind: 'conflict',
  clause: 'C5.9',
  sentence: {
    zh: '现行政策只向所督导单位反馈，该单位没有督导组。',
    en: 'The policy has feedback go to supervised units only, and no supervision group is over this one.',
  },
});
export const FEEDBACK_ALREADY_DELIVERED = rejection({
  code: 'FEEDBACK_ALREADY_DELIVERED',
  kind: 'conflict',
  clause: 'C5.9',
  sentence: { zh: '已向该单位反馈。', en: 'The unit was given its feedback already.' },
});
export const NOT_THE_PRINCIPAL = rejection({
  code: 'NOT_THE_PRINCIPAL',
  kind: 'conflict',
  clause: 'C5.9',
  sentence: {
    zh: '反馈对象须为该单位主要负责同志。',
    en: 'Feedback goes to the principal of the unit and is received by nobody else.',
  },
});
export const FEEDBACK_NOT_DELIVERED = rejection({
  code: 'FEEDBACK_NOT_DELIVERED',
  kind: 'conflict',
  clause: 'C5.9',
  sentence: { zh: '尚未向该单位反馈，或已签收。', en: 'The unit has no feedback to sign for.' },
});

/** Codes that only commands of results answer. */
export const resultsRejections = [
  RESULTS_ALREADY_SUMMARISED,
  RESULTS_UNKNOWN,
  RESULTS_WITHDRAWN,
  EVALUATION_REPEATED,
  EVALUATION_NOT_IN_STAGE,
  TALLIES_MISSING,
  FEEDBACK_NOT_TRIAGED,
  REPORT_ALREADY_SUBMITTED,
  REPORT_NOT_UPWARD,
  REPORT_ALREADY_ACKNOWLEDGED,
  REPORT_UPWARD_FIRST,
  UNIT_NOT_SUMMARISED,
  UNIT_NOT_SUPERVISED,
  FEEDBACK_ALREADY_DELIVERED,
  NOT_THE_PRINCIPAL,
  FEEDBACK_NOT_DELIVERED,
];
