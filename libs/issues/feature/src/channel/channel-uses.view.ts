import type { JsonObject } from '@taizhang/kernel';
import { channelUseEvents } from '@taizhang/contracts';
import { projection, view } from '@taizhang/views-port';

const { ChannelUsed } = channelUseEvents.definitions;

/** How often something came in by a channel, and when last; of what came nothing is told. */
export interface ChannelUses {
  readonly channel: string;
  readonly uses: number;
  readonly lastUsedOn: string;
  readonly lastUsedAt: string;
}

/** What came in by each channel (渠道使用). */
export const channelUsesView = view<ChannelUses & JsonObject>({
  name: 'channel-uses',
  version: 1,
  context: 'issues',
  fields: { channel: 'keyword', lastUsedOn: 'date' },
  on: {
    [ChannelUsed.type]: projection(ChannelUsed, {
      keys: ({ channel }) => [channel],
      project: (doc, { channel, on }, { meta }) => ({
        channel,
        uses: (doc?.uses ?? 0) + 1,
        lastUsedOn: doc !== null && doc.lastUsedOn > on ? doc.lastUsedOn : on,
        lastUsedAt: meta.time,
      }),
    }),
  },
});
