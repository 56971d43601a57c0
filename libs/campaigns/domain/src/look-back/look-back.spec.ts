import { lookBackEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { completeLookBack } from './complete-look-back.command.js';
import { lookBack } from './look-back.aggregate.js';
import { startLookBack } from './start-look-back.command.js';
import { withdrawLookBackCompletion } from './withdraw-look-back-completion.command.js';
import { withdrawLookBack } from './withdraw-look-back.command.js';

const closed = { seed: 'ab'.repeat(32), size: 3, sha256: 'cd'.repeat(32), drawn: ['i-3', 'i-1', 'i-2'] };
const circumstances = {
  id: 'hui-1',
  now: '2014-09-01T02:00:00.000Z',
  known: { 'campaigns.closed-issues/wgx-0371/stage-2/b-jia': closed },
};
const input = { stage: 'stage-2', unit: 'b-jia', size: 2 };
const started = lookBackEvents.LookBackStarted({
  lookBack: 'hui-1',
  stage: 'stage-2',
  unit: 'b-jia',
  on: '2014-09-01',
  seed: closed.seed,
  population: { size: 3, sha256: closed.sha256 },
  sample: ['i-3', 'i-1'],
});
const results = [
  { issue: 'i-1', passed: true, note: null },
  { issue: 'i-3', passed: false, note: '反弹' },
];
const summary = '抽查两项';
const completed = lookBackEvents.LookBackCompleted({ lookBack: 'hui-1', on: '2014-09-01', results, summary });

describe('look-back 回头看', () => {
  it('[C6.2] draws its sample from what is closed, and records seed and population', () => {
    given(lookBack).when(startLookBack, input, circumstances).then(started);
    given(lookBack, started).when(startLookBack, input, circumstances).thenRejected('LOOK_BACK_ALREADY_STARTED');
  });

  it('[C6.2] takes all there is where fewer are closed, also none', () => {
    const none = { seed: closed.seed, size: 0, sha256: closed.sha256, drawn: [] };
    given(lookBack)
      .when(startLookBack, input, {
        ...circumstances,
        known: { 'campaigns.closed-issues/wgx-0371/stage-2/b-jia': none },
      })
      .then(
        lookBackEvents.LookBackStarted({
          lookBack: 'hui-1',
          stage: 'stage-2',
          unit: 'b-jia',
          on: '2014-09-01',
          seed: closed.seed,
          population: { size: 0, sha256: closed.sha256 },
          sample: [],
        }),
      );
  });

  it('[C6.2] refuses a unit outside an open stage', () => {
    given(lookBack)
      .when(startLookBack, input, { ...circumstances, known: {} })
      .thenRejected('LOOK_BACK_OUTSIDE_STAGE');
  });

  it('[C6.2] is completed with a result for each issue drawn, and for no other', () => {
    given(lookBack, started).when(completeLookBack, { results, summary }, circumstances).then(completed);
    given(lookBack, started)
      .when(completeLookBack, { results: results.slice(0, 1), summary }, circumstances)
      .thenRejected('LOOK_BACK_INCOMPLETE', { issues: ['i-3'] });
    given(lookBack, started)
      .when(completeLookBack, { results: [...results, { issue: 'i-2', passed: true }], summary }, circumstances)
      .thenRejected('LOOK_BACK_INCOMPLETE');
    given(lookBack, started)
      .when(completeLookBack, { results: [results[0], results[0]], summary } as never, circumstances) // one twice
      .thenRejected('LOOK_BACK_INCOMPLETE');
    given(lookBack).when(completeLookBack, { results, summary }, circumstances).thenRejected('LOOK_BACK_NOT_STARTED');
    given(lookBack, started, completed)
      .when(completeLookBack, { results, summary }, circumstances)
      .thenRejected('LOOK_BACK_NOT_STARTED');
  });

  it('is withdrawn step by step', () => {
    const start = { event: eventIdAt(0), reason: '误开' };
    const end = { event: eventIdAt(1), reason: '记错' };
    given(lookBack, started).when(withdrawLookBack, start, circumstances).then(lookBackEvents.LookBackWithdrawn(start));
    given(lookBack, started, completed)
      .when(withdrawLookBack, start, circumstances)
      .thenRejected('WITHDRAWAL_TOO_LATE');
    const reopened = lookBackEvents.LookBackCompletionWithdrawn(end);
    given(lookBack, started, completed).when(withdrawLookBackCompletion, end, circumstances).then(reopened);
    given(lookBack, started, completed, reopened)
      .when(completeLookBack, { results, summary }, circumstances)
      .then(completed);
  });
});
