import { command, id, reject, role, type Facts } from '@taizhang/kernel';
import { evaluationStageEvents, policiesOf, STAGE_FACT, stageOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { CLOSE_REQUEST_ANSWERED } from './stage.rejections.js';
import type { EvaluationStageState } from './stage.state.js';

/** Units that held their summary meeting: `evaluation.stage-meetings`, key = `<bureau>/<stage>`; `seen` = how much of the ledger was looked at. */
export interface StageMeetings {
  readonly held: readonly string[];
  readonly seen: number;
}
export const STAGE_MEETINGS_FACT = 'evaluation.stage-meetings';

/** Events after which a meeting is to be held (again). */
const OUTSTANDING = ['evaluation.BriefingConvened', 'evaluation.SummaryMeetingWithdrawn'];

/**
 * Says whether a stage may close (答复收尾申请), given by a policy when closing is asked for: not before each branch in its scope
 * has held its summary meeting (policy 51), which a blocked one cannot [C5.17].
 */
export const answerStageClose = command({
  name: 'AnswerStageClose',
  title: { zh: '答复收尾申请', en: 'Answer request to close' },
  clauses: ['C5.17'],
  schema: z.strictObject({ request: id() }),
  allow: role('system').at('anywhere'),
  needs: (_input, { bureau, id: stage }) => ({
    stage: { fact: STAGE_FACT, key: `${bureau}/${stage}` },
    meetings: { fact: STAGE_MEETINGS_FACT, key: `${bureau}/${stage}` },
    ...policiesOf(bureau, ['stage.closeNeeds']),
  }),
  decide: ({ request }, state: EvaluationStageState, facts, { bureau, id: stage }) => {
    if (state.request === request) return reject(CLOSE_REQUEST_ANSWERED);
    return underPolicies(facts, ['stage.closeNeeds'], ({ policy }) => {
      const { held, seen } = meetingsOf(facts);
      const units = (stageOf(facts)?.units ?? []).filter((unit) => unit !== bureau);
      const outstanding = units.filter((unit) => !held.includes(unit));
      if (policy['stage.closeNeeds'] === 'ALL_MEETINGS' && outstanding.length > 0)
        return [evaluationStageEvents.StageCloseObjected({ stage, request, outstanding })];
      return {
        events: [evaluationStageEvents.StageCloseCleared({ stage, request, held: [...held] })],
        none: [{ types: OUTSTANDING, after: seen - 1 }],
      };
    });
  },
});

function meetingsOf({ needs }: Pick<Facts, 'needs'>): StageMeetings {
  return needs['meetings'] as unknown as StageMeetings; // as its provider answers
}
