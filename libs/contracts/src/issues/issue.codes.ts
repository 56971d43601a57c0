import { codeTable } from '../code-table.js';
import type { ISSUE_SOURCES, IssueClass, WINDS } from './issue.catalogue.js';

/** The classes of problems in the source's words (问题类别); `3b` is what may be hidden or a variant: the flag of an issue says so. */
export const ISSUE_CLASS_TABLE = codeTable<IssueClass>({
  context: 'issues',
  name: 'issue-class',
  title: { zh: '问题类别', en: 'Classes of problems' },
  rows: {
    '1': { zh: '作风漂浮、工作不实', en: 'Drifting style, work not solid', clauses: ['C1.1.b'] },
    '2a': { zh: '不作为、乱作为', en: 'Inaction and disorderly action', clauses: ['C1.1.c'] },
    '2b': {
      zh: '门好进了、脸好看了但事仍然难办',
      en: 'Door open, face pleasant, matters still hard to get done',
      clauses: ['C1.1.d'],
    },
    '3a': { zh: '及时行乐、特权现象', en: 'Hedonism and privilege', clauses: ['C1.1.e'] },
    '3b': {
      zh: '挥霍浪费、奢靡享乐“隐形”“变种”',
      en: 'Extravagance and waste, hidden or in variants',
      clauses: ['C1.1.f'],
    },
    '3c': {
      zh: '公款吃喝转入隐蔽场所',
      en: 'Dining on public money moved to concealed venues',
      clauses: ['C1.1.g'],
    },
    '3d': { zh: '利用电子礼品卡收礼送礼', en: 'Gifts by electronic gift cards', clauses: ['C1.1.h'] },
    '3e': {
      zh: '红白喜事不请客但收礼',
      en: 'Weddings and funerals without banquets but with gifts',
      clauses: ['C1.1.i'],
    },
    '4': {
      zh: '庸懒散拖、推诿扯皮、效率低下、“中梗阻”',
      en: 'Laziness, delay, buck-passing, low efficiency, “middle obstruction”',
      clauses: ['C1.1.j'],
    },
    '5': {
      zh: '吃拿卡要、执法不公和不规范',
      en: 'Extorting favours; unfair or irregular law enforcement',
      clauses: ['C1.1.k'],
    },
  },
});

/** Where issues come from (问题来源; domain §1.2). */
export const ISSUE_SOURCE_TABLE = codeTable<(typeof ISSUE_SOURCES)[number]>({
  context: 'issues',
  name: 'issue-source',
  title: { zh: '问题来源', en: 'Sources of issues' },
  rows: {
    MASS_OPINION: { zh: '征求到的群众意见', en: 'Opinions solicited from the masses', clauses: ['C1.0.b'] },
    SELF_EXAM: { zh: '对照检查材料查摆', en: 'Self-examination material', clauses: ['C1.0.c'] },
    DEMOCRATIC_LIFE_MEETING: { zh: '专题民主生活会', en: 'Special democratic-life meeting', clauses: ['C1.0.d'] },
    ORG_LIFE_MEETING: { zh: '专题组织生活会', en: 'Special organisation-life meeting', clauses: ['C1.0.d'] },
    SUPERIOR: { zh: '上级党组织点明', en: 'Pointed out by a superior organisation', clauses: ['C1.0.e'] },
    SUPERVISION_GROUP: { zh: '督导组点明', en: 'Pointed out by a supervision group', clauses: ['C1.0.e'] },
    NETIZEN: { zh: '网民留言', en: 'Messages of netizens', clauses: ['C4.1.c'] },
    REPORT: { zh: '群众举报', en: 'Reports by the masses', clauses: ['C4.1.d'] },
    ONLINE_OPINION: { zh: '网络舆情', en: 'Online public opinion', clauses: ['C4.1.e'] },
    PETITION: { zh: '信访', en: 'Petition', clauses: ['C3.17'] },
    NETWORK: { zh: '网络', en: 'Network', clauses: ['C3.17'] },
    TELEPHONE: { zh: '电话', en: 'Telephone', clauses: ['C3.17'] },
    NORM_CHECK: { zh: '制度执行检查', en: 'Checks of norms', clauses: ['C3.15'] },
    EVALUATION_FEEDBACK: { zh: '评议中的问题和建议', en: 'Comments given in evaluation', clauses: ['C5.10'] },
    LOOK_BACK: { zh: '“回头看”发现', en: 'Found by a look-back', clauses: ['C6.2'] },
    DELEGATE_STUDIO: { zh: '党代表工作室', en: 'Delegate studios', clauses: ['C2.2.b'] },
    INSPECTION: { zh: '巡视巡察反馈', en: 'Inspection', clauses: [] },
    AUDIT: { zh: '审计', en: 'Audit', clauses: [] },
  },
});

/** The four winds (四风). */
export const WIND_TABLE = codeTable<(typeof WINDS)[number]>({
  context: 'issues',
  name: 'wind',
  title: { zh: '“四风”', en: 'The four winds' },
  rows: {
    FORMALISM: { zh: '形式主义', en: 'Formalism', clauses: ['C1.0.f'] },
    BUREAUCRATISM: { zh: '官僚主义', en: 'Bureaucratism', clauses: ['C1.0.f'] },
    HEDONISM: { zh: '享乐主义', en: 'Hedonism', clauses: ['C1.0.f'] },
    EXTRAVAGANCE: { zh: '奢靡之风', en: 'Extravagance', clauses: ['C1.0.f'] },
  },
});
