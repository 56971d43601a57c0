import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { bodyEvents, issueEvents, PERSON_UNKNOWN, personEvents, policyEvents, unitEvents } from '@taizhang/contracts';
import { check, checkRejections, norm, normRejections } from '@taizhang/rules-domain';
import {
  personDirectoryView,
  personFacts,
  policyDirectoryView,
  policyFacts,
  powerDirectoryView,
  powerFacts,
  UNIT_DIRECTORY,
  unitDirectoryView,
  unitFacts,
  type ContextFeature,
} from '@taizhang/platform';
import { areaCoverageQuery } from './area-coverage.query.js';
import { checksView } from './checks.view.js';
import { findingsCloseWithIssuesPolicy } from './findings-close-with-issues.policy.js';
import { findingsReopenWithIssuesPolicy } from './findings-reopen-with-issues.policy.js';
import { issueDirectoryView } from './issue-directory.view.js';
import { normMaterialsView } from './norm-materials.view.js';
import { normsView } from './norms.view.js';
import { rulesReports } from './omissions/rules.reports.js';
import { publicNormsOperations } from './public/public-norms.operations.js';
import { publishedNormsView } from './published-norms.view.js';
import { receptionMatrixQuery } from './reception-matrix.query.js';
import { rulesFacts } from './rules.facts.js';
import { supersededStandsAgainPolicy } from './superseded-stands-again.policy.js';

/** Who reads the register of a bureau's norms and checks: its people, and those above it. */
const readers = role(...OFFICE_ROLES).at('unit-or-superior');
/** Published norms are everybody's who has any office, wherever he has it [C3.18]. */
const everybody = role(...OFFICE_ROLES, 'teller', 'delegate', 'analyst').at('anywhere');
/** Who uploads texts: those who take over, draft or publish norms. */
const writers = role(
  'campaign-office',
  'committee-secretary',
  'committee-member',
  'branch-secretary',
  'branch-clerk',
  'leading-cadre',
  'principal',
).at('unit-or-superior');

/** Rules (制度建设): norms taken over from above, the bureau's own, and checks of how they are carried out. */
export const rulesFeature: ContextFeature = {
  context: 'rules',
  title: { zh: '制度建设', en: 'Rules' },
  aggregates: [norm, check],
  views: [
    {
      view: normsView,
      title: { zh: '制度台账', en: 'Register of norms' },
      clauses: ['C3.1', 'C3.11', 'C6.10'],
      allow: readers,
      unitField: 'unit',
    },
    {
      view: publishedNormsView,
      title: { zh: '已印发制度', en: 'Published norms' },
      clauses: ['C3.18'],
      allow: everybody,
    },
    {
      view: checksView,
      title: { zh: '检查台账', en: 'Checks' },
      clauses: ['C3.13', 'C3.14', 'C3.15', 'C3.16'],
      allow: readers,
      unitField: 'unit',
    },
    { view: normMaterialsView, title: { zh: '制度文本引用', en: 'References to texts of norms' }, allow: readers },
    { view: issueDirectoryView, title: { zh: '问题名录', en: 'Issue directory' }, allow: readers },
    { view: unitDirectoryView('rules'), title: { zh: '单位名录', en: 'Unit directory' }, allow: readers },
    { view: personDirectoryView('rules'), title: { zh: '人员名录', en: 'Person directory' }, allow: readers },
    { view: powerDirectoryView('rules'), title: { zh: '职权名录', en: 'Power directory' }, allow: readers },
    { view: policyDirectoryView('rules'), title: { zh: '政策参数', en: 'Policy parameters' }, allow: readers },
  ],
  policies: [supersededStandsAgainPolicy, findingsCloseWithIssuesPolicy, findingsReopenWithIssuesPolicy],
  facts: {
    ...unitFacts(UNIT_DIRECTORY),
    ...personFacts,
    ...powerFacts,
    ...policyFacts(UNIT_DIRECTORY),
    ...rulesFacts,
  },
  queries: [receptionMatrixQuery, areaCoverageQuery],
  operations: publicNormsOperations,
  omissions: rulesReports,
  blobs: { upload: writers, references: normMaterialsView.name },
  catalogues: [unitEvents, personEvents, bodyEvents, policyEvents, issueEvents],
  rejections: [...normRejections, ...checkRejections, PERSON_UNKNOWN],
};
