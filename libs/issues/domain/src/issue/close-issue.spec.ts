import { issueEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { closeIssue } from './close-issue.command.js';
import { giveReply } from './give-reply.command.js';
import { issue } from './issue.aggregate.js';
import {
  allDone,
  closed,
  closeRequested,
  completed,
  evidence,
  inRectification,
  measureSet,
  replied,
  returned,
} from './issue.examples.js';
import { requestClose } from './request-close.command.js';
import { returnClose } from './return-close.command.js';

const office = { actor: { id: 'acct-office', role: 'campaign-office' } } as const;
const clerk = { id: 'acct-clerk', role: 'branch-clerk' } as const;
const submitted = [...allDone, { event: closeRequested, by: clerk }];

describe('give reply 答复', () => {
  const reply = {
    origin: 'o-1',
    channel: 'IN_PERSON',
    repliedOn: '2014-07-19',
    attitude: 'SATISFIED',
    reply: '已增设窗口',
  };

  it('[C1.0.b] [C1.0.h] answers an origin', () => {
    given(issue, ...inRectification)
      .when(giveReply, reply)
      .then(replied);
  });

  it('records dissatisfaction without making it a gate (policy 42)', () => {
    const dissatisfied = issueEvents.ReplyGiven({ ...replied.data, attitude: 'NOT_SATISFIED' });
    given(issue, ...inRectification, evidence, completed, dissatisfied)
      .when(requestClose, { effect: '群众满意' })
      .then(closeRequested);
  });

  it('refuses an origin that is not there, and a date in the future', () => {
    given(issue, ...inRectification)
      .when(giveReply, { ...reply, origin: 'o-9' })
      .thenRejected('ORIGIN_UNKNOWN');
    given(issue, ...inRectification)
      .when(giveReply, { ...reply, origin: 'constructor' }) // a member of every object
      .thenRejected('ORIGIN_UNKNOWN');
    given(issue, ...inRectification)
      .when(giveReply, { ...reply, repliedOn: '2014-07-21' })
      .thenRejected('DATE_IN_FUTURE');
  });
});

describe('request close 申请销号', () => {
  it('[C1.1.m] submits an issue that has everything', () => {
    given(issue, ...allDone)
      .when(requestClose, { effect: '群众满意' })
      .then(closeRequested);
  });

  it('checks in the order UNANSWERED_ORIGIN, MEASURE_NOT_DONE, NO_EVIDENCE (domain §1.3)', () => {
    given(issue, ...inRectification)
      .when(requestClose, { effect: '好' })
      .thenRejected('UNANSWERED_ORIGIN', { origins: ['o-1'] });
    given(issue, ...inRectification, replied)
      .when(requestClose, { effect: '好' })
      .thenRejected('MEASURE_NOT_DONE', { measures: ['m-1'] });
    given(issue, ...inRectification, replied, completed)
      .when(requestClose, { effect: '好' })
      .thenRejected('NO_EVIDENCE');
  });

  it('counts the rounds', () => {
    given(issue, ...submitted, returned)
      .when(requestClose, { effect: '补充后群众满意' })
      .then(issueEvents.CloseRequested({ round: 2, effect: '补充后群众满意' }));
  });

  it('refuses a second request while one is open', () => {
    given(issue, ...submitted)
      .when(requestClose, { effect: '好' })
      .thenRejected('ISSUE_STATE_FORBIDS', { status: 'SUBMITTED' });
  });
});

describe('return close 退回整改', () => {
  it('[C1.1.m] sends the issue back with a reason, and the next act shows it in rectification', () => {
    given(issue, ...submitted)
      .when(returnClose, { reason: '佐证不足' }, office)
      .then(returned);
    const more = issueEvents.EvidenceAttached({ ...evidence.data, evidence: 'e-2' });
    expect(given(issue, ...submitted, returned, more).state).toMatchObject({ status: 'IN_RECTIFICATION' });
  });

  it('refuses what was not submitted', () => {
    given(issue, ...allDone)
      .when(returnClose, { reason: '佐证不足' }, office)
      .thenRejected('ISSUE_STATE_FORBIDS');
  });
});

describe('close issue 销号', () => {
  it('[C1.1.m] closes an issue reviewed by another', () => {
    given(issue, ...submitted)
      .when(closeIssue, { opinion: '同意销号' }, office)
      .then(closed);
    expect(given(issue, ...submitted, closed).state).toMatchObject({ status: 'CLOSED' });
  });

  it.each(['acct-P-O1', 'acct-P-O2', 'acct-clerk'])('[C1.1.m] refuses %s: owner, measure owner or applicant', (id) => {
    const self = { actor: { id, role: 'branch-secretary' } } as const;
    given(issue, ...submitted)
      .when(closeIssue, { opinion: '同意' }, self)
      .thenRejected('SELF_REVIEW');
    given(issue, ...submitted)
      .when(returnClose, { reason: '退回' }, self)
      .thenRejected('SELF_REVIEW');
  });

  it('[C1.1.m] refuses a delegate of any of them, and whoever a delegate asked for', () => {
    const delegate = { actor: { id: 'acct-deputy', role: 'branch-secretary' }, onBehalfOf: 'acct-P-O1' } as const;
    given(issue, ...submitted)
      .when(closeIssue, { opinion: '同意' }, delegate)
      .thenRejected('SELF_REVIEW');
    const asked = { event: closeRequested, by: clerk, onBehalfOf: 'acct-chief' };
    const chief = { actor: { id: 'acct-chief', role: 'branch-secretary' } } as const;
    given(issue, ...submitted.filter((item) => !('event' in item) || item.event !== closeRequested), asked)
      .when(closeIssue, { opinion: '同意' }, chief)
      .thenRejected('SELF_REVIEW');
  });

  it('[C1.1.m] refuses who owned it or a measure and handed on since: the work is still his', () => {
    const handed = (duty: 'OWNER' | 'MEASURE_OWNER', measure: string | null, from: string) =>
      issueEvents.DutyTransferred({ duty, unit: 'b-jia', measure, from, to: 'P-N1', on: '2014-07-20' });
    const left = [...submitted, handed('OWNER', null, 'P-O1'), handed('MEASURE_OWNER', 'm-1', 'P-O2')];
    const again = issueEvents.MeasureSet({ ...measureSet.data, owner: 'P-N1' });
    const replaced = [...inRectification, again, evidence, completed, replied, { event: closeRequested, by: clerk }];
    for (const [history, id] of [
      [left, 'acct-P-O1'],
      [left, 'acct-P-O2'],
      [left, 'acct-P-N1'],
      [replaced, 'acct-P-O2'],
    ] as const)
      given(issue, ...history)
        .when(closeIssue, { opinion: '同意' }, { actor: { id, role: 'campaign-office' } })
        .thenRejected('SELF_REVIEW');
    given(issue, ...left)
      .when(closeIssue, { opinion: '同意销号' }, office)
      .then(closed);
  });

  it('[C1.1.m] refuses a decision recorded later as of a day before it was asked for: nothing overdue is closed in time', () => {
    const before = { ...office, effectiveOn: '2014-07-19' };
    given(issue, ...submitted)
      .when(closeIssue, { opinion: '同意' }, before)
      .thenRejected('DATE_BEFORE_REQUEST', { on: '2014-07-20' });
    given(issue, ...submitted)
      .when(returnClose, { reason: '退回' }, before)
      .thenRejected('DATE_BEFORE_REQUEST');
    given(issue, ...submitted)
      .when(
        closeIssue,
        { opinion: '同意销号' },
        { ...office, now: '2014-07-25T02:00:00.000Z', effectiveOn: '2014-07-20' },
      )
      .then(closed);
  });

  describe('with joint items', () => {
    const joint = (open: readonly string[]) => ({
      ...office,
      id: '2014-0001',
      known: { 'issues.open-joint-items/wgx-0371/2014-0001': { open, seen: 40 } },
    });

    it('[C6.11] refuses while superior and subordinate still rectify it together', () => {
      given(issue, ...submitted)
        .when(closeIssue, { opinion: '同意' }, joint(['J-1']))
        .thenRejected('JOINT_ITEM_OPEN', { items: ['J-1'] });
      given(issue, ...allDone)
        .when(requestClose, { effect: '等候缩短' }, { ...joint(['J-1']), actor: clerk })
        .thenRejected('JOINT_ITEM_OPEN', { items: ['J-1'] });
    });

    it('[C6.11] closes it once they are closed, and holds against one that is identified at the same moment', () => {
      given(issue, ...submitted)
        .when(closeIssue, { opinion: '同意销号' }, joint([]))
        .then(closed);
      const today = '2014-07-20';
      const facts = {
        ...office,
        now: `${today}T02:00:00.000Z`,
        today,
        effectiveOn: today,
        needs: { joint: { open: [], seen: 40 } },
      };
      const target = { bureau: 'wgx-0371', id: '2014-0001' };
      expect(closeIssue.decide({ opinion: '同意' }, given(issue, ...submitted).state, facts, target)).toMatchObject({
        none: [{ types: ['issues.JointItemIdentified', 'issues.JointClosureWithdrawn'], after: 39 }],
      });
    });
  });

  it('[C1.0.b] checks the invariant again', () => {
    const unanswered = [...inRectification, evidence, completed, { event: closeRequested, by: clerk }];
    given(issue, ...unanswered)
      .when(closeIssue, { opinion: '同意' }, office)
      .thenRejected('UNANSWERED_ORIGIN');
  });

  it('refuses to close twice', () => {
    given(issue, ...submitted, closed)
      .when(closeIssue, { opinion: '同意' }, office)
      .thenRejected('ISSUE_STATE_FORBIDS');
  });
});
