import { actsFor, command, entryOf, id, reject, role } from '@taizhang/kernel';
import { accountIdOf, resultsEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { FEEDBACK_NOT_DELIVERED, NOT_THE_PRINCIPAL } from './results.rejections.js';
import { onResults } from './results.rules.js';
import type { ResultsState } from './results.state.js';

/** Signs for the feedback (签收反馈) as the principal whom it was given to. */
export const receiveFeedback = command({
  name: 'ReceiveFeedback',
  title: { zh: '签收反馈', en: 'Receive feedback' },
  clauses: ['C5.9'],
  schema: z.strictObject({ unit: id() }),
  allow: role('principal').at('unit'),
  judgedAt: ({ unit }) => [unit],
  decide: ({ unit }, state: ResultsState, facts) =>
    onResults(state, ({ deliveries }) => {
      const delivery = entryOf(deliveries, unit);
      if (delivery === undefined || delivery.received) return reject(FEEDBACK_NOT_DELIVERED, { unit });
      const { recipient } = delivery;
      if (!actsFor(facts).includes(accountIdOf(recipient))) return reject(NOT_THE_PRINCIPAL, { unit });
      return [resultsEvents.FeedbackReceived({ unit, recipient, on: facts.effectiveOn })];
    }),
});
