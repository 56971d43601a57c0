import { rejection } from '@taizhang/kernel';

export const POLICY_OUTSIDE_LEDGER = rejection({
  code: 'POLICY_OUTSIDE_LEDGER',
  kind: 'invalid',
  sentence: {
    zh: '政策参数由局级及以上单位在自己的台账采用。',
    en: 'Policy parameters are adopted by a unit of bureau level or above, in its own ledger.',
  },
});
export const POLICY_UNIT_UNKNOWN = rejection({
  code: 'POLICY_UNIT_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '该单位尚未登记。', en: 'No such unit is registered.' },
});
export const POLICY_EMPTY = rejection({
  code: 'POLICY_EMPTY',
  kind: 'invalid',
  sentence: { zh: '至少须确定一项参数。', en: 'At least one parameter must be settled.' },
});
export const POLICY_ABOVE_WHOLE = rejection({
  code: 'POLICY_ABOVE_WHOLE',
  kind: 'invalid',
  sentence: {
    zh: '比例参数不得超过百分之百。',
    en: 'A parameter that is a share is at most the whole.',
  },
});
export const POLICY_ALREADY_ADOPTED = rejection({
  code: 'POLICY_ALREADY_ADOPTED',
  kind: 'conflict',
  sentence: { zh: '该名称的政策参数已采用。', en: 'A policy of this name was adopted already.' },
});
export const POLICY_IN_PAST = rejection({
  code: 'POLICY_IN_PAST',
  kind: 'invalid',
  sentence: {
    zh: '后采用的参数不得早于今日生效：以往的决定依当时的参数。',
    en: 'A later policy cannot be effective before today: what was decided was decided under the one in force then.',
  },
});

/** All codes that commands of this aggregate answer. */
export const policyRejections = [
  POLICY_OUTSIDE_LEDGER,
  POLICY_UNIT_UNKNOWN,
  POLICY_EMPTY,
  POLICY_ABOVE_WHOLE,
  POLICY_ALREADY_ADOPTED,
  POLICY_IN_PAST,
];
