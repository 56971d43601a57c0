import { command, instant, reject, text } from '@taizhang/kernel';
import { CHANNEL_TYPES, channelEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { CHANNEL_ALREADY_REGISTERED, CHANNEL_TIME_INVALID } from './channel.rejections.js';
import { KEEPERS } from './channel.rules.js';
import type { ChannelState } from './channel.state.js';

/** Registers a supervision channel (登记监督渠道) with the place where it is reached: a number, an address, a window. */
export const registerChannel = command({
  name: 'RegisterChannel',
  title: { zh: '登记监督渠道', en: 'Register channel' },
  clauses: ['C3.17'],
  schema: z.strictObject({
    type: z.enum(CHANNEL_TYPES),
    /** Default: now. */
    openSince: instant().nullable().default(null),
    place: text(),
  }),
  allow: KEEPERS,
  decide: ({ openSince, ...told }, state: ChannelState, { now }, { id: channel }) => {
    if (state.kind !== 'none') return reject(CHANNEL_ALREADY_REGISTERED);
    const since = openSince ?? now;
    if (since > now) return reject(CHANNEL_TIME_INVALID, { to: now });
    return [channelEvents.ChannelRegistered({ channel, ...told, openSince: since })];
  },
});
