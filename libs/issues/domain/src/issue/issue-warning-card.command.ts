import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { CARD_COLOURS, issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { CARD_OUT_OF_ORDER, SLIP_ANSWERED, SLIP_NOT_OVERDUE } from './issue-supervision.rejections.js';
import { DEADLINE_IN_PAST } from './issue.rejections.js';
import type { IssueState } from './issue.state.js';
import { onSlip } from './slip.rules.js';

/** Issues a card (黄牌、红牌) on a slip that was not answered in time: first yellow, then red, each with a new day of feedback. */
export const issueWarningCard = command({
  name: 'IssueWarningCard',
  title: { zh: '发黄牌、红牌', en: 'Issue warning card' },
  clauses: ['C1.0.a'],
  schema: z.strictObject({ card: id(), slip: id(), colour: z.enum(CARD_COLOURS), due: date(), reason: text() }),
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  decide: (input, state: IssueState, facts) =>
    onSlip(state, input.slip, facts, ({ due, answered, cards }) => {
      if (answered) return reject(SLIP_ANSWERED);
      if (due >= facts.effectiveOn) return reject(SLIP_NOT_OVERDUE, { due });
      if (input.colour !== CARD_COLOURS[cards.length]) return reject(CARD_OUT_OF_ORDER);
      return input.due < facts.effectiveOn ? reject(DEADLINE_IN_PAST) : [issueEvents.WarningCardIssued(input)];
    }),
});
