import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import type { EvaluationRow } from '../evaluations.document.js';
import { earliest, evaluatedObjects, STANDING } from './evaluations-of.js';

/** Objects of a briefing that the masses were not asked about (未组织群众评议): a round that is void counts as none [C5.3]. */
export const objectsWithoutBallot = omissionReport({
  name: 'objects-without-ballot',
  clauses: ['C5.3'],
  title: { zh: '未组织群众评议的对象', en: 'Objects that no ballot was held on' },
  duties: { HOLD_BALLOT: { zh: '组织群众评议', en: 'Hold the ballot' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: STANDING,
  owed: ({ doc }) => {
    const row = doc as unknown as EvaluationRow; // a document of that view
    const owed = evaluatedObjects(row).map(([part]): OwedDuty => {
      const rounds = Object.values(row.rounds).filter(({ object, status }) => object === part && status !== 'VOID');
      return {
        duty: 'HOLD_BALLOT',
        unit: row.unit,
        person: null,
        subject: `evaluation/${row.evaluation}`,
        part,
        since: row.convenedOn,
        dueOn: null,
        doneOn: earliest(rounds.map(({ openedOn }) => openedOn)),
      };
    });
    return Promise.resolve(owed);
  },
});
