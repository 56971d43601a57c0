import { STAGE_FACT, stageEvents } from '@taizhang/contracts';
import type { JsonObject, LedgerId } from '@taizhang/kernel';
import type { ContextReads } from '../context/context-feature.js';
import { STAGE_DIRECTORY, stageDirectoryView } from './stage-directory.view.js';
import { stageFacts } from './stage-facts.js';

const opened: JsonObject = {
  stage: 'stage-2',
  campaign: 'c-1',
  previous: null,
  from: '2014-06-25',
  to: '2014-10-25',
  briefings: { from: '2014-09-05', to: '2014-10-25' },
  units: ['bur-1'],
};

/** The stage after these events, as the view has it. */
function after(...events: readonly { readonly type: string; readonly data: JsonObject }[]): JsonObject | null {
  const { on } = stageDirectoryView('issues');
  return events.reduce<JsonObject | null>((doc, { type, data }) => {
    const event = { ledger: 'campaigns/bur-1', type, schema: 1, stream: 'stage/stage-2', data, sealed: {}, meta: {} };
    return on[type]?.project(doc as never, event as never, 'stage-2') ?? doc; // what the view itself wrote
  }, null);
}

const { StageOpened, StageCloseRequested, StageCloseWithdrawn, StageClosed, StageWithdrawn } = stageEvents.definitions;
const open = { type: StageOpened.type, data: opened };
const asked = { type: StageCloseRequested.type, data: { stage: 'stage-2' } };

const ask = async (doc: JsonObject | null, key = 'bur-1/stage-2') => {
  const reads = {
    seen: () => Promise.resolve(3),
    get: (view: string, ledger: LedgerId, stage: string) =>
      Promise.resolve(
        view === STAGE_DIRECTORY && ledger === 'campaigns/bur-1' && stage === 'stage-2' && doc !== null
          ? { ledger, key: stage, idx: 0, doc }
          : undefined,
      ),
  } as unknown as ContextReads; // the reads that the fact makes
  return stageFacts[STAGE_FACT]?.({ fact: STAGE_FACT, key }, reads);
};

describe('a stage 环节 as other contexts know it [C0.1]', () => {
  it.each([
    ['OPEN', [open]],
    ['CLOSING', [open, asked]],
    ['OPEN', [open, asked, { type: StageCloseWithdrawn.type, data: { stage: 'stage-2' } }]],
    ['CLOSED', [open, asked, { type: StageClosed.type, data: { stage: 'stage-2' } }]],
  ] as const)('is %s', async (status, events) => {
    expect((await ask(after(...events)))?.value).toMatchObject({ status, units: ['bur-1'], to: '2014-10-25' });
  });

  it('is none where it was withdrawn, never opened, or of no ledger', async () => {
    const withdrawn = after(open, { type: StageWithdrawn.type, data: { event: 'e' } });
    expect(await ask(withdrawn)).toEqual({ value: null, consulted: [{ ledger: 'campaigns/bur-1', size: 3 }] });
    expect((await ask(null))?.value).toBeNull();
    expect(await ask(after(open), 'No Such/stage-2')).toEqual({ value: null, consulted: [] });
  });

  it('takes every event of a stage that changes what others may do in it', () => {
    expect(Object.keys(stageEvents.definitions)).toEqual([
      'StageOpened',
      'StageCloseRequested',
      'StageCloseAnswered',
      'StageCloseWithdrawn',
      'StageClosed',
      'StageWithdrawn',
    ]);
  });
});
