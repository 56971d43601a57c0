import { command, int, reject, role, text, type JsonValue } from '@taizhang/kernel';
import { evaluationEvents, MAX_ATTENDANCE, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { onEvaluation } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';
import { OPEN_BLOCKS } from './summary-meeting.rejections.js';
import { meetingHindrance, OPEN_BLOCKS_FACT } from './summary-meeting.rules.js';

/**
 * Records that the unit holds its summary meeting (召开总结大会); refused while it is blocked. The bureau's own meeting names the
 * blocks of its branches and needs an explicit decision while there are some; where the policy blocks the bureau as well, none will do
 * (policy 11).
 */
export const holdSummaryMeeting = command({
  name: 'HoldSummaryMeeting',
  title: { zh: '召开总结大会', en: 'Hold summary meeting' },
  clauses: ['C5.17'],
  schema: z.strictObject({
    attended: int().min(1).max(MAX_ATTENDANCE),
    summary: text(),
    override: text().nullable().default(null),
  }),
  allow: role('branch-secretary', 'principal', 'campaign-office').at('unit-or-superior'),
  needs: (_input, { bureau }) => ({
    blocks: { fact: OPEN_BLOCKS_FACT, key: bureau },
    ...policiesOf(bureau, ['block.level']),
  }),
  decide: (input, state: EvaluationState, facts, { bureau }) =>
    onEvaluation(state, facts, (evaluation) => {
      const hindrance = meetingHindrance(evaluation);
      if (hindrance !== undefined) return hindrance;
      const openBlocks = evaluation.unit === bureau ? namesIn(facts.needs['blocks']) : [];
      return underPolicies(facts, ['block.level'], ({ policy, record }) => {
        const override = openBlocks.length > 0 && policy['block.level'] === 'UNIT' ? input.override : null;
        if (openBlocks.length > 0 && override === null) return reject(OPEN_BLOCKS, { evaluations: openBlocks });
        const { effectiveOn: on } = facts;
        return [evaluationEvents.SummaryMeetingHeld({ ...input, on, openBlocks, override, policy: record })];
      });
    }),
});

function namesIn(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
