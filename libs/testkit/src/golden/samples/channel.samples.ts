import { channelEvents, channelUseEvents } from '@taizhang/contracts';
import { SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const withdrawal = { event: SAMPLE_EVENT, reason: '登记有误。' };

/** A supervision channel (监督渠道) that was out of order for two days, and was closed. */
export const channelSamples = sampled('channel/tel-1', channelEvents, {
  ChannelRegistered: [
    { channel: 'tel-1', type: 'TELEPHONE', openSince: '2014-06-25T01:00:00.000Z', place: '示例号码，工作日接听。' },
  ],
  ChannelDegraded: [{ since: '2014-08-05T01:00:00.000Z', reason: '线路故障。' }],
  ChannelRestored: [
    { since: '2014-08-05T01:00:00.000Z', until: '2014-08-07T01:00:00.000Z', remedy: '已更换线路。' },
  ],
  ChannelClosed: [{ at: '2014-10-25T10:00:00.000Z', reason: '并入统一号码。' }],
  ChannelRegistrationWithdrawn: [withdrawal],
  ChannelDegradationWithdrawn: [withdrawal],
  ChannelRestorationWithdrawn: [withdrawal],
  ChannelClosureWithdrawn: [withdrawal],
});

/** What came in by a channel, as anybody may know it. */
export const channelUseSamples = sampled('channel-use/tel-1', channelUseEvents, {
  ChannelUsed: [{ channel: 'tel-1', on: '2014-08-12' }],
});
