import { dueDate, type DueDate, type Evolve } from '@taizhang/kernel';
import type { inactivityEvents } from '@taizhang/contracts';

/** What is known of the watch over one unit in one stage. */
export interface InactivityState {
  readonly stage: string | null;
  readonly unit: string | null;
  /** When it is looked again whether the unit is silent; `null` before it is watched. */
  readonly check: DueDate | null;
  /** Last acts after which an alert was raised. */
  readonly alerted: readonly string[];
}

/** Before it is watched. */
export const initialInactivity: InactivityState = { stage: null, unit: null, check: null, alerted: [] };

/** One entry per event type: a missing one does not compile. */
export const evolveInactivity: Evolve<InactivityState, typeof inactivityEvents> = {
  'campaigns.UnitWatched': (state, { stage, unit, checkOn }, act) => ({
    ...state,
    stage,
    unit,
    check: dueDate(checkOn, act),
  }),
  'campaigns.InactivityAlertRaised': (state, { stage, unit, since }) => ({
    stage,
    unit,
    check: null,
    alerted: [...state.alerted, since],
  }),
};
