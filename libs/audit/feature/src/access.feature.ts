import { role } from '@taizhang/kernel';
import { bodyEvents, personEvents, unitEvents } from '@taizhang/contracts';
import { batch } from '@taizhang/audit-domain';
import {
  powerDirectoryView,
  powerFacts,
  UNIT_DIRECTORY,
  unitDirectoryView,
  unitFacts,
  type ContextFeature,
} from '@taizhang/platform';
import { accessOperations } from './access.operations.js';
import { accessesView } from './accesses.view.js';

/** Who may see who saw what: those who audit, and none of those who administer (三员分立). */
const auditors = role('audit-admin', 'auditor').at('unit-or-superior');

/** The access ledger (查阅登记; design §8). */
export const accessFeature: ContextFeature = {
  context: 'access',
  title: { zh: '查阅登记', en: 'Access ledger' },
  aggregates: [batch],
  views: [
    { view: accessesView, title: { zh: '查阅登记簿', en: 'Accesses and refusals' }, allow: auditors },
    { view: unitDirectoryView('access'), title: { zh: '单位名录', en: 'Unit directory' }, allow: auditors },
    { view: powerDirectoryView('access'), title: { zh: '职权名录', en: 'Power directory' }, allow: auditors },
  ],
  policies: [],
  facts: { ...unitFacts(UNIT_DIRECTORY), ...powerFacts },
  queries: [],
  stream: auditors,
  operations: accessOperations,
  catalogues: [unitEvents, personEvents, bodyEvents],
  rejections: [],
};
