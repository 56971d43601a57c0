import type { JsonObject } from '@taizhang/kernel';
import { inactivityEvents } from '@taizhang/contracts';
import { projection, view } from '@taizhang/views-port';

/** Alerts about one unit in one stage. */
export interface InactivityRow {
  readonly stage: string;
  readonly unit: string;
  readonly alerts: readonly { readonly since: string; readonly days: number; readonly raisedAt: string }[];
}

type Row = InactivityRow & JsonObject;
const { InactivityAlertRaised } = inactivityEvents.definitions;

/** Units that nothing was heard of (停滞提醒) [C6.1]. */
export const inactivityAlertsView = view<Row>({
  name: 'inactivity-alerts',
  version: 1,
  context: 'campaigns',
  fields: { stage: 'keyword', unit: 'keyword' },
  on: {
    [InactivityAlertRaised.type]: projection(InactivityAlertRaised, {
      keys: ({ stage, unit }) => [`${stage}.${unit}`],
      project: (doc: Row | null, { stage, unit, since, days }, { meta }) => {
        const alert = { since, days, raisedAt: meta.time };
        return { stage, unit, alerts: [...(doc?.alerts ?? []), alert] } as unknown as Row; // holds JSON only
      },
    }),
  },
});
