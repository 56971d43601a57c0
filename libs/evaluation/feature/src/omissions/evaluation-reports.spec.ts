import type { DecidedEvent, JsonObject, JsonValue, LedgerId } from '@taizhang/kernel';
import { cadreRecordEvents, commentEvents, evaluationEvents, resultsEvents } from '@taizhang/contracts';
import {
  pageOfOmissions,
  STAGE_DIRECTORY,
  UNIT_DIRECTORY,
  type AskedDuties,
  type OmissionReport,
} from '@taizhang/platform';
import { heldAsked, heldDocument, projected, sampleOf, type HeldDocuments } from '@taizhang/testkit';
import { cadreFilesView } from '../cadre-files.view.js';
import { commentsView } from '../comments.view.js';
import { evaluationsView } from '../evaluations.view.js';
import { resultsView } from '../results.view.js';
import { cadreFilesNotKept } from './cadre-files-not-kept.report.js';
import { commentsNotTriaged } from './comments-not-triaged.report.js';
import { feedbackNotGiven } from './feedback-not-given.report.js';
import { objectsWithoutBallot } from './objects-without-ballot.report.js';
import { objectsWithoutTally } from './objects-without-tally.report.js';
import { summariesNotMade } from './summaries-not-made.report.js';
import { unitsWithoutBriefing } from './units-without-briefing.report.js';

const LEDGER = 'evaluation/wgx-0371';
const group = { object: 'group', kind: 'GROUP', person: null, deferred: false, reason: null };
const cadre = { object: 'P-D2', kind: 'CADRE', person: 'P-D2', deferred: false, reason: null };
const later = { object: 'P-D1', kind: 'PRINCIPAL', person: 'P-D1', deferred: true, reason: '刚到任。' };
const briefing = (unit: string, on: string, objects: readonly JsonObject[] = [group]) =>
  sampleOf('evaluation.BriefingConvened', { evaluation: `stage-2.${unit}`, unit, on, objects });
const opened = (round: string, object: string, on: string) =>
  sampleOf('evaluation.BallotRoundOpened', { round, object, on });
const closed = (round: string, on: string) => sampleOf('evaluation.BallotRoundClosed', { round, on });
const certified = (round: string, object: string, on: string) =>
  sampleOf('evaluation.TallyCertified', { round, object, on });
const voided = (round: string, object: string) => sampleOf('evaluation.TallyVoided', { round, object });
/** Everything on one object: asked about, counted and certified on a day. */
const counted = (round: string, object: string, on: string) => [
  opened(round, object, on),
  closed(round, on),
  certified(round, object, on),
];

function evaluation(unit: string, ...events: readonly DecidedEvent[]) {
  const key = `stage-2.${unit}`;
  const from = { ledger: LEDGER, stream: `evaluation/${key}`, catalogue: evaluationEvents } as const;
  return rowOf(LEDGER, key, projected(evaluationsView, from, events)[key]);
}
const rowOf = (ledger: LedgerId, key: string, doc: JsonObject | null | undefined) =>
  doc ? [heldDocument(ledger, key, doc)] : [];
const branch = (unit: string) =>
  heldDocument('organization/wgx-0371', unit, { unit, level: 'BRANCH', parent: 'wgx-0371' });

/** Rows of a report over these documents, as of a day. */
async function rows(
  report: OmissionReport,
  on: string,
  held: HeldDocuments,
  facts: Readonly<Record<string, JsonValue>> = {},
) {
  const asked = heldAsked(on, held, facts) as AskedDuties; // no counters are asked for
  const search = { ledgers: 'all', current: true, wanted: () => true, limit: 100 } as const;
  const { found } = await pageOfOmissions(report, asked, search);
  return found.map(({ omission }) =>
    Object.fromEntries(Object.entries(omission).filter(([name]) => name !== 'bureau')),
  );
}

