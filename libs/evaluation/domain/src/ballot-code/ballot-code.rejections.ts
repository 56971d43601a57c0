import { rejection } from '@taizhang/kernel';

export const BALLOT_CODE_UNKNOWN = rejection({
  code: 'BALLOT_CODE_UNKNOWN',
  kind: 'conflict',
  clause: 'C5.3',
  sentence: { zh: '投票码无效。', en: 'There is no such code.' },
});
export const BALLOT_CODE_USED = rejection({
  code: 'BALLOT_CODE_USED',
  kind: 'conflict',
  clause: 'C5.3',
  sentence: { zh: '投票码已使用，一码一票。', en: 'The code was used: one ballot for one code.' },
});
export const BALLOT_ROUND_CLOSED = rejection({
  code: 'BALLOT_ROUND_CLOSED',
  kind: 'conflict',
  clause: 'C5.3',
  sentence: { zh: '本轮投票已结束。', en: 'The round is closed.' },
});

/** Codes that only a vote answers. */
export const ballotCodeRejections = [BALLOT_CODE_UNKNOWN, BALLOT_CODE_USED, BALLOT_ROUND_CLOSED];
