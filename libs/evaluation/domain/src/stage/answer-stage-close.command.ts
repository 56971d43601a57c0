import { command, id, reject, role, type Facts } from '@taizhang/kernel';
import {
  ENDED_UNITS_FACT,
  evaluationStageEvents,
  outstandingMeetings,
  policiesOf,
  STAGE_FACT,
  stageOf,
  underPolicies,
} from '@taizhang/contracts';
import { z } from 'zod';
import { CLOSE_REQUEST_ANSWERED } from './stage.rejections.js';
import type { EvaluationStageState } from './stage.state.js';

/**
 * Units that convened their briefing, and that held their summary meeting: `evaluation.stage-meetings`, key = `<bureau>/<stage>`; `seen` =
 * how much of the ledger was looked at.
 */
export interface StageMeetings {
  readonly convened: readonly string[];
  readonly held: readonly string[];
  readonly seen: number;
}
export const STAGE_MEETINGS_FACT = 'evaluation.stage-meetings';

/** Events after which a meeting is to be held (again). */
const OUTSTANDING = ['evaluation.BriefingConvened', 'evaluation.SummaryMeetingWithdrawn'];

/**
 * Says whether a stage may close (答复收尾申请), given by a policy when closing is asked for: not before each branch in its scope
 * has held its summary meeting (policy 51), which a blocked one cannot [C5.17]. One that ended before it was evaluated holds none.
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
    ended: { fact: ENDED_UNITS_FACT, key: bureau },
    ...policiesOf(bureau, ['stage.closeNeeds']),
  }),
  decide: ({ request }, state: EvaluationStageState, facts, { bureau, id: stage }) => {
    if (state.request === request) return reject(CLOSE_REQUEST_ANSWERED);
    return underPolicies(facts, ['stage.closeNeeds'], ({ policy }) => {
      const { convened, held, seen } = meetingsOf(facts);
      const known = { convened, held, ended: facts.needs['ended'] };
      const outstanding = outstandingMeetings(stageOf(facts)?.units ?? [], bureau, known);
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
