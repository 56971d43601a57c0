import { command, id, reject, role } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { ISSUE_STATE_FORBIDS } from './issue.rejections.js';
import { inStatus, NOT_CLOSED } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Takes an issue that is still open into the next stage (转入下一环节): given by a policy, so that none is dropped [C1.1.a]. */
export const continueIssue = command({
  name: 'ContinueIssue',
  title: { zh: '转入下一环节', en: 'Continue in next stage' },
  clauses: ['C1.1.a'],
  schema: z.strictObject({ stage: id(), earlierStage: id() }),
  allow: role('system').at('anywhere'),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, NOT_CLOSED, facts, (issue) =>
      issue.stage === input.earlierStage
        ? [issueEvents.IssueContinued(input)]
        : reject(ISSUE_STATE_FORBIDS, { stage: issue.stage ?? '' }),
    ),
});
