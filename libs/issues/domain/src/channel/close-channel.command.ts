import { command, text } from '@taizhang/kernel';
import { channelEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { inStatus, KEEPERS } from './channel.rules.js';
import type { ChannelState } from './channel.state.js';

/** Closes a channel for good (停用渠道): whatever is missing then, the report of channels names. */
export const closeChannel = command({
  name: 'CloseChannel',
  title: { zh: '停用渠道', en: 'Close channel' },
  clauses: ['C3.17'],
  schema: z.strictObject({ reason: text() }),
  allow: KEEPERS,
  decide: ({ reason }, state: ChannelState, { now }) =>
    inStatus(state, ['OPEN', 'DEGRADED'], () => [channelEvents.ChannelClosed({ at: now, reason })]),
});
