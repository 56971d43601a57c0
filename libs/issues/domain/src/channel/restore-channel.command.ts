import { command, instant, text } from '@taizhang/kernel';
import { channelEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { inStatus, KEEPERS, mistimed } from './channel.rules.js';
import type { ChannelState } from './channel.state.js';

/** Records that a degraded channel gets through again (渠道恢复), and what was done. */
export const restoreChannel = command({
  name: 'RestoreChannel',
  title: { zh: '登记渠道恢复', en: 'Record channel as restored' },
  clauses: ['C3.17'],
  schema: z.strictObject({
    /** Default: now. */
    until: instant().nullable().default(null),
    remedy: text(),
  }),
  allow: KEEPERS,
  decide: ({ until, remedy }, state: ChannelState, { now }) =>
    inStatus(state, ['DEGRADED'], (channel) => {
      const { changedAt: since } = channel;
      return (
        mistimed(channel, until ?? now, now) ?? [channelEvents.ChannelRestored({ since, until: until ?? now, remedy })]
      );
    }),
});
