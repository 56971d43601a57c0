import { issueStageEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { answerStageClose } from './answer-stage-close.command.js';
import { reopenStage } from './reopen-stage.command.js';
import { issueStage } from './stage.aggregate.js';

const stage = 'stage-2';
const issues = (unassigned: readonly string[]) => ({
  id: stage,
  known: { 'issues.stage-issues/wgx-0371/stage-2': { open: ['2014-1', '2014-2'], unassigned, seen: 40 } },
});
const cleared = issueStageEvents.StageCloseCleared({ stage, request: 'r-1', open: ['2014-1', '2014-2'] });

describe('closing a stage as issues see it 环节收尾', () => {
  it('[C1.1.a] names every issue that stays open, and drops none', () => {
    given(issueStage).when(answerStageClose, { request: 'r-1' }, issues([])).then(cleared);
  });

  it('[C1.1.a] is objected to while an issue has been given to nobody', () => {
    given(issueStage)
      .when(answerStageClose, { request: 'r-1' }, issues(['2014-2']))
      .then(issueStageEvents.StageCloseObjected({ stage, request: 'r-1', unassigned: ['2014-2'] }));
  });

  it('is answered once for each request', () => {
    given(issueStage, cleared)
      .when(answerStageClose, { request: 'r-1' }, issues([]))
      .thenRejected('CLOSE_REQUEST_ANSWERED');
  });

  it('goes on when closing was called off, for the request that was answered only', () => {
    given(issueStage, cleared)
      .when(reopenStage, { request: 'r-1' }, issues([]))
      .then(issueStageEvents.StageReopened({ stage, request: 'r-1' }));
    given(issueStage, cleared).when(reopenStage, { request: 'r-2' }, issues([])).thenRejected('CLOSE_REQUEST_OTHER');
  });
});
