import { command, id, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { inStatus, placesOf, unknownUnit } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Triages an issue (分办): says which unit answers for it [C1.0.a]. */
export const triageIssue = command({
  name: 'TriageIssue',
  title: { zh: '分办', en: 'Triage' },
  clauses: ['C1.0.a'],
  schema: z.strictObject({ unit: id(), opinion: text() }),
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  needs: ({ unit }, { bureau }) => placesOf(bureau, [unit]),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, ['RAISED'], facts, () => unknownUnit([input.unit], facts) ?? [issueEvents.IssueTriaged(input)]),
});
