import { rejection } from '@taizhang/kernel';

export const OUTSIDE_ID_TAKEN = rejection({
  code: 'OUTSIDE_ID_TAKEN',
  kind: 'conflict',
  sentence: {
    zh: '该外部系统的编号已登记在其他单位或人员名下。',
    en: 'This id of the outside system is another’s already.',
  },
});
export const OUTSIDE_ID_LINKED = rejection({
  code: 'OUTSIDE_ID_LINKED',
  kind: 'conflict',
  sentence: {
    zh: '已登记该外部系统的编号，须先解除。',
    en: 'There is an id of this system already; unlink it first.',
  },
});
export const OUTSIDE_ID_NONE = rejection({
  code: 'OUTSIDE_ID_NONE',
  kind: 'conflict',
  sentence: { zh: '未登记该外部系统的编号。', en: 'There is no id of this system.' },
});

/** Codes that commands about outside ids answer. */
export const outsideIdRejections = [OUTSIDE_ID_TAKEN, OUTSIDE_ID_LINKED, OUTSIDE_ID_NONE];
