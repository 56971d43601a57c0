import { stageEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { openStage } from './open-stage.command.js';
import { requestStageClose } from './request-stage-close.command.js';
import { stage } from './stage.aggregate.js';
import { takeCloseAnswer } from './take-close-answer.command.js';
import { withdrawStageClose } from './withdraw-stage-close.command.js';
import { withdrawStage } from './withdraw-stage.command.js';

const needs = { value: 'ALL_MEETINGS', unit: 'wgx-0371', policy: 'DEFAULT-2014', edition: 1 } as const;
const known = {
  'campaigns.campaign/wgx-0371/c-1': { units: ['wgx-0371', 'b-jia', 'b-yi'] },
  'campaigns.stage-status/wgx-0371/stage-1': 'CLOSED',
  'organization.policy/wgx-0371/stage.closeNeeds': needs,
  'evaluation.meetings-held/wgx-0371/stage-2': ['b-jia', 'b-yi'],
};
const circumstances = { id: 'stage-2', known, now: '2014-10-25T02:00:00.000Z' };
const input = {
  campaign: 'c-1',
  from: '2014-06-25',
  to: '2014-10-25',
  briefings: { from: '2014-09-05', to: '2014-10-25' },
  units: ['wgx-0371', 'b-jia', 'b-yi'],
  title: '整改落实、建章立制',
};
const opened = stageEvents.StageOpened({ stage: 'stage-2', previous: null, ...input });
const requested = stageEvents.StageCloseRequested({
  stage: 'stage-2',
  request: 'r-1',
  on: '2014-10-25',
  contexts: ['issues', 'evaluation'],
  policy: { 'stage.closeNeeds': needs },
});
const answer = (context: 'issues' | 'evaluation', cleared: boolean, named: string[]) => ({
  request: 'r-1',
  context,
  cleared,
  named,
});
const cleared = stageEvents.StageCloseAnswered(answer('issues', true, ['2014-1']));
const closed = stageEvents.StageClosed({ stage: 'stage-2', request: 'r-1', on: '2014-10-25', open: ['2014-1'] });

describe('open stage 开启环节', () => {
  it('[C0.1] [C5.1] has its days, those of its briefings, and its units', () => {
    given(stage).when(openStage, input, circumstances).then(opened);
    given(stage, opened).when(openStage, input, circumstances).thenRejected('STAGE_ALREADY_OPENED');
  });

  it.each([
    ['that ends before it begins', { to: '2014-06-25' }, 'STAGE_DATES_WRONG'],
    ['with briefings outside it', { briefings: { from: '2014-06-24', to: '2014-10-25' } }, 'STAGE_DATES_WRONG'],
    ['of a campaign that there is not', { campaign: 'c-9' }, 'CAMPAIGN_UNKNOWN'],
    ['with a unit outside the campaign', { units: ['b-ding'] }, 'STAGE_OUTSIDE_CAMPAIGN'],
    ['with a unit named twice', { units: ['b-jia', 'b-jia'] }, 'UNIT_REPEATED'],
    ['after one that is open', { previous: 'stage-0' }, 'PREVIOUS_STAGE_OPEN'],
  ])('refuses one %s', (_what, more, code) => {
    given(stage)
      .when(openStage, { ...input, ...more }, circumstances)
      .thenRejected(code);
  });

  it('[C1.1.a] follows one that is closed', () => {
    given(stage)
      .when(openStage, { ...input, previous: 'stage-1' }, circumstances)
      .then(stageEvents.StageOpened({ stage: 'stage-2', ...input, previous: 'stage-1' }));
  });
});

describe('closing a stage 环节收尾', () => {
  it('[C5.17] is not asked for before every branch in its scope held its summary meeting; the bureau holds none', () => {
    given(stage, opened).when(requestStageClose, { request: 'r-1' }, circumstances).then(requested);
    const held = { ...known, 'evaluation.meetings-held/wgx-0371/stage-2': ['b-jia'] };
    given(stage, opened)
      .when(requestStageClose, { request: 'r-1' }, { ...circumstances, known: held })
      .thenRejected('MEETING_OUTSTANDING', { units: ['b-yi'] });
    const any = { ...held, 'organization.policy/wgx-0371/stage.closeNeeds': { ...needs, value: 'NONE' } };
    given(stage, opened)
      .when(requestStageClose, { request: 'r-1' }, { ...circumstances, known: any })
      .then(
        stageEvents.StageCloseRequested({
          stage: 'stage-2',
          request: 'r-1',
          on: '2014-10-25',
          contexts: ['issues', 'evaluation'],
          policy: { 'stage.closeNeeds': { ...needs, value: 'NONE' } },
        }),
      );
  });

  it('[C5.17] waits for no meeting of a branch that ended before it was evaluated, but for that of one that was', () => {
    const without = (convened: string[]) => ({
      ...known,
      'evaluation.meetings-held/wgx-0371/stage-2': ['b-jia'],
      'evaluation.briefings-convened/wgx-0371/stage-2': convened,
      'organization.ended-units/wgx-0371': ['b-yi'],
    });
    given(stage, opened)
      .when(requestStageClose, { request: 'r-1' }, { ...circumstances, known: without(['b-jia']) })
      .then(requested);
    given(stage, opened)
      .when(requestStageClose, { request: 'r-1' }, { ...circumstances, known: without(['b-jia', 'b-yi']) })
      .thenRejected('MEETING_OUTSTANDING', { units: ['b-yi'] });
  });

  it('needs a policy in force, a stage that is open, and an id of its own', () => {
    const without = { ...known, 'organization.policy/wgx-0371/stage.closeNeeds': null };
    given(stage, opened)
      .when(requestStageClose, { request: 'r-1' }, { ...circumstances, known: without })
      .thenRejected('POLICY_NOT_IN_FORCE');
    given(stage).when(requestStageClose, { request: 'r-1' }, circumstances).thenRejected('STAGE_NOT_OPEN');
    given(stage, opened, requested)
      .when(requestStageClose, { request: 'r-2' }, circumstances)
      .thenRejected('STAGE_NOT_OPEN', { status: 'CLOSING' });
    const off = stageEvents.StageCloseWithdrawn({
      stage: 'stage-2',
      request: 'r-1',
      ground: 'OFFICE',
      reason: '未完',
    });
    given(stage, opened, requested, off)
      .when(requestStageClose, { request: 'r-1' }, circumstances)
      .thenRejected('CLOSE_REQUEST_USED');
  });

  it('[C6.1] closes with the last clearance only, and names what stays open', () => {
    given(stage, opened, requested)
      .when(takeCloseAnswer, answer('issues', true, ['2014-1']), circumstances)
      .then(cleared);
    given(stage, opened, requested, cleared)
      .when(takeCloseAnswer, answer('evaluation', true, ['b-jia', 'b-yi']), circumstances)
      .then(stageEvents.StageCloseAnswered(answer('evaluation', true, ['b-jia', 'b-yi'])), closed);
  });

  it('[C6.1] is called off by an objection', () => {
    const objected = answer('evaluation', false, ['b-yi']);
    const off = { stage: 'stage-2', request: 'r-1', ground: 'OBJECTION', reason: null } as const;
    given(stage, opened, requested, cleared)
      .when(takeCloseAnswer, objected, circumstances)
      .then(stageEvents.StageCloseAnswered(objected), stageEvents.StageCloseWithdrawn(off));
    given(stage, opened, requested, cleared, stageEvents.StageCloseWithdrawn(off))
      .when(takeCloseAnswer, objected, circumstances)
      .thenRejected('STAGE_NOT_OPEN', { status: 'OPEN' });
  });

  it('takes each answer once, and only to the request that stands', () => {
    given(stage, opened, requested, cleared)
      .when(takeCloseAnswer, answer('issues', true, []), circumstances)
      .thenRejected('CLOSE_NOT_REQUESTED');
    given(stage, opened, requested)
      .when(takeCloseAnswer, { ...answer('issues', true, []), request: 'r-0' }, circumstances)
      .thenRejected('CLOSE_NOT_REQUESTED');
  });

  it('is called off by whoever asked, until it is closed', () => {
    const off = { request: 'r-1', reason: '未完' };
    given(stage, opened, requested)
      .when(withdrawStageClose, off, circumstances)
      .then(stageEvents.StageCloseWithdrawn({ stage: 'stage-2', ground: 'OFFICE', ...off }));
    given(stage, opened, requested)
      .when(withdrawStageClose, { ...off, request: 'r-2' }, circumstances)
      .thenRejected('CLOSE_NOT_REQUESTED');
    given(stage, opened, requested, cleared, closed)
      .when(withdrawStageClose, off, circumstances)
      .thenRejected('STAGE_NOT_OPEN', { status: 'CLOSED' });
  });

  it('is withdrawn as opened by mistake before closing was asked for', () => {
    const act = { event: eventIdAt(0), reason: '误开' };
    given(stage, opened).when(withdrawStage, act, circumstances).then(stageEvents.StageWithdrawn(act));
    given(stage, opened, requested).when(withdrawStage, act, circumstances).thenRejected('WITHDRAWAL_TOO_LATE');
    given(stage, opened, stageEvents.StageWithdrawn(act))
      .when(requestStageClose, { request: 'r-1' }, circumstances)
      .thenRejected('STAGE_NOT_OPEN', { status: 'WITHDRAWN' });
  });
});
