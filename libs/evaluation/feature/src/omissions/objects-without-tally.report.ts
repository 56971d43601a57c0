import { bureauOf, OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type AskedDuties, type OwedDuty } from '@taizhang/platform';
import type { EvaluationRow } from '../evaluations.document.js';
import { deferredObjects, earliest, evaluatedObjects, evaluationsOf, STANDING } from './evaluations-of.js';

/** Objects whose round is closed: each is counted by itself. */
function uncounted(row: EvaluationRow): readonly OwedDuty[] {
  const objects = new Map(evaluatedObjects(row));
  return Object.values(row.rounds).flatMap(({ object, status, closedOn, certifiedOn }): readonly OwedDuty[] => {
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
}

/** Day on which the vote on a person was certified at another briefing that the bureau held since. */
function certifiedElsewhere(person: string, row: EvaluationRow, evaluations: readonly EvaluationRow[]) {
  const later = evaluations.filter(
    ({ evaluation, convenedOn }) => evaluation !== row.evaluation && convenedOn >= row.convenedOn,
  );
  return earliest(
    later.flatMap((one) => {
      const own = evaluatedObjects(one).flatMap(([object, told]) => (told.person === person ? [object] : []));
      return Object.values(one.rounds).flatMap(({ object, certifiedOn }) => (own.includes(object) ? certifiedOn : []));
    }),
  );
}

/** Objects that the briefing put off, for a reason on record: owed until they are evaluated at another. */
async function putOff(bureau: string, row: EvaluationRow, asked: AskedDuties): Promise<readonly OwedDuty[]> {
  const evaluations = await evaluationsOf(bureau, asked);
  return deferredObjects(row).map(([part, { person }]): OwedDuty => ({
    duty: 'EVALUATE_DEFERRED',
    unit: row.unit,
    person,
    subject: `evaluation/${row.evaluation}`,
    part,
    since: row.convenedOn,
    dueOn: null,
    doneOn: person === null ? null : certifiedElsewhere(person, row, evaluations),
  }));
}

/**
 * Objects of which there is no certified vote (未完成计票): whose round is closed and that nobody counted, group and each cadre by
 * themselves; and cadres whom the briefing put off (暂缓评议) [C5.11].
 */
export const objectsWithoutTally = omissionReport({
  name: 'objects-without-tally',
  clauses: ['C5.3', 'C5.11'],
  title: { zh: '未完成计票的评议对象', en: 'Objects without a certified tally' },
  duties: {
    CERTIFY_TALLY: { zh: '完成计票并签认', en: 'Count and certify' },
    EVALUATE_DEFERRED: { zh: '评议暂缓的对象', en: 'Evaluate who was put off' },
  },
  classification: 2,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: STANDING,
  owed: async ({ ledger, doc }, asked) => {
    const row = doc as unknown as EvaluationRow; // a document of that view
    return [...uncounted(row), ...(await putOff(bureauOf(ledger), row, asked))];
  },
});
