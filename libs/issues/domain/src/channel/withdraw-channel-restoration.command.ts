import { withdrawal } from '@taizhang/kernel';
import { channelEvents } from '@taizhang/contracts';
import { KEEPERS, notKept } from './channel.rules.js';

/** Withdraws a restoration that was none (撤回渠道恢复): the outage goes on. */
export const withdrawChannelRestoration = withdrawal({
  name: 'WithdrawChannelRestoration',
  title: { zh: '撤回渠道恢复', en: 'Withdraw channel restoration' },
  clauses: ['C3.17'],
  allow: KEEPERS,
  events: channelEvents,
  act: 'ChannelRestored',
  by: 'ChannelRestorationWithdrawn',
  builtOn: { ChannelDegraded: true, ChannelClosed: true },
  refuse: notKept,
});
