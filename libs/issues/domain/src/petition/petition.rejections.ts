import { rejection, type RejectionDefinition } from '@taizhang/kernel';

const refusal = (code: string, kind: RejectionDefinition['kind'], zh: string, en: string): RejectionDefinition =>
  rejection({ code, kind, clause: 'C3.17', sentence: { zh, en } });

export const PETITION_ALREADY_RECEIVED = refusal(
  'PETITION_ALREADY_RECEIVED',
  'conflict',
  '该信访事项已登记。',
  'This petition has already been received.',
);
export const PETITION_UNKNOWN = refusal(
  'PETITION_UNKNOWN',
  'conflict',
  '该信访事项尚未登记。',
  'No such petition has been received.',
);
export const PETITION_STATE_FORBIDS = refusal(
  'PETITION_STATE_FORBIDS',
  'conflict',
  '信访事项当前状态不允许此操作。',
  'The state of the petition does not allow this.',
);
export const PETITION_DATE_ORDER = refusal(
  'PETITION_DATE_ORDER',
  'invalid',
  '日期不得早于上一环节。',
  'The date must not lie before the last step.',
);
export const TOO_MANY_REPRESENTATIVES = refusal(
  'TOO_MANY_REPRESENTATIVES',
  'invalid',
  '多人走访应当推选代表，代表人数不得超过五人，也不得超过来访人数。',
  'A visit of several people sends at most five representatives, and at least one.',
);
export const ACCUSED_MISSING = refusal(
  'ACCUSED_MISSING',
  'invalid',
  '检举控告须注明被检举控告的单位或人员。',
  'An accusation names the unit or the persons that it accuses: else nobody knows to whom it must not go.',
);
export const ACCUSED_UNIT = refusal(
  'ACCUSED_UNIT',
  'conflict',
  '检举控告材料不得交给被检举控告的单位或其下属。',
  'Material of an accusation never goes to the accused unit, nor to one below it.',
);
export const HANDLER_ACCUSED = refusal(
  'HANDLER_ACCUSED',
  'conflict',
  '被检举控告的人员应当回避。',
  'Whoever is accused takes no part in the handling.',
);
export const ACCUSATION_DISCIPLINE_ONLY = refusal(
  'ACCUSATION_DISCIPLINE_ONLY',
  'conflict',
  '检举控告由纪检部门办理。',
  'An accusation is handled by the discipline office alone.',
);
export const SAME_MATTER_IN_TIME = refusal(
  'SAME_MATTER_IN_TIME',
  'conflict',
  '同一信访事项正在规定期限内办理，不予受理。',
  'The same matter is being handled elsewhere and in time.',
);
export const SAME_FACTS_FINAL = refusal(
  'SAME_FACTS_FINAL',
  'conflict',
  '该事项已终结，以同一事实和理由再次提出的不再受理。',
  'The matter is final: the same facts and grounds are not taken up again.',
);
export const RECEIPT_NOT_ISSUED = refusal(
  'RECEIPT_NOT_ISSUED',
  'conflict',
  '尚未给信访人查询码。',
  'The petitioner has no receipt code yet.',
);
export const OBJECTION_TOO_LATE = refusal(
  'OBJECTION_TOO_LATE',
  'conflict',
  '管辖异议期限已过，或管辖已经上级决定。',
  'The time for objecting to jurisdiction is over, or it has been decided.',
);
export const SUGGESTION_ONLY = refusal(
  'SUGGESTION_ONLY',
  'conflict',
  '仅建议意见类事项须研究论证。',
  'Only opinions and suggestions are studied for adoption.',
);
export const SUGGESTION_NOT_STUDIED = refusal(
  'SUGGESTION_NOT_STUDIED',
  'conflict',
  '建议意见尚未研究论证。',
  'The suggestion has not been studied yet.',
);
export const SUGGESTION_NOT_ANSWERED = rejection({
  code: 'SUGGESTION_NOT_ANSWERED',
  kind: 'conflict',
  clause: 'C1.0.b',
  sentence: { zh: '采纳的建议意见须回复信访人。', en: 'Whoever made a suggestion that is adopted gets a reply.' },
});
export const EXTENSION_TOO_LONG = refusal(
  'EXTENSION_TOO_LONG',
  'invalid',
  '延长期限不得超过三十日。',
  'Handling is extended by at most thirty days.',
);
export const EXTENSION_NOT_LATER = refusal(
  'EXTENSION_NOT_LATER',
  'invalid',
  '延长后的期限须晚于原期限。',
  'The new limit must lie after the old one.',
);
export const EXTENSION_REPEATED = refusal(
  'EXTENSION_REPEATED',
  'conflict',
  '办理期限只能延长一次。',
  'Handling is extended once only.',
);
export const EXTENSION_TOO_LATE = refusal(
  'EXTENSION_TOO_LATE',
  'conflict',
  '办理期限已过，不能再延长。',
  'The limit is over: it is not extended any more.',
);
export const ALREADY_SERVED = refusal(
  'ALREADY_SERVED',
  'conflict',
  '该意见书已送达。',
  'This opinion has already been served.',
);
export const REVIEW_OF_APPEAL_ONLY = refusal(
  'REVIEW_OF_APPEAL_ONLY',
  'conflict',
  '仅申诉求决类事项可以请求复查、复核。',
  'Only appeals are reviewed and rechecked.',
);
export const REVIEWER_NOT_NEXT_ABOVE = refusal(
  'REVIEWER_NOT_NEXT_ABOVE',
  'invalid',
  '复查、复核由上一级单位进行。',
  'The unit next above reviews, and the one next above that rechecks.',
);
export const REVIEW_TOO_LATE = refusal(
  'REVIEW_TOO_LATE',
  'conflict',
  '请求复查的期限已过。',
  'The time for asking for a review is over.',
);
export const RECHECK_TOO_LATE = refusal(
  'RECHECK_TOO_LATE',
  'conflict',
  '请求复核的期限已过。',
  'The time for asking for a recheck is over.',
);
export const OWN_OPINION = refusal(
  'OWN_OPINION',
  'conflict',
  '作出意见的人员不得复查、复核该意见。',
  'Nobody reviews an opinion of his own.',
);
export const HEARING_DATES_INVALID = refusal(
  'HEARING_DATES_INVALID',
  'invalid',
  '听证起止日期不正确。',
  'A hearing lies between the request and the day of recording, and ends no earlier than it begins.',
);
export const REQUEST_STILL_POSSIBLE = refusal(
  'REQUEST_STILL_POSSIBLE',
  'conflict',
  '信访人仍可请求复查或复核，不能终结。',
  'The petitioner may still ask for more: the matter is not final.',
);
export const NOTHING_TO_RATE = refusal(
  'NOTHING_TO_RATE',
  'conflict',
  '尚无可评价的办理意见。',
  'There is no opinion to rate yet.',
);
export const ALREADY_RATED = refusal(
  'ALREADY_RATED',
  'conflict',
  '该办理意见已评价。',
  'This opinion has already been rated.',
);

