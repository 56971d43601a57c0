import { bureauOf, ledgerId, role } from '@taizhang/kernel';
import { omissionReport, type AskedDuties, type OwedDuty } from '@taizhang/platform';
import { cadreFilesView, type CadreRecordRow } from '../cadre-files.view.js';
import type { EvaluationRow } from '../evaluations.document.js';
import { earliest, evaluatedObjects, STANDING } from './evaluations-of.js';

async function recordsOf(bureau: string, stage: string, { once, reads }: AskedDuties) {
  const found = await once(`records ${bureau}/${stage}`, () =>
    reads.all(cadreFilesView.name, {
      ledgers: [ledgerId('evaluation', bureau)],
      where: [
        { op: 'eq', field: 'stage', value: stage },
        { op: 'eq', field: 'withdrawn', value: false },
      ],
    }),
  );
  return found.map(({ doc }) => doc as unknown as CadreRecordRow); // documents of that view
}

/**
 * Cadres who are evaluated in a stage in which nothing is on file of how they perform their duty (未记录履职情况) [C1.3.h], and
 * units that commended nobody in it (未发现先进典型) [C1.3.j].
 */
export const cadreFilesNotKept = omissionReport({
  name: 'cadre-files-not-kept',
  clauses: ['C1.3.h', 'C1.3.j'],
  title: { zh: '干部履职档案缺项', en: 'What files of cadres lack' },
  duties: {
    RECORD_PERFORMANCE: { zh: '记录履职尽责情况', en: 'Record performance of duty' },
    COMMEND: { zh: '发现和记录好干部', en: 'Find and commend good cadres' },
  },
  classification: 2,
  allow: role('committee-member', 'committee-secretary', 'campaign-office', 'superior-office', 'auditor').at(
    'unit-or-superior',
  ),
  among: STANDING,
  owed: async ({ ledger, doc }, asked) => {
    const row = doc as unknown as EvaluationRow; // a document of that view
    const records = await recordsOf(bureauOf(ledger), row.stage, asked);
    const recordedOn = (fits: (record: CadreRecordRow) => boolean) =>
      earliest(records.filter(fits).map(({ recordedAt }) => asked.dayOf(recordedAt)));
    const common = { unit: row.unit, subject: `evaluation/${row.evaluation}`, since: row.convenedOn, dueOn: null };
    const performance = evaluatedObjects(row).flatMap(([part, { person }]): readonly OwedDuty[] => {
      if (person === null) return [];
      const doneOn = recordedOn((record) => record.of === 'PERFORMANCE' && record.person === person);
      return [{ ...common, duty: 'RECORD_PERFORMANCE', person, part, doneOn }];
    });
    const doneOn = recordedOn((record) => record.of === 'COMMENDATION' && record.unit === row.unit);
    return [...performance, { ...common, duty: 'COMMEND', person: null, part: null, doneOn }];
  },
});
