import { channelEvents, channelUseEvents, CHANNEL_TYPES } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { channel } from './channel.aggregate.js';
import { usedChannel } from './channel.rules.js';
import { closeChannel } from './close-channel.command.js';
import { degradeChannel } from './degrade-channel.command.js';
import { registerChannel } from './register-channel.command.js';
import { restoreChannel } from './restore-channel.command.js';
import { withdrawChannelClosure } from './withdraw-channel-closure.command.js';
import { withdrawChannelDegradation } from './withdraw-channel-degradation.command.js';
import { withdrawChannelRegistration } from './withdraw-channel-registration.command.js';
import { withdrawChannelRestoration } from './withdraw-channel-restoration.command.js';

const OPEN_SINCE = '2014-06-25T01:00:00.000Z';
const DOWN = '2014-08-05T01:00:00.000Z';
const UP = '2014-08-07T01:00:00.000Z';
const now = '2014-08-08T01:00:00.000Z';
const id = 'hotline';

const registered = channelEvents.ChannelRegistered({
  channel: id,
  type: 'TELEPHONE',
  openSince: OPEN_SINCE,
  place: '示例号码',
});
const degraded = channelEvents.ChannelDegraded({ since: DOWN, reason: '线路故障' });
const restored = channelEvents.ChannelRestored({ since: DOWN, until: UP, remedy: '已抢修' });
const closed = channelEvents.ChannelClosed({ at: now, reason: '号码停用' });
const reason = '录入有误';

describe('register channel 登记监督渠道', () => {
  it.each(CHANNEL_TYPES)('[C3.17] takes a channel of kind %s, open from a time or from now on', (type) => {
    const data = { ...registered.data, type };
    given(channel)
      .when(registerChannel, { type, openSince: OPEN_SINCE, place: '示例号码' }, { id, now })
      .then(channelEvents.ChannelRegistered(data));
    given(channel)
      .when(registerChannel, { type, place: '示例号码' }, { id, now })
      .then(channelEvents.ChannelRegistered({ ...data, openSince: now }));
  });

  it('once, and not from a time to come', () => {
    const input = { type: 'TELEPHONE', place: '示例号码' };
    given(channel, registered).when(registerChannel, input, { id, now }).thenRejected('CHANNEL_ALREADY_REGISTERED');
    given(channel)
      .when(registerChannel, { ...input, openSince: '2014-08-08T01:00:00.001Z' }, { id, now })
      .thenRejected('CHANNEL_TIME_INVALID', { to: now });
  });
});

describe('a channel that does not get through 渠道不畅', () => {
  it('[C3.17] is degraded and restored, each at a time told or now', () => {
    given(channel, registered).when(degradeChannel, { since: DOWN, reason: '线路故障' }, { now }).then(degraded);
    given(channel, registered)
      .when(degradeChannel, { reason: '线路故障' }, { now })
      .then(channelEvents.ChannelDegraded({ since: now, reason: '线路故障' }));
    given(channel, registered, degraded).when(restoreChannel, { until: UP, remedy: '已抢修' }, { now }).then(restored);
    given(channel, registered, degraded)
      .when(restoreChannel, { remedy: '已抢修' }, { now })
      .then(channelEvents.ChannelRestored({ since: DOWN, until: now, remedy: '已抢修' }));
  });

  it.each([
    ['before it was opened', '2014-06-25T00:59:59.999Z', [registered]],
    ['before it was last restored', '2014-08-07T00:59:59.999Z', [registered, degraded, restored]],
    ['in the future', '2014-08-08T01:00:00.001Z', [registered]],
  ])('is not degraded %s', (_when, since, history) => {
    given(channel, ...history)
      .when(degradeChannel, { since, reason: '线路故障' }, { now })
      .thenRejected('CHANNEL_TIME_INVALID');
  });

  it('is not restored before it was degraded', () => {
    given(channel, registered, degraded)
      .when(restoreChannel, { until: '2014-08-05T00:59:59.999Z', remedy: '已抢修' }, { now })
      .thenRejected('CHANNEL_TIME_INVALID', { from: DOWN, to: now });
  });

  it('is degraded once, and restored only then', () => {
    given(channel, registered, degraded)
      .when(degradeChannel, { reason: '线路故障' }, { now })
      .thenRejected('CHANNEL_STATE_FORBIDS', { status: 'DEGRADED' });
    given(channel, registered)
      .when(restoreChannel, { remedy: '已抢修' }, { now })
      .thenRejected('CHANNEL_STATE_FORBIDS', { status: 'OPEN' });
    given(channel).when(degradeChannel, { reason: '线路故障' }, { now }).thenRejected('CHANNEL_UNKNOWN');
    given(channel).when(restoreChannel, { remedy: '已抢修' }, { now }).thenRejected('CHANNEL_UNKNOWN');
  });
});

