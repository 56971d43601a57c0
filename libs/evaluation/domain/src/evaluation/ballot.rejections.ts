import { rejection } from '@taizhang/kernel';

export const ROSTER_NOT_FROZEN = rejection({
  code: 'ROSTER_NOT_FROZEN',
  kind: 'conflict',
  clause: 'C5.3',
  sentence: { zh: '参会人员名单未冻结，不得组织评议。', en: 'Nobody votes before the roster is frozen.' },
});
export const OBJECT_UNKNOWN = rejection({
  code: 'OBJECT_UNKNOWN',
  kind: 'conflict',
  clause: 'C5.11',
  sentence: { zh: '没有这个评议对象。', en: 'There is no such object of evaluation.' },
});
export const OBJECT_DEFERRED = rejection({
  code: 'OBJECT_DEFERRED',
  kind: 'conflict',
  clause: 'C5.11',
  sentence: { zh: '该评议对象已暂缓评议。', en: 'The object was deferred.' },
});
export const ROUND_ALREADY_OPENED = rejection({
  code: 'ROUND_ALREADY_OPENED',
  kind: 'conflict',
  sentence: { zh: '该投票轮次编号已使用。', en: 'A round of this id was opened already.' },
});
export const ROUND_UNKNOWN = rejection({
  code: 'ROUND_UNKNOWN',
  kind: 'conflict',
  clause: 'C5.3',
  sentence: { zh: '没有这个投票轮次。', en: 'There is no such round.' },
});
export const ROUND_STATE_FORBIDS = rejection({
  code: 'ROUND_STATE_FORBIDS',
  kind: 'conflict',
  sentence: { zh: '投票轮次当前状态不允许此操作。', en: 'The state of the round does not allow this.' },
});
export const OBJECT_HAS_ROUND = rejection({
  code: 'OBJECT_HAS_ROUND',
  kind: 'conflict',
  clause: 'C5.11',
  sentence: {
    zh: '该对象已有进行中或已计票的投票轮次。',
    en: 'The object has a round that is under way or certified.',
  },
});
export const TELLERS_NOT_TWO = rejection({
  code: 'TELLERS_NOT_TWO',
  kind: 'invalid',
  clause: 'C5.12',
  sentence: { zh: '计票人须为不同的两人。', en: 'There are two tellers, two different people.' },
});
export const NOT_A_TELLER = rejection({
  code: 'NOT_A_TELLER',
  kind: 'conflict',
  clause: 'C5.12',
  sentence: { zh: '只有本轮计票人可以计票和签字。', en: 'Only the tellers of this round count and sign.' },
});
export const COUNT_DOES_NOT_ADD_UP = rejection({
  code: 'COUNT_DOES_NOT_ADD_UP',
  kind: 'invalid',
  clause: 'C5.12',
  sentence: { zh: '各项票数之和不等于收回票数。', en: 'The ballots counted do not make up those that came back.' },
});
export const COUNTS_MISSING = rejection({
  code: 'COUNTS_MISSING',
  kind: 'conflict',
  clause: 'C5.12',
  sentence: { zh: '两名计票人尚未全部录入。', en: 'Both tellers enter their counts first.' },
});
export const COUNTS_DIFFER = rejection({
  code: 'COUNTS_DIFFER',
  kind: 'conflict',
  clause: 'C5.12',
  sentence: { zh: '两名计票人录入的票数不一致。', en: 'The two tellers counted differently.' },
});
export const ALREADY_SIGNED = rejection({
  code: 'ALREADY_SIGNED',
  kind: 'conflict',
  clause: 'C5.12',
  sentence: { zh: '该计票人已签字。', en: 'This teller has signed already.' },
});
export const SCALE_NOT_FOUR = rejection({
  code: 'SCALE_NOT_FOUR',
  kind: 'conflict',
  clause: 'C5.12',
  sentence: { zh: '目前只支持好、较好、一般、差四个等次。', en: 'Only the scale of four grades is counted here.' },
});

