import { dueRejections, rejection } from '@taizhang/kernel';

export const JOINT_ITEM_ALREADY_IDENTIFIED = rejection({
  code: 'JOINT_ITEM_ALREADY_IDENTIFIED',
  kind: 'conflict',
  sentence: { zh: '该联动事项已登记。', en: 'This joint item has already been identified.' },
});
export const JOINT_ITEM_UNKNOWN = rejection({
  code: 'JOINT_ITEM_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '该联动事项尚未登记。', en: 'No such joint item has been identified.' },
});
export const JOINT_STATE_FORBIDS = rejection({
  code: 'JOINT_STATE_FORBIDS',
  kind: 'conflict',
  sentence: { zh: '联动事项当前状态不允许此操作。', en: 'The state of the joint item does not allow this.' },
});
export const JOINT_DATE_BEFORE_IDENTIFIED = rejection({
  code: 'JOINT_DATE_BEFORE_IDENTIFIED',
  kind: 'invalid',
  sentence: { zh: '日期不得早于联动事项登记日期。', en: 'The date must not lie before the item was identified.' },
});
export const JOINT_ISSUE_NOT_OPEN = rejection({
  code: 'JOINT_ISSUE_NOT_OPEN',
  kind: 'conflict',
  clause: 'C6.11',
  sentence: {
    zh: '联动事项须对应尚在整改的问题。',
    en: 'A joint item belongs to an issue that was raised and is still pursued.',
  },
});
export const SUPERIOR_NOT_ABOVE = rejection({
  code: 'SUPERIOR_NOT_ABOVE',
  kind: 'invalid',
  clause: 'C6.11',
  sentence: { zh: '所列上级单位不是该下级单位的上级。', en: 'The superior named is not above the subordinate.' },
});
export const JOINT_MODE_FORBIDS = rejection({
  code: 'JOINT_MODE_FORBIDS',
  kind: 'conflict',
  clause: 'C6.11',
  sentence: { zh: '该联动方式下没有此项操作。', en: 'Items of this mode know no such act.' },
});
export const JOINT_MODE_REASON_MISSING = rejection({
  code: 'JOINT_MODE_REASON_MISSING',
  kind: 'invalid',
  clause: 'C6.11',
  sentence: { zh: '改变联动方式须说明理由。', en: 'Another mode than the one proposed needs a reason.' },
});
export const JOINT_UNIT_NOT_NAMED = rejection({
  code: 'JOINT_UNIT_NOT_NAMED',
  kind: 'conflict',
  sentence: { zh: '该单位不是联动事项的任何一方。', en: 'The unit is neither side of this joint item.' },
});
export const JOINT_CLAIM_NOT_DUE = rejection({
  code: 'JOINT_CLAIM_NOT_DUE',
  kind: 'conflict',
  clause: 'C6.12',
  sentence: { zh: '认领期限未到，不能升级。', en: 'The time for claiming is not over: nothing goes further up yet.' },
});
export const JOINT_ALREADY_ESCALATED = rejection({
  code: 'JOINT_ALREADY_ESCALATED',
  kind: 'conflict',
  sentence: { zh: '该联动事项已升级。', en: 'This joint item has already been escalated.' },
});
export const JOINT_NOT_LEAD = rejection({
  code: 'JOINT_NOT_LEAD',
  kind: 'conflict',
  clause: 'C6.13',
  sentence: { zh: '只有牵头一方可以登记解决情况。', en: 'Only the side that leads says that it is solved.' },
});
export const JOINT_NOT_CLAIMED = rejection({
  code: 'JOINT_NOT_CLAIMED',
  kind: 'conflict',
  clause: 'C6.12',
  sentence: { zh: '上级尚未认领。', en: 'The superior has not claimed it yet.' },
});
export const SUPERIOR_NOT_INFORMED = rejection({
  code: 'SUPERIOR_NOT_INFORMED',
  kind: 'invalid',
  clause: 'C6.13',
  sentence: { zh: '下级解决的事项须告知上级。', en: 'What the subordinate solves is told to the superior.' },
});
export const JOINT_PLAN_PENDING = rejection({
  code: 'JOINT_PLAN_PENDING',
  kind: 'conflict',
  clause: 'C6.14',
  sentence: { zh: '上一稿方案尚未有结论。', en: 'The last version of the plan is not decided yet.' },
});
export const JOINT_PLAN_NOT_CURRENT = rejection({
  code: 'JOINT_PLAN_NOT_CURRENT',
  kind: 'conflict',
  clause: 'C6.14',
  sentence: { zh: '该稿方案不是待研究的一稿。', en: 'This version of the plan is not the one under study.' },
});
export const JOINT_ALREADY_AGREED = rejection({
  code: 'JOINT_ALREADY_AGREED',
  kind: 'conflict',
  sentence: { zh: '本方已同意该稿方案。', en: 'This side has already agreed to this version.' },
});
export const JOINT_SAME_PERSON = rejection({
  code: 'JOINT_SAME_PERSON',
  kind: 'conflict',
  clause: 'C6.14',
  sentence: { zh: '同一人不得代表双方。', en: 'One person does not speak for both sides.' },
});
export const JOINT_PLAN_NOT_IN_EFFECT = rejection({
  code: 'JOINT_PLAN_NOT_IN_EFFECT',
  kind: 'conflict',
  clause: 'C6.14',
  sentence: { zh: '共同方案未经双方同意，尚未生效。', en: 'The common plan has no effect before both sides agreed.' },
});
export const JOINT_ALREADY_CONFIRMED = rejection({
  code: 'JOINT_ALREADY_CONFIRMED',
  kind: 'conflict',
  sentence: { zh: '本方已确认办结。', en: 'This side has already confirmed the close.' },
});
export const ONE_SIDE_ONLY = rejection({
  code: 'ONE_SIDE_ONLY',
  kind: 'conflict',
  clause: 'C6.14',
  sentence: { zh: '共同方案事项须经上下双方确认方可办结。', en: 'Both sides confirm the close of a common plan.' },
});
export const JOINT_NOT_SOLVED = rejection({
  code: 'JOINT_NOT_SOLVED',
  kind: 'conflict',
  clause: 'C6.13',
  sentence: { zh: '联动事项尚未解决。', en: 'The joint item has not been solved yet.' },
});

/** All codes that only commands of this aggregate answer, and those of due commands. */
export const jointItemRejections = [
  ...dueRejections,
  JOINT_ITEM_ALREADY_IDENTIFIED,
  JOINT_ITEM_UNKNOWN,
  JOINT_STATE_FORBIDS,
  JOINT_DATE_BEFORE_IDENTIFIED,
  JOINT_ISSUE_NOT_OPEN,
  SUPERIOR_NOT_ABOVE,
  JOINT_MODE_FORBIDS,
  JOINT_MODE_REASON_MISSING,
  JOINT_UNIT_NOT_NAMED,
  JOINT_CLAIM_NOT_DUE,
  JOINT_ALREADY_ESCALATED,
  JOINT_NOT_LEAD,
  JOINT_NOT_CLAIMED,
  SUPERIOR_NOT_INFORMED,
  JOINT_PLAN_PENDING,
  JOINT_PLAN_NOT_CURRENT,
  JOINT_ALREADY_AGREED,
  JOINT_SAME_PERSON,
  JOINT_PLAN_NOT_IN_EFFECT,
  JOINT_ALREADY_CONFIRMED,
  ONE_SIDE_ONLY,
  JOINT_NOT_SOLVED,
];
