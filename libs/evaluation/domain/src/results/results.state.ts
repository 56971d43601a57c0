import type { Evolve } from '@taizhang/kernel';
import { unitKeyOf, type resultsEvents } from '@taizhang/contracts';

/** Feedback (反馈) to the principal of one unit. */
export interface Delivery {
  readonly recipient: string;
  readonly received: boolean;
}

/** Results of evaluation (评议情况) that the office summed up. */
export interface Results {
  readonly kind: 'results';
  readonly results: string;
  readonly stage: string;
  readonly status: 'SUMMARISED' | 'SUBMITTED' | 'RECEIVED' | 'ANSWERED' | 'WITHDRAWN';
  readonly units: readonly string[];
  /** Superior that the results were reported to. */
  readonly reportedTo: string | null;
  /** By unit. */
  readonly deliveries: Readonly<Record<string, Delivery>>;
}

/** What deciders know of results: open fields only (design §5). */
export type ResultsState = { readonly kind: 'none' } | Results;

/** Before they were summed up. */
export const initialResults: ResultsState = { kind: 'none' };

function change(state: ResultsState, apply: (results: Results) => Partial<Results>): ResultsState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

const undone = (state: ResultsState): ResultsState => state;

/** One entry per event type: a missing one does not compile. */
export const evolveResults: Evolve<ResultsState, typeof resultsEvents> = {
  'evaluation.ResultsSummarised': (_state, { results, stage, evaluations }) => ({
    kind: 'results',
    results,
    stage,
    status: 'SUMMARISED',
    units: evaluations.map(({ unit }) => unit),
    reportedTo: null,
    deliveries: {},
  }),
  'evaluation.UpwardReportSubmitted': (state, { to }) => change(state, () => ({ status: 'SUBMITTED', reportedTo: to })),
  'evaluation.UpwardReportAcknowledged': (state) => change(state, () => ({ status: 'RECEIVED' })),
  'evaluation.UpwardReportAnswered': (state) => change(state, () => ({ status: 'ANSWERED' })),
  'evaluation.FeedbackDelivered': (state, { unit, recipient }) =>
    change(state, ({ deliveries }) => ({ deliveries: { ...deliveries, [unit]: { recipient, received: false } } })),
  'evaluation.FeedbackReceived': (state, { unit, recipient }) =>
    change(state, ({ deliveries }) => ({ deliveries: { ...deliveries, [unit]: { recipient, received: true } } })),
  'evaluation.ResultsWithdrawn': (state) => change(state, () => ({ status: 'WITHDRAWN' })),
  'evaluation.UpwardReportWithdrawn': undone,
  'evaluation.FeedbackDeliveryWithdrawn': undone,
};

/** Units whose people acknowledge and answer the report: the superior that got it. None before anybody did. */
export function superiorOfResults(state: ResultsState): readonly string[] {
  if (state.kind === 'none' || state.reportedTo === null) return [];
  return [unitKeyOf(state.reportedTo, state.reportedTo)];
}
