import { rejection, withdrawalRejections } from '@taizhang/kernel';

export const CAMPAIGN_ALREADY_LAUNCHED = rejection({
  code: 'CAMPAIGN_ALREADY_LAUNCHED',
  kind: 'conflict',
  sentence: { zh: '该活动已启动。', en: 'This campaign has already been launched.' },
});
export const CAMPAIGN_UNKNOWN = rejection({
  code: 'CAMPAIGN_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '没有这项已启动的活动。', en: 'No such campaign has been launched.' },
});
export const BASIS_DOCUMENT_MISSING = rejection({
  code: 'BASIS_DOCUMENT_MISSING',
  kind: 'invalid',
  clause: 'C0.2',
  sentence: {
    zh: '启动活动须列明中央、省委或市委的依据文件。',
    en: 'A campaign names at least one document from above that it is based on.',
  },
});
export const BASIS_DOCUMENT_REPEATED = rejection({
  code: 'BASIS_DOCUMENT_REPEATED',
  kind: 'conflict',
  sentence: { zh: '该依据文件编号已使用。', en: 'A basis document with this id is linked already.' },
});
export const UNIT_REPEATED = rejection({
  code: 'UNIT_REPEATED',
  kind: 'invalid',
  sentence: { zh: '单位不得重复。', en: 'No unit stands twice in the scope.' },
});
export const SCOPE_UNIT_UNKNOWN = rejection({
  code: 'SCOPE_UNIT_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '范围内的单位尚未登记。', en: 'A unit of the scope is not registered.' },
});
export const BASIS_DATE_IN_FUTURE = rejection({
  code: 'BASIS_DATE_IN_FUTURE',
  kind: 'invalid',
  sentence: { zh: '依据文件日期不得晚于今日。', en: 'A basis document cannot be dated in the future.' },
});
export const CAMPAIGN_HAS_STAGES = rejection({
  code: 'CAMPAIGN_HAS_STAGES',
  kind: 'conflict',
  sentence: { zh: '活动已有环节，不能撤回。', en: 'The campaign has stages: it cannot be withdrawn.' },
});

/** Codes that commands of this aggregate answer. */
export const campaignRejections = [
  CAMPAIGN_ALREADY_LAUNCHED,
  CAMPAIGN_UNKNOWN,
  BASIS_DOCUMENT_MISSING,
  BASIS_DOCUMENT_REPEATED,
  UNIT_REPEATED,
  SCOPE_UNIT_UNKNOWN,
  BASIS_DATE_IN_FUTURE,
  CAMPAIGN_HAS_STAGES,
  ...withdrawalRejections,
];