describe('branches without their briefing 未召开通报会', () => {
  const stage = (more: JsonObject = {}) =>
    heldDocument('campaigns/wgx-0371', 'stage-2', {
      stage: 'stage-2',
      status: 'OPEN',
      from: '2014-06-25',
      to: '2014-10-25',
      briefings: { from: '2014-09-05', to: '2014-10-25' },
      units: ['wgx-0371', 'b-jia', 'b-yi'],
      ...more,
    });
  const held = {
    [UNIT_DIRECTORY]: [
      branch('b-jia'),
      branch('b-yi'),
      branch('b-wu'),
      heldDocument('organization/wgx-0371', 'wgx-0371', { level: 'BUREAU' }),
    ],
    [STAGE_DIRECTORY]: [stage()],
    [evaluationsView.name]: [...evaluation('b-jia', briefing('b-jia', '2014-09-10'))],
  };
  const missing = {
    duty: 'HOLD_BRIEFING',
    unit: 'b-yi',
    person: null,
    subject: 'unit/b-yi',
    part: 'stage-2',
    since: '2014-09-05',
    dueOn: '2014-10-25',
    overdueDays: 2,
  };

  it('[C5.1] [C5.2] are those in the scope of a stage that held none by the last day for it', async () => {
    expect(await rows(unitsWithoutBriefing, '2014-10-25', held)).toEqual([]);
    expect(await rows(unitsWithoutBriefing, '2014-10-27', held)).toEqual([missing]);
    const withdrawn = evaluation('b-jia', briefing('b-jia', '2014-09-10'), sampleOf('evaluation.BriefingWithdrawn'));
    const both = await rows(unitsWithoutBriefing, '2014-10-27', { ...held, [evaluationsView.name]: withdrawn });
    expect(both.map(({ unit }) => unit)).toEqual(['b-jia', 'b-yi']);
  });

  it('[C5.2] are none of a stage that was withdrawn, or had not begun', async () => {
    for (const more of [{ status: 'WITHDRAWN' }, { from: '2014-10-28' }]) {
      expect(await rows(unitsWithoutBriefing, '2014-10-27', { ...held, [STAGE_DIRECTORY]: [stage(more)] })).toEqual([]);
    }
  });

  it('[C5.2] are none of those that ended before they had to', async () => {
    const ended = (endedOn: string) => {
      const yi = heldDocument('organization/wgx-0371', 'b-yi', { level: 'BRANCH', endedOn });
      return { ...held, [UNIT_DIRECTORY]: [branch('b-jia'), yi] };
    };
    expect(await rows(unitsWithoutBriefing, '2014-10-27', ended('2014-10-25'))).toEqual([]);
    expect(await rows(unitsWithoutBriefing, '2014-10-27', ended('2014-10-26'))).toHaveLength(1);
  });

  it('[C5.1] [C5.2] are no more once they have: late is late until then', async () => {
    const both = [
      ...evaluation('b-jia', briefing('b-jia', '2014-09-10')),
      ...evaluation('b-yi', briefing('b-yi', '2014-10-28')),
    ];
    const caught = { ...held, [evaluationsView.name]: both };
    expect(await rows(unitsWithoutBriefing, '2014-10-27', caught)).toMatchObject([{ overdueDays: 2 }]);
    expect(await rows(unitsWithoutBriefing, '2014-10-28', caught)).toEqual([]);
  });
});

describe('objects of evaluation 评议对象', () => {
  const held = (...events: readonly DecidedEvent[]) => ({
    [evaluationsView.name]: evaluation('b-ding', briefing('b-ding', '2014-09-11', [group, cadre, later]), ...events),
  });
  const parts = async (report: OmissionReport, on: string, ...events: readonly DecidedEvent[]) =>
    (await rows(report, on, held(...events))).map(({ duty, person, part, overdueDays }) => [
      duty,
      person,
      part,
      overdueDays,
    ]);

  it('[C5.3] are owed a ballot since the briefing, those that are deferred apart; a void round is none', async () => {
    expect(await parts(objectsWithoutBallot, '2014-09-13')).toEqual([
      ['HOLD_BALLOT', null, 'P-D2', 2],
      ['HOLD_BALLOT', null, 'group', 2],
    ]);
    const [first, second] = [opened('r-1', 'group', '2014-09-12'), opened('r-2', 'P-D2', '2014-09-14')];
    expect(await parts(objectsWithoutBallot, '2014-09-13', first, second)).toEqual([['HOLD_BALLOT', null, 'P-D2', 2]]);
    expect(await parts(objectsWithoutBallot, '2014-09-14', first, second)).toEqual([]);
    const again = [first, second, closed('r-1', '2014-09-12'), voided('r-1', 'group')];
    expect(await parts(objectsWithoutBallot, '2014-09-14', ...again)).toEqual([['HOLD_BALLOT', null, 'group', 3]]);
  });

  it('[C5.11] are owed a certified tally each by itself once their round is closed', async () => {
    const events = [
      ...counted('r-1', 'group', '2014-09-12'),
      opened('r-2', 'P-D2', '2014-09-12'),
      closed('r-2', '2014-09-13'),
    ];
    const counting = async (on: string, ...told: readonly DecidedEvent[]) =>
      (await parts(objectsWithoutTally, on, ...told)).filter(([duty]) => duty === 'CERTIFY_TALLY');
    expect(await counting('2014-09-16', ...events)).toEqual([['CERTIFY_TALLY', 'P-D2', 'P-D2', 3]]);
    const late = [...events, certified('r-2', 'P-D2', '2014-09-18')];
    expect(await counting('2014-09-17', ...late)).toEqual([['CERTIFY_TALLY', 'P-D2', 'P-D2', 4]]);
    expect(await counting('2014-09-18', ...late)).toEqual([]);
  });

  it('[C5.11] that a briefing put off are owed an evaluation, until another briefing has their certified vote', async () => {
    expect(await parts(objectsWithoutTally, '2014-09-11')).toEqual([]);
    expect(await parts(objectsWithoutTally, '2014-09-13')).toEqual([['EVALUATE_DEFERRED', 'P-D1', 'P-D1', 2]]);
    const events = [briefing('b-wu', '2014-09-20', [group, { ...later, deferred: false, reason: null }])];
    const wu = evaluation('b-wu', ...events, ...counted('r-1', 'P-D1', '2014-09-22'));
    const both = { [evaluationsView.name]: [...(held()[evaluationsView.name] ?? []), ...wu] };
    const owed = async (on: string) => (await rows(objectsWithoutTally, on, both)).map(({ duty }) => duty);
    expect(await owed('2014-09-21')).toEqual(['EVALUATE_DEFERRED']);
    expect(await owed('2014-09-22')).toEqual([]);
  });
});

