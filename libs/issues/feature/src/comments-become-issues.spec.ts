import type { JsonObject, ReactedEvent } from '@taizhang/kernel';
import { commentsBecomeIssuesPolicy } from './comments-become-issues.policy.js';

const triaged = (data: JsonObject): ReactedEvent => ({
  type: 'evaluation.FeedbackTriaged',
  ledger: 'evaluation/wgx-0371',
  stream: 'comment/yj-1',
  data: { outcome: 'RAISED', on: '2014-09-17', issue: '2014-0088', raises: null, ...data },
  meta: {
    id: 'event-1',
    idx: 7,
    rev: 1,
    time: '2014-09-17T06:00:00.000Z',
    actor: { id: 'acct-1', role: 'campaign-office' },
  },
});
const withdrawn = (issue: string | null) =>
  commentsBecomeIssuesPolicy.react(
    { ...triaged({}), type: 'evaluation.FeedbackTriageWithdrawn', data: { event: 'event-1', issue } },
    { find: () => Promise.resolve([]) },
  );
const given = (data: JsonObject) =>
  commentsBecomeIssuesPolicy.react(triaged(data), { find: () => Promise.resolve([]) });
const raises = { unit: 'b-jia', stage: 'stage-2', wind: 'BUREAUCRATISM' };

describe('comments become issues 评议意见转为问题', () => {
  it('[C5.10] under the code that they were triaged with, in the bureau’s own ledger, by reference to the comment', async () => {
    await expect(given({ raises })).resolves.toEqual([
      {
        context: 'issues',
        aggregate: 'issue',
        command: 'RaiseIssueOfComment',
        bureau: 'wgx-0371',
        id: '2014-0088',
        input: {
          ...raises,
          comment: 'yj-1',
          raisedOn: '2014-09-17',
          manifestation: '民主评议中提出的意见建议，详见意见 yj-1。',
        },
      },
    ]);
  });

  it('[C5.10] not where they are only linked or answered, nor where the issue was raised by hand', async () => {
    await expect(given({ outcome: 'LINKED' })).resolves.toEqual([]);
    await expect(given({ outcome: 'ANSWERED', issue: null })).resolves.toEqual([]);
    await expect(given({ raises: null })).resolves.toEqual([]);
  });

  it('[C5.10] and go again when the triage is withdrawn; what was linked or raised by hand stays', async () => {
    await expect(withdrawn('2014-0088')).resolves.toEqual([
      {
        context: 'issues',
        aggregate: 'issue',
        command: 'WithdrawIssueOfComment',
        bureau: 'wgx-0371',
        id: '2014-0088',
        input: { comment: 'yj-1', reason: '该意见的分办已撤回。' },
      },
    ]);
    await expect(withdrawn(null)).resolves.toEqual([]);
  });
});
