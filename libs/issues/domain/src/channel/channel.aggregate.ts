import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { channelEvents } from '@taizhang/contracts';
import { evolveChannel, initialChannel } from './channel.state.js';
import { closeChannel } from './close-channel.command.js';
import { degradeChannel } from './degrade-channel.command.js';
import { registerChannel } from './register-channel.command.js';
import { restoreChannel } from './restore-channel.command.js';
import { withdrawChannelClosure } from './withdraw-channel-closure.command.js';
import { withdrawChannelDegradation } from './withdraw-channel-degradation.command.js';
import { withdrawChannelRegistration } from './withdraw-channel-registration.command.js';
import { withdrawChannelRestoration } from './withdraw-channel-restoration.command.js';

/** A supervision channel (监督渠道) of a bureau, kept open [C3.17]. */
export const channel = aggregate({
  context: 'issues',
  name: 'channel',
  events: channelEvents,
  initial: initialChannel,
  evolve: evolveChannel,
  commands: [
    registerChannel,
    degradeChannel,
    restoreChannel,
    closeChannel,
    withdrawChannelRegistration,
    withdrawChannelDegradation,
    withdrawChannelRestoration,
    withdrawChannelClosure,
  ],
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
