import { channelEvents, channelUseEvents } from '@taizhang/contracts';
import { eventIdAt, projected } from '@taizhang/testkit';
import { channelReport } from './channel-report.js';
import { channelUsesView, type ChannelUses } from './channel-uses.view.js';
import { channelsView, type ChannelRow } from './channels.view.js';

const OPEN_SINCE = '2014-06-25T01:00:00.000Z';
const DOWN = '2014-08-05T01:00:00.000Z';
const UP = '2014-08-07T01:00:00.000Z';
const AT = '2014-08-31T01:00:00.000Z';

const registered = channelEvents.ChannelRegistered({
  channel: 'hotline',
  type: 'TELEPHONE',
  openSince: OPEN_SINCE,
  place: '示例号码',
});
const degraded = channelEvents.ChannelDegraded({ since: DOWN, reason: '线路故障' });
const restored = channelEvents.ChannelRestored({ since: DOWN, until: UP, remedy: '已抢修' });
const closed = channelEvents.ChannelClosed({ at: UP, reason: '停用' });

const from = { ledger: 'issues/wgx-0371', stream: 'channel/hotline', catalogue: channelEvents } as const;
const rowAfter = (...events: Parameters<typeof projected>[2]) =>
  projected(channelsView, from, events)['hotline'] as unknown as ChannelRow; // a document of that view
const usedOn = (...days: readonly string[]) => {
  const events = days.map((on) => channelUseEvents.ChannelUsed({ channel: 'hotline', on }));
  const of = { ...from, stream: 'channel-use/hotline', catalogue: channelUseEvents } as const;
  return projected(channelUsesView, of, events)['hotline'] as unknown as ChannelUses; // as above
};
const time = { from: null, at: AT, silentDays: 30 };

describe('the channels of a bureau 监督渠道', () => {
  it('[C3.17] tell each outage, when it ended and what was done', () => {
    expect(rowAfter(registered)).toMatchObject({ status: 'OPEN', outages: [], closedAt: null });
    expect(rowAfter(registered, degraded)).toMatchObject({
      status: 'DEGRADED',
      outages: [{ since: DOWN, until: null, reason: { $sealed: { level: 1 } }, remedy: null }],
    });
    expect(rowAfter(registered, degraded, restored)).toMatchObject({
      status: 'OPEN',
      outages: [{ since: DOWN, until: UP, remedy: { $sealed: { level: 1 } } }],
    });
    expect(rowAfter(registered, degraded, closed)).toMatchObject({
      status: 'CLOSED',
      outages: [{ since: DOWN, until: UP, remedy: null }],
      closedAt: UP,
    });
  });

  it('forget an outage that was none', () => {
    const withdrawn = channelEvents.ChannelDegradationWithdrawn({ event: eventIdAt(1), reason: '误报' });
    expect(rowAfter(registered, degraded, withdrawn)).toMatchObject({ status: 'OPEN', outages: [] });
  });

  it('count what came in by them, late entries too', () => {
    expect(usedOn('2014-08-12', '2014-08-10')).toMatchObject({ uses: 2, lastUsedOn: '2014-08-12' });
  });
});

describe('the report of channels 渠道畅通情况', () => {
  it('[C3.17] shows 48 hours for a telephone that was down for two days', () => {
    const report = channelReport('wgx-0371', [rowAfter(registered, degraded, restored)], [], time);
    expect(report).toMatchObject({ outageHours: 48, channels: [{ channel: 'hotline', outageMinutes: 2_880 }] });
  });

  it('counts only what lies within the time asked for, and an outage that goes on up to its end', () => {
    const rows = [rowAfter(registered, degraded, restored)];
    const within = { ...time, from: '2014-08-06T01:00:00.000Z', at: '2014-08-06T02:30:00.000Z' };
    expect(channelReport('wgx-0371', rows, [], within).channels[0]).toMatchObject({
      outageMinutes: 90,
      outageHours: 1,
    });
    expect(channelReport('wgx-0371', rows, [], { ...time, from: UP }).outageHours).toBe(0);
    const open = [rowAfter(registered, degraded)];
    expect(channelReport('wgx-0371', open, [], { ...time, at: UP })).toMatchObject({
      outageHours: 48,
      degraded: ['hotline'],
    });
  });

  it('[C3.17] names the kinds that a bureau lacks: none open, or only closed ones and mistakes', () => {
    expect(channelReport('wgx-0371', [], [], time).missing).toEqual(['PETITION', 'NETWORK', 'TELEPHONE']);
    expect(channelReport('wgx-0371', [rowAfter(registered)], [], time).missing).toEqual(['PETITION', 'NETWORK']);
    expect(channelReport('wgx-0371', [rowAfter(registered, closed)], [], time).missing).toContain('TELEPHONE');
    const mistake = channelEvents.ChannelRegistrationWithdrawn({ event: eventIdAt(0), reason: '重复' });
    const report = channelReport('wgx-0371', [rowAfter(registered, mistake)], [], time);
    expect(report).toMatchObject({ missing: ['PETITION', 'NETWORK', 'TELEPHONE'], channels: [] });
    const early = { ...time, at: '2014-06-01T01:00:00.000Z' };
    expect(channelReport('wgx-0371', [rowAfter(registered)], [], early).missing).toContain('TELEPHONE');
  });

  it('[C3.17] names channels by which nobody was heard for so many days', () => {
    const rows = [rowAfter(registered)];
    const used = usedOn('2014-07-20'); // recorded at 2014-07-20T02:00Z
    const silentAt = (at: string, ...uses: readonly ChannelUses[]) =>
      channelReport('wgx-0371', rows, uses, { ...time, at }).silent;
    expect(silentAt('2014-07-25T00:59:59.999Z')).toEqual([]);
    expect(silentAt('2014-07-25T01:00:00.000Z')).toEqual(['hotline']);
    expect(silentAt('2014-08-19T01:59:59.999Z', used)).toEqual([]);
    expect(silentAt('2014-08-19T02:00:00.000Z', used)).toEqual(['hotline']);
    expect(channelReport('wgx-0371', [rowAfter(registered, closed)], [], time).silent).toEqual([]);
  });
});
