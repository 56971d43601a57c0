import { contextOf, policy, type Policy } from '@taizhang/kernel';
import { erasureReportEvents } from '@taizhang/contracts';

/** Where `organization` is at home: takes down what each context of the deployment reports; with the last one an erasure is complete. */
export function erasureReportsPolicy(contexts: readonly string[]): Policy {
  const reports = contexts.map((context) => erasureReportEvents(context).definitions.ErasureReported);
  return policy({
    name: 'collect-erasure-reports',
    context: 'organization',
    clauses: [],
    on: Object.fromEntries(reports.map(({ type, version }) => [type, { version }])),
    react: ({ ledger, data: { erasure, bureau, ...destroyed } }) =>
      Promise.resolve([
        {
          context: 'organization',
          aggregate: 'erasure',
          command: 'ReportErasure',
          bureau: String(bureau),
          id: String(erasure),
          input: { context: contextOf(ledger), ...destroyed },
        },
      ]),
  });
}
