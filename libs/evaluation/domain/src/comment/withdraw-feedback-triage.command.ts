import { role, withdrawal } from '@taizhang/kernel';
import { commentEvents } from '@taizhang/contracts';
import { notPursued } from './withdraw-feedback.command.js';

/** Withdraws a wrong triage (撤回意见分办): the comment waits for another, and the issue that was raised of it goes. */
export const withdrawFeedbackTriage = withdrawal({
  name: 'WithdrawFeedbackTriage',
  title: { zh: '撤回意见分办', en: 'Withdraw feedback triage' },
  clauses: ['C5.10'],
  allow: role('campaign-office', 'branch-secretary').at('unit-or-superior'),
  events: commentEvents,
  act: 'FeedbackTriaged',
  by: 'FeedbackTriageWithdrawn',
  builtOn: {},
  tell: ({ issue, raises }) => ({ issue: raises === null ? null : issue }),
  refuse: notPursued,
});
