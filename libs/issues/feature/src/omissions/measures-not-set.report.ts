import { ISSUE_STATUSES } from '@taizhang/contracts';
import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import type { RectificationRow } from '../rectification-ledger.document.js';
import { rectificationLedgerView } from '../rectification-ledger.view.js';

const STANDING = ISSUE_STATUSES.filter((status) => status !== 'WITHDRAWN');

/** Issues that were assigned and have no concrete measure, and measures that nobody says by when [C1.0.f]. */
export const measuresNotSet = omissionReport({
  name: 'measures-not-set',
  clauses: ['C1.0.f'],
  title: { zh: '未制定具体整改措施的问题', en: 'Issues without concrete measures' },
  duties: {
    SET_MEASURE: { zh: '制定具体整改措施', en: 'Set a concrete measure' },
    SET_DEADLINE: { zh: '明确措施完成时限', en: 'Say by when the measure is done' },
  },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: rectificationLedgerView.name,
    where: [{ op: 'in', field: 'status', values: STANDING }],
    open: [{ op: 'in', field: 'status', values: ['ASSIGNED', 'MEASURES_SET', 'IN_RECTIFICATION', 'RETURNED'] }],
  },
  owed: ({ doc }, { dayOf }) => {
    const row = doc as unknown as RectificationRow; // a document of that view
    if (row.assignedAt === null) return Promise.resolve([]);
    const common = { unit: row.lead ?? row.unit, subject: `issue/${row.code}`, dueOn: null };
    const [first] = Object.values(row.measures)
      .map(({ setAt }) => dayOf(setAt))
      .sort();
    const issue: OwedDuty = {
      ...common,
      duty: 'SET_MEASURE',
      person: row.owner,
      part: null,
      since: dayOf(row.assignedAt),
      doneOn: first ?? null,
    };
    const measures = Object.entries(row.measures)
      .filter(([, { deadline, kind, done }]) => deadline === null && kind !== 'CONTINUOUS' && !done)
      .map(([part, { owner, setAt }]): OwedDuty => ({
        ...common,
        duty: 'SET_DEADLINE',
        person: owner ?? row.owner,
        part,
        since: dayOf(setAt),
        doneOn: null,
      }));
    return Promise.resolve([issue, ...measures]);
  },
});
