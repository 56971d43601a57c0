import {
  addWorkingDays,
  inWorkingDays,
  workingDaysBetween,
  workingDaysNeeded,
  type WorkingDays,
} from '@taizhang/calendar';
import { command, id, reject, role, text, type Facts } from '@taizhang/kernel';
import { resultsEvents, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { EVALUATION_FACT, evaluationIn, type KnownEvaluation } from '../comment/collect-feedback.command.js';
import {
  EVALUATION_NOT_IN_STAGE,
  EVALUATION_REPEATED,
  FEEDBACK_NOT_TRIAGED,
  RESULTS_ALREADY_SUMMARISED,
  TALLIES_MISSING,
} from './results.rejections.js';
import type { ResultsState } from './results.state.js';

/** Fact: how many comments an evaluation has, by what became of them; key = `<bureau>/<evaluation>`, value = {@link TriageSums}. */
export const TRIAGE_SUMS_FACT = 'evaluation.triage-sums';

/** Numbers of comments (意见建议数). */
export interface TriageSums {
  readonly total: number;
  readonly raised: number;
  readonly linked: number;
  readonly answered: number;
}

const evaluationNeed = (evaluation: string): string => `evaluation ${evaluation}`;
const commentsNeed = (evaluation: string): string => `comments of ${evaluation}`;

/** Sorts and sums up the results of a stage's evaluations (梳理汇总评议情况), when every comment is triaged. */
export const summariseResults = command({
  name: 'SummariseResults',
  title: { zh: '汇总评议情况', en: 'Summarise results' },
  clauses: ['C5.7', 'C5.10'],
  schema: z.strictObject({ stage: id(), evaluations: z.array(id()).min(1).max(200), summary: text() }),
  allow: role('campaign-office').at('unit'),
  needs: ({ evaluations }, { bureau }) => ({
    ...Object.fromEntries(
      evaluations.flatMap((evaluation) => {
        const key = `${bureau}/${evaluation}`;
        return [
          [evaluationNeed(evaluation), { fact: EVALUATION_FACT, key }],
          [commentsNeed(evaluation), { fact: TRIAGE_SUMS_FACT, key }],
        ];
      }),
    ),
    ...policiesOf(bureau, ['timely.summaryWorkdays']),
    ...workingDaysNeeded(),
  }),
  decide: ({ stage, evaluations, summary }, state: ResultsState, facts, { id: results }) => {
    if (state.kind !== 'none') return reject(RESULTS_ALREADY_SUMMARISED);
    if (new Set(evaluations).size !== evaluations.length) return reject(EVALUATION_REPEATED);
    const known = evaluations.map((evaluation) => evaluationIn(facts.needs[evaluationNeed(evaluation)]));
    const found = known.filter((one): one is KnownEvaluation => one?.stage === stage);
    if (found.length < evaluations.length) return reject(EVALUATION_NOT_IN_STAGE);
    const finished = found.flatMap(({ finishedOn }) => (finishedOn === null ? [] : [finishedOn])).sort();
    const lastRoundOn = finished.at(-1);
    if (lastRoundOn === undefined || finished.length < found.length) return reject(TALLIES_MISSING);
    const comments = sumsOf(evaluations, facts);
    const open = comments.total - comments.raised - comments.linked - comments.answered;
    if (open !== 0) return reject(FEEDBACK_NOT_TRIAGED, { open });
    return underPolicies(facts, ['timely.summaryWorkdays'], ({ policy, record }) =>
      inWorkingDays(facts, (days) => [
        resultsEvents.ResultsSummarised({
          results,
          stage,
          on: facts.effectiveOn,
          lastRoundOn,
          evaluations: evaluations.map((evaluation, i) => ({ evaluation, unit: found[i]?.unit ?? '' })),
          timeliness: timelinessOf(facts.effectiveOn, lastRoundOn, policy['timely.summaryWorkdays'], days),
          comments,
          summary,
          policy: record,
        }),
      ]),
    );
  },
});

function sumsOf(evaluations: readonly string[], { needs }: Pick<Facts, 'needs'>): TriageSums {
  const none = { total: 0, raised: 0, linked: 0, answered: 0 };
  return evaluations
    .map((evaluation) => (needs[commentsNeed(evaluation)] ?? none) as unknown as TriageSums) // as the provider answers
    .reduce(
      (sum, each) => ({
        total: sum.total + each.total,
        raised: sum.raised + each.raised,
        linked: sum.linked + each.linked,
        answered: sum.answered + each.answered,
      }),
      none,
    );
}

/** Whether a summary comes within so many working days of the last round (及时) [C5.7]: a late one is made all the same, and told. */
function timelinessOf(on: string, lastRoundOn: string, within: number, days: WorkingDays) {
  const dueOn = addWorkingDays(days, lastRoundOn, within);
  const workingDaysLate = on > dueOn ? workingDaysBetween(days, dueOn, on) : 0;
  return { dueOn, workingDaysLate, calendar: days.version };
}
