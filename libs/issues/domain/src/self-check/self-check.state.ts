import type { Evolve } from '@taizhang/kernel';
import type { selfCheckEvents } from '@taizhang/contracts';

/** A self-check (自查) as deciders know it. */
export type SelfCheckState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'self-check';
      readonly stage: string;
      readonly unit: string;
      readonly subject: 'GROUP' | 'CADRE';
      readonly person: string | null;
      readonly issues: readonly string[];
      readonly nothingFound: boolean;
      readonly submitted: boolean;
    };

/** Before it was submitted. */
export const initialSelfCheck: SelfCheckState = { kind: 'none' };

/** One entry per event type: a missing one does not compile. */
export const evolveSelfCheck: Evolve<SelfCheckState, typeof selfCheckEvents> = {
  'issues.SelfCheckSubmitted': (_state, data) => ({ kind: 'self-check', submitted: true, ...data }),
  'issues.SelfCheckWithdrawn': (state) => (state.kind === 'none' ? state : { ...state, submitted: false }),
};

/** The unit whose group or cadre it is. */
export function unitOfSelfCheck(state: SelfCheckState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}
