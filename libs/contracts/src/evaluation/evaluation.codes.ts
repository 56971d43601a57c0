import { codeTable } from '../code-table.js';
import type { GradeCounts } from './ballot.specs.js';
import type { EvaluationObject, GOOD_CADRE_STANDARDS } from './evaluation.catalogue.js';

/** Whom ballots are about (评议对象). */
export const EVALUATION_OBJECT_TABLE = codeTable<EvaluationObject>({
  context: 'evaluation',
  name: 'evaluation-object',
  title: { zh: '评议对象', en: 'Objects of evaluation' },
  rows: {
    GROUP: { zh: '领导班子', en: 'Leading group', clauses: ['C5.11'] },
    PRINCIPAL: { zh: '主要负责同志', en: 'Principal', clauses: ['C5.11'] },
    CADRE: { zh: '领导干部', en: 'Leading cadre', clauses: ['C5.11'] },
  },
});

/** The grades of a ballot (评议等次), best first; the first two are cumulated. */
export const GRADE_TABLE = codeTable<keyof GradeCounts>({
  context: 'evaluation',
  name: 'grade',
  title: { zh: '评议等次', en: 'Grades' },
  rows: {
    good: { zh: '好', en: 'Good', clauses: ['C5.12'] },
    fairlyGood: { zh: '较好', en: 'Fairly good', clauses: ['C5.12'] },
    average: { zh: '一般', en: 'Average', clauses: ['C5.12'] },
    poor: { zh: '差', en: 'Poor', clauses: ['C5.12'] },
  },
});

/** The five standards of a good cadre (好干部标准). */
export const GOOD_CADRE_STANDARD_TABLE = codeTable<(typeof GOOD_CADRE_STANDARDS)[number]>({
  context: 'evaluation',
  name: 'good-cadre-standard',
  title: { zh: '好干部标准', en: 'Standards of a good cadre' },
  rows: {
    CONVICTION: { zh: '信念坚定', en: 'Firm in conviction', clauses: ['C1.3.i'] },
    SERVICE: { zh: '为民服务', en: 'Serving the people', clauses: ['C1.3.i'] },
    DILIGENCE: { zh: '勤政务实', en: 'Diligent and down to earth', clauses: ['C1.3.i'] },
    RESPONSIBILITY: { zh: '敢于担当', en: 'Ready to bear responsibility', clauses: ['C1.3.i'] },
    INTEGRITY: { zh: '清正廉洁', en: 'Honest and upright', clauses: ['C1.3.i'] },
  },
});
