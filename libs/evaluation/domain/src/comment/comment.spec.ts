import { commentEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { collectBallotComment } from './collect-ballot-comment.command.js';
import { collectFeedback } from './collect-feedback.command.js';
import { comment } from './comment.aggregate.js';
import { triageFeedback } from './triage-feedback.command.js';
import { withdrawFeedbackTriage } from './withdraw-feedback-triage.command.js';
import { withdrawFeedback } from './withdraw-feedback.command.js';

const evaluation = 'stage-2.b-yi';
const here = {
  id: 'c-1',
  actor: { id: 'acct-P-O1', role: 'campaign-office' } as const,
  now: '2014-09-16T02:00:00.000Z',
  known: {
    [`evaluation.evaluation/wgx-0371/${evaluation}`]: {
      unit: 'b-yi',
      stage: 'stage-2',
      objects: ['group'],
      finishedOn: '2014-09-15',
      openedRounds: ['r-1'],
    },
    'issues.issue-source/wgx-0371/2014-0087': 'EVALUATION_FEEDBACK',
    'campaigns.stage/wgx-0371/stage-2': {
      status: 'OPEN',
      from: '2014-06-25',
      to: '2014-10-25',
      briefings: { from: '2014-09-05', to: '2014-10-25' },
      units: ['b-yi'],
    },
    'evaluation.stage-door/wgx-0371/stage-2': { shut: false, seen: 7 },
    'issues.issue-source/wgx-0371/2014-0001': 'MASS_OPINION',
  },
};
const input = {
  evaluation,
  unit: 'b-yi',
  object: 'group',
  sheet: 's-17',
  sentiment: 'NEGATIVE',
  content: '执法不够规范',
} as const;
const collected = commentEvents.FeedbackCollected({ comment: 'c-1', ...input, on: '2014-09-16' });
const triaged = (outcome: 'RAISED' | 'LINKED' | 'ANSWERED', issue: string | null, answer: string | null) =>
  commentEvents.FeedbackTriaged({ outcome, issue, raises: null, answer, on: '2014-09-16' });

describe('collect feedback 登记意见建议', () => {
  it('[C5.10] [C5.14] keeps a comment on an object, with the sheet that it stands on and no name', () => {
    given(comment)
      .when(collectFeedback, { ...input }, here)
      .then(collected);
  });

  it('[C5.3] refuses an evaluation that is not, an object that is not, and another unit', () => {
    const refused = (changed: object) =>
      given(comment)
        .when(collectFeedback, { ...input, ...changed }, here)
        .thenRejected('COMMENT_WITHOUT_EVALUATION');
    refused({ evaluation: 'stage-2.b-geng' });
    refused({ object: 'P-Y9' });
    refused({ unit: 'b-jia' });
  });

  it('refuses an id in use', () => {
    given(comment, collected)
      .when(collectFeedback, { ...input }, here)
      .thenRejected('COMMENT_ALREADY_COLLECTED');
  });
});

describe('collect ballot comment 登记随票意见', () => {
  const { unit, object, sentiment, content } = input;
  const lain = { evaluation, unit, object, sentiment, content, round: 'r-1', sheet: 'c-1' } as const;
  const system = { ...here, actor: { id: 'policy:ballot-box', role: 'system' } as const };

  it('[C5.10] [C5.14] keeps a comment that lay with a ballot, on a sheet of its own', () => {
    given(comment)
      .when(collectBallotComment, lain, system)
      .then(commentEvents.FeedbackCollected({ ...collected.data, sheet: 'c-1' }));
    expect(collectBallotComment.allow).toEqual({ roles: ['system'], scope: 'anywhere' });
  });

  it('[C5.10] refuses one whose ballot is not opened, of another unit, and a second time', () => {
    const refused = (changed: object) =>
      given(comment)
        .when(collectBallotComment, { ...lain, ...changed }, system)
        .thenRejected('COMMENT_WITHOUT_BALLOT');
    refused({ round: 'r-2' });
    refused({ unit: 'b-jia' });
    refused({ evaluation: 'stage-2.b-geng' });
    given(comment, collected).when(collectBallotComment, lain, system).thenRejected('COMMENT_ALREADY_COLLECTED');
  });
});

describe('triage feedback 意见分办', () => {
  it.each([
    ['became an issue that was raised by hand', triaged('RAISED', '2014-0087', null)],
    ['refers to an issue that there is', triaged('LINKED', '2014-0001', null)],
    ['is answered with its reason', triaged('ANSWERED', null, '已于七月办结')],
  ] as const)('[C5.10] %s', (_what, event) => {
    const { outcome, issue, answer } = event.data;
    given(comment, collected).when(triageFeedback, { outcome, issue, answer }, here).then(event);
  });

  it('[C5.10] becomes a new issue under a code that is free, of its own unit, in the stage and of the wind that are named', () => {
    const named = { outcome: 'RAISED', issue: '2014-0088', stage: 'stage-2', wind: 'BUREAUCRATISM' } as const;
    given(comment, collected)
      .when(triageFeedback, named, here)
      .then(
        commentEvents.FeedbackTriaged({
          outcome: 'RAISED',
          issue: '2014-0088',
          raises: { unit: 'b-yi', stage: 'stage-2', wind: 'BUREAUCRATISM' },
          answer: null,
          on: '2014-09-16',
        }),
      );
    given(comment, collected)
      .when(triageFeedback, { ...named, wind: null }, here)
      .thenRejected('TRIAGE_WIND_MISSING');
    given(comment, collected)
      .when(triageFeedback, { ...named, stage: 'stage-9' }, here)
      .thenRejected('STAGE_UNKNOWN', { stage: 'stage-9' });
    const shut = { ...here.known, 'evaluation.stage-door/wgx-0371/stage-2': { shut: true, seen: 9 } };
    given(comment, collected)
      .when(triageFeedback, named, { ...here, known: shut })
      .thenRejected('STAGE_CLOSED', { stage: 'stage-2' });
  });

  it('[C5.10] becomes no issue that another comment became: that one is owed the reply, this one is a reference', () => {
    const named = { outcome: 'RAISED', issue: '2014-0087', stage: 'stage-2', wind: 'BUREAUCRATISM' } as const;
    const origin = (other: string | null) => ({
      ...here,
      known: { ...here.known, 'evaluation.issue-origin/wgx-0371/2014-0087': { comment: other, seen: 9 } },
    });
    given(comment, collected)
      .when(triageFeedback, named, origin('c-9'))
      .thenRejected('ISSUE_OF_OTHER_COMMENT', { comment: 'c-9' });
    given(comment, collected)
      .when(triageFeedback, named, origin(null))
      .then(triaged('RAISED', '2014-0087', null));
    given(comment, collected)
      .when(triageFeedback, { outcome: 'LINKED', issue: '2014-0087' }, origin('c-9'))
      .then(triaged('LINKED', '2014-0087', null));
  });

  it.each([
    ['an issue that is not named', { outcome: 'RAISED' }, 'TRIAGE_ISSUE'],
    ['a reference to nothing', { outcome: 'LINKED' }, 'TRIAGE_ISSUE'],
    ['no answer', { outcome: 'ANSWERED' }, 'TRIAGE_ISSUE'],
    ['an answer with an issue', { outcome: 'ANSWERED', issue: '2014-0001', answer: '已办' }, 'TRIAGE_ISSUE'],
    ['an issue that nobody raised', { outcome: 'LINKED', issue: '2014-0999' }, 'ISSUE_NOT_RAISED'],
    ['an issue that came from elsewhere as its own', { outcome: 'RAISED', issue: '2014-0001' }, 'ISSUE_NOT_RAISED'],
  ])('[C5.10] refuses %s', (_what, wrong, code) => {
    given(comment, collected).when(triageFeedback, wrong, here).thenRejected(code);
  });

  it('refuses a comment that is not, and a second triage', () => {
    const answer = { outcome: 'ANSWERED', answer: '已办' };
    given(comment).when(triageFeedback, answer, here).thenRejected('COMMENT_UNKNOWN');
    given(comment, collected, triaged('ANSWERED', null, '已办'))
      .when(triageFeedback, answer, here)
      .thenRejected('COMMENT_STATE_FORBIDS', { status: 'TRIAGED' });
  });
});

describe('withdraw feedback 撤回意见', () => {
  const wrong = (rev: number) => ({ event: eventIdAt(rev), reason: '重复录入' });
  const linked = triaged('LINKED', '2014-0001', null);

  it('[C5.10] ends a comment recorded twice, before its triage', () => {
    const withdrawn = commentEvents.FeedbackWithdrawn(wrong(0));
    given(comment, collected).when(withdrawFeedback, wrong(0)).then(withdrawn);
    given(comment, collected, linked).when(withdrawFeedback, wrong(0)).thenRejected('WITHDRAWAL_TOO_LATE');
    const after = given(comment, collected, withdrawn);
    after.when(triageFeedback, { outcome: 'ANSWERED', answer: '已办' }, here).thenRejected('COMMENT_STATE_FORBIDS');
    after.when(withdrawFeedback, wrong(0)).thenRejected('COMMENT_STATE_FORBIDS');
    given(comment).when(withdrawFeedback, wrong(0)).thenRejected('COMMENT_UNKNOWN');
  });

  it('[C5.10] takes back a wrong triage: the comment waits again', () => {
    const withdrawn = commentEvents.FeedbackTriageWithdrawn({ ...wrong(1), issue: null });
    given(comment, collected, linked).when(withdrawFeedbackTriage, wrong(1)).then(withdrawn);
    given(comment, collected, linked, withdrawn)
      .when(triageFeedback, { outcome: 'RAISED', issue: '2014-0087' }, here)
      .then(triaged('RAISED', '2014-0087', null));
  });

  it('[C5.10] names the issue that was raised of it, which goes with the triage', () => {
    const became = commentEvents.FeedbackTriaged({
      outcome: 'RAISED',
      issue: '2014-0088',
      raises: { unit: 'b-ding', stage: null, wind: 'FORMALISM' },
      answer: null,
      on: '2014-09-16',
    });
    given(comment, collected, became)
      .when(withdrawFeedbackTriage, wrong(1))
      .then(commentEvents.FeedbackTriageWithdrawn({ ...wrong(1), issue: '2014-0088' }));
  });
});
