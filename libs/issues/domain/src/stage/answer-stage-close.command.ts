import { command, id, reject, role, type Facts } from '@taizhang/kernel';
import { issueStageEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { CLOSE_REQUEST_ANSWERED } from './stage.rejections.js';
import type { IssueStageState } from './stage.state.js';

/** Issues of a stage: `issues.stage-issues`, key = `<bureau>/<stage>`; `seen` = how much of the ledger was looked at. */
export interface StageIssues {
  readonly open: readonly string[];
  /** Those of them that nobody has been given. */
  readonly unassigned: readonly string[];
  readonly seen: number;
}
export const STAGE_ISSUES_FACT = 'issues.stage-issues';

/** Events after which other issues are open in a stage. */
const ENTERING = ['issues.IssueRaised', 'issues.IssueCarriedOver', 'issues.IssueContinued', 'issues.IssueReopened'];

/**
 * Says whether a stage may close (答复收尾申请), given by a policy when closing is asked for. Open issues do not hinder it and are
 * named, so that none is dropped; an issue that nobody has been given does [C1.1.a].
 */
export const answerStageClose = command({
  name: 'AnswerStageClose',
  title: { zh: '答复收尾申请', en: 'Answer request to close' },
  clauses: ['C1.1.a'],
  schema: z.strictObject({ request: id() }),
  allow: role('system').at('anywhere'),
  needs: (_input, { bureau, id: stage }) => ({ issues: { fact: STAGE_ISSUES_FACT, key: `${bureau}/${stage}` } }),
  decide: ({ request }, state: IssueStageState, facts, { id: stage }) => {
    if (state.request === request) return reject(CLOSE_REQUEST_ANSWERED);
    const { open, unassigned, seen } = issuesOf(facts);
    if (unassigned.length > 0)
      return [issueStageEvents.StageCloseObjected({ stage, request, unassigned: [...unassigned] })];
    return {
      events: [issueStageEvents.StageCloseCleared({ stage, request, open: [...open] })],
      none: [{ types: ENTERING, after: seen - 1 }],
    };
  },
});

function issuesOf({ needs }: Pick<Facts, 'needs'>): StageIssues {
  return needs['issues'] as unknown as StageIssues; // as its provider answers
}
