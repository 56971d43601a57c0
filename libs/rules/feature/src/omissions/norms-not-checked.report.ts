import { bureauOf, OFFICE_ROLES, role } from '@taizhang/kernel';
import { CHECK_MODES } from '@taizhang/contracts';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import { normsView, type NormRow } from '../norms.view.js';
import { checksOf, earliest, inForceOn } from './norms-of.js';

/**
 * Norms in force of which no check is planned or performed (无检查安排的制度) [C3.13], and those that were not checked in each of the
 * three modes yet (未开展的检查方式): 自查, 抽查, 督查 [C3.14].
 */
export const normsNotChecked = omissionReport({
  name: 'norms-not-checked',
  clauses: ['C3.13', 'C3.14'],
  title: { zh: '未检查执行情况的制度', en: 'Norms whose carrying out is not checked' },
  duties: {
    PLAN_CHECK: { zh: '安排执行情况检查', en: 'Plan a check' },
    CHECK_IN_MODE: { zh: '按该方式开展检查', en: 'Check in this mode' },
  },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: { view: normsView.name, where: [{ op: 'eq', field: 'origin', value: 'OWN' }] },
  owed: async ({ ledger, doc }, asked) => {
    const row = doc as unknown as NormRow; // a document of that view
    if (row.from === null || !inForceOn(row, asked.on)) return [];
    const checks = (await checksOf(bureauOf(ledger), asked)).filter(({ norm }) => norm === row.norm);
    const common = { unit: row.unit, person: null, subject: `norm/${row.norm}`, since: row.from, dueOn: null } as const;
    const planned = earliest(checks.map(({ plannedOn, performedOn }) => plannedOn ?? performedOn));
    const inModes = CHECK_MODES.map((mode): OwedDuty => {
      const performed = checks.filter((check) => check.mode === mode).map(({ performedOn }) => performedOn);
      return { ...common, duty: 'CHECK_IN_MODE', part: mode, doneOn: earliest(performed) };
    });
    return [{ ...common, duty: 'PLAN_CHECK', part: null, doneOn: planned }, ...inModes];
  },
});