describe('summaries that were not made in time 未及时汇总', () => {
  const jia = evaluation('b-jia', briefing('b-jia', '2014-09-10'), ...counted('r-1', 'group', '2014-09-11'));
  const yi = (...events: readonly DecidedEvent[]) => evaluation('b-yi', briefing('b-yi', '2014-09-23'), ...events);
  const counting = yi(...counted('r-1', 'group', '2014-09-24'));
  const policy = {
    'organization.policy/wgx-0371/timely.summaryWorkdays': { value: 5, unit: 'wgx-0371', policy: 'p', edition: 1 },
  };
  const summary = (on: string, ...units: readonly string[]) => {
    const evaluations = units.map((unit) => ({ evaluation: `stage-2.${unit}`, unit }));
    const from = { ledger: LEDGER, stream: 'results/results-1', catalogue: resultsEvents } as const;
    const events = [sampleOf('evaluation.ResultsSummarised', { on, evaluations })];
    return rowOf(LEDGER, 'results-1', projected(resultsView, from, events)['results-1']);
  };
  const on = async (
    day: string,
    evaluations: ReturnType<typeof yi>,
    results: ReturnType<typeof summary> = [],
    facts: Readonly<Record<string, JsonValue>> = policy,
  ) =>
    (
      await rows(summariesNotMade, day, { [evaluationsView.name]: evaluations, [resultsView.name]: results }, facts)
    ).map(({ unit, subject, since, dueOn, overdueDays }) => [unit, subject, since, dueOn, overdueDays]);

  it('[C5.7] are owed by the bureau’s office within five working days of the last round of the stage: a Sunday among them', async () => {
    expect(await on('2014-09-30', [...jia, ...counting])).toEqual([]);
    expect(await on('2014-10-02', [...jia, ...counting])).toEqual([
      ['wgx-0371', 'evaluation/stage-2.b-jia', '2014-09-24', '2014-09-30', 2],
      ['wgx-0371', 'evaluation/stage-2.b-yi', '2014-09-24', '2014-09-30', 2],
    ]);
  });

  it('[C5.7] are not owed while a unit of the stage still counts, nor of what was taken into a summary', async () => {
    expect(await on('2014-10-02', [...jia, ...yi(opened('r-1', 'group', '2014-09-24'))])).toEqual([]);
    const late = summary('2014-10-08', 'b-jia');
    expect((await on('2014-10-09', [...jia, ...counting], late)).map(([, subject]) => subject)).toEqual([
      'evaluation/stage-2.b-yi',
    ]);
    expect(await on('2014-10-07', [...jia, ...counting], late)).toHaveLength(2);
  });

  it('[C5.7] are due at once where no policy says within how many days', async () => {
    expect(await on('2014-09-25', [...jia, ...counting], [], {})).toMatchObject([
      ['wgx-0371', 'evaluation/stage-2.b-jia', '2014-09-24', null, 1],
      ['wgx-0371', 'evaluation/stage-2.b-yi', '2014-09-24', null, 1],
    ]);
  });
});

