import { command, date, entryOf, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents, personsOf, RECTIFICATION_KINDS, unknownPersons } from '@taizhang/contracts';
import { z } from 'zod';
import { DEADLINE_IN_PAST, MEASURE_ALREADY_DONE } from './issue.rejections.js';
import { inStatus, OPEN_FOR_WORK } from './issue.rules.js';
import { leadingUnit, type IssueState } from './issue.state.js';

/** Sets a measure (制定整改措施), or completes one that still lacks its owner or deadline, by setting it again. */
export const setMeasure = command({
  name: 'SetMeasure',
  title: { zh: '制定整改措施', en: 'Set measure' },
  clauses: ['C1.0.a', 'C1.0.f', 'C1.1.m'],
  schema: z.strictObject({
    measure: id(),
    owner: id().nullable().default(null),
    deadline: date().nullable().default(null),
    kind: z.enum(RECTIFICATION_KINDS),
    description: text(),
    standard: text(),
  }),
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  needs: ({ owner }) => personsOf([owner]),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, OPEN_FOR_WORK, facts, (issue) => {
      const known = entryOf(issue.measures, input.measure);
      if (known?.done === true) return reject(MEASURE_ALREADY_DONE, { measure: input.measure });
      if (input.deadline !== null && input.deadline < facts.effectiveOn) return reject(DEADLINE_IN_PAST);
      // Who owned it already, and has left since, is made responsible for nothing new.
      const named = input.owner === known?.owner ? [] : [input.owner];
      return unknownPersons(named, facts) ?? [issueEvents.MeasureSet(input)];
    }),
});
