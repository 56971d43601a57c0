import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents, WINDS } from '@taizhang/contracts';
import { z } from 'zod';
import { ISSUE_ALREADY_RAISED } from './issue.rejections.js';
import type { IssueState } from './issue.state.js';

/** Origin of an issue that a check found: those who checked are owed the reply. */
const ORIGIN = 'check';

/**
 * Raises the issue that a check of a norm found (检查发现转为问题); given by a policy. It names the finding, whose words stay in the
 * record of the check [C3.15].
 */
export const raiseIssueOfFinding = command({
  name: 'RaiseIssueOfFinding',
  title: { zh: '检查发现转为问题', en: 'Raise issue of finding' },
  clauses: ['C3.15'],
  schema: z.strictObject({
    unit: id(),
    stage: id().nullable(),
    check: id(),
    finding: id(),
    raisedOn: date(),
    wind: z.enum(WINDS),
    manifestation: text(),
  }),
  allow: role('system').at('anywhere'),
  decide: ({ check, finding, ...told }, state: IssueState, _facts, { id: code }) =>
    state.kind !== 'none'
      ? reject(ISSUE_ALREADY_RAISED)
      : [
          issueEvents.IssueRaised({
            ...told,
            code,
            origin: ORIGIN,
            source: 'NORM_CHECK',
            record: `check/${check}/${finding}`,
            anonymous: false,
            originator: null,
          }),
        ],
});
