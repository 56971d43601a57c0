import { rejection, withdrawalRejections } from '@taizhang/kernel';
import { POLICY_NOT_IN_FORCE } from '@taizhang/contracts';

export const STAGE_ALREADY_OPENED = rejection({
  code: 'STAGE_ALREADY_OPENED',
  kind: 'conflict',
  sentence: { zh: '该环节已开启。', en: 'This stage has already been opened.' },
});
export const STAGE_NOT_OPEN = rejection({
  code: 'STAGE_NOT_OPEN',
  kind: 'conflict',
  clause: 'C0.1',
  sentence: { zh: '该环节未开启或已收尾。', en: 'The stage is not open.' },
});
export const STAGE_DATES_WRONG = rejection({
  code: 'STAGE_DATES_WRONG',
  kind: 'invalid',
  clause: 'C0.1',
  sentence: {
    zh: '环节的起止日期有误，通报会期限须在其间。',
    en: 'A stage ends after it begins, and its briefings lie between.',
  },
});
export const STAGE_OUTSIDE_CAMPAIGN = rejection({
  code: 'STAGE_OUTSIDE_CAMPAIGN',
  kind: 'conflict',
  sentence: { zh: '环节的单位不在活动范围内。', en: 'A unit of the stage is outside the campaign.' },
});
export const PREVIOUS_STAGE_OPEN = rejection({
  code: 'PREVIOUS_STAGE_OPEN',
  kind: 'conflict',
  clause: 'C1.1.a',
  sentence: { zh: '上一环节尚未收尾。', en: 'The stage before it is not closed.' },
});
export const CLOSE_REQUEST_USED = rejection({
  code: 'CLOSE_REQUEST_USED',
  kind: 'conflict',
  sentence: { zh: '该收尾申请编号已使用。', en: 'This request to close was made already.' },
});
export const CLOSE_NOT_REQUESTED = rejection({
  code: 'CLOSE_NOT_REQUESTED',
  kind: 'conflict',
  sentence: { zh: '没有待答复的收尾申请。', en: 'No such request to close the stage waits for answers.' },
});
export const MEETING_OUTSTANDING = rejection({
  code: 'MEETING_OUTSTANDING',
  kind: 'conflict',
  clause: 'C5.17',
  sentence: {
    zh: '尚有支部未召开总结大会，环节不得收尾。',
    en: 'A branch has not held its summary meeting: the stage cannot be closed.',
  },
});

/** Codes that commands of this aggregate answer. */
export const stageRejections = [
  STAGE_ALREADY_OPENED,
  STAGE_NOT_OPEN,
  STAGE_DATES_WRONG,
  STAGE_OUTSIDE_CAMPAIGN,
  PREVIOUS_STAGE_OPEN,
  CLOSE_REQUEST_USED,
  CLOSE_NOT_REQUESTED,
  MEETING_OUTSTANDING,
  POLICY_NOT_IN_FORCE,
  ...withdrawalRejections,
];
