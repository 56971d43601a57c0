import { command, id, reject, role, text, type Facts } from '@taizhang/kernel';
import { resultsEvents, unitKeyOf, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import {
  FEEDBACK_ALREADY_DELIVERED,
  NOT_THE_PRINCIPAL,
  REPORT_UPWARD_FIRST,
  UNIT_NOT_SUMMARISED,
  UNIT_NOT_SUPERVISED,
} from './results.rejections.js';
import { onResults, principalOf, reportedEnough } from './results.rules.js';
import type { ResultsState } from './results.state.js';

const POLICIES = ['feedback.after', 'feedback.scope'] as const;

/** Fact: where supervision groups (督导组) are, in time; key = a bureau, value = {@link SupervisedUnit}s of the whole deployment. */
export const SUPERVISED_UNITS_FACT = 'organization.supervised-units';

/** A unit over which somebody of a supervision group is from `from` until, without, `to`: over it and all below it. */
export interface SupervisedUnit {
  readonly unit: string;
  readonly from: string;
  readonly to: string | null;
}

/** Feeds the results back to the principal of a unit (反馈评议情况): never before they were reported upward [C5.8]. */
export const deliverFeedback = command({
  name: 'DeliverFeedback',
  title: { zh: '反馈评议情况', en: 'Deliver feedback' },
  clauses: ['C5.8', 'C5.9'],
  schema: z.strictObject({ unit: id(), recipient: id(), feedback: text() }),
  allow: role('campaign-office').at('unit'),
  needs: ({ unit }, { bureau }) => ({
    principal: principalOf(bureau, unit),
    path: { fact: 'organization.unit-path', key: unitKeyOf(bureau, unit) },
    supervised: { fact: SUPERVISED_UNITS_FACT, key: bureau },
    ...policiesOf(bureau, POLICIES),
  }),
  decide: (input, state: ResultsState, facts) =>
    onResults(state, ({ status, units, deliveries }) =>
      underPolicies(facts, POLICIES, ({ policy, record }) => {
        if (!reportedEnough(status, policy['feedback.after'])) return reject(REPORT_UPWARD_FIRST);
        if (!units.includes(input.unit)) return reject(UNIT_NOT_SUMMARISED, { unit: input.unit });
        if (policy['feedback.scope'] === 'SUPERVISED' && !isSupervised(facts))
          return reject(UNIT_NOT_SUPERVISED, { unit: input.unit });
        if (Object.hasOwn(deliveries, input.unit)) return reject(FEEDBACK_ALREADY_DELIVERED, { unit: input.unit });
        if (facts.needs['principal'] !== input.recipient) return reject(NOT_THE_PRINCIPAL, { unit: input.unit });
        return [resultsEvents.FeedbackDelivered({ ...input, on: facts.effectiveOn, policy: record })];
      }),
    ),
});

/** Whether a supervision group is over the unit on that day (policy 21): there or above it. */
function isSupervised({ needs, effectiveOn: on }: Facts): boolean {
  const path = Array.isArray(needs['path']) ? needs['path'] : [];
  const known = (Array.isArray(needs['supervised']) ? needs['supervised'] : []) as unknown as readonly SupervisedUnit[]; // as the provider answers
  return known.some(({ unit, from, to }) => path.includes(unit) && from <= on && (to === null || on < to));
}
