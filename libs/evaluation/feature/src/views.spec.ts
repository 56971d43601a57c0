import type { DecidedEvent } from '@taizhang/kernel';
import { cadreRecordEvents, commentEvents, evaluationEvents, issueEvents, resultsEvents } from '@taizhang/contracts';
import { eventIdAt, projected, sampleOf } from '@taizhang/testkit';
import { cadreFilesView } from './cadre-files.view.js';
import { commentsView, triageDimension, type CommentRow } from './comments.view.js';
import { countingRoundsView } from './counting-rounds.view.js';
import { evaluationsView } from './evaluations.view.js';
import { issueDirectoryView } from './issue-directory.view.js';
import { noticesView } from './notices.view.js';
import { resultsView } from './results.view.js';

const ledger = 'evaluation/wgx-0371';
/** First samples of event types: the samples tell of 丁 and its cadre P-D2, who falls below the line in round r-2. */
const samples = (...names: readonly string[]) => names.map((name) => sampleOf(`evaluation.${name}`));

const evaluationRow = (...events: readonly DecidedEvent[]) =>
  projected(evaluationsView, { ledger, stream: 'evaluation/stage-2.b-ding', catalogue: evaluationEvents }, events)[
    'stage-2.b-ding'
  ];
const briefed = samples('BriefingConvened', 'RosterFrozen');
const certified = samples('BallotRoundOpened', 'BallotRoundClosed', 'TallyCertified', 'SummaryMeetingBlocked');
const groupRound = [
  evaluationEvents.BallotRoundOpened({
    round: 'r-1',
    object: 'group',
    on: '2014-09-12',
    tellers: ['P-T1', 'P-T2'],
    policy: { 'evaluation.scale': { value: 4, unit: 'wgx-0371', policy: 'DEFAULT-2014', edition: 1 } },
  }),
  evaluationEvents.BallotRoundClosed({ round: 'r-1', on: '2014-09-15', paper: 50, codes: 0, issued: 50 }),
  {
    ...sampleOf('evaluation.TallyCertified'),
    data: { ...sampleOf('evaluation.TallyCertified').data, round: 'r-1', object: 'group' },
  },
];

describe('evaluations 民主评议', () => {
  it('show the roster, and a certified tally under all four denominators with the policy that judged it', () => {
    const row = evaluationRow(...briefed, ...certified);
    expect(row).toMatchObject({
      unit: 'b-ding',
      mass: 15,
      added: ['residents'],
      block: 'PROVISIONAL',
      sensitive: false,
    });
    expect(row).toHaveProperty(['rounds', 'r-2', 'tally', 'shares', 1, 'hundredths'], 7959);
    expect(row).toHaveProperty(['rounds', 'r-2', 'tally', 'policy', 'criticism.threshold', 'value'], { n: 80, d: 100 });
  });

  it('are finished when every object that is not deferred has its tally: on the day of the last round', () => {
    expect(evaluationRow(...briefed, ...certified)).toMatchObject({ finishedOn: null });
    expect(evaluationRow(...briefed, ...certified, ...groupRound)).toMatchObject({ finishedOn: '2014-09-15' });
  });

  it('[C5.17] tell how the block stands, and forget it with the tally that it came of', () => {
    const at = [...briefed, ...certified].findIndex(({ type }) => type === 'evaluation.TallyCertified');
    const withdrawn = evaluationEvents.TallyWithdrawn({ event: eventIdAt(at), reason: '录错' });
    const row = evaluationRow(...briefed, ...certified, withdrawn);
    expect(row).toMatchObject({ block: 'NONE' });
    expect(row).not.toHaveProperty(['rounds', 'r-2', 'tally']);
    const notified = samples(
      'ComprehensiveAssessmentRecorded',
      'CriticismProposed',
      'CommitteeVoteRecorded',
      'CriticismAdopted',
      'CriticismNoticeIssued',
      'SummaryMeetingBlockConfirmed',
    );
    expect(evaluationRow(...briefed, ...certified, ...notified)).toMatchObject({
      block: 'CONFIRMED',
      votes: { 'P-D2': { members: 9, inFavour: 1 } },
      assessments: { 'P-D2': { commenters: 9 } },
    });
    const lifted = samples('RequirementMetFound', 'SummaryMeetingBlockLifted', 'SummaryMeetingHeld');
    expect(evaluationRow(...briefed, ...certified, ...notified, ...lifted)).toMatchObject({
      block: 'NONE',
      heldOn: '2014-10-22',
      summary: { $sealed: {} },
    });
  });
});

