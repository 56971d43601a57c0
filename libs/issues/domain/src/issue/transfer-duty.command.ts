import { command, date, id, reject, role } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { DUTY_NOT_HELD } from './issue.rejections.js';
import { inStatus, NOT_CLOSED } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Hands the lead of a difficult issue to the new principal (职责移交); given by a policy when a principal changes [C6.7, C6.9]. */
export const transferDuty = command({
  name: 'TransferDuty',
  title: { zh: '移交职责', en: 'Transfer duty' },
  clauses: ['C6.7', 'C6.9'],
  schema: z.strictObject({ duty: z.enum(['LEADER']), unit: id(), from: id(), to: id(), on: date() }),
  allow: role('system').at('anywhere'),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, NOT_CLOSED, facts, (issue) =>
      issue.difficult && issue.lead === input.unit && issue.leader === input.from
        ? [issueEvents.DutyTransferred({ ...input, measure: null })]
        : reject(DUTY_NOT_HELD, { from: input.from }),
    ),
});
