import { command, id, reject, role, text, type Facts, type Rejection } from '@taizhang/kernel';
import { commentEvents, outsideStage, stageNeeds, TRIAGE_OUTCOMES, whileDoorOpen, WINDS } from '@taizhang/contracts';
import { z } from 'zod';
import {
  COMMENT_STATE_FORBIDS,
  COMMENT_UNKNOWN,
  ISSUE_NOT_RAISED,
  ISSUE_OF_OTHER_COMMENT,
  TRIAGE_ISSUE,
  TRIAGE_WIND_MISSING,
} from './comment.rejections.js';
import type { CommentState } from './comment.state.js';

/** Fact: source of an issue that was raised; key = `<bureau>/<code>`, value = its source, or null where there is none. */
export const ISSUE_SOURCE_FACT = 'issues.issue-source';

/** Fact: the comment that became an issue; key = `<bureau>/<code>`, value = {@link IssueOrigin}. */
export const ISSUE_ORIGIN_FACT = 'evaluation.issue-origin';

/** The comment that was triaged as the origin of an issue, or null; `seen` = how much of the ledger was looked at. */
export interface IssueOrigin {
  readonly comment: string | null;
  readonly seen: number;
}

/** Another comment may become the same issue at the same moment. */
const TRIAGED = ['evaluation.FeedbackTriaged'];

const triage = z.strictObject({
  outcome: z.enum(TRIAGE_OUTCOMES),
  issue: id().nullable().default(null),
  /** Of the issue that it becomes: its stage, and which of the four winds. */
  stage: id().nullable().default(null),
  wind: z.enum(WINDS).nullable().default(null),
  answer: text().nullable().default(null),
});
type Triage = z.output<typeof triage>;

/**
 * Says what becomes of a comment (意见分办): a new issue, which is then raised by itself under the code that is given here; a reference
 * in one that there is; or an answer with its reason [C5.10]. An issue is what one comment became: whoever made it is owed the reply, so
 * a second one is a reference.
 */
export const triageFeedback = command({
  name: 'TriageFeedback',
  title: { zh: '意见分办', en: 'Triage feedback' },
  clauses: ['C5.10'],
  schema: triage,
  allow: role('campaign-office', 'branch-secretary').at('unit-or-superior'),
  needs: ({ outcome, issue, stage }, { bureau }) => ({
    ...(issue !== null && { issue: { fact: ISSUE_SOURCE_FACT, key: `${bureau}/${issue}` } }),
    ...(issue !== null && outcome === 'RAISED' && { origin: { fact: ISSUE_ORIGIN_FACT, key: `${bureau}/${issue}` } }),
    ...stageNeeds('evaluation', bureau, stage),
  }),
  decide: (input, state: CommentState, facts) => {
    if (state.kind === 'none') return reject(COMMENT_UNKNOWN);
    if (state.status !== 'COLLECTED') return reject(COMMENT_STATE_FORBIDS, { status: state.status });
    const source = facts.needs['issue'] ?? null;
    const { outcome, issue, stage, wind, answer } = input;
    const origin = originIn(facts);
    const taken = origin?.comment ?? null;
    const refused =
      unfit(input, source) ??
      (taken === null ? undefined : reject(ISSUE_OF_OTHER_COMMENT, { comment: taken })) ??
      outsideStage(stage, facts);
    if (refused !== undefined) return refused;
    const raises = outcome === 'RAISED' && source === null && wind !== null ? { unit: state.unit, stage, wind } : null;
    return {
      events: [commentEvents.FeedbackTriaged({ outcome, issue, raises, answer, on: facts.effectiveOn })],
      none: [...whileDoorOpen(stage, facts), ...(origin === null ? [] : [{ types: TRIAGED, after: origin.seen - 1 }])],
    };
  },
});

function originIn({ needs }: Pick<Facts, 'needs'>): IssueOrigin | null {
  return (needs['origin'] ?? null) as IssueOrigin | null; // as its provider answers
}

/** What becomes an issue names a free code and its wind, or an issue that was raised of a comment by hand; the rest as it is. */
function unfit({ outcome, issue, wind, answer }: Triage, source: Facts['needs'][string]): Rejection | undefined {
  switch (outcome) {
    case 'ANSWERED':
      return issue !== null || answer === null ? reject(TRIAGE_ISSUE) : undefined;
    case 'LINKED':
      if (issue === null) return reject(TRIAGE_ISSUE);
      return source === null ? reject(ISSUE_NOT_RAISED) : undefined;
    case 'RAISED':
      if (issue === null) return reject(TRIAGE_ISSUE);
      if (source !== null) return source === 'EVALUATION_FEEDBACK' ? undefined : reject(ISSUE_NOT_RAISED);
      return wind === null ? reject(TRIAGE_WIND_MISSING) : undefined;
  }
}