describe('feedback that was not given 未反馈', () => {
  const results = (...events: readonly DecidedEvent[]) => {
    const from = { ledger: LEDGER, stream: 'results/results-1', catalogue: resultsEvents } as const;
    const summarised = sampleOf('evaluation.ResultsSummarised');
    return {
      [resultsView.name]: rowOf(
        LEDGER,
        'results-1',
        projected(resultsView, from, [summarised, ...events])['results-1'],
      ),
    };
  };
  const reported = sampleOf('evaluation.UpwardReportSubmitted');
  const delivered = sampleOf('evaluation.FeedbackDelivered');

  it('[C5.9] is owed by the office once the results are reported upward, and received by the principal', async () => {
    expect(await rows(feedbackNotGiven, '2014-09-30', results())).toEqual([]);
    const owed = { subject: 'results/results-1', part: 'b-ding', dueOn: null };
    expect(await rows(feedbackNotGiven, '2014-09-20', results(reported))).toEqual([
      { ...owed, duty: 'DELIVER_FEEDBACK', unit: 'wgx-0371', person: null, since: '2014-09-18', overdueDays: 2 },
    ]);
    expect(await rows(feedbackNotGiven, '2014-09-20', results(reported, delivered))).toEqual([
      {
        ...owed,
        duty: 'RECEIVE_FEEDBACK',
        unit: 'b-ding',
        person: 'wgx-0371.P-1',
        since: '2014-09-19',
        overdueDays: 1,
      },
    ]);
    const received = sampleOf('evaluation.FeedbackReceived', { on: '2014-09-22' });
    expect(await rows(feedbackNotGiven, '2014-09-21', results(reported, delivered, received))).toHaveLength(1);
    expect(await rows(feedbackNotGiven, '2014-09-22', results(reported, delivered, received))).toEqual([]);
  });
});

describe('comments that nobody took up 未分办', () => {
  const comments = (...events: readonly DecidedEvent[]) => {
    const from = { ledger: LEDGER, stream: 'comment/c-1', catalogue: commentEvents } as const;
    return { [commentsView.name]: rowOf(LEDGER, 'c-1', projected(commentsView, from, events)['c-1']) };
  };

  it('[C5.10] are those that are neither an issue nor answered', async () => {
    const collected = sampleOf('evaluation.FeedbackCollected', { comment: 'c-1', on: '2014-09-12' });
    expect(await rows(commentsNotTriaged, '2014-09-15', comments(collected))).toMatchObject([
      { duty: 'TRIAGE_COMMENT', subject: 'comment/c-1', since: '2014-09-12', overdueDays: 3 },
    ]);
    const triaged = sampleOf('evaluation.FeedbackTriaged', { on: '2014-09-16' });
    expect(await rows(commentsNotTriaged, '2014-09-20', comments(collected, triaged))).toEqual([]);
    expect(
      await rows(commentsNotTriaged, '2014-09-20', comments(collected, sampleOf('evaluation.FeedbackWithdrawn'))),
    ).toEqual([]);
  });
});

describe('what files of cadres lack 干部履职档案缺项', () => {
  const file = (key: string, event: DecidedEvent) => {
    const from = { ledger: LEDGER, stream: `cadre-record/${key}`, catalogue: cadreRecordEvents } as const;
    return rowOf(LEDGER, key, projected(cadreFilesView, from, [event])[key]);
  };
  const evaluated = evaluation('b-ding', briefing('b-ding', '2014-09-11', [group, cadre, later]));
  const lacks = async (...files: ReturnType<typeof file>) =>
    (
      await rows(cadreFilesNotKept, '2014-09-13', { [evaluationsView.name]: evaluated, [cadreFilesView.name]: files })
    ).map(({ duty, unit, person, overdueDays }) => [duty, unit, person, overdueDays]);
  const performance = sampleOf('evaluation.DutyPerformanceRecorded', {
    person: 'P-D2',
    unit: 'b-ding',
    stage: 'stage-2',
  });
  const commended = sampleOf('evaluation.CommendationRecorded', { person: 'P-D9', unit: 'b-ding', stage: 'stage-2' });

  it('[C1.3.h] is how a cadre who is evaluated performs his duty', async () => {
    expect(await lacks()).toContainEqual(['RECORD_PERFORMANCE', 'b-ding', 'P-D2', 2]);
    expect(await lacks(...file('k-1', performance))).not.toContainEqual(['RECORD_PERFORMANCE', 'b-ding', 'P-D2', 2]);
    const other = sampleOf('evaluation.DutyPerformanceRecorded', { person: 'P-D2', unit: 'b-ding', stage: 'stage-1' });
    expect(await lacks(...file('k-1', other))).toContainEqual(['RECORD_PERFORMANCE', 'b-ding', 'P-D2', 2]);
  });

  it('[C1.3.j] is a good cadre of the unit, found in the stage', async () => {
    expect(await lacks(...file('k-1', performance))).toEqual([['COMMEND', 'b-ding', null, 2]]);
    expect(await lacks(...file('k-1', performance), ...file('k-2', commended))).toEqual([]);
  });
});
