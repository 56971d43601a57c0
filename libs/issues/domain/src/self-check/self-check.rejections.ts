import { rejection, withdrawalRejections } from '@taizhang/kernel';

export const SELF_CHECK_EMPTY = rejection({
  code: 'SELF_CHECK_EMPTY',
  kind: 'invalid',
  clause: 'C1.1.l',
  sentence: {
    zh: '自查须列明查找到的问题，或明确填写“未发现问题”。',
    en: 'A self-check names what it found, or says explicitly that nothing was found.',
  },
});
export const SELF_CHECK_CONTRADICTS = rejection({
  code: 'SELF_CHECK_CONTRADICTS',
  kind: 'invalid',
  clause: 'C1.1.l',
  sentence: { zh: '列有问题的自查不能填写“未发现问题”。', en: 'What names issues cannot say that nothing was found.' },
});
export const SELF_CHECK_ALREADY_SUBMITTED = rejection({
  code: 'SELF_CHECK_ALREADY_SUBMITTED',
  kind: 'conflict',
  sentence: { zh: '该自查已提交，须先撤回。', en: 'This self-check was submitted; withdraw it first.' },
});
export const SELF_CHECK_PERSON_MISSING = rejection({
  code: 'SELF_CHECK_PERSON_MISSING',
  kind: 'invalid',
  clause: 'C1.1.l',
  sentence: {
    zh: '领导干部的自查须注明本人，领导班子的自查不注明个人。',
    en: 'A cadre’s self-check names the cadre, a group’s names nobody.',
  },
});
export const SELF_CHECK_OF_ANOTHER = rejection({
  code: 'SELF_CHECK_OF_ANOTHER',
  kind: 'conflict',
  clause: 'C1.1.l',
  sentence: { zh: '领导干部的自查由本人提交。', en: 'Each leading cadre submits the self-check in person.' },
});
export const SELF_CHECK_ISSUE_UNKNOWN = rejection({
  code: 'SELF_CHECK_ISSUE_UNKNOWN',
  kind: 'conflict',
  clause: 'C1.1.l',
  sentence: { zh: '自查所列问题尚未登记。', en: 'An issue that the self-check names has not been raised.' },
});

/** Codes that commands of this aggregate answer. */
export const selfCheckRejections = [
  SELF_CHECK_EMPTY,
  SELF_CHECK_CONTRADICTS,
  SELF_CHECK_ALREADY_SUBMITTED,
  SELF_CHECK_PERSON_MISSING,
  SELF_CHECK_OF_ANOTHER,
  SELF_CHECK_ISSUE_UNKNOWN,
  ...withdrawalRejections,
];
