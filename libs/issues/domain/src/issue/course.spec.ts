import { issueEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { carryOverIssue } from './carry-over-issue.command.js';
import { closeIssue } from './close-issue.command.js';
import { completeMeasure } from './complete-measure.command.js';
import { continueIssue } from './continue-issue.command.js';
import { declineIssue } from './decline-issue.command.js';
import { designateLongTerm } from './designate-long-term.command.js';
import { giveReply } from './give-reply.command.js';
import { issue } from './issue.aggregate.js';
import {
  allDone,
  assigned,
  closed,
  closeRequested,
  completed,
  evidence,
  inRectification,
  known,
  measureSet,
  raised,
  replied,
  triaged,
} from './issue.examples.js';
import { linkIssueToNorm } from './link-issue-to-norm.command.js';
import { mergeIssue } from './merge-issue.command.js';
import { raiseIssue } from './raise-issue.command.js';
import { referIssue } from './refer-issue.command.js';
import { reopenIssue } from './reopen-issue.command.js';
import { reportProgress } from './report-progress.command.js';
import { requestClose } from './request-close.command.js';
import { resumeIssue } from './resume-issue.command.js';
import { setMeasure } from './set-measure.command.js';
import { suspendIssue } from './suspend-issue.command.js';
import { withdrawCarryOver } from './withdraw-carry-over.command.js';
import { withdrawReopening } from './withdraw-reopening.command.js';

const office = { actor: { id: 'acct-office', role: 'campaign-office' }, known } as const;
const on = (day: string) => ({ ...office, now: `2014-${day}T02:00:00.000Z` });
const reason = '理由';

describe('carry over issue 结转问题', () => {
  const input = {
    unit: 'b-jia',
    stage: 'stage-2',
    earlier: { stage: 'stage-1', code: '17' },
    origin: 'o-1',
    source: 'SUPERIOR',
    raisedOn: '2014-04-10',
    dueOn: '2014-06-30',
    wind: 'FORMALISM',
    manifestation: '检查过多',
    history: '已合并三项',
  } as const;
  const carried = issueEvents.IssueCarriedOver({
    code: '2014-0001',
    record: null,
    anonymous: false,
    originator: null,
    ...input,
  });

  it('[C1.1.a] keeps its original dates and what was done', () => {
    given(issue).when(carryOverIssue, input, office).then(carried);
    given(issue, carried).when(carryOverIssue, input, office).thenRejected('ISSUE_ALREADY_RAISED');
  });

  it.each([
    ['what was raised after the stage began', { raisedOn: '2014-06-25' }, 'CARRIED_OVER_TOO_LATE'],
    ['a unit that there is not', { unit: 'b-geng' }, 'UNIT_UNKNOWN'],
    ['a stage that there is not', { stage: 'stage-9' }, 'STAGE_UNKNOWN'],
    ['a meeting’s criticism without its record', { source: 'ORG_LIFE_MEETING' }, 'SOURCE_RECORD_MISSING'],
    ['an originator’s name on an anonymous origin', { anonymous: true, originator: '某人' }, 'ORIGINATOR_ANONYMOUS'],
  ])('[C1.1.a] refuses %s', (_what, more, code) => {
    given(issue)
      .when(carryOverIssue, { ...input, ...more }, office)
      .thenRejected(code);
  });

  it('is withdrawn before it is assigned, and its code stays used', () => {
    const act = { event: eventIdAt(0), reason };
    const withdrawn = issueEvents.CarryOverWithdrawn(act);
    given(issue, carried).when(withdrawCarryOver, act, office).then(withdrawn);
    given(issue, carried, withdrawn).when(carryOverIssue, input, office).thenRejected('ISSUE_ALREADY_RAISED');
    given(issue, carried, triaged, assigned).when(withdrawCarryOver, act, office).thenRejected('WITHDRAWAL_TOO_LATE');
  });

  it('[C1.1.a] goes on in the next stage while it is open, from the stage that it is in only', () => {
    const next = { stage: 'stage-3', earlierStage: 'stage-2' };
    given(issue, carried).when(continueIssue, next, office).then(issueEvents.IssueContinued(next));
    given(issue, carried)
      .when(continueIssue, { stage: 'stage-3', earlierStage: 'stage-1' }, office)
      .thenRejected('ISSUE_STATE_FORBIDS');
    given(issue, ...allDone, closeRequested, closed)
      .when(continueIssue, next, office)
      .thenRejected('ISSUE_STATE_FORBIDS', { status: 'CLOSED' });
  });
});

describe('within a stage 环节', () => {
  const input = {
    unit: 'b-jia',
    stage: 'stage-2',
    origin: 'o-1',
    source: 'MASS_OPINION',
    raisedOn: '2014-06-26',
    wind: 'FORMALISM',
    manifestation: '会议多',
  } as const;

  it('[C0.1] refuses what names a stage that nobody opened, or that is closed', () => {
    const stage = 'campaigns.stage/wgx-0371/stage-2';
    const over = { ...known, [stage]: { ...known[stage], status: 'CLOSED' } };
    given(issue)
      .when(raiseIssue, { ...input, stage: 'stage-9' }, on('07-01'))
      .thenRejected('STAGE_UNKNOWN');
    given(issue)
      .when(raiseIssue, input, { ...on('07-01'), known: over })
      .thenRejected('STAGE_CLOSED', { stage: 'stage-2' });
  });

  it('[C0.1] refuses what comes after this context cleared the stage, though it is not closed yet', () => {
    const shut = { ...known, 'issues.stage-door/wgx-0371/stage-2': { shut: true, seen: 8 } };
    given(issue)
      .when(raiseIssue, input, { ...on('07-01'), known: shut })
      .thenRejected('STAGE_CLOSED');
  });
});

describe('merge issue 合并问题', () => {
  const main = (status: string, origins: readonly string[] = ['o-1']) => ({
    ...office,
    id: '2014-0003',
    known: { 'issues.main-issue/wgx-0371/2014-0001': { status, rev: 4, origins } },
  });
  const input = { into: '2014-0001', reason };
  const merged = issueEvents.IssueMerged(input);

  it('[C1.0.b] [C1.1.m] takes every origin along, under an id that the main issue does not use', () => {
    given(issue, raised, triaged)
      .when(mergeIssue, input, main('ASSIGNED', ['o-1', 'o-1-2']))
      .thenAlso({
        stream: 'issue/2014-0001',
        expect: 4,
        events: [
          issueEvents.OriginsJoined({
            from: '2014-0003',
            raisedOn: '2014-06-26',
            origins: [{ origin: 'o-1-3', was: 'o-1', source: 'MASS_OPINION', anonymous: false, answered: false }],
          }),
        ],
      });
  });

  it('is part of the other from then on', () => {
    given(issue, raised, triaged).when(mergeIssue, input, main('ASSIGNED')).then(merged);
    given(issue, raised, triaged, merged)
      .when(mergeIssue, input, main('ASSIGNED'))
      .thenRejected('ISSUE_STATE_FORBIDS', { status: 'MERGED' });
  });

  it.each(['SUBMITTED', 'CLOSED', 'MERGED', 'WITHDRAWN'])('[C1.1.m] refuses a main issue that is %s', (status) => {
    given(issue, raised, triaged).when(mergeIssue, input, main(status)).thenRejected('MAIN_ISSUE_NOT_OPEN', { status });
  });

  it('refuses itself, and an issue that there is not', () => {
    given(issue, raised, triaged)
      .when(mergeIssue, { ...input, into: '2014-0003' }, main('ASSIGNED'))
      .thenRejected('MERGE_INTO_ITSELF');
    given(issue, raised, triaged)
      .when(mergeIssue, input, { ...office, id: '2014-0003', known: {} })
      .thenRejected('MAIN_ISSUE_UNKNOWN', { into: '2014-0001' });
  });

  it('[C1.0.b] leaves the main issue open until those who came with the duplicate are answered', () => {
    const joined = issueEvents.OriginsJoined({
      from: '2014-0003',
      raisedOn: '2014-06-28',
      origins: [{ origin: 'o-1-2', was: 'o-1', source: 'MASS_OPINION', anonymous: true, answered: false }],
    });
    given(issue, ...allDone, joined)
      .when(requestClose, { effect: '满意' }, on('07-20'))
      .thenRejected('UNANSWERED_ORIGIN', { origins: ['o-1-2'] });
    given(issue, ...allDone, joined)
      .when(giveReply, { origin: 'o-1-2', channel: 'COLLECTIVE', repliedOn: '2014-07-20', reply: '已办' }, on('07-20'))
      .then(
        issueEvents.ReplyGiven({
          origin: 'o-1-2',
          channel: 'COLLECTIVE',
          repliedOn: '2014-07-20',
          attitude: 'NOT_STATED',
          reply: '已办',
        }),
      );
  });
});

describe('issues that are not rectified here 移送、不予采纳、中止', () => {
  it('[C1.1.h] [C1.1.i] refers what another organ must look at, before it is assigned', () => {
    const input = { organ: 'DISCIPLINE', reason } as const;
    given(issue, raised, triaged).when(referIssue, input, office).then(issueEvents.IssueReferred(input));
    given(issue, ...inRectification)
      .when(referIssue, input, office)
      .thenRejected('ISSUE_STATE_FORBIDS');
  });

  it('[C1.0.b] does not adopt what was raised without a reply to everybody who raised it', () => {
    given(issue, raised, triaged).when(declineIssue, { reason }, office).thenRejected('UNANSWERED_ORIGIN');
    given(issue, raised, triaged, replied)
      .when(declineIssue, { reason }, office)
      .then(issueEvents.IssueNotAdopted({ reason }));
  });

  it('is suspended to a day ahead, and is again what it was when resumed', () => {
    const suspended = issueEvents.IssueSuspended({ resumeOn: '2014-08-01', reason });
    given(issue, ...inRectification)
      .when(suspendIssue, { resumeOn: '2014-08-01', reason }, on('07-20'))
      .then(suspended);
    given(issue, ...inRectification)
      .when(suspendIssue, { resumeOn: '2014-07-20', reason }, on('07-20'))
      .thenRejected('REVIEW_DATE_NOT_AHEAD');
    given(issue, ...inRectification, suspended)
      .when(setMeasure, { measure: 'm-2', kind: 'AT_ONCE', description: '措施', standard: '标准' }, on('07-21'))
      .thenRejected('ISSUE_STATE_FORBIDS', { status: 'SUSPENDED' });
    const resumed = issueEvents.IssueResumed({ reason });
    given(issue, ...inRectification, suspended)
      .when(resumeIssue, { reason }, on('08-01'))
      .then(resumed);
    given(issue, ...allDone, suspended, resumed)
      .when(requestClose, { effect: '满意' }, on('08-02'))
      .then(issueEvents.CloseRequested({ round: 1, effect: '满意' }));
    given(issue, ...inRectification)
      .when(resumeIssue, { reason }, office)
      .thenRejected('ISSUE_STATE_FORBIDS');
  });
});

describe('long-term 长期坚持 and progress 进展', () => {
  const kept = issueEvents.LongTermDesignated({ reviewOn: '2014-12-31', reason });

  it('[C1.1.m] is kept up from rectification on, to a review date ahead, and handed in on that date', () => {
    given(issue, ...inRectification)
      .when(designateLongTerm, { reviewOn: '2014-12-31', reason }, on('08-20'))
      .then(kept);
    given(issue, ...inRectification)
      .when(designateLongTerm, { reviewOn: '2014-08-20', reason }, on('08-20'))
      .thenRejected('REVIEW_DATE_NOT_AHEAD');
    given(issue, raised, triaged)
      .when(designateLongTerm, { reviewOn: '2014-12-31', reason }, on('08-20'))
      .thenRejected('ISSUE_STATE_FORBIDS');
    given(issue, ...allDone, kept)
      .when(requestClose, { effect: '满意' }, on('12-30'))
      .thenRejected('REVIEW_NOT_DUE', { reviewOn: '2014-12-31' });
    given(issue, ...allDone, kept)
      .when(requestClose, { effect: '满意' }, on('12-31'))
      .then(issueEvents.CloseRequested({ round: 1, effect: '满意' }));
  });

  it('stays long-term while measures are set and done', () => {
    given(issue, ...inRectification, kept, measureSet, evidence)
      .when(completeMeasure, { measure: 'm-1', completedOn: '2014-08-21', outcome: '已办' }, on('08-21'))
      .then(
        issueEvents.MeasureCompleted({
          measure: 'm-1',
          evidence: ['e-1'],
          completedOn: '2014-08-21',
          outcome: '已办',
        }),
      );
  });

  it('[C1.0.g] reports progress of work that goes on, not of days ahead', () => {
    const input = { on: '2014-08-01', percent: 60, progress: '过半' };
    given(issue, ...inRectification)
      .when(reportProgress, input, on('08-01'))
      .then(issueEvents.ProgressReported(input));
    given(issue, ...inRectification)
      .when(reportProgress, { ...input, on: '2014-08-02' }, on('08-01'))
      .thenRejected('DATE_IN_FUTURE');
    given(issue, raised).when(reportProgress, input, on('08-01')).thenRejected('ISSUE_STATE_FORBIDS');
  });
});

describe('reopen issue 重新整改', () => {
  const input = { ground: 'LOOK_BACK', lookBack: 'hui-1', deadline: '2014-09-18', reason } as const;
  const reopened = issueEvents.IssueReopened(input);
  const history = [...allDone, closeRequested, closed];
  const drawn = (...issues: string[]) => ({ ...on('09-05'), known: { 'campaigns.look-back/wgx-0371/hui-1': issues } });

  it('[C6.2] takes a closed issue up again, with a new deadline; its first close stays', () => {
    given(issue, ...history)
      .when(reopenIssue, input, drawn('2014-0001', '2014-0007'))
      .then(reopened);
    given(issue, ...history, reopened)
      .when(requestClose, { effect: '满意' }, on('09-06'))
      .thenRejected('ISSUE_STATE_FORBIDS', { status: 'REOPENED' });
  });

  it('[C6.2] is closed again only when what was set since is done', () => {
    const more = issueEvents.MeasureSet({ ...measureSet.data, measure: 'm-2', deadline: '2014-09-15' } as never); // the example's fields
    given(issue, ...history, reopened, more)
      .when(requestClose, { effect: '满意' }, on('09-10'))
      .thenRejected('MEASURE_NOT_DONE', { measures: ['m-2'] });
    given(issue, ...history, reopened, more)
      .when(closeIssue, { opinion: '同意' }, on('09-10'))
      .thenRejected('ISSUE_STATE_FORBIDS');
    const proof = issueEvents.EvidenceAttached({ ...evidence.data, evidence: 'e-2', measure: 'm-2' } as never); // the example's fields
    const done = issueEvents.MeasureCompleted({ ...completed.data, measure: 'm-2', evidence: ['e-2'] } as never); // the example's fields
    given(issue, ...history, reopened, more, proof, done)
      .when(requestClose, { effect: '满意' }, on('09-10'))
      .then(issueEvents.CloseRequested({ round: 2, effect: '满意' }));
  });

  it('[C6.2] refuses what is not closed, a past deadline, and a look-back without its number', () => {
    given(issue, ...allDone)
      .when(reopenIssue, input, on('09-05'))
      .thenRejected('ISSUE_STATE_FORBIDS');
    given(issue, ...history)
      .when(reopenIssue, { ...input, deadline: '2014-09-04' }, drawn('2014-0001'))
      .thenRejected('DEADLINE_IN_PAST');
    given(issue, ...history)
      .when(reopenIssue, { ...input, lookBack: null }, on('09-05'))
      .thenRejected('LOOK_BACK_MISSING');
  });

  it('[C6.2] refuses a look-back that did not draw the issue, or that there is not', () => {
    given(issue, ...history)
      .when(reopenIssue, input, drawn('2014-0007'))
      .thenRejected('LOOK_BACK_UNKNOWN', { lookBack: 'hui-1' });
    given(issue, ...history)
      .when(reopenIssue, input, on('09-05'))
      .thenRejected('LOOK_BACK_UNKNOWN', { lookBack: 'hui-1' });
  });

  it('is withdrawn before work rests on it: the issue is closed as before', () => {
    const act = { event: eventIdAt(history.length), reason };
    given(issue, ...history, reopened)
      .when(withdrawReopening, act, on('09-06'))
      .then(issueEvents.ReopeningWithdrawn(act));
    given(issue, ...history, reopened, measureSet)
      .when(withdrawReopening, act, on('09-06'))
      .thenRejected('WITHDRAWAL_TOO_LATE');
  });
});

describe('link issue to norm 关联制度', () => {
  const norm = (status: string | null) => ({
    ...office,
    known: { 'rules.norm/wgx-0371/zd-1': status === null ? null : { status } },
  });
  const linked = issueEvents.IssueLinkedToNorm({ norm: 'zd-1' });

  it('[C3.12] links a published norm once, also to a closed issue', () => {
    given(issue, ...inRectification)
      .when(linkIssueToNorm, { norm: 'zd-1' }, norm('PUBLISHED'))
      .then(linked);
    given(issue, ...allDone, closeRequested, closed)
      .when(linkIssueToNorm, { norm: 'zd-1' }, norm('PUBLISHED'))
      .then(linked);
    given(issue, ...inRectification, linked)
      .when(linkIssueToNorm, { norm: 'zd-1' }, norm('PUBLISHED'))
      .thenRejected('NORM_ALREADY_LINKED', { norm: 'zd-1' });
  });

  it.each([null, 'DRAFT', 'REPEALED'])('[C3.12] refuses a norm that is %s', (status) => {
    given(issue, ...inRectification)
      .when(linkIssueToNorm, { norm: 'zd-1' }, norm(status))
      .thenRejected('NORM_UNKNOWN', { norm: 'zd-1' });
  });
});
