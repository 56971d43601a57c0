import { ISSUE_STATUSES } from '@taizhang/contracts';
import { NOT_CLOSED } from '@taizhang/issues-domain';
import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import type { RectificationRow } from '../rectification-ledger.document.js';
import { rectificationLedgerView } from '../rectification-ledger.view.js';

const STANDING = ISSUE_STATUSES.filter((status) => status !== 'WITHDRAWN');

/** Issues that nobody answers for until they are merged, referred or not adopted, and measures without one who carries them out [C1.0.a]. */
export const issuesWithoutOwner = omissionReport({
  name: 'issues-without-owner',
  clauses: ['C1.0.a'],
  title: { zh: '未明确责任人的问题和措施', en: 'Issues and measures without an owner' },
  duties: {
    ASSIGN: { zh: '明确责任单位和责任人', en: 'Assign unit and owner' },
    NAME_MEASURE_OWNER: { zh: '明确措施责任人', en: 'Name the owner of the measure' },
  },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: rectificationLedgerView.name,
    where: [{ op: 'in', field: 'status', values: STANDING }],
    open: [{ op: 'in', field: 'status', values: [...NOT_CLOSED] }],
  },
  owed: ({ doc }, { dayOf }) => {
    const row = doc as unknown as RectificationRow; // a document of that view
    const common = { unit: row.lead ?? row.unit, person: null, subject: `issue/${row.code}`, dueOn: null };
    const settledAt = row.assignedAt === null || row.owner === null ? row.leftAt : row.assignedAt;
    const issue: OwedDuty = {
      ...common,
      duty: 'ASSIGN',
      part: null,
      since: row.raisedOn,
      doneOn: settledAt === null ? null : dayOf(settledAt),
    };
    const measures = Object.entries(row.measures)
      .filter(([, { owner, done }]) => owner === null && !done)
      .map(([part, { setAt }]): OwedDuty => ({
        ...common,
        duty: 'NAME_MEASURE_OWNER',
        part,
        since: dayOf(setAt),
        doneOn: null,
      }));
    return Promise.resolve([issue, ...measures]);
  },
});
