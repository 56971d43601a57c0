import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport } from '@taizhang/platform';
import type { RectificationRow } from '../rectification-ledger.document.js';
import { rectificationLedgerView } from '../rectification-ledger.view.js';

/** Closed issues whose cause is systemic and of which no norm came (未形成制度的共性问题): results are consolidated by norms [C3.12]. */
export const systemicCausesWithoutNorm = omissionReport({
  name: 'systemic-causes-without-norm',
  clauses: ['C3.12'],
  title: { zh: '已销号但未形成制度的系统性问题', en: 'Closed issues of systemic cause without a norm' },
  duties: { LINK_NORM: { zh: '举一反三，建立或修订制度', en: 'Make or amend a norm' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: rectificationLedgerView.name,
    where: [
      { op: 'eq', field: 'status', value: 'CLOSED' },
      { op: 'eq', field: 'cause', value: 'SYSTEMIC' },
    ],
  },
  owed: ({ doc }, { dayOf }) => {
    const row = doc as unknown as RectificationRow; // a document of that view
    if (row.closedOn === null) return Promise.resolve([]);
    return Promise.resolve([
      {
        duty: 'LINK_NORM',
        unit: row.lead ?? row.unit,
        person: row.owner,
        subject: `issue/${row.code}`,
        part: null,
        since: row.closedOn,
        dueOn: null,
        doneOn: row.normLinkedAt === null ? null : dayOf(row.normLinkedAt),
      },
    ]);
  },
});
