import { rejection, withdrawalRejections } from '@taizhang/kernel';

export const LOOK_BACK_ALREADY_STARTED = rejection({
  code: 'LOOK_BACK_ALREADY_STARTED',
  kind: 'conflict',
  sentence: { zh: '该回头看已开始。', en: 'This look-back has already been started.' },
});
export const LOOK_BACK_NOT_STARTED = rejection({
  code: 'LOOK_BACK_NOT_STARTED',
  kind: 'conflict',
  sentence: { zh: '没有进行中的这次回头看。', en: 'No such look-back is under way.' },
});
export const LOOK_BACK_OUTSIDE_STAGE = rejection({
  code: 'LOOK_BACK_OUTSIDE_STAGE',
  kind: 'conflict',
  clause: 'C6.2',
  sentence: { zh: '该单位不在已开启的环节范围内。', en: 'The unit is in no open stage of that id.' },
});
export const LOOK_BACK_INCOMPLETE = rejection({
  code: 'LOOK_BACK_INCOMPLETE',
  kind: 'invalid',
  clause: 'C6.2',
  sentence: {
    zh: '抽中的每个问题都要有结果，且只列抽中的问题。',
    en: 'Every issue of the sample has a result, and no other has.',
  },
});

/** Codes that commands of this aggregate answer. */
export const lookBackRejections = [
  LOOK_BACK_ALREADY_STARTED,
  LOOK_BACK_NOT_STARTED,
  LOOK_BACK_OUTSIDE_STAGE,
  LOOK_BACK_INCOMPLETE,
  ...withdrawalRejections,
];