describe('counting-rounds 计票', () => {
  const [ONE, OTHER] = ['wgx-0371.P-5', 'wgx-0371.P-6'] as const;
  const from = { ledger, stream: 'evaluation/stage-2.b-ding', catalogue: evaluationEvents } as const;
  const row = (...events: readonly DecidedEvent[]) => projected(countingRoundsView, from, events)['stage-2.b-ding'];
  const opened = [...briefed, ...samples('BallotRoundOpened')];
  const closed = [...opened, ...samples('BallotRoundClosed')];
  const count = { returned: 50, spoiled: 1, blank: 0, grades: { good: 31, fairlyGood: 8, average: 7, poor: 3 } };
  const counted = (teller: string) => evaluationEvents.BallotsCounted({ round: 'r-2', teller, count });
  const signed = (teller: string) => evaluationEvents.TallySigned({ round: 'r-2', teller });
  const certified = [...closed, counted(ONE), counted(OTHER), signed(OTHER), ...samples('TallyCertified')];

  it('[C5.12] show the tellers what is to be counted and how many ballots were handed out', () => {
    expect(row(...closed)).toMatchObject({
      unit: 'b-ding',
      tellers: [ONE, OTHER],
      objects: { 'P-D2': { kind: 'CADRE' } },
      rounds: { 'r-2': { object: 'P-D2', status: 'CLOSED', paper: 47, codes: 0, entered: [], signed: [] } },
    });
  });

  it('[C5.12] tell who has entered and who has signed, and not one figure of a count or a result', () => {
    const both = row(...closed, counted(ONE), counted(OTHER), signed(OTHER));
    expect(both).toMatchObject({ rounds: { 'r-2': { entered: [ONE, OTHER], signed: [OTHER] } } });
    const done = row(...certified);
    expect(done).toMatchObject({ rounds: { 'r-2': { status: 'CERTIFIED', signed: [OTHER, ONE] } } });
    for (const told of [both, done])
      expect(JSON.stringify(told)).not.toMatch(/returned|spoiled|blank|grades|good|valid|verdict|shares|counts/);
  });

  it('[C5.12] take back what was signed when somebody enters anew', () => {
    expect(row(...closed, counted(ONE), counted(OTHER), signed(OTHER), counted(ONE))).toMatchObject({
      rounds: { 'r-2': { entered: [ONE, OTHER], signed: [] } },
    });
  });

  it('follow what is withdrawn: a tally to its first signature, a close to voting, a round to nothing', () => {
    const at = (events: readonly DecidedEvent[], name: string) =>
      eventIdAt(events.findIndex(({ type }) => type === `evaluation.${name}`));
    const reason = '录错';
    const untallied = evaluationEvents.TallyWithdrawn({ event: at(certified, 'TallyCertified'), reason });
    expect(row(...certified, untallied)).toMatchObject({ rounds: { 'r-2': { status: 'CLOSED', signed: [OTHER] } } });
    const reopened = evaluationEvents.BallotRoundCloseWithdrawn({ event: at(closed, 'BallotRoundClosed'), reason });
    expect(row(...closed, reopened)).toMatchObject({ rounds: { 'r-2': { status: 'OPEN', paper: null } } });
    const unopened = evaluationEvents.BallotRoundWithdrawn({ event: at(opened, 'BallotRoundOpened'), reason });
    expect(row(...opened, unopened)).toMatchObject({ rounds: {}, tellers: [] });
  });

  it('show online rounds with their codes, when the box was opened, and void ones as such', () => {
    const online = [...samples('BallotCodesIssued', 'BallotRoundClosed', 'BallotsOpened')].map((event) => ({
      ...event,
      data: { ...event.data, round: 'r-2' },
    }));
    expect(row(...opened, ...online)).toMatchObject({ rounds: { 'r-2': { boxOpened: true } } });
    expect(row(...opened, ...online)).not.toMatchObject({ rounds: { 'r-2': { codes: 0 } } });
    const voided = sampleOf('evaluation.TallyVoided');
    expect(row(...closed, { ...voided, data: { ...voided.data, round: 'r-2' } })).toMatchObject({
      rounds: { 'r-2': { status: 'VOID' } },
    });
    const gone = evaluationEvents.BriefingWithdrawn({ event: eventIdAt(0), reason: '重复' });
    expect(row(...samples('BriefingConvened'), gone)).toBeNull();
  });
});

