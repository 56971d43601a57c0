import { REQUIRED_CHANNEL_TYPES, type ChannelType } from '@taizhang/contracts';
import type { ChannelUses } from './channel-uses.view.js';
import type { ChannelRow } from './channels.view.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Which time a report is about, and when a channel counts as silent. */
export interface ReportedTime {
  /** `null`: from the beginning. */
  readonly from: string | null;
  readonly at: string;
  readonly silentDays: number;
}

/** How one channel did. */
export interface ChannelHealth {
  readonly channel: string;
  readonly type: ChannelType;
  readonly status: string;
  readonly openSince: string;
  /** Minutes within the reported time in which it did not get through, and the same in hours, cut. */
  readonly outageMinutes: number;
  readonly outageHours: number;
  readonly uses: number;
  readonly lastUsedOn: string | null;
  /** It is not closed, and nothing has come in by it for so many days. */
  readonly silent: boolean;
}

/** How the channels of one bureau did; see {@link channelReport}. */
export interface ChannelReport {
  readonly bureau: string;
  /** Kinds of which every bureau keeps one open, and this one has none [C3.17]. */
  readonly missing: readonly ChannelType[];
  readonly silent: readonly string[];
  readonly degraded: readonly string[];
  readonly outageHours: number;
  readonly channels: readonly ChannelHealth[];
}

function minutesOut({ outages }: ChannelRow, { from, at }: ReportedTime): number {
  const begin = from ?? '';
  const lengths = outages.map(({ since, until }) => {
    const first = since > begin ? since : begin;
    const last = until === null || until > at ? at : until;
    return Math.max(0, Date.parse(last) - Date.parse(first));
  });
  return Math.floor(lengths.reduce((sum, length) => sum + length, 0) / MINUTE_MS);
}

function healthOf(row: ChannelRow, uses: ChannelUses | undefined, time: ReportedTime): ChannelHealth {
  const outageMinutes = minutesOut(row, time);
  const lastHeard = uses?.lastUsedAt ?? row.openSince;
  const quiet = Date.parse(time.at) - Date.parse(lastHeard) >= time.silentDays * DAY_MS;
  return {
    channel: row.channel,
    type: row.type,
    status: row.status,
    openSince: row.openSince,
    outageMinutes,
    outageHours: Math.floor(outageMinutes / 60),
    uses: uses?.uses ?? 0,
    lastUsedOn: uses?.lastUsedOn ?? null,
    silent: quiet && row.status !== 'CLOSED',
  };
}

/**
 * How a bureau keeps its channels open [C3.17]: which kind it lacks (a degraded channel is one that it has), which nobody is
 * heard by, and for how long each did not get through.
 */
export function channelReport(
  bureau: string,
  rows: readonly ChannelRow[],
  uses: readonly ChannelUses[],
  time: ReportedTime,
): ChannelReport {
  const usesOf = new Map(uses.map((one) => [one.channel, one]));
  const kept = rows.filter(({ status, openSince }) => status !== 'WITHDRAWN' && openSince <= time.at);
  const channels = kept.map((row) => healthOf(row, usesOf.get(row.channel), time));
  const live = channels.filter(({ status }) => status !== 'CLOSED');
  return {
    bureau,
    missing: REQUIRED_CHANNEL_TYPES.filter((type) => live.every((one) => one.type !== type)),
    silent: live.filter(({ silent }) => silent).map(({ channel }) => channel),
    degraded: live.filter(({ status }) => status === 'DEGRADED').map(({ channel }) => channel),
    outageHours: Math.floor(channels.reduce((sum, { outageMinutes }) => sum + outageMinutes, 0) / 60),
    channels,
  };
}
