import { rejection } from '@taizhang/kernel';

export const EXTENSION_ID_USED = rejection({
  code: 'EXTENSION_ID_USED',
  kind: 'conflict',
  sentence: { zh: '该延期申请编号已使用。', en: 'An extension with this id was asked for already.' },
});
export const EXTENSION_PENDING = rejection({
  code: 'EXTENSION_PENDING',
  kind: 'conflict',
  sentence: { zh: '已有延期申请待审批。', en: 'Another extension still waits for its decision.' },
});
export const EXTENSION_UNKNOWN = rejection({
  code: 'EXTENSION_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有待审批的这项延期申请。', en: 'No such extension waits for a decision.' },
});
export const EXTENSION_NOT_LONGER = rejection({
  code: 'EXTENSION_NOT_LONGER',
  kind: 'invalid',
  sentence: {
    zh: '延期后的时限须晚于现时限和今日。',
    en: 'The new deadline must lie after the present one, and ahead.',
  },
});
export const EXTENSION_SELF_DECIDED = rejection({
  code: 'EXTENSION_SELF_DECIDED',
  kind: 'conflict',
  sentence: { zh: '申请人、责任人不得审批该延期。', en: 'Neither who asked nor the owner decides about an extension.' },
});
export const SLIP_ID_USED = rejection({
  code: 'SLIP_ID_USED',
  kind: 'conflict',
  sentence: { zh: '该督办单编号已使用。', en: 'A slip with this number was issued already.' },
});
export const SLIP_UNKNOWN = rejection({
  code: 'SLIP_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这张督办单。', en: 'There is no such slip.' },
});
export const SLIP_ALREADY_RECEIVED = rejection({
  code: 'SLIP_ALREADY_RECEIVED',
  kind: 'conflict',
  sentence: { zh: '督办单已签收。', en: 'The slip has been signed for already.' },
});
export const SLIP_NOT_RECEIVED = rejection({
  code: 'SLIP_NOT_RECEIVED',
  kind: 'conflict',
  sentence: { zh: '督办单尚未签收。', en: 'The slip has not been signed for yet.' },
});
export const SLIP_ANSWERED = rejection({
  code: 'SLIP_ANSWERED',
  kind: 'conflict',
  sentence: { zh: '督办单已反馈。', en: 'The slip has been answered.' },
});
export const SLIP_NOT_OVERDUE = rejection({
  code: 'SLIP_NOT_OVERDUE',
  kind: 'conflict',
  sentence: { zh: '督办单反馈时限未过，不能发牌。', en: 'No card before the slip’s day of feedback is over.' },
});
export const CARD_OUT_OF_ORDER = rejection({
  code: 'CARD_OUT_OF_ORDER',
  kind: 'conflict',
  sentence: { zh: '先黄牌后红牌，每种只发一次。', en: 'A yellow card comes first, then a red one, each once.' },
});

/** Codes of how deadlines are kept. */
export const issueSupervisionRejections = [
  EXTENSION_ID_USED,
  EXTENSION_PENDING,
  EXTENSION_UNKNOWN,
  EXTENSION_NOT_LONGER,
  EXTENSION_SELF_DECIDED,
  SLIP_ID_USED,
  SLIP_UNKNOWN,
  SLIP_ALREADY_RECEIVED,
  SLIP_NOT_RECEIVED,
  SLIP_ANSWERED,
  SLIP_NOT_OVERDUE,
  CARD_OUT_OF_ORDER,
];
