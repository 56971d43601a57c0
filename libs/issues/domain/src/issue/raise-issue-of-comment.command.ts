import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents, outsideStage, stageNeeds, whileDoorOpen, WINDS } from '@taizhang/contracts';
import { z } from 'zod';
import { ISSUE_ALREADY_RAISED } from './issue.rejections.js';
import type { IssueState } from './issue.state.js';

/** Origin of an issue that a comment became: whoever made it is owed the reply. */
const ORIGIN = 'comment';

/**
 * Raises the issue that a comment of the masses becomes (评议意见转为问题); given by a policy. It names the comment, whose words stay in
 * the record of the evaluation. Where the stage is closed by then, it is raised outside of it: no opinion is lost [C5.10].
 */
export const raiseIssueOfComment = command({
  name: 'RaiseIssueOfComment',
  title: { zh: '评议意见转为问题', en: 'Raise issue of comment' },
  clauses: ['C1.0.b', 'C5.10'],
  schema: z.strictObject({
    unit: id(),
    stage: id().nullable(),
    comment: id(),
    raisedOn: date(),
    wind: z.enum(WINDS),
    manifestation: text(),
  }),
  allow: role('system').at('anywhere'),
  needs: ({ stage }, { bureau }) => stageNeeds('issues', bureau, stage),
  decide: ({ comment, ...told }, state: IssueState, facts, { id: code }) => {
    if (state.kind !== 'none') return reject(ISSUE_ALREADY_RAISED);
    const stage = outsideStage(told.stage, facts) === undefined ? told.stage : null;
    return {
      events: [
        issueEvents.IssueRaised({
          ...told,
          stage,
          code,
          origin: ORIGIN,
          source: 'EVALUATION_FEEDBACK',
          record: `comment/${comment}`,
          anonymous: true,
          originator: null,
        }),
      ],
      none: whileDoorOpen(stage, facts),
    };
  },
});
