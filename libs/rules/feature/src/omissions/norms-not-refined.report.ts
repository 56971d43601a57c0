import { bureauOf, OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport } from '@taizhang/platform';
import { normsView, type NormRow } from '../norms.view.js';
import { earliest, inForceOn, normsOf } from './norms-of.js';

/** Norms from above that are to be refined, and that no norm in force refines yet (未细化的上级制度) [C3.1]. */
export const normsNotRefined = omissionReport({
  name: 'norms-not-refined',
  clauses: ['C3.1'],
  title: { zh: '未细化的上级制度', en: 'Norms from above that are not refined' },
  duties: { REFINE_NORM: { zh: '制定细化制度', en: 'Refine the norm' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: normsView.name,
    where: [
      { op: 'eq', field: 'status', value: 'RECEIVED' },
      { op: 'eq', field: 'treatment', value: 'REFINE' },
    ],
  },
  owed: async ({ ledger, doc }, asked) => {
    const row = doc as unknown as NormRow; // a document of that view
    const norms = await normsOf(bureauOf(ledger), asked);
    const refining = norms.filter((norm) => norm.refines === row.norm && inForceOn(norm, asked.on));
    return [
      {
        duty: 'REFINE_NORM',
        unit: row.unit,
        person: row.owner,
        subject: `norm/${row.norm}`,
        part: null,
        since: row.receivedOn ?? row.on,
        dueOn: null,
        doneOn: earliest(refining.map(({ from }) => from)),
      },
    ];
  },
});
