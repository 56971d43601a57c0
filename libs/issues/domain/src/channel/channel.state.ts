import type { Evolve } from '@taizhang/kernel';
import type { channelEvents, ChannelStatus, ChannelType } from '@taizhang/contracts';

/** A supervision channel (监督渠道) that was registered. */
export interface Channel {
  readonly kind: 'channel';
  readonly channel: string;
  readonly type: ChannelType;
  readonly status: ChannelStatus;
  readonly openSince: string;
  /** When it last became what it is: nothing about it happened earlier. */
  readonly changedAt: string;
}

/** What deciders know of a channel: open fields only. */
export type ChannelState = { readonly kind: 'none' } | Channel;

/** Before it was registered. */
export const initialChannel: ChannelState = { kind: 'none' };

function change(state: ChannelState, changed: Partial<Channel>): ChannelState {
  return state.kind === 'none' ? state : { ...state, ...changed };
}

/** The wrong act is gone from the state already, and nothing else changes. */
const undone = (state: ChannelState): ChannelState => state;

/** One entry per event type. */
export const evolveChannel: Evolve<ChannelState, typeof channelEvents> = {
  'issues.ChannelRegistered': (_state, { channel, type, openSince }) => ({
    kind: 'channel',
    channel,
    type,
    status: 'OPEN',
    openSince,
    changedAt: openSince,
  }),
  'issues.ChannelDegraded': (state, { since }) => change(state, { status: 'DEGRADED', changedAt: since }),
  'issues.ChannelRestored': (state, { until }) => change(state, { status: 'OPEN', changedAt: until }),
  'issues.ChannelClosed': (state, { at }) => change(state, { status: 'CLOSED', changedAt: at }),
  'issues.ChannelRegistrationWithdrawn': (state) => change(state, { status: 'WITHDRAWN' }),
  'issues.ChannelDegradationWithdrawn': undone,
  'issues.ChannelRestorationWithdrawn': undone,
  'issues.ChannelClosureWithdrawn': undone,
};
