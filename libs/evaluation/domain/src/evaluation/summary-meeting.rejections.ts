import { rejection } from '@taizhang/kernel';

export const EVALUATION_NOT_FINISHED = rejection({
  code: 'EVALUATION_NOT_FINISHED',
  kind: 'conflict',
  clause: 'C5.3',
  sentence: {
    zh: '尚有评议对象未完成评议，不得召开总结大会。',
    en: 'An object has not been evaluated; there is no summary meeting before that.',
  },
});
export const REQUIREMENT_NOT_MET = rejection({
  code: 'REQUIREMENT_NOT_MET',
  kind: 'conflict',
  clause: 'C5.17',
  sentence: {
    zh: '整改未达到要求，不得召开总结大会。',
    en: 'The requirements are not met; the summary meeting must not be held.',
  },
});
export const PROVISIONAL_HOLD = rejection({
  code: 'PROVISIONAL_HOLD',
  kind: 'conflict',
  clause: 'C5.17',
  sentence: {
    zh: '评议结果低于规定比例，总结大会暂缓召开。',
    en: 'A tally is below the line; the summary meeting is on hold.',
  },
});
export const NOT_BLOCKED = rejection({
  code: 'NOT_BLOCKED',
  kind: 'conflict',
  clause: 'C5.17',
  sentence: {
    zh: '该对象没有需要解除的总结大会限制。',
    en: 'The summary meeting is not blocked because of this object.',
  },
});
export const NO_GROUND_TO_LIFT = rejection({
  code: 'NO_GROUND_TO_LIFT',
  kind: 'conflict',
  clause: 'C5.17',
  sentence: { zh: '不具备解除总结大会限制的条件。', en: 'There is no ground on which the hold could be lifted.' },
});
export const REQUIREMENTS_ALREADY_MET = rejection({
  code: 'REQUIREMENTS_ALREADY_MET',
  kind: 'conflict',
  clause: 'C5.17',
  sentence: { zh: '已认定整改达到要求。', en: 'The requirements were found met already.' },
});
export const FINDER_CONFIRMS = rejection({
  code: 'FINDER_CONFIRMS',
  kind: 'conflict',
  clause: 'C5.17',
  sentence: { zh: '认定整改达到要求的人不得自行确认。', en: 'Whoever found the requirements met does not confirm it.' },
});
export const MEETING_ALREADY_HELD = rejection({
  code: 'MEETING_ALREADY_HELD',
  kind: 'conflict',
  clause: 'C5.17',
  sentence: { zh: '总结大会已召开。', en: 'The summary meeting was held already.' },
});
export const MEETING_IN_PAST = rejection({
  code: 'MEETING_IN_PAST',
  kind: 'invalid',
  clause: 'C5.17',
  sentence: { zh: '总结大会日期不得早于今日。', en: 'A meeting is not scheduled for a day that is past.' },
});
export const OPEN_BLOCKS = rejection({
  code: 'OPEN_BLOCKS',
  kind: 'conflict',
  clause: 'C5.17',
  sentence: {
    zh: '尚有单位的总结大会受限，须作出专门决定。',
    en: 'Meetings of units are blocked; the bureau holds its own by an explicit decision only.',
  },
});

/** Codes about the summary meeting and its block. */
export const summaryMeetingRejections = [
  EVALUATION_NOT_FINISHED,
  REQUIREMENT_NOT_MET,
  PROVISIONAL_HOLD,
  NOT_BLOCKED,
  NO_GROUND_TO_LIFT,
  REQUIREMENTS_ALREADY_MET,
  FINDER_CONFIRMS,
  MEETING_ALREADY_HELD,
  MEETING_IN_PAST,
  OPEN_BLOCKS,
];
