import { command, id, reject, role, text } from '@taizhang/kernel';
import { resultsEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { policiesOf, underPolicies } from '../policies.js';
import {
  FEEDBACK_ALREADY_DELIVERED,
  NOT_THE_PRINCIPAL,
  REPORT_UPWARD_FIRST,
  UNIT_NOT_SUMMARISED,
} from './results.rejections.js';
import { onResults, principalOf, reportedEnough } from './results.rules.js';
import type { ResultsState } from './results.state.js';

const POLICIES = ['feedback.after', 'feedback.scope'] as const;

/** Feeds the results back to the principal of a unit (反馈评议情况): never before they were reported upward [C5.8]. */
export const deliverFeedback = command({
  name: 'DeliverFeedback',
  title: { zh: '反馈评议情况', en: 'Deliver feedback' },
  clauses: ['C5.8', 'C5.9'],
  schema: z.strictObject({ unit: id(), recipient: id(), feedback: text() }),
  allow: role('campaign-office').at('unit'),
  needs: ({ unit }, { bureau }) => ({
    principal: principalOf(bureau, unit),
    ...policiesOf(bureau, POLICIES),
  }),
  decide: (input, state: ResultsState, facts) =>
    onResults(state, ({ status, units, deliveries }) =>
      underPolicies(facts, POLICIES, ({ policy, record }) => {
        if (!reportedEnough(status, policy['feedback.after'])) return reject(REPORT_UPWARD_FIRST);
        if (!units.includes(input.unit)) return reject(UNIT_NOT_SUMMARISED, { unit: input.unit });
        if (Object.hasOwn(deliveries, input.unit)) return reject(FEEDBACK_ALREADY_DELIVERED, { unit: input.unit });
        if (facts.needs['principal'] !== input.recipient) return reject(NOT_THE_PRINCIPAL, { unit: input.unit });
        return [resultsEvents.FeedbackDelivered({ ...input, on: facts.effectiveOn, policy: record })];
      }),
    ),
});
