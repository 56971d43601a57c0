import { codeTable } from '../code-table.js';
import type { CheckMode } from './check.catalogue.js';
import type { NormArea, NormTreatment, UpstreamSubject } from './norm.catalogue.js';

/** What norms from above are about (上级制度). */
export const UPSTREAM_SUBJECT_TABLE = codeTable<UpstreamSubject>({
  context: 'rules',
  name: 'upstream-subject',
  title: { zh: '上级制度', en: 'Norms from above' },
  rows: {
    EIGHT_POINT: { zh: '中央八项规定精神', en: 'Central eight-point decision', clauses: ['C3.2'] },
    ECONOMY: { zh: '党政机关厉行节约反对浪费条例', en: 'Economy and opposing waste', clauses: ['C3.3'] },
    MASS_CONTACT: { zh: '党员干部直接联系群众', en: 'Direct contact with the masses', clauses: ['C3.4'] },
    GRASSROOTS_SERVICE: {
      zh: '加强基层服务型党组织建设',
      en: 'Service-type grassroots organisations',
      clauses: ['C3.4'],
    },
    RECEPTIONS: { zh: '公务接待', en: 'Official receptions', clauses: ['C3.5'] },
    OFFICE_SPACE: { zh: '办公用房', en: 'Office space', clauses: ['C3.5'] },
    MEETINGS: { zh: '会议费', en: 'Meetings', clauses: ['C3.5'] },
    TRAVEL: { zh: '差旅费', en: 'Travel', clauses: ['C3.5'] },
    TRAINING: { zh: '培训费', en: 'Training', clauses: ['C3.5'] },
    OVERSEAS: { zh: '因公临时出国经费', en: 'Official overseas trips', clauses: ['C3.5'] },
    SPENDING_AUDIT: { zh: '公务支出和公款消费审计', en: 'Audit of official spending', clauses: ['C3.6'] },
    TEN_POINT_PROVINCE: { zh: '省委十项规定精神', en: 'Provincial ten-point provisions', clauses: ['C3.7'] },
    TEN_POINT_CITY: { zh: '市委十项规定精神', en: 'City ten-point provisions', clauses: ['C3.7'] },
    FIX_AT_ONCE: { zh: '即知即改制度规定', en: '“Fix at once” norms', clauses: ['C3.8'] },
    ONE_PLUS_TEN: { zh: '“1+10”改进作风长效机制文件', en: '“1+10” documents', clauses: ['C3.9'] },
    ACTION_445: { zh: '“445”专项行动方案', en: '“445” special action plan', clauses: ['C3.10'] },
    OTHER: { zh: '其他', en: 'Other', clauses: [] },
  },
});

/** How a norm from above is taken over (承接方式). */
export const NORM_TREATMENT_TABLE = codeTable<NormTreatment>({
  context: 'rules',
  name: 'norm-treatment',
  title: { zh: '承接方式', en: 'Treatment of norms from above' },
  rows: {
    ADOPT: { zh: '直接执行', en: 'Adopt', clauses: ['C3.1'] },
    REFINE: { zh: '细化承接', en: 'Refine', clauses: ['C3.1'] },
    NOT_APPLICABLE: { zh: '不适用', en: 'Not applicable', clauses: ['C3.1'] },
  },
});

/** The eight areas of the bureau's own norms (8个方面). */
export const NORM_AREA_TABLE = codeTable<`${NormArea}`>({
  context: 'rules',
  name: 'norm-area',
  title: { zh: '八个方面', en: 'Eight areas' },
  rows: {
    1: {
      zh: '党员领导干部直接联系群众',
      en: 'Direct contact of leading cadres with the masses',
      clauses: ['C3.11.a'],
    },
    2: { zh: '加强民主集中制建设', en: 'Democratic centralism', clauses: ['C3.11.b'] },
    3: { zh: '建设服务型机关', en: 'Service-type organ', clauses: ['C3.11.c'] },
    4: { zh: '加强机关绩效管理', en: 'Organ performance management', clauses: ['C3.11.d'] },
    5: { zh: '健全督查机制、强化执行力', en: 'Supervision mechanism and execution', clauses: ['C3.11.e'] },
    6: { zh: '加强党员干部作风建设监督检查', en: 'Supervision of the style of cadres', clauses: ['C3.11.f'] },
    7: { zh: '加强基层服务型党组织建设', en: 'Service-type grassroots organisations', clauses: ['C3.11.g'] },
    8: { zh: '改进党员领导干部学风', en: 'Style of study of leading cadres', clauses: ['C3.11.h'] },
  },
});

/** Modes of checking (检查方式). */
export const CHECK_MODE_TABLE = codeTable<CheckMode>({
  context: 'rules',
  name: 'check-mode',
  title: { zh: '检查方式', en: 'Modes of checking' },
  rows: {
    SELF_CHECK: { zh: '自查', en: 'Self-check', clauses: ['C3.14'] },
    SPOT_CHECK: { zh: '抽查', en: 'Spot check', clauses: ['C3.14'] },
    SUPERVISION: { zh: '督查', en: 'Supervision', clauses: ['C3.14'] },
  },
});
