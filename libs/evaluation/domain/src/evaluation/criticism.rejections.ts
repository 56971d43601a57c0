import { rejection } from '@taizhang/kernel';

export const TALLY_NOT_CERTIFIED = rejection({
  code: 'TALLY_NOT_CERTIFIED',
  kind: 'conflict',
  clause: 'C5.13',
  sentence: { zh: '该对象尚无经两名计票人签字的计票结果。', en: 'The object has no certified tally.' },
});
export const ASSESSMENT_NOT_NEEDED = rejection({
  code: 'ASSESSMENT_NOT_NEEDED',
  kind: 'conflict',
  clause: 'C5.13',
  sentence: {
    zh: '得票率未低于规定比例，无须综合评估。',
    en: 'The share is not below the line; there is nothing to assess.',
  },
});
export const OPINIONS_EXCEED_BALLOTS = rejection({
  code: 'OPINIONS_EXCEED_BALLOTS',
  kind: 'invalid',
  clause: 'C5.14',
  sentence: { zh: '提出意见的票数多于有效票数。', en: 'More ballots with comments than there are ballots.' },
});
export const ASSESSMENT_STATE_FORBIDS = rejection({
  code: 'ASSESSMENT_STATE_FORBIDS',
  kind: 'conflict',
  clause: 'C5.15',
  sentence: { zh: '该对象的批评程序不在可评估阶段。', en: 'The criticism of the object is past its assessment.' },
});
export const CRITICISM_GROUND_MISSING = rejection({
  code: 'CRITICISM_GROUND_MISSING',
  kind: 'conflict',
  clause: 'C5.14',
  sentence: { zh: '不具备提出通报批评的条件。', en: 'There is no ground to propose criticism.' },
});
export const OFFICE_PROPOSAL_MISSING = rejection({
  code: 'OFFICE_PROPOSAL_MISSING',
  kind: 'conflict',
  clause: 'C5.15',
  sentence: {
    zh: '未经活动办公室综合评估提出，不得通报批评。',
    en: 'Without a proposal of the campaign office there is no criticism.',
  },
});
export const PROPOSAL_PENDING = rejection({
  code: 'PROPOSAL_PENDING',
  kind: 'conflict',
  clause: 'C5.15',
  sentence: {
    zh: '该对象的通报批评建议已提出或已决定。',
    en: 'A proposal about the object is pending or was decided.',
  },
});
export const SUPPLEMENT_MISSING = rejection({
  code: 'SUPPLEMENT_MISSING',
  kind: 'invalid',
  clause: 'C5.15',
  sentence: {
    zh: '党委退回后再次提出须有补充材料。',
    en: 'A proposal that was sent back is made again with new material only.',
  },
});
export const NOT_THE_COMMITTEE = rejection({
  code: 'NOT_THE_COMMITTEE',
  kind: 'conflict',
  clause: 'C5.16',
  sentence: { zh: '只有局党委可以决定通报批评。', en: 'Only the party committee decides on criticism.' },
});
export const NOT_A_MEMBER = rejection({
  code: 'NOT_A_MEMBER',
  kind: 'invalid',
  clause: 'C5.16',
  sentence: {
    zh: '到会或回避人员不是党委成员，或重复。',
    en: 'Somebody present or recused is no member of the committee, or is named twice.',
  },
});
export const VOTES_DO_NOT_ADD_UP = rejection({
  code: 'VOTES_DO_NOT_ADD_UP',
  kind: 'invalid',
  clause: 'C5.16',
  sentence: { zh: '赞成、反对、弃权之和不等于到会人数。', en: 'Votes do not make up those who were present.' },
});
export const PROPOSER_DECIDES = rejection({
  code: 'PROPOSER_DECIDES',
  kind: 'conflict',
  clause: 'C5.16',
  sentence: { zh: '提出建议的人不得参与决定。', en: 'Whoever proposed does not decide.' },
});
export const NOT_ADOPTED = rejection({
  code: 'NOT_ADOPTED',
  kind: 'conflict',
  clause: 'C5.16',
  sentence: { zh: '局党委未通过通报批评。', en: 'The committee has not adopted criticism of the object.' },
});
export const REQUIREMENT_REPEATED = rejection({
  code: 'REQUIREMENT_REPEATED',
  kind: 'invalid',
  clause: 'C5.17',
  sentence: { zh: '整改要求编号重复。', en: 'A requirement is named twice.' },
});
export const DUE_IN_PAST = rejection({
  code: 'DUE_IN_PAST',
  kind: 'invalid',
  clause: 'C5.17',
  sentence: { zh: '整改期限不得早于通报之日。', en: 'A requirement is not due before its notice.' },
});
export const ASSESSMENT_MISSING = rejection({
  code: 'ASSESSMENT_MISSING',
  kind: 'conflict',
  clause: 'C5.15',
  sentence: { zh: '没有建议通报批评的综合评估。', en: 'There is no comprehensive assessment that proposes criticism.' },
});
export const FINDING_BOUND = rejection({
  code: 'FINDING_BOUND',
  kind: 'conflict',
  clause: 'C5.14',
  sentence: {
    zh: '意见多少的认定须与计数一致。',
    en: 'The finding on opinions follows the count; the policy leaves no choice.',
  },
});
export const REQUIREMENT_UNKNOWN = rejection({
  code: 'REQUIREMENT_UNKNOWN',
  kind: 'invalid',
  clause: 'C5.17',
  sentence: { zh: '通报中没有这项整改要求。', en: 'The notice has no such requirement.' },
});

/** Codes about assessment, criticism and its notice. */
export const criticismRejections = [
  TALLY_NOT_CERTIFIED,
  ASSESSMENT_NOT_NEEDED,
  OPINIONS_EXCEED_BALLOTS,
  ASSESSMENT_STATE_FORBIDS,
  CRITICISM_GROUND_MISSING,
  OFFICE_PROPOSAL_MISSING,
  PROPOSAL_PENDING,
  SUPPLEMENT_MISSING,
  NOT_THE_COMMITTEE,
  NOT_A_MEMBER,
  VOTES_DO_NOT_ADD_UP,
  PROPOSER_DECIDES,
  NOT_ADOPTED,
  REQUIREMENT_REPEATED,
  DUE_IN_PAST,
  ASSESSMENT_MISSING,
  FINDING_BOUND,
  REQUIREMENT_UNKNOWN,
];