describe('close channel 停用渠道', () => {
  it('[C3.17] ends a channel, open or degraded, once', () => {
    const input = { reason: '号码停用' };
    given(channel, registered).when(closeChannel, input, { now }).then(closed);
    given(channel, registered, degraded).when(closeChannel, input, { now }).then(closed);
    given(channel, registered, closed)
      .when(closeChannel, input, { now })
      .thenRejected('CHANNEL_STATE_FORBIDS', { status: 'CLOSED' });
    given(channel).when(closeChannel, input, { now }).thenRejected('CHANNEL_UNKNOWN');
  });
});

describe('wrong acts on a channel 撤回', () => {
  const at = (rev: number) => ({ event: eventIdAt(rev), reason });

  it('are withdrawn, and the channel is what it was before', () => {
    given(channel, registered)
      .when(withdrawChannelRegistration, at(0))
      .then(channelEvents.ChannelRegistrationWithdrawn(at(0)));
    given(channel, registered, degraded)
      .when(withdrawChannelDegradation, at(1))
      .then(channelEvents.ChannelDegradationWithdrawn(at(1)));
    given(channel, registered, degraded, restored)
      .when(withdrawChannelRestoration, at(2))
      .then(channelEvents.ChannelRestorationWithdrawn(at(2)));
    given(channel, registered, closed)
      .when(withdrawChannelClosure, at(1))
      .then(channelEvents.ChannelClosureWithdrawn(at(1)));
    const undone = [registered, degraded, restored, channelEvents.ChannelRestorationWithdrawn(at(2))];
    expect(given(channel, ...undone).state).toMatchObject({ status: 'DEGRADED', changedAt: DOWN });
    const again = [...undone, channelEvents.ChannelDegradationWithdrawn(at(1))];
    expect(given(channel, ...again).state).toMatchObject({ status: 'OPEN', changedAt: OPEN_SINCE });
  });

  it('are not withdrawn while later ones build on them', () => {
    const types = ['issues.ChannelDegraded'];
    given(channel, registered, degraded)
      .when(withdrawChannelRegistration, at(0))
      .thenRejected('WITHDRAWAL_TOO_LATE', { events: [eventIdAt(1)], types });
    given(channel, registered, degraded, restored)
      .when(withdrawChannelDegradation, at(1))
      .thenRejected('WITHDRAWAL_TOO_LATE', { events: [eventIdAt(2)], types: ['issues.ChannelRestored'] });
    const twice = channelEvents.ChannelDegraded({ since: UP, reason: '又断' });
    given(channel, registered, degraded, restored, twice)
      .when(withdrawChannelRestoration, at(2))
      .thenRejected('WITHDRAWAL_TOO_LATE', { events: [eventIdAt(3)], types });
  });

  it('leave the id of a wrong registration used', () => {
    const ended = given(channel, registered, channelEvents.ChannelRegistrationWithdrawn(at(0)));
    ended
      .when(registerChannel, { type: 'TELEPHONE', place: '示例号码' }, { id, now })
      .thenRejected('CHANNEL_ALREADY_REGISTERED');
    ended.when(withdrawChannelRegistration, at(0)).thenRejected('CHANNEL_STATE_FORBIDS', { status: 'WITHDRAWN' });
    given(channel).when(withdrawChannelRegistration, at(0)).thenRejected('CHANNEL_UNKNOWN');
  });
});

describe('what comes in by a channel', () => {
  const facts = (status: string | null) => ({ needs: { channel: status }, effectiveOn: '2014-08-12' });
  const used = {
    stream: 'channel-use/hotline',
    expect: 'any',
    events: [channelUseEvents.ChannelUsed({ channel: id, on: '2014-08-12' })],
  };

  it('[C3.17] is recorded of it, also of a degraded one, and not where none is named', () => {
    expect(usedChannel(id, facts('OPEN'))).toEqual([used]);
    expect(usedChannel(id, facts('DEGRADED'))).toEqual([used]);
    expect(usedChannel(null, facts(null))).toEqual([]);
  });

  it.each([
    [null, 'CHANNEL_UNKNOWN'],
    ['CLOSED', 'CHANNEL_STATE_FORBIDS'],
    ['WITHDRAWN', 'CHANNEL_STATE_FORBIDS'],
  ])('comes by none that is %s', (status, code) => {
    expect(usedChannel(id, facts(status))).toMatchObject({ definition: { code } });
  });
});
