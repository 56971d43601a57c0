import { command, id, role, streamId, text } from '@taizhang/kernel';
import { intakeEvents, issueEvents, WINDS, outsideStage, stageNeeds, whileDoorOpen } from '@taizhang/contracts';
import { z } from 'zod';
import { originOfIntake, SOURCE_OF_KIND, whileOpen } from './intake.rules.js';
import type { IntakeState } from './intake.state.js';

/**
 * Raises a report as an issue (转为问题台账), in one commit with the issue's own first event. The issue has the office's words,
 * never the reporter's, and names nobody; what is replied there the reporter reads by the receipt code [C1.0.h].
 */
export const raiseIntakeAsIssue = command({
  name: 'RaiseIntakeAsIssue',
  title: { zh: '反映转为问题', en: 'Raise report as issue' },
  clauses: ['C1.0.b', 'C1.0.h'],
  schema: z.strictObject({
    issue: id(),
    stage: id().nullable().default(null),
    wind: z.enum(WINDS),
    manifestation: text(),
  }),
  allow: role('discipline-office').at('unit'),
  needs: ({ stage }, { bureau }) => stageNeeds('issues', bureau, stage),
  decide: ({ issue, ...told }, state: IntakeState, facts, { id: intake }) =>
    whileOpen(state, ({ unit, type }) => {
      const refused = outsideStage(told.stage, facts);
      if (refused !== undefined) return refused;
      return {
        events: [intakeEvents.IntakeRaisedAsIssue({ issue })],
        none: whileDoorOpen(told.stage, facts),
        also: [
          {
            stream: streamId('issue', issue),
            expect: 'no-stream',
            events: [
              issueEvents.IssueRaised({
                ...told,
                code: issue,
                unit,
                origin: originOfIntake(intake),
                source: SOURCE_OF_KIND[type],
                record: null,
                anonymous: true,
                raisedOn: facts.effectiveOn,
                originator: null,
              }),
            ],
          },
        ],
      };
    }),
});
