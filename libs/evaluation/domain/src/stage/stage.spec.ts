import { evaluationStageEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { inForce } from '../policies.examples.js';
import { answerStageClose } from './answer-stage-close.command.js';
import { reopenStage } from './reopen-stage.command.js';
import { evaluationStage } from './stage.aggregate.js';

const stage = 'stage-2';
const known = {
  ...inForce({ 'stage.closeNeeds': 'ALL_MEETINGS' }),
  'campaigns.stage/wgx-0371/stage-2': { status: 'CLOSING', units: ['wgx-0371', 'b-jia', 'b-yi'] },
  'evaluation.stage-meetings/wgx-0371/stage-2': { convened: ['b-jia', 'b-yi'], held: ['b-jia', 'b-yi'], seen: 9 },
};
const asked = { id: stage, known };
const cleared = evaluationStageEvents.StageCloseCleared({ stage, request: 'r-1', held: ['b-jia', 'b-yi'] });

describe('closing a stage as evaluation sees it 环节收尾', () => {
  it('[C5.17] is cleared once every branch of its scope held its summary meeting; the bureau holds none', () => {
    given(evaluationStage).when(answerStageClose, { request: 'r-1' }, asked).then(cleared);
  });

  it('[C5.17] is objected to while a meeting is outstanding, which a blocked unit cannot hold', () => {
    const held = {
      'evaluation.stage-meetings/wgx-0371/stage-2': { convened: ['b-jia', 'b-yi'], held: ['b-jia'], seen: 9 },
    };
    given(evaluationStage)
      .when(answerStageClose, { request: 'r-1' }, { id: stage, known: { ...known, ...held } })
      .then(evaluationStageEvents.StageCloseObjected({ stage, request: 'r-1', outstanding: ['b-yi'] }));
    const any = { ...known, ...held, ...inForce({ 'stage.closeNeeds': 'NONE' }) };
    given(evaluationStage)
      .when(answerStageClose, { request: 'r-1' }, { id: stage, known: any })
      .then(evaluationStageEvents.StageCloseCleared({ stage, request: 'r-1', held: ['b-jia'] }));
  });

  it('[C5.17] waits for no meeting of a branch that ended before it was evaluated, but for that of one that was', () => {
    const without = (convened: string[]) => ({
      ...known,
      'evaluation.stage-meetings/wgx-0371/stage-2': { convened, held: ['b-jia'], seen: 9 },
      'organization.ended-units/wgx-0371': ['b-yi'],
    });
    given(evaluationStage)
      .when(answerStageClose, { request: 'r-1' }, { id: stage, known: without(['b-jia']) })
      .then(evaluationStageEvents.StageCloseCleared({ stage, request: 'r-1', held: ['b-jia'] }));
    given(evaluationStage)
      .when(answerStageClose, { request: 'r-1' }, { id: stage, known: without(['b-jia', 'b-yi']) })
      .then(evaluationStageEvents.StageCloseObjected({ stage, request: 'r-1', outstanding: ['b-yi'] }));
  });

  it('is answered once for each request, and not without a policy in force', () => {
    given(evaluationStage, cleared)
      .when(answerStageClose, { request: 'r-1' }, asked)
      .thenRejected('CLOSE_REQUEST_ANSWERED');
    const without = { ...known, 'organization.policy/wgx-0371/stage.closeNeeds': null };
    given(evaluationStage)
      .when(answerStageClose, { request: 'r-1' }, { id: stage, known: without })
      .thenRejected('POLICY_NOT_IN_FORCE');
  });

  it('goes on when closing was called off, for the request that was answered only', () => {
    given(evaluationStage, cleared)
      .when(reopenStage, { request: 'r-1' }, asked)
      .then(evaluationStageEvents.StageReopened({ stage, request: 'r-1' }));
    given(evaluationStage, cleared).when(reopenStage, { request: 'r-2' }, asked).thenRejected('CLOSE_REQUEST_OTHER');
    given(evaluationStage).when(reopenStage, { request: 'r-1' }, asked).thenRejected('CLOSE_REQUEST_OTHER');
  });
});
