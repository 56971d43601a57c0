import { addWorkingDays, chinaWorkingDays } from '@taizhang/calendar';
import { bureauOf, ledgerId, OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, POLICY_FACT, type AskedDuties, type OwedDuty } from '@taizhang/platform';
import type { EvaluationRow } from '../evaluations.document.js';
import { resultsView, type ResultsRow } from '../results.view.js';
import { earliest, evaluationsOf, STANDING } from './evaluations-of.js';

/** Day on which the last round of a stage was closed, by the day of the report; `null` while a unit still counts. */
async function lastRoundOf(bureau: string, stage: string, asked: AskedDuties): Promise<string | null> {
  const evaluations = (await evaluationsOf(bureau, asked)).filter((evaluation) => evaluation.stage === stage);
  const finished = evaluations.map(({ finishedOn }) =>
    finishedOn !== null && finishedOn <= asked.on ? finishedOn : '',
  );
  return finished.includes('') ? null : (finished.sort().at(-1) ?? null);
}

/** Working days within which the bureau's office sums up, as in force on the day of the report; `null` where nobody adopted any. */
async function daysGiven(bureau: string, { fact, once }: AskedDuties): Promise<number | null> {
  const found = await once(`policy ${bureau}`, () =>
    fact({ fact: POLICY_FACT, key: `${bureau}/timely.summaryWorkdays` }),
  );
  const value: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'value') : null;
  return typeof value === 'number' ? value : null;
}

/** Day on which a summary that stands took an evaluation in. */
async function summarisedOn(bureau: string, { stage, unit }: EvaluationRow, { once, reads }: AskedDuties) {
  const found = await once(`results ${bureau}`, () =>
    reads.all(resultsView.name, { ledgers: [ledgerId('evaluation', bureau)] }),
  );
  const rows = found.map(({ doc }) => doc as unknown as ResultsRow); // documents of that view
  const taken = rows.filter((row) => row.status !== 'WITHDRAWN' && row.stage === stage && row.units.includes(unit));
  return earliest(taken.map(({ on }) => on));
}

/**
 * Evaluations that the office has not summed up in time (未及时汇总评议情况): within working days of the last round of the stage,
 * as the policy in force has it [C5.7].
 */
export const summariesNotMade = omissionReport({
  name: 'summaries-not-made',
  clauses: ['C5.7'],
  title: { zh: '未及时汇总的评议情况', en: 'Results that were not summarised in time' },
  duties: { SUMMARISE: { zh: '梳理汇总评议情况', en: 'Summarise the results' } },
  classification: 2,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: STANDING,
  owed: async ({ ledger, doc }, asked): Promise<readonly OwedDuty[]> => {
    const row = doc as unknown as EvaluationRow; // a document of that view
    const bureau = bureauOf(ledger);
    const since = await lastRoundOf(bureau, row.stage, asked);
    if (since === null || row.convenedOn > asked.on) return [];
    const within = await daysGiven(bureau, asked);
    return [
      {
        duty: 'SUMMARISE',
        unit: bureau,
        person: null,
        subject: `evaluation/${row.evaluation}`,
        part: null,
        since,
        dueOn: within === null ? null : addWorkingDays(chinaWorkingDays, since, within),
        doneOn: await summarisedOn(bureau, row, asked),
      },
    ];
  },
});
