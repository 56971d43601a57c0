import type { Evolve } from '@taizhang/kernel';
import type { ClosingContext, stageEvents } from '@taizhang/contracts';

/** A stage (环节) that was opened. */
export interface Stage {
  readonly kind: 'stage';
  readonly status: 'OPEN' | 'CLOSING' | 'CLOSED' | 'WITHDRAWN';
  readonly stage: string;
  readonly campaign: string;
  readonly previous: string | null;
  readonly from: string;
  readonly to: string;
  readonly briefings: { readonly from: string; readonly to: string };
  readonly units: readonly string[];
  /** The request that stands, and those before it. */
  readonly request: string | null;
  readonly requests: readonly string[];
  /** Contexts that must clear it. */
  readonly contexts: readonly ClosingContext[];
  /** What each that has cleared it named. */
  readonly cleared: Readonly<Partial<Record<ClosingContext, readonly string[]>>>;
  /** Issues that stayed open. */
  readonly open: readonly string[];
}

/** What deciders know of a stage. */
export type StageState = { readonly kind: 'none' } | Stage;

/** Before it was opened. */
export const initialStage: StageState = { kind: 'none' };

function change(state: StageState, apply: (stage: Stage) => Partial<Stage>): StageState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

/** One entry per event type: a missing one does not compile. */
export const evolveStage: Evolve<StageState, typeof stageEvents> = {
  'campaigns.StageOpened': (_state, data) => ({
    kind: 'stage',
    status: 'OPEN',
    ...data,
    request: null,
    requests: [],
    contexts: [],
    cleared: {},
    open: [],
  }),
  'campaigns.StageCloseRequested': (state, { request, contexts }) =>
    change(state, ({ requests }) => ({
      status: 'CLOSING',
      request,
      requests: [...requests, request],
      contexts,
      cleared: {},
    })),
  'campaigns.StageCloseAnswered': (state, { context, cleared, named }) =>
    change(state, (stage) => (cleared ? { cleared: { ...stage.cleared, [context]: named } } : {})),
  'campaigns.StageCloseWithdrawn': (state) => change(state, () => ({ status: 'OPEN', request: null, cleared: {} })),
  'campaigns.StageClosed': (state, { open }) => change(state, () => ({ status: 'CLOSED', open })),
  'campaigns.StageWithdrawn': (state) => change(state, () => ({ status: 'WITHDRAWN' })),
};
