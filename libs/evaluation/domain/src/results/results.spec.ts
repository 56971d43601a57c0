import { chinaWorkingDays } from '@taizhang/calendar';
import type { JsonValue } from '@taizhang/kernel';
import { resultsEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { inForce, recorded } from '../policies.examples.js';
import { acknowledgeUpwardReport } from './acknowledge-upward-report.command.js';
import { answerUpwardReport } from './answer-upward-report.command.js';
import { deliverFeedback } from './deliver-feedback.command.js';
import { receiveFeedback } from './receive-feedback.command.js';
import { results } from './results.aggregate.js';
import { submitUpwardReport } from './submit-upward-report.command.js';
import { summariseResults } from './summarise-results.command.js';
import { withdrawFeedbackDelivery } from './withdraw-feedback-delivery.command.js';
import { withdrawResults } from './withdraw-results.command.js';
import { withdrawUpwardReport } from './withdraw-upward-report.command.js';

const [jia, yi] = ['stage-2.b-jia', 'stage-2.b-yi'];
const evaluationOf = (unit: string, finishedOn: string | null) => ({
  unit,
  stage: 'stage-2',
  objects: ['group'],
  finishedOn,
});
const sums = (total: number, raised: number, linked: number, answered: number) => ({ total, raised, linked, answered });
const known = {
  [`evaluation.evaluation/wgx-0371/${jia}`]: evaluationOf('b-jia', '2014-09-10'),
  [`evaluation.evaluation/wgx-0371/${yi}`]: evaluationOf('b-yi', '2014-09-15'),
  [`evaluation.triage-sums/wgx-0371/${jia}`]: sums(59, 10, 45, 4),
  [`evaluation.triage-sums/wgx-0371/${yi}`]: sums(300, 31, 255, 14),
  'organization.principal/wgx-0371/b-yi': 'P-Y1',
  'organization.unit-path/wgx-0371/wgx-0371': ['wgx-0371', 'city-jc', 'province-0'],
  'platform.working-days/CN': chinaWorkingDays as unknown as JsonValue, // holds JSON only
  ...inForce(),
};
const office = (day: string) => ({
  id: 'results-1',
  actor: { id: 'acct-P-O1', role: 'campaign-office' } as const,
  now: `2014-${day}T02:00:00.000Z`,
  known,
});
const input = { stage: 'stage-2', evaluations: [jia, yi], summary: '评议情况汇总' };
const summarised = resultsEvents.ResultsSummarised({
  results: 'results-1',
  stage: 'stage-2',
  on: '2014-09-17',
  lastRoundOn: '2014-09-15',
  evaluations: [
    { evaluation: jia, unit: 'b-jia' },
    { evaluation: yi, unit: 'b-yi' },
  ],
  timeliness: { dueOn: '2014-09-22', workingDaysLate: 0, calendar: 'CN.chinese-days-1.5.7' },
  comments: sums(359, 41, 300, 18),
  summary: '评议情况汇总',
  policy: recorded(['timely.summaryWorkdays']),
});
const report = { to: 'city-jc', receipt: '2014-118', report: '上报材料' };
const submitted = resultsEvents.UpwardReportSubmitted({ ...report, on: '2014-09-18' });
const acknowledged = resultsEvents.UpwardReportAcknowledged({ on: '2014-09-19' });
const answered = resultsEvents.UpwardReportAnswered({ on: '2014-09-19', answer: '同意' });
const feedback = { unit: 'b-yi', recipient: 'P-Y1', feedback: '反馈意见' };
const delivered = resultsEvents.FeedbackDelivered({
  ...feedback,
  on: '2014-09-19',
  policy: recorded(['feedback.after', 'feedback.scope']),
});
const received = resultsEvents.FeedbackReceived({ unit: 'b-yi', recipient: 'P-Y1', on: '2014-09-19' });
const principal = { ...office('09-19'), actor: { id: 'acct-P-Y1', role: 'principal' } as const };

describe('summarise results 汇总评议情况', () => {
  it('[C5.7] [C5.10] sums up the evaluations of a stage: 359 comments = 41 + 300 + 18', () => {
    given(results).when(summariseResults, input, office('09-17')).then(summarised);
  });

  it.each([
    ['09-22', 0],
    ['09-23', 1],
    ['09-27', 4], // a Saturday off
    ['09-28', 5], // a Sunday that is worked
    ['10-08', 8],
  ])('[C5.7] made on %s it comes %i working days late: due within five of 15 September', (day, workingDaysLate) => {
    const { data } = summarised;
    const late = { ...data, on: `2014-${day}`, timeliness: { ...data.timeliness, workingDaysLate } };
    given(results).when(summariseResults, input, office(day)).then(resultsEvents.ResultsSummarised(late));
  });

  it('[C5.7] is due when the policy in force says, and recorded late it counts from its own day', () => {
    const changed = { 'timely.summaryWorkdays': 8 };
    const { data } = summarised;
    const expected = resultsEvents.ResultsSummarised({
      ...data,
      on: '2014-09-26',
      timeliness: { ...data.timeliness, dueOn: '2014-09-25', workingDaysLate: 1 },
      policy: recorded(['timely.summaryWorkdays'], changed),
    });
    const later = { ...office('10-20'), effectiveOn: '2014-09-26', known: { ...known, ...inForce(changed) } };
    given(results).when(summariseResults, input, later).then(expected);
  });

  it('[C5.7] waits for the edition of the calendar that has the year: no limit is guessed', () => {
    const without = { ...known, 'platform.working-days/CN': { version: 'CN.none', years: {} } };
    given(results)
      .when(summariseResults, input, { ...office('09-17'), known: without })
      .thenRejected('CALENDAR_YEAR_UNKNOWN', { year: '2014' });
  });

  it('[C5.10] refuses while a comment is not triaged', () => {
    const open = { ...known, [`evaluation.triage-sums/wgx-0371/${yi}`]: sums(300, 31, 255, 13) };
    given(results)
      .when(summariseResults, input, { ...office('09-17'), known: open })
      .thenRejected('FEEDBACK_NOT_TRIAGED', { open: 1 });
  });

  it('[C5.7] refuses while a tally is missing, an evaluation of another stage or named twice, and an id in use', () => {
    const unfinished = { ...known, [`evaluation.evaluation/wgx-0371/${yi}`]: evaluationOf('b-yi', null) };
    given(results)
      .when(summariseResults, input, { ...office('09-17'), known: unfinished })
      .thenRejected('TALLIES_MISSING');
    given(results)
      .when(summariseResults, { ...input, stage: 'stage-1' }, office('09-17'))
      .thenRejected('EVALUATION_NOT_IN_STAGE');
    given(results)
      .when(summariseResults, { ...input, evaluations: [jia, jia] }, office('09-17'))
      .thenRejected('EVALUATION_REPEATED');
    given(results, summarised)
      .when(summariseResults, input, office('09-17'))
      .thenRejected('RESULTS_ALREADY_SUMMARISED');
  });
});

describe('report upward, then feed back 先上报后反馈', () => {
  it('[C5.8] [C5.9] reports to the superior, then gives each principal his feedback, who signs for it', () => {
    given(results, summarised).when(submitUpwardReport, report, office('09-18')).then(submitted);
    given(results, summarised, submitted).when(deliverFeedback, feedback, office('09-19')).then(delivered);
    given(results, summarised, submitted, delivered).when(receiveFeedback, { unit: 'b-yi' }, principal).then(received);
  });

  it('[C5.8] refuses to feed back first', () => {
    given(results, summarised).when(deliverFeedback, feedback, office('09-18')).thenRejected('REPORT_UPWARD_FIRST');
    given(results).when(deliverFeedback, feedback, office('09-18')).thenRejected('RESULTS_UNKNOWN');
  });

  it('[C5.8] waits for the acknowledgement where the policy says so (policy 20)', () => {
    const strict = { ...office('09-19'), known: { ...known, ...inForce({ 'feedback.after': 'RECEIVED' }) } };
    given(results, summarised, submitted).when(deliverFeedback, feedback, strict).thenRejected('REPORT_UPWARD_FIRST');
    const policy = recorded(['feedback.after', 'feedback.scope'], { 'feedback.after': 'RECEIVED' });
    given(results, summarised, submitted, acknowledged)
      .when(deliverFeedback, feedback, strict)
      .then(resultsEvents.FeedbackDelivered({ ...delivered.data, policy }));
    const answer = { ...office('09-19'), known: { ...known, ...inForce({ 'feedback.after': 'ANSWERED' }) } };
    given(results, summarised, submitted, acknowledged)
      .when(deliverFeedback, feedback, answer)
      .thenRejected('REPORT_UPWARD_FIRST');
    const fully = recorded(['feedback.after', 'feedback.scope'], { 'feedback.after': 'ANSWERED' });
    given(results, summarised, submitted, answered)
      .when(deliverFeedback, feedback, answer)
      .then(resultsEvents.FeedbackDelivered({ ...delivered.data, policy: fully }));
  });

  it('[C5.8] is acknowledged and answered at the superior that got it: nobody at the bureau, nor at another superior', () => {
    const target = { bureau: 'wgx-0371', id: 'results-1' };
    const judged = (...events: Parameters<typeof given>[1][]) => [
      acknowledgeUpwardReport.judgedAt?.({}, target, given(results, ...events).state),
      answerUpwardReport.judgedAt?.({ answer: '同意' }, target, given(results, ...events).state),
    ];
    expect(judged(summarised, submitted)).toEqual([['city-jc/city-jc'], ['city-jc/city-jc']]);
    expect(judged(summarised)).toEqual([[], []]);
    expect(judged()).toEqual([[], []]);
  });

  it('[C5.9] feeds back to supervised units only, where the policy says so (policy 21)', () => {
    const scoped = inForce({ 'feedback.scope': 'SUPERVISED' });
    const under = (units: readonly object[]) => ({
      ...office('09-19'),
      known: {
        ...known,
        ...scoped,
        'organization.unit-path/wgx-0371/b-yi': ['wgx-0371/b-yi', 'wgx-0371', 'city-jc'],
        'organization.supervised-units/wgx-0371': units as unknown as JsonValue, // holds JSON only
      },
    });
    const policy = recorded(['feedback.after', 'feedback.scope'], { 'feedback.scope': 'SUPERVISED' });
    const to = (...units: readonly object[]) =>
      given(results, summarised, submitted).when(deliverFeedback, feedback, under(units));
    const group = { unit: 'wgx-0371/b-yi', from: '2014-06-25', to: null };
    const told = resultsEvents.FeedbackDelivered({ ...delivered.data, policy });
    to(group).then(told);
    to({ ...group, unit: 'city-jc' }).then(told);
    to().thenRejected('UNIT_NOT_SUPERVISED', { unit: 'b-yi' });
    to({ ...group, unit: 'wgx-0371/b-jia' }).thenRejected('UNIT_NOT_SUPERVISED');
    to({ ...group, to: '2014-09-19' }).thenRejected('UNIT_NOT_SUPERVISED');
    to({ ...group, from: '2014-09-20' }).thenRejected('UNIT_NOT_SUPERVISED');
    given(results, summarised, submitted).when(deliverFeedback, feedback, office('09-19')).then(delivered);
  });

  it('[C5.8] refuses a report to a unit that is not above, a second one, and what cannot be acknowledged', () => {
    given(results, summarised)
      .when(submitUpwardReport, { ...report, to: 'wgx-0371' }, office('09-18'))
      .thenRejected('REPORT_NOT_UPWARD');
    given(results, summarised)
      .when(submitUpwardReport, { ...report, to: 'city-other' }, office('09-18'))
      .thenRejected('REPORT_NOT_UPWARD', { to: 'city-other' });
    given(results, summarised, submitted)
      .when(submitUpwardReport, report, office('09-18'))
      .thenRejected('REPORT_ALREADY_SUBMITTED');
    given(results, summarised, submitted).when(acknowledgeUpwardReport, {}, office('09-19')).then(acknowledged);
    given(results, summarised).when(acknowledgeUpwardReport, {}, office('09-19')).thenRejected('REPORT_UPWARD_FIRST');
    given(results, summarised, submitted, acknowledged)
      .when(acknowledgeUpwardReport, {}, office('09-19'))
      .thenRejected('REPORT_ALREADY_ACKNOWLEDGED');
    const answer = { answer: '同意' };
    given(results, summarised).when(answerUpwardReport, answer, office('09-19')).thenRejected('REPORT_UPWARD_FIRST');
    given(results, summarised, submitted, acknowledged)
      .when(answerUpwardReport, answer, office('09-19'))
      .then(answered);
    given(results, summarised, submitted, answered)
      .when(answerUpwardReport, answer, office('09-19'))
      .thenRejected('REPORT_ALREADY_ACKNOWLEDGED');
  });

  it('[C5.9] refuses anybody but the principal, a unit that is not part of it, and a second time', () => {
    const at = given(results, summarised, submitted, delivered);
    const before = given(results, summarised, submitted);
    before
      .when(deliverFeedback, { ...feedback, recipient: 'P-Y2' }, office('09-19'))
      .thenRejected('NOT_THE_PRINCIPAL', { unit: 'b-yi' });
    before.when(deliverFeedback, { ...feedback, unit: 'b-bing' }, office('09-19')).thenRejected('UNIT_NOT_SUMMARISED');
    at.when(deliverFeedback, feedback, office('09-19')).thenRejected('FEEDBACK_ALREADY_DELIVERED');
    before.when(receiveFeedback, { unit: 'b-yi' }, principal).thenRejected('FEEDBACK_NOT_DELIVERED');
    at.when(receiveFeedback, { unit: 'b-yi' }, office('09-19')).thenRejected('NOT_THE_PRINCIPAL');
    given(results, summarised, submitted, delivered, received)
      .when(receiveFeedback, { unit: 'b-yi' }, principal)
      .thenRejected('FEEDBACK_NOT_DELIVERED');
  });
});

describe('withdraw wrong acts 撤回', () => {
  const wrong = (rev: number) => ({ event: eventIdAt(rev), reason: '录入有误' });

  it('[C5.7] ends a wrong summary before it is reported', () => {
    const withdrawn = resultsEvents.ResultsWithdrawn(wrong(0));
    given(results, summarised).when(withdrawResults, wrong(0)).then(withdrawn);
    given(results, summarised, submitted).when(withdrawResults, wrong(0)).thenRejected('WITHDRAWAL_TOO_LATE');
    given(results, summarised, withdrawn)
      .when(submitUpwardReport, report, office('09-18'))
      .thenRejected('RESULTS_WITHDRAWN');
  });

  it('[C5.8] takes back a report before anybody has feedback: then feedback waits again', () => {
    const withdrawn = resultsEvents.UpwardReportWithdrawn(wrong(1));
    given(results, summarised, submitted).when(withdrawUpwardReport, wrong(1)).then(withdrawn);
    given(results, summarised, submitted, withdrawn)
      .when(deliverFeedback, feedback, office('09-19'))
      .thenRejected('REPORT_UPWARD_FIRST');
    given(results, summarised, submitted, delivered)
      .when(withdrawUpwardReport, wrong(1))
      .thenRejected('WITHDRAWAL_TOO_LATE');
  });

  it('[C5.9] takes back a delivery that nobody signed for', () => {
    const withdrawn = resultsEvents.FeedbackDeliveryWithdrawn(wrong(2));
    given(results, summarised, submitted, delivered).when(withdrawFeedbackDelivery, wrong(2)).then(withdrawn);
    given(results, summarised, submitted, delivered, withdrawn)
      .when(deliverFeedback, feedback, office('09-19'))
      .then(delivered);
    given(results, summarised, submitted, delivered, received)
      .when(withdrawFeedbackDelivery, wrong(2))
      .thenRejected('WITHDRAWAL_TOO_LATE');
  });
});
