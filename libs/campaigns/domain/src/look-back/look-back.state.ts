import type { Evolve } from '@taizhang/kernel';
import type { lookBackEvents } from '@taizhang/contracts';

/** A look-back (回头看) as deciders know it. */
export type LookBackState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'look-back';
      readonly status: 'STARTED' | 'COMPLETED' | 'WITHDRAWN';
      readonly lookBack: string;
      readonly stage: string;
      readonly unit: string;
      readonly on: string;
      readonly seed: string;
      readonly sample: readonly string[];
      readonly completedOn: string | null;
      /** Issues of the sample that did not pass. */
      readonly failed: readonly string[];
    };

/** Before it was started. */
export const initialLookBack: LookBackState = { kind: 'none' };

/** One entry per event type: a missing one does not compile. */
export const evolveLookBack: Evolve<LookBackState, typeof lookBackEvents> = {
  'campaigns.LookBackStarted': (_state, { lookBack, stage, unit, on, seed, sample }) => ({
    kind: 'look-back',
    status: 'STARTED',
    lookBack,
    stage,
    unit,
    on,
    seed,
    sample,
    completedOn: null,
    failed: [],
  }),
  'campaigns.LookBackCompleted': (state, { on, results }) =>
    state.kind === 'none'
      ? state
      : {
          ...state,
          status: 'COMPLETED',
          completedOn: on,
          failed: results.filter(({ passed }) => !passed).map(({ issue }) => issue),
        },
  'campaigns.LookBackWithdrawn': (state) => (state.kind === 'none' ? state : { ...state, status: 'WITHDRAWN' }),
  'campaigns.LookBackCompletionWithdrawn': (state) => state,
};

/** The unit that is looked back at. */
export function unitOfLookBack(state: LookBackState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}
