import { bureauOf, OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import { resultsView, type ResultsRow } from '../results.view.js';

/** Units whose principal has no feedback though the results are reported, or has not signed for it (未反馈、未签收) [C5.9]. */
export const feedbackNotGiven = omissionReport({
  name: 'feedback-not-given',
  clauses: ['C5.9'],
  title: { zh: '未反馈或未签收的评议情况', en: 'Feedback that was not given or not received' },
  duties: {
    DELIVER_FEEDBACK: { zh: '向党支部主要负责同志反馈', en: 'Give feedback to the principal' },
    RECEIVE_FEEDBACK: { zh: '签收反馈', en: 'Sign for the feedback' },
  },
  classification: 2,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: resultsView.name,
    where: [{ op: 'in', field: 'status', values: ['SUBMITTED', 'RECEIVED', 'ANSWERED'] }],
  },
  owed: ({ ledger, doc }) => {
    const row = doc as unknown as ResultsRow; // a document of that view
    const since = row.reportedOn;
    if (since === null) return Promise.resolve([]);
    const subject = `results/${row.results}`;
    const owed = row.units.flatMap((unit): readonly OwedDuty[] => {
      const delivered = row.deliveredOn[unit];
      const person = row.deliveries[unit]?.recipient ?? null;
      const common = { subject, part: unit, dueOn: null };
      return [
        {
          ...common,
          duty: 'DELIVER_FEEDBACK',
          unit: bureauOf(ledger),
          person: null,
          since,
          doneOn: delivered ?? null,
        },
        ...(delivered === undefined
          ? []
          : [
              {
                ...common,
                duty: 'RECEIVE_FEEDBACK',
                unit,
                person,
                since: delivered,
                doneOn: row.receivedOn[unit] ?? null,
              },
            ]),
      ];
    });
    return Promise.resolve(owed);
  },
});
