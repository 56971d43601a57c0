import type { JsonObject } from '@taizhang/kernel';
import { inactivityEvents } from '@taizhang/contracts';
import { projection, view } from '@taizhang/views-port';

/** The watch over one unit in one stage, with its alerts. */
export interface InactivityRow {
  readonly stage: string;
  readonly unit: string;
  /** Day on which it is looked again whether the unit is silent. */
  readonly checkOn: string | null;
  readonly alerts: readonly { readonly since: string; readonly days: number; readonly raisedAt: string }[];
}

/** Name of the view. */
export const INACTIVITY_ALERTS = 'inactivity-alerts';

type Row = InactivityRow & JsonObject;
const { UnitWatched, InactivityAlertRaised } = inactivityEvents.definitions;

const keys = ({ stage, unit }: { readonly stage: string; readonly unit: string }) => [`${stage}.${unit}`];

/** Units that are watched, with the days on which nothing had been heard of them for too long (停滞提醒) [C6.1]. */
export const inactivityAlertsView = view<Row>({
  name: INACTIVITY_ALERTS,
  version: 2,
  context: 'campaigns',
  fields: { stage: 'keyword', unit: 'keyword', checkOn: 'date' },
  on: {
    [UnitWatched.type]: projection(UnitWatched, {
      keys,
      project: (doc: Row | null, { stage, unit, checkOn }) =>
        ({ stage, unit, checkOn, alerts: doc?.alerts ?? [] }) as unknown as Row, // holds JSON only
    }),
    [InactivityAlertRaised.type]: projection(InactivityAlertRaised, {
      keys,
      project: (doc: Row | null, { stage, unit, since, days }, { meta }) => {
        const alert = { since, days, raisedAt: meta.time };
        return {
          stage,
          unit,
          checkOn: doc?.checkOn ?? null,
          alerts: [...(doc?.alerts ?? []), alert],
        } as unknown as Row; // holds JSON only
      },
    }),
  },
});
