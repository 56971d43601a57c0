import { rejection } from '@taizhang/kernel';

export const PERSON_ALREADY_REGISTERED = rejection({
  code: 'PERSON_ALREADY_REGISTERED',
  kind: 'conflict',
  sentence: { zh: '该人员已登记。', en: 'This person is already registered.' },
});