/** All codes that only commands of this aggregate answer. */
export const petitionRejections = [
  PETITION_ALREADY_RECEIVED,
  PETITION_UNKNOWN,
  PETITION_STATE_FORBIDS,
  PETITION_DATE_ORDER,
  TOO_MANY_REPRESENTATIVES,
  ACCUSED_MISSING,
  ACCUSED_UNIT,
  HANDLER_ACCUSED,
  ACCUSATION_DISCIPLINE_ONLY,
  SAME_MATTER_IN_TIME,
  SAME_FACTS_FINAL,
  RECEIPT_NOT_ISSUED,
  OBJECTION_TOO_LATE,
  SUGGESTION_ONLY,
  SUGGESTION_NOT_STUDIED,
  SUGGESTION_NOT_ANSWERED,
  EXTENSION_TOO_LONG,
  EXTENSION_NOT_LATER,
  EXTENSION_REPEATED,
  EXTENSION_TOO_LATE,
  ALREADY_SERVED,
  REVIEW_OF_APPEAL_ONLY,
  REVIEWER_NOT_NEXT_ABOVE,
  REVIEW_TOO_LATE,
  RECHECK_TOO_LATE,
  OWN_OPINION,
  HEARING_DATES_INVALID,
  REQUEST_STILL_POSSIBLE,
  NOTHING_TO_RATE,
  ALREADY_RATED,
];
