import { rejection } from '@taizhang/kernel';

export const PERSON_ALREADY_REGISTERED = rejection({
  code: 'PERSON_ALREADY_REGISTERED',
  kind: 'conflict',
  sentence: { zh: '该人员已登记。', en: 'This person is already registered.' },
});
export const PERSON_ID_INVALID = rejection({
  code: 'PERSON_ID_INVALID',
  kind: 'invalid',
  sentence: {
    zh: '人员编号须以登记所在台账的单位代码和点号开头。',
    en: 'A person’s id begins with the code of the ledger’s bureau and a dot.',
  },
});
export const PERSON_NOT_REGISTERED = rejection({
  code: 'PERSON_NOT_REGISTERED',
  kind: 'conflict',
  sentence: { zh: '该人员尚未登记。', en: 'This person is not registered.' },
});
export const PERSON_HAS_LEFT = rejection({
  code: 'PERSON_HAS_LEFT',
  kind: 'conflict',
  sentence: { zh: '该人员已离任。', en: 'This person has left.' },
});
export const APPOINTMENT_ID_USED = rejection({
  code: 'APPOINTMENT_ID_USED',
  kind: 'conflict',
  sentence: { zh: '该任职或授权编号已使用。', en: 'This appointment or delegation id is already in use.' },
});
export const APPOINTMENT_NOT_OPEN = rejection({
  code: 'APPOINTMENT_NOT_OPEN',
  kind: 'conflict',
  sentence: { zh: '没有可终止的该项任职或授权。', en: 'There is no such open appointment or delegation to end.' },
});
export const UNIT_NOT_REGISTERED = rejection({
  code: 'UNIT_NOT_REGISTERED',
  kind: 'conflict',
  sentence: { zh: '该单位尚未登记。', en: 'No such unit is registered.' },
});
export const RECIPIENT_UNKNOWN = rejection({
  code: 'RECIPIENT_UNKNOWN',
  kind: 'conflict',
  sentence: {
    zh: '接受授权或接任的人员尚未登记或已离任。',
    en: 'Whoever is to receive this is not registered, or has left.',
  },
});
export const RECIPIENT_IS_GIVER = rejection({
  code: 'RECIPIENT_IS_GIVER',
  kind: 'invalid',
  sentence: { zh: '不得授权或移交给本人。', en: 'Nobody delegates or hands over to himself.' },
});
export const TERM_EMPTY = rejection({
  code: 'TERM_EMPTY',
  kind: 'invalid',
  sentence: { zh: '终止日期必须晚于开始日期。', en: 'The end must be later than the beginning.' },
});
export const TERM_IN_PAST = rejection({
  code: 'TERM_IN_PAST',
  kind: 'invalid',
  sentence: {
    zh: '生效日期早于今日的须按补录办理。',
    en: 'What takes effect before today is recorded as a late act.',
  },
});
export const SELF_APPOINTMENT = rejection({
  code: 'SELF_APPOINTMENT',
  kind: 'forbidden',
  sentence: { zh: '不得给本人任职。', en: 'Nobody appoints himself.' },
});
export const ROLE_ALREADY_HELD = rejection({
  code: 'ROLE_ALREADY_HELD',
  kind: 'conflict',
  sentence: {
    zh: '该人员在此期间已在该单位任此职。',
    en: 'The person holds this role at this unit in that time already.',
  },
});
export const ADMINISTRATORS_SEPARATE = rejection({
  code: 'ADMINISTRATORS_SEPARATE',
  kind: 'conflict',
  sentence: {
    zh: '系统管理员、安全保密管理员、安全审计员不得由同一人担任。',
    en: 'System, security and audit administrators are different people.',
  },
});
export const ADMINISTRATOR_BY_SECURITY = rejection({
  code: 'ADMINISTRATOR_BY_SECURITY',
  kind: 'forbidden',
  sentence: {
    zh: '三员只能由安全保密管理员任命。',
    en: 'Administrators are appointed by the security administrator only.',
  },
});
export const NOT_OWN_POWER = rejection({
  code: 'NOT_OWN_POWER',
  kind: 'forbidden',
  sentence: {
    zh: '只能授出本人直接享有的职权。',
    en: 'One delegates only a power that is one’s own, and not delegated.',
  },
});
export const POWER_NOT_HELD = rejection({
  code: 'POWER_NOT_HELD',
  kind: 'conflict',
  sentence: { zh: '授权人在该日不享有此项职权。', en: 'The delegator does not hold this power on that day.' },
});
export const POWER_NOT_DELEGABLE = rejection({
  code: 'POWER_NOT_DELEGABLE',
  kind: 'conflict',
  sentence: {
    zh: '受托职权和三员职权不得再授出。',
    en: 'Delegated powers and those of administrators are not delegated.',
  },
});
export const BEYOND_POWER = rejection({
  code: 'BEYOND_POWER',
  kind: 'invalid',
  sentence: { zh: '授权范围超出本人职权所及单位。', en: 'The unit is not within the reach of the delegated power.' },
});
export const PRINCIPAL_STAYS = rejection({
  code: 'PRINCIPAL_STAYS',
  kind: 'conflict',
  clause: 'C6.7',
  sentence: {
    zh: '该人员仍是单位主要负责同志，须先变更。',
    en: 'The person is a unit’s principal; change the principal first.',
  },
});

/** All codes that commands of this aggregate answer. */
export const personRejections = [
  PERSON_ALREADY_REGISTERED,
  PERSON_ID_INVALID,
  PERSON_NOT_REGISTERED,
  PERSON_HAS_LEFT,
  APPOINTMENT_ID_USED,
  APPOINTMENT_NOT_OPEN,
  UNIT_NOT_REGISTERED,
  RECIPIENT_UNKNOWN,
  RECIPIENT_IS_GIVER,
  TERM_EMPTY,
  TERM_IN_PAST,
  SELF_APPOINTMENT,
  ROLE_ALREADY_HELD,
  ADMINISTRATORS_SEPARATE,
  ADMINISTRATOR_BY_SECURITY,
  NOT_OWN_POWER,
  POWER_NOT_HELD,
  POWER_NOT_DELEGABLE,
  BEYOND_POWER,
  PRINCIPAL_STAYS,
];
