import { command, id, reject, role } from '@taizhang/kernel';
import {
  CLOSING_CONTEXTS,
  ENDED_UNITS_FACT,
  outstandingMeetings,
  policiesOf,
  stageEvents,
  underPolicies,
} from '@taizhang/contracts';
import { z } from 'zod';
import { CLOSE_REQUEST_USED, MEETING_OUTSTANDING } from './stage.rejections.js';
import { BRIEFINGS_CONVENED_FACT, MEETINGS_HELD_FACT, stageIn } from './stage.rules.js';
import type { StageState } from './stage.state.js';

/**
 * Asks for a stage to be closed (申请收尾). Refused at once while a branch in its scope has not held its summary meeting (policy 51);
 * what this context cannot know, every other answers for itself, and only all clearances close it [C5.17, C6.1].
 */
export const requestStageClose = command({
  name: 'RequestStageClose',
  title: { zh: '申请环节收尾', en: 'Request stage close' },
  clauses: ['C5.17', 'C6.1'],
  schema: z.strictObject({ request: id() }),
  allow: role('committee-secretary', 'campaign-office').at('unit'),
  needs: (_input, { bureau, id: stage }) => ({
    held: { fact: MEETINGS_HELD_FACT, key: `${bureau}/${stage}` },
    convened: { fact: BRIEFINGS_CONVENED_FACT, key: `${bureau}/${stage}` },
    ended: { fact: ENDED_UNITS_FACT, key: bureau },
    ...policiesOf(bureau, ['stage.closeNeeds']),
  }),
  decide: ({ request }, state: StageState, facts, { bureau }) =>
    stageIn(state, ['OPEN'], (stage) =>
      underPolicies(facts, ['stage.closeNeeds'], ({ policy, record }) => {
        if (stage.requests.includes(request)) return reject(CLOSE_REQUEST_USED);
        const { convened, held, ended } = facts.needs;
        const outstanding = outstandingMeetings(stage.units, bureau, { convened, held, ended });
        if (policy['stage.closeNeeds'] === 'ALL_MEETINGS' && outstanding.length > 0)
          return reject(MEETING_OUTSTANDING, { units: outstanding });
        const asked = { stage: stage.stage, request, on: facts.effectiveOn, contexts: [...CLOSING_CONTEXTS] };
        return [stageEvents.StageCloseRequested({ ...asked, policy: record })];
      }),
    ),
});
