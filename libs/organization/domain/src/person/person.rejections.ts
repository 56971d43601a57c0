import { rejection } from '@taizhang/kernel';

export const PERSON_ALREADY_REGISTERED = rejection({
  code: 'PERSON_ALREADY_REGISTERED',
  kind: 'conflict',
  sentence: { zh: '该人员已登记。', en: 'This person is already registered.' },
});

/** All codes that commands of this aggregate answer. */
export const personRejections = [PERSON_ALREADY_REGISTERED];