export const BALLOTS_EXCEED_ROSTER = rejection({
  code: 'BALLOTS_EXCEED_ROSTER',
  kind: 'invalid',
  clause: 'C5.4',
  sentence: {
    zh: '发出的纸质票与投票码之和多于参会名单人数。',
    en: 'More ballots and codes than there are people on the roster.',
  },
});
export const CODES_ALREADY_ISSUED = rejection({
  code: 'CODES_ALREADY_ISSUED',
  kind: 'conflict',
  clause: 'C5.3',
  sentence: {
    zh: '本轮投票码已发放，只发放一次；遗失的须宣布本轮作废后重新投票。',
    en: 'The codes of this round were issued, which is done once; if they are lost, void the round and vote again.',
  },
});
export const CODES_MALFORMED = rejection({
  code: 'CODES_MALFORMED',
  kind: 'invalid',
  sentence: { zh: '投票码重复。', en: 'A code is listed twice.' },
});
export const REMOTE_BALLOT_NOT_ALLOWED = rejection({
  code: 'REMOTE_BALLOT_NOT_ALLOWED',
  kind: 'conflict',
  clause: 'C5.11',
  sentence: { zh: '现行政策不允许远程投票。', en: 'The policy in force does not allow votes from afar.' },
});
export const BALLOT_NOT_SECRET = rejection({
  code: 'BALLOT_NOT_SECRET',
  kind: 'conflict',
  clause: 'C5.11',
  sentence: { zh: '网上投票只支持无记名方式。', en: 'Online ballots are secret, and cannot be anything else.' },
});
export const ROUND_WITHOUT_CODES = rejection({
  code: 'ROUND_WITHOUT_CODES',
  kind: 'conflict',
  clause: 'C5.3',
  sentence: { zh: '本轮没有网上投票。', en: 'The round has no online part.' },
});
export const BALLOTS_ALREADY_OPENED = rejection({
  code: 'BALLOTS_ALREADY_OPENED',
  kind: 'conflict',
  clause: 'C5.12',
  sentence: { zh: '本轮网上选票已开启。', en: 'The online ballots of this round were opened already.' },
});
export const BALLOTS_NOT_OPENED = rejection({
  code: 'BALLOTS_NOT_OPENED',
  kind: 'conflict',
  clause: 'C5.12',
  sentence: {
    zh: '本轮网上选票尚未开启，请稍候。',
    en: 'The online ballots of this round are not opened yet; that follows the close by itself.',
  },
});
export const BALLOTS_EXCEED_CODES = rejection({
  code: 'BALLOTS_EXCEED_CODES',
  kind: 'conflict',
  clause: 'C5.12',
  sentence: { zh: '票箱中的选票多于已使用的投票码。', en: 'The box holds more ballots than codes were used.' },
});
export const OPINIONS_BELOW_BALLOTS = rejection({
  code: 'OPINIONS_BELOW_BALLOTS',
  kind: 'invalid',
  clause: 'C5.14',
  sentence: {
    zh: '提出意见的人数少于网上选票中附有批评意见的票数。',
    en: 'Fewer persons with opinions than online ballots with a critical comment.',
  },
});

/** Codes about ballot rounds and tallies. */
export const ballotRejections = [
  ROSTER_NOT_FROZEN,
  OBJECT_UNKNOWN,
  OBJECT_DEFERRED,
  ROUND_ALREADY_OPENED,
  ROUND_UNKNOWN,
  ROUND_STATE_FORBIDS,
  OBJECT_HAS_ROUND,
  TELLERS_NOT_TWO,
  NOT_A_TELLER,
  COUNT_DOES_NOT_ADD_UP,
  COUNTS_MISSING,
  COUNTS_DIFFER,
  ALREADY_SIGNED,
  SCALE_NOT_FOUR,
  BALLOTS_EXCEED_ROSTER,
  CODES_ALREADY_ISSUED,
  CODES_MALFORMED,
  REMOTE_BALLOT_NOT_ALLOWED,
  BALLOT_NOT_SECRET,
  ROUND_WITHOUT_CODES,
  BALLOTS_ALREADY_OPENED,
  BALLOTS_NOT_OPENED,
  BALLOTS_EXCEED_CODES,
  OPINIONS_BELOW_BALLOTS,
];
