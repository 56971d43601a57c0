import { as, BUREAU, giveAndWithdraw, step, type Act } from './entrance-steps.js';
import type { Planter } from './planter.js';

const office = as('acct-office', 'campaign-office');
const channel = `issues ${BUREAU} channel tel-9`;

const channelActs = (): readonly Act[] => [
  [
    step(office, channel, 'register-channel', { type: 'TELEPHONE', place: '示例号码' }),
    ['issues.ChannelRegistered', office, 'withdraw-channel-registration'],
  ],
  [
    step(office, channel, 'degrade-channel', { reason: '线路故障' }),
    ['issues.ChannelDegraded', office, 'withdraw-channel-degradation'],
  ],
  [
    step(office, channel, 'restore-channel', { remedy: '已抢修' }),
    ['issues.ChannelRestored', office, 'withdraw-channel-restoration'],
  ],
  [
    step(office, channel, 'close-channel', { reason: '停用' }),
    ['issues.ChannelClosed', office, 'withdraw-channel-closure'],
  ],
];

/** Plants marks through every command of a supervision channel. */
export async function plantChannel(planter: Planter): Promise<void> {
  await giveAndWithdraw(planter, channelActs());
}
