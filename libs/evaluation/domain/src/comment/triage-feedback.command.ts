import { command, id, reject, role, text } from '@taizhang/kernel';
import { commentEvents, TRIAGE_OUTCOMES } from '@taizhang/contracts';
import { z } from 'zod';
import { COMMENT_STATE_FORBIDS, COMMENT_UNKNOWN, ISSUE_NOT_RAISED, TRIAGE_ISSUE } from './comment.rejections.js';
import type { CommentState } from './comment.state.js';

/** Fact: source of an issue that was raised; key = `<bureau>/<code>`, value = its source, or null where there is none. */
export const ISSUE_SOURCE_FACT = 'issues.issue-source';

/** Says what becomes of a comment (意见分办): a new issue, one that there is, or an answer with its reason [C5.10]. */
export const triageFeedback = command({
  name: 'TriageFeedback',
  title: { zh: '意见分办', en: 'Triage feedback' },
  clauses: ['C5.10'],
  schema: z.strictObject({
    outcome: z.enum(TRIAGE_OUTCOMES),
    issue: id().nullable().default(null),
    answer: text().nullable().default(null),
  }),
  allow: role('campaign-office', 'branch-secretary').at('unit-or-superior'),
  needs: ({ issue }, { bureau }) =>
    issue === null ? {} : { issue: { fact: ISSUE_SOURCE_FACT, key: `${bureau}/${issue}` } },
  decide: (input, state: CommentState, facts) => {
    if (state.kind === 'none') return reject(COMMENT_UNKNOWN);
    if (state.status !== 'COLLECTED') return reject(COMMENT_STATE_FORBIDS, { status: state.status });
    const { outcome, issue, answer } = input;
    if (outcome === 'ANSWERED' ? issue !== null || answer === null : issue === null) return reject(TRIAGE_ISSUE);
    const source = facts.needs['issue'] ?? null;
    const fits = outcome === 'RAISED' ? source === 'EVALUATION_FEEDBACK' : outcome === 'ANSWERED' || source !== null;
    return fits ? [commentEvents.FeedbackTriaged({ ...input, on: facts.effectiveOn })] : reject(ISSUE_NOT_RAISED);
  },
});
