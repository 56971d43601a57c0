import { withdrawal } from '@taizhang/kernel';
import { channelEvents } from '@taizhang/contracts';
import { KEEPERS, notKept } from './channel.rules.js';

/** Withdraws an outage that was none (撤回渠道不畅), or has a wrong time, before it ended. */
export const withdrawChannelDegradation = withdrawal({
  name: 'WithdrawChannelDegradation',
  title: { zh: '撤回渠道不畅', en: 'Withdraw channel degradation' },
  clauses: ['C3.17'],
  allow: KEEPERS,
  events: channelEvents,
  act: 'ChannelDegraded',
  by: 'ChannelDegradationWithdrawn',
  builtOn: { ChannelRestored: ({ since }, restored) => restored.since === since, ChannelClosed: true },
  refuse: notKept,
});
