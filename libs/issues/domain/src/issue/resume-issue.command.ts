import { command, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { inStatus } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Resumes a suspended issue (恢复办理): it is again what it was. */
export const resumeIssue = command({
  name: 'ResumeIssue',
  title: { zh: '恢复办理', en: 'Resume' },
  clauses: ['C1.1.a'],
  schema: z.strictObject({ reason: text() }),
  allow: role('campaign-office', 'superior-office').at('unit-or-superior'),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, ['SUSPENDED'], facts, () => [issueEvents.IssueResumed(input)]),
});
