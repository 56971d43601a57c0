import { date, event, events, id, int, redactable, text, unitReference, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { policiesInForce } from './evaluation.policies.js';

const prose = () => redactable(2, text());
const count = () => int().min(0);

/** Events of the results of evaluation (评议情况): the office sums them up, reports them upward, then feeds them back. */
export const resultsEvents = events('evaluation', {
  ResultsSummarised: event({
    version: 1,
    clr: 2,
    clauses: ['C5.7'],
    schema: z.strictObject({
      results: id(),
      stage: id(),
      on: date(),
      /** Day on which the last of the rounds was closed: the summary is due within working days of it (policy 19). */
      lastRoundOn: date(),
      evaluations: z.array(z.strictObject({ evaluation: id(), unit: id() })).min(1),
      /** Whether it came in time: by the edition of the calendar that was in use, so that nothing is counted again (policy 19). */
      timeliness: z.strictObject({ dueOn: date(), workingDaysLate: count(), calendar: id() }),
      comments: z.strictObject({ total: count(), raised: count(), linked: count(), answered: count() }),
      summary: prose(),
      policy: policiesInForce('timely.summaryWorkdays'),
    }),
  }),
  UpwardReportSubmitted: event({
    version: 1,
    clr: 2,
    clauses: ['C5.8'],
    schema: z.strictObject({ to: unitReference(), on: date(), receipt: id(), report: prose() }),
  }),
  UpwardReportAcknowledged: event({
    version: 1,
    clr: 2,
    clauses: ['C5.8'],
    schema: z.strictObject({ on: date() }),
  }),
  UpwardReportAnswered: event({
    version: 1,
    clr: 2,
    clauses: ['C5.8'],
    schema: z.strictObject({ on: date(), answer: prose() }),
  }),
  FeedbackDelivered: event({
    version: 1,
    clr: 2,
    clauses: ['C5.8', 'C5.9'],
    schema: z.strictObject({
      unit: id(),
      recipient: id(),
      on: date(),
      feedback: prose(),
      policy: policiesInForce('feedback.after', 'feedback.scope'),
    }),
  }),
  FeedbackReceived: event({
    version: 1,
    clr: 2,
    clauses: ['C5.9'],
    schema: z.strictObject({ unit: id(), recipient: id(), on: date() }),
  }),
  ResultsWithdrawn: withdrawn({ clr: 2, clauses: ['C5.7'] }),
  UpwardReportWithdrawn: withdrawn({ clr: 2, clauses: ['C5.8'] }),
  FeedbackDeliveryWithdrawn: withdrawn({ clr: 2, clauses: ['C5.9'] }),
});