describe('notices of criticism 通报批评', () => {
  const from = { ledger, stream: 'evaluation/stage-2.b-ding', catalogue: evaluationEvents } as const;

  it('[C5.16] stand by themselves, so that they can be public, and stay when withdrawn', () => {
    const issued = sampleOf('evaluation.CriticismNoticeIssued');
    const rows = projected(noticesView, from, [issued]);
    expect(rows[eventIdAt(0)]).toMatchObject({
      evaluation: 'stage-2.b-ding',
      year: 2014,
      serial: 7,
      withdrawn: false,
      body: { $sealed: {} },
    });
    const withdrawn = evaluationEvents.CriticismNoticeWithdrawn({ event: eventIdAt(0), reason: '文号有误' });
    expect(projected(noticesView, from, [issued, withdrawn])[eventIdAt(0)]).toMatchObject({
      withdrawn: true,
      serial: 7,
    });
  });
});

describe('comments 意见建议', () => {
  it('[C5.10] count by what became of them, and not when withdrawn', () => {
    const rows = (...events: readonly DecidedEvent[]) =>
      projected(commentsView, { ledger, stream: 'comment/c-1', catalogue: commentEvents }, events)['c-1'];
    const counted = (row: unknown) => commentsView.counters?.['triage']?.(row as CommentRow & Record<string, never>); // a document of the view
    const collected = sampleOf('evaluation.FeedbackCollected');
    expect(counted(rows(collected))).toEqual([triageDimension('stage-2.b-ding', null)]);
    const triaged = rows(collected, sampleOf('evaluation.FeedbackTriaged'));
    expect(triaged).toMatchObject({ status: 'TRIAGED', issue: '2014-0001', content: { $sealed: {} } });
    expect(counted(triaged)).toEqual([triageDimension('stage-2.b-ding', 'LINKED')]);
    const gone = commentEvents.FeedbackWithdrawn({ event: eventIdAt(0), reason: '重复' });
    expect(counted(rows(collected, gone))).toEqual([]);
  });
});

describe('results and files of cadres 评议情况汇总、干部履职档案', () => {
  it('[C5.8] [C5.9] show the way upward and back', () => {
    const names = ['ResultsSummarised', 'UpwardReportSubmitted', 'FeedbackDelivered', 'FeedbackReceived'];
    const from = { ledger, stream: 'results/results-1', catalogue: resultsEvents } as const;
    expect(projected(resultsView, from, samples(...names))['results-1']).toMatchObject({
      status: 'SUBMITTED',
      units: ['b-ding'],
      comments: { total: 359 },
      receipt: '2014-118',
      deliveries: { 'b-ding': { received: true } },
    });
  });

  it('[C1.3.h] [C1.3.j] show duty performance and commendations of a person', () => {
    const row = (name: string) =>
      projected(cadreFilesView, { ledger, stream: 'cadre-record/k-1', catalogue: cadreRecordEvents }, samples(name))[
        'k-1'
      ];
    expect(row('DutyPerformanceRecorded')).toMatchObject({ of: 'PERFORMANCE', from: '2014-01-01', to: '2014-06-30' });
    expect(row('CommendationRecorded')).toMatchObject({ of: 'COMMENDATION', standards: ['SERVICE', 'INTEGRITY'] });
  });

  it('keep of issues that there are, and where from', () => {
    const from = { ledger: 'issues/wgx-0371', stream: 'issue/2014-0001', catalogue: issueEvents } as const;
    const raised = sampleOf('issues.IssueRaised');
    expect(projected(issueDirectoryView, from, [raised])['2014-0001']).toEqual({
      code: '2014-0001',
      source: 'DEMOCRATIC_LIFE_MEETING',
    });
    const gone = issueEvents.IssueWithdrawn({ event: eventIdAt(0), reason: '重复' });
    expect(projected(issueDirectoryView, from, [raised, gone])['2014-0001']).toBeNull();
    const carried = sampleOf('issues.IssueCarriedOver');
    const { code, source } = carried.data;
    expect(projected(issueDirectoryView, from, [carried])[String(code)]).toEqual({ code, source });
  });
});
