import { rejection } from '@taizhang/kernel';
import { POLICY_NOT_IN_FORCE } from '@taizhang/contracts';

export const CLOSE_REQUEST_ANSWERED = rejection({
  code: 'CLOSE_REQUEST_ANSWERED',
  kind: 'conflict',
  sentence: { zh: '该收尾申请已答复。', en: 'This request to close the stage has been answered.' },
});
export const CLOSE_REQUEST_OTHER = rejection({
  code: 'CLOSE_REQUEST_OTHER',
  kind: 'conflict',
  sentence: { zh: '本环节并非因该申请而收尾。', en: 'The stage was not cleared for this request.' },
});

/** Codes that commands of this aggregate answer. */
export const evaluationStageRejections = [CLOSE_REQUEST_ANSWERED, CLOSE_REQUEST_OTHER, POLICY_NOT_IN_FORCE];
