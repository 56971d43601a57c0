import { withdrawal } from '@taizhang/kernel';
import { channelEvents } from '@taizhang/contracts';
import { KEEPERS, notKept } from './channel.rules.js';

/** Withdraws a closure by mistake (撤回渠道停用). */
export const withdrawChannelClosure = withdrawal({
  name: 'WithdrawChannelClosure',
  title: { zh: '撤回渠道停用', en: 'Withdraw channel closure' },
  clauses: ['C3.17'],
  allow: KEEPERS,
  events: channelEvents,
  act: 'ChannelClosed',
  by: 'ChannelClosureWithdrawn',
  builtOn: {},
  refuse: notKept,
});
