import { command, instant, role, text } from '@taizhang/kernel';
import { channelEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { inStatus, mistimed } from './channel.rules.js';
import type { ChannelState } from './channel.state.js';

/** Records that a channel does not get through (渠道不畅): found by the bureau itself, or by those above it who tried it. */
export const degradeChannel = command({
  name: 'DegradeChannel',
  title: { zh: '登记渠道不畅', en: 'Record channel as degraded' },
  clauses: ['C3.17'],
  schema: z.strictObject({
    /** Default: now. */
    since: instant().nullable().default(null),
    reason: text(),
  }),
  allow: role('campaign-office', 'discipline-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  decide: ({ since, reason }, state: ChannelState, { now }) =>
    inStatus(
      state,
      ['OPEN'],
      (channel) =>
        mistimed(channel, since ?? now, now) ?? [channelEvents.ChannelDegraded({ since: since ?? now, reason })],
    ),
});
