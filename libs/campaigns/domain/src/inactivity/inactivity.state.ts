import type { Evolve } from '@taizhang/kernel';
import type { inactivityEvents } from '@taizhang/contracts';

/** What was alerted about one unit in one stage. */
export interface InactivityState {
  readonly unit: string | null;
  /** Last acts after which an alert was raised. */
  readonly alerted: readonly string[];
}

/** Before any alert. */
export const initialInactivity: InactivityState = { unit: null, alerted: [] };

/** One entry per event type: a missing one does not compile. */
export const evolveInactivity: Evolve<InactivityState, typeof inactivityEvents> = {
  'campaigns.InactivityAlertRaised': ({ alerted }, { unit, since }) => ({ unit, alerted: [...alerted, since] }),
};
