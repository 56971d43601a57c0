import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import type { EvaluationRow } from '../evaluations.document.js';
import { evaluatedObjects, STANDING } from './evaluations-of.js';

/** Objects whose round is closed and whose votes nobody certified (未完成计票): group and each cadre by themselves [C5.11]. */
export const objectsWithoutTally = omissionReport({
  name: 'objects-without-tally',
  clauses: ['C5.3', 'C5.11'],
  title: { zh: '未完成计票的评议对象', en: 'Objects without a certified tally' },
  duties: { CERTIFY_TALLY: { zh: '完成计票并签认', en: 'Count and certify' } },
  classification: 2,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: STANDING,
  owed: ({ doc }) => {
    const row = doc as unknown as EvaluationRow; // a document of that view
    const objects = new Map(evaluatedObjects(row));
    const owed = Object.values(row.rounds).flatMap(({ object, status, closedOn, certifiedOn }): readonly OwedDuty[] => {
      if (closedOn === undefined || status === 'VOID') return [];
      return [
        {
          duty: 'CERTIFY_TALLY',
          unit: row.unit,
          person: objects.get(object)?.person ?? null,
          subject: `evaluation/${row.evaluation}`,
          part: object,
          since: closedOn,
          dueOn: null,
          doneOn: certifiedOn ?? null,
        },
      ];
    });
    return Promise.resolve(owed);
  },
});
