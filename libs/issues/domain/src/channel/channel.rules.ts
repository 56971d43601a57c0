import {
  reject,
  role,
  streamId,
  type FactQuery,
  type Facts,
  type JsonValue,
  type Rejection,
  type SideStream,
} from '@taizhang/kernel';
import { channelUseEvents, type ChannelStatus } from '@taizhang/contracts';
import { CHANNEL_STATE_FORBIDS, CHANNEL_TIME_INVALID, CHANNEL_UNKNOWN } from './channel.rejections.js';
import type { Channel, ChannelState } from './channel.state.js';

/** Fact: how a channel of a bureau stands; key = `<bureau>/<channel>`, value = its status, `null` where there is none. */
export const CHANNEL_FACT = 'issues.channel';

/** Who keeps a bureau's channels: offices of the bureau itself. */
export const KEEPERS = role('campaign-office', 'discipline-office').at('unit');

/** Runs `decide` on a channel in one of the given statuses. */
export function inStatus<D>(
  state: ChannelState,
  statuses: readonly ChannelStatus[],
  decide: (channel: Channel) => D,
): D | Rejection {
  if (state.kind === 'none') return reject(CHANNEL_UNKNOWN);
  return statuses.includes(state.status) ? decide(state) : reject(CHANNEL_STATE_FORBIDS, { status: state.status });
}

/** What changes a channel happened not before the last change, and not in the future. */
export function mistimed({ changedAt }: Pick<Channel, 'changedAt'>, at: string, now: string): Rejection | undefined {
  return at < changedAt || at > now ? reject(CHANNEL_TIME_INVALID, { from: changedAt, to: now }) : undefined;
}

/** Nothing is withdrawn of a channel that is not, or was registered by mistake. */
export function notKept(state: ChannelState): Rejection | undefined {
  if (state.kind === 'none') return reject(CHANNEL_UNKNOWN);
  return state.status === 'WITHDRAWN' ? reject(CHANNEL_STATE_FORBIDS, { status: state.status }) : undefined;
}

/** Asks for the channel that something came in by, where one is named: for {@link usedChannel}. */
export function channelNeeds(bureau: string, channel: string | null): Readonly<Record<string, FactQuery>> {
  return channel === null ? {} : { channel: { fact: CHANNEL_FACT, key: `${bureau}/${channel}` } };
}

/**
 * What is recorded beside something that came in by a channel; nothing where it names none. A degraded one still takes what
 * gets through. `needs` are those of {@link channelNeeds}.
 */
export function usedChannel(
  channel: string | null,
  { needs, effectiveOn }: Pick<Facts, 'needs' | 'effectiveOn'>,
): readonly SideStream[] | Rejection {
  if (channel === null) return [];
  const status: JsonValue = needs['channel'] ?? null;
  if (status === null) return reject(CHANNEL_UNKNOWN, { channel });
  if (status !== 'OPEN' && status !== 'DEGRADED') return reject(CHANNEL_STATE_FORBIDS, { status: String(status) });
  const used = channelUseEvents.ChannelUsed({ channel, on: effectiveOn });
  return [{ stream: streamId('channel-use', channel), expect: 'any', events: [used] }];
}
