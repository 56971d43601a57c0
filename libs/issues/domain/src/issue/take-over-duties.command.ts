import { command, date, id, reject, role } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { DUTY_NOT_HELD } from './issue.rejections.js';
import { inStatus, NOT_CLOSED } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/**
 * Moves every open duty that one person has in an issue to another (接任职责), an event for each; given by a policy when somebody
 * hands over. The lead of a difficult issue is the principal's and moves with that office [C6.9].
 */
export const takeOverDuties = command({
  name: 'TakeOverDuties',
  title: { zh: '接任职责', en: 'Take over duties' },
  clauses: ['C6.7'],
  schema: z.strictObject({ from: id(), to: id(), on: date() }),
  allow: role('system').at('anywhere'),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, NOT_CLOSED, facts, (issue) => {
      const { unit: answering, lead, leader, owner, difficult, measures } = issue;
      const duty = { ...input, unit: lead ?? answering, measure: null };
      const moved = [
        ...(leader === input.from && !difficult ? [issueEvents.DutyTransferred({ ...duty, duty: 'LEADER' })] : []),
        ...(owner === input.from ? [issueEvents.DutyTransferred({ ...duty, duty: 'OWNER' })] : []),
        ...Object.entries(measures)
          .filter(([, measure]) => measure.owner === input.from && !measure.done)
          .map(([measure]) => issueEvents.DutyTransferred({ ...duty, duty: 'MEASURE_OWNER', measure })),
      ];
      return moved.length === 0 ? reject(DUTY_NOT_HELD, { from: input.from }) : moved;
    }),
});
