import type { JsonObject } from '@taizhang/kernel';
import type { resultsEvents } from '@taizhang/contracts';
import { results, type Results, type ResultsState } from '@taizhang/evaluation-domain';
import { aggregateRows, view, type SealedValue } from '@taizhang/views-port';

/** Results of evaluation (评议情况) with their way upward and back. */
export interface ResultsRow extends Results {
  readonly on: string;
  readonly lastRoundOn: string;
  readonly timeliness: { readonly dueOn: string; readonly workingDaysLate: number; readonly calendar: string };
  readonly comments: {
    readonly total: number;
    readonly raised: number;
    readonly linked: number;
    readonly answered: number;
  };
  /** Days of delivery and of receipt, by unit. */
  readonly deliveredOn: Readonly<Record<string, string>>;
  readonly receivedOn: Readonly<Record<string, string>>;
  readonly summary: SealedValue | null;
  readonly reportedTo: string | null;
  readonly reportedOn: string | null;
  readonly receipt: string | null;
  readonly report: SealedValue | null;
  readonly answer: SealedValue | null;
}

/** The summaries of results (评议情况汇总): reported upward, then fed back. */
export const resultsView = view<ResultsRow & JsonObject>({
  name: 'results',
  version: 2,
  context: 'evaluation',
  fields: {
    results: 'keyword',
    stage: 'keyword',
    status: 'keyword',
    units: 'keywords',
    on: 'date',
    reportedOn: 'date',
    'timeliness.workingDaysLate': 'number',
  },
  on: aggregateRows<ResultsState, typeof resultsEvents, ResultsRow>({
    aggregate: results,
    untold: {
      deliveredOn: {},
      receivedOn: {},
      summary: null,
      reportedTo: null,
      reportedOn: null,
      receipt: null,
      report: null,
      answer: null,
    },
    tell: {
      ResultsSummarised: (_row, { on, lastRoundOn, timeliness, comments }, act) => ({
        on,
        lastRoundOn,
        timeliness,
        comments,
        summary: act.sealed['summary'] ?? null,
      }),
      UpwardReportSubmitted: (_row, { to, on, receipt }, act) => ({
        reportedTo: to,
        reportedOn: on,
        receipt,
        report: act.sealed['report'] ?? null,
      }),
      FeedbackDelivered: ({ deliveredOn }, { unit, on }) => ({ deliveredOn: { ...deliveredOn, [unit]: on } }),
      FeedbackReceived: ({ receivedOn }, { unit, on }) => ({ receivedOn: { ...receivedOn, [unit]: on } }),
      UpwardReportAnswered: (_row, _data, act) => ({ answer: act.sealed['answer'] ?? null }),
    },
    complete: (row) => row,
  }),
});
