import { withdrawal } from '@taizhang/kernel';
import { channelEvents } from '@taizhang/contracts';
import { KEEPERS, notKept } from './channel.rules.js';

/** Withdraws a channel that was registered by mistake (撤回渠道登记), before anything was recorded of it. Its id stays used. */
export const withdrawChannelRegistration = withdrawal({
  name: 'WithdrawChannelRegistration',
  title: { zh: '撤回渠道登记', en: 'Withdraw channel registration' },
  clauses: ['C3.17'],
  allow: KEEPERS,
  events: channelEvents,
  act: 'ChannelRegistered',
  by: 'ChannelRegistrationWithdrawn',
  effect: 'ended',
  builtOn: { ChannelDegraded: true, ChannelClosed: true },
  refuse: notKept,
});
