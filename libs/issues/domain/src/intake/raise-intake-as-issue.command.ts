import { command, id, role, streamId, text } from '@taizhang/kernel';
import { intakeEvents, issueEvents, WINDS } from '@taizhang/contracts';
import { z } from 'zod';
import { whileOpen } from './intake.rules.js';
import type { IntakeState } from './intake.state.js';

/**
 * Raises a report as an issue (转为问题台账), in one commit with the issue's own first event. The issue has the office's words,
 * never the reporter's, and names nobody.
 */
export const raiseIntakeAsIssue = command({
  name: 'RaiseIntakeAsIssue',
  title: { zh: '反映转为问题', en: 'Raise report as issue' },
  clauses: ['C1.0.b'],
  schema: z.strictObject({
    issue: id(),
    origin: id(),
    stage: id().nullable().default(null),
    wind: z.enum(WINDS),
    manifestation: text(),
  }),
  allow: role('discipline-office').at('unit'),
  decide: ({ issue, ...told }, state: IntakeState, { effectiveOn }) =>
    whileOpen(state, ({ unit }) => ({
      events: [intakeEvents.IntakeRaisedAsIssue({ issue })],
      also: [
        {
          stream: streamId('issue', issue),
          expect: 'no-stream',
          events: [
            issueEvents.IssueRaised({
              ...told,
              code: issue,
              unit,
              source: 'REPORT',
              record: null,
              anonymous: true,
              raisedOn: effectiveOn,
              originator: null,
            }),
          ],
        },
      ],
    })),
});
