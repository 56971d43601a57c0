import { command, reject, role, text } from '@taizhang/kernel';
import { attendance, evaluationEvents, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { growthOf, lackOf, sumsOf } from '../tally/roster.js';
import {
  CATEGORY_REPEATED,
  PROPORTION_NOT_RAISED,
  ROSTER_ALREADY_FROZEN,
  SCOPE_NOT_WIDENED,
} from './briefing.rejections.js';
import { onEvaluation } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

/** Freezes who attends (冻结参会人员名单): further scope and a strictly greater share of mass representatives than at the baseline. */
export const freezeRoster = command({
  name: 'FreezeRoster',
  title: { zh: '冻结参会名单', en: 'Freeze roster' },
  clauses: ['C5.4', 'C5.5', 'C5.6'],
  schema: z.strictObject({ attendance: attendance(), reason: text().nullable().default(null) }),
  allow: role('branch-secretary', 'branch-clerk', 'campaign-office').at('unit-or-superior'),
  needs: (_input, { bureau }) => policiesOf(bureau, ['roster.expand']),
  decide: ({ attendance: invited, reason }, state: EvaluationState, facts) =>
    onEvaluation(state, facts, ({ roster, baseline }) => {
      if (roster !== null) return reject(ROSTER_ALREADY_FROZEN);
      const categories = new Set(invited.map(({ category }) => category));
      if (categories.size !== invited.length) return reject(CATEGORY_REPEATED);
      return underPolicies(facts, ['roster.expand'], ({ policy, record }) => {
        const growth = growthOf(baseline, invited);
        const lack = lackOf(growth, reason !== null, policy);
        if (lack === 'SCOPE') return reject(SCOPE_NOT_WIDENED, { missing: growth.missing });
        if (lack === 'SHARE') return reject(PROPORTION_NOT_RAISED, { ...sumsOf(invited) });
        const { added } = growth;
        return [
          evaluationEvents.RosterFrozen({
            attendance: invited,
            ...sumsOf(invited),
            added: [...added],
            reason,
            policy: record,
          }),
        ];
      });
    }),
});
