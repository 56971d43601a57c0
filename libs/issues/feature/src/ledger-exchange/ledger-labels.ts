/**
 * What the ledger writes for codes (domain §1.1–1.3). A code that has no word here, of a status added later say, is written as
 * it is and read back all the same.
 */
export type Labels = Readonly<Record<string, string>>;

export const SOURCE_LABELS: Labels = {
  MASS_OPINION: '征求到的群众意见',
  SELF_EXAM: '对照检查材料查摆',
  DEMOCRATIC_LIFE_MEETING: '专题民主生活会批评',
  ORG_LIFE_MEETING: '专题组织生活会批评',
  SUPERIOR: '上级党组织点明',
  SUPERVISION_GROUP: '督导组点明',
  NETIZEN: '网民留言',
  REPORT: '群众举报',
  ONLINE_OPINION: '网络舆情',
  PETITION: '信访',
  NETWORK: '网络',
  TELEPHONE: '电话',
  NORM_CHECK: '制度检查发现',
  EVALUATION_FEEDBACK: '评议中提出的问题和建议',
  LOOK_BACK: '回头看发现',
  DELEGATE_STUDIO: '党代表工作室收集',
  INSPECTION: '巡视巡察反馈',
  AUDIT: '审计',
};

export const CLASS_LABELS: Labels = {
  '1': '1 作风漂浮、工作不实',
  '2a': '2a 不作为、乱作为',
  '2b': '2b 门好进、脸好看、事难办',
  '3a': '3a 及时行乐、特权现象',
  '3b': '3b 挥霍浪费、奢靡享乐',
  '3c': '3c 公款吃喝转入隐蔽场所',
  '3d': '3d 利用电子礼品卡收礼送礼',
  '3e': '3e 红白喜事不请客但收礼',
  '4': '4 庸懒散拖、推诿扯皮',
  '5': '5 吃拿卡要、执法不公',
};

export const WIND_LABELS: Labels = {
  FORMALISM: '形式主义',
  BUREAUCRATISM: '官僚主义',
  HEDONISM: '享乐主义',
  EXTRAVAGANCE: '奢靡之风',
};

export const KIND_LABELS: Labels = { AT_ONCE: '立行立改', BY_DATE: '限期整改', CONTINUOUS: '长期坚持' };

export const CAUSE_LABELS: Labels = { INDIVIDUAL: '个别性', SYSTEMIC: '制度性' };

export const STATUS_LABELS: Labels = {
  RAISED: '已登记',
  TRIAGED: '已分办',
  ASSIGNED: '已交办',
  MEASURES_SET: '已定措施',
  IN_RECTIFICATION: '整改中',
  LONG_TERM: '长期坚持',
  SUBMITTED: '申请销号',
  RETURNED: '退回整改',
  REOPENED: '重新整改',
  SUSPENDED: '中止',
  CLOSED: '已销号',
  MERGED: '已合并',
  REFERRED: '已移送',
  NOT_ADOPTED: '不予采纳',
  WITHDRAWN: '已撤回',
};

/** Statuses in which nothing is due: closed, given up, handed on or resting. */
export const RESTING: ReadonlySet<string> = new Set([
  'CLOSED',
  'MERGED',
  'REFERRED',
  'NOT_ADOPTED',
  'WITHDRAWN',
  'SUSPENDED',
]);

export const ATTITUDE_LABELS: Labels = {
  SATISFIED: '满意',
  BASICALLY_SATISFIED: '基本满意',
  NOT_SATISFIED: '不满意',
  NOT_STATED: '未表态',
};

/** The word for a code. */
export function labelOf(labels: Labels, code: string | null): string {
  if (code === null) return '';
  return Object.hasOwn(labels, code) ? (labels[code] ?? code) : code;
}

const squeezed = (text: string): string => text.replaceAll(/\s/g, '').toLowerCase();

/** The code that a word stands for, or that is written itself; `undefined` = none of these. */
export function codeOf(labels: Labels, text: string): string | undefined {
  const written = squeezed(text);
  return Object.entries(labels).find(([code, label]) => squeezed(label) === written || squeezed(code) === written)?.[0];
}

/** What separates several values in a cell. */
export const LIST_SEPARATOR = '、';

/** Values of a cell that holds a list. */
export function listOf(text: string): readonly string[] {
  return text
    .split(/[、,，;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export const YES = '是';
export const NO = '否';

/** `undefined` = neither yes nor no. */
export function yesOrNo(text: string): boolean | undefined {
  if (['是', 'Y', 'YES', 'TRUE', '√', '1'].includes(text.trim().toUpperCase())) return true;
  if (['否', 'N', 'NO', 'FALSE', '×', '0', ''].includes(text.trim().toUpperCase())) return false;
  return undefined;
}
