import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents, personsOf, unknownPersons } from '@taizhang/contracts';
import { z } from 'zod';
import { DEADLINE_IN_PAST, DEADLINE_MISSING, ISSUE_NOT_CLASSIFIED, LEAD_ALSO_SUPPORTING } from './issue.rejections.js';
import { inStatus, placesOf, unknownUnit } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Assigns an issue (交办): one lead unit, supporting units, leader, owner, deadline and close-out standard. */
export const assignIssue = command({
  name: 'AssignIssue',
  title: { zh: '交办', en: 'Assign' },
  clauses: ['C1.0.a', 'C1.0.f'],
  schema: z.strictObject({
    lead: id(),
    supporting: z.array(id()).max(50).default([]),
    leader: id(),
    owner: id(),
    deadline: date().nullable().default(null),
    standard: text(),
  }),
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  needs: ({ lead, supporting, leader, owner }, { bureau }) => ({
    ...placesOf(bureau, [lead, ...supporting]),
    ...personsOf([leader, owner]),
  }),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, ['TRIAGED'], facts, (issue) => {
      if (issue.rectification === null) return reject(ISSUE_NOT_CLASSIFIED);
      if (input.deadline === null && issue.rectification !== 'CONTINUOUS') return reject(DEADLINE_MISSING);
      if (input.deadline !== null && input.deadline < facts.effectiveOn) return reject(DEADLINE_IN_PAST);
      const units = [input.lead, ...input.supporting];
      if (new Set(units).size !== units.length) return reject(LEAD_ALSO_SUPPORTING);
      const unknown = unknownUnit(units, facts) ?? unknownPersons([input.leader, input.owner], facts);
      return unknown ?? [issueEvents.IssueAssigned(input)];
    }),
});
