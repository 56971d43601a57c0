import type { JsonObject } from '@taizhang/kernel';
import { channel, type Channel } from '@taizhang/issues-domain';
import { aggregateRows, view, type SealedValue, type ToldAct } from '@taizhang/views-port';

/** A time in which a channel did not get through. */
export interface Outage {
  readonly since: string;
  /** `null`: it still does not. */
  readonly until: string | null;
  readonly reason: SealedValue | null;
  readonly remedy: SealedValue | null;
}

/** A channel, and all its outages. */
export interface ChannelRow extends Channel {
  readonly place: SealedValue | null;
  readonly outages: readonly Outage[];
  readonly closedAt: string | null;
}

const sealed = (act: ToldAct, field: string): SealedValue | null => act.sealed[field] ?? null;

/** Ends the outage that goes on, if one does. */
function ended(outages: readonly Outage[], until: string, remedy: SealedValue | null = null): readonly Outage[] {
  return outages.map((outage) => (outage.until === null ? { ...outage, until, remedy } : outage));
}

/** Supervision channels (监督渠道) of a bureau: how each stands, and when it did not get through. */
export const channelsView = view<ChannelRow & JsonObject>({
  name: 'channels',
  version: 1,
  context: 'issues',
  fields: { channel: 'keyword', type: 'keyword', status: 'keyword', openSince: 'date' },
  on: aggregateRows({
    aggregate: channel,
    untold: { place: null, outages: [], closedAt: null },
    tell: {
      ChannelRegistered: (_row, _data, act) => ({ place: sealed(act, 'place') }),
      ChannelDegraded: ({ outages }, { since }, act) => ({
        outages: [...outages, { since, until: null, reason: sealed(act, 'reason'), remedy: null }],
      }),
      ChannelRestored: ({ outages }, { until }, act) => ({ outages: ended(outages, until, sealed(act, 'remedy')) }),
      ChannelClosed: ({ outages }, { at }) => ({ outages: ended(outages, at), closedAt: at }),
    },
    complete: (row: ChannelRow) => ((row as { readonly kind: string }).kind === 'none' ? null : row), // a row begins as the state does
  }),
});
