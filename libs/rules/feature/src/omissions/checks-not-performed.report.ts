import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport } from '@taizhang/platform';
import { checksView, type CheckRow } from '../checks.view.js';

/** Checks that were planned and not performed in time (逾期未开展的检查) [C3.13]. */
export const checksNotPerformed = omissionReport({
  name: 'checks-not-performed',
  clauses: ['C3.13'],
  title: { zh: '逾期未开展的检查', en: 'Checks that were not performed' },
  duties: { PERFORM_CHECK: { zh: '开展检查', en: 'Perform the check' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: checksView.name,
    where: [{ op: 'in', field: 'status', values: ['PLANNED', 'PERFORMED'] }],
    open: [{ op: 'eq', field: 'status', value: 'PLANNED' }],
  },
  owed: ({ doc }) => {
    const { check, unit, plannedOn, due, performedOn } = doc as unknown as CheckRow; // a document of that view
    if (plannedOn === null) return Promise.resolve([]);
    const subject = `check/${check}`;
    const since = plannedOn;
    const duty = { duty: 'PERFORM_CHECK', unit, person: null, subject, part: null, since, dueOn: due } as const;
    return Promise.resolve([{ ...duty, doneOn: performedOn }]);
  },
});
