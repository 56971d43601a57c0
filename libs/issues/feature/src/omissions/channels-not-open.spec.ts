import { channelEvents, REQUIRED_CHANNEL_TYPES } from '@taizhang/contracts';
import type { DecidedEvent } from '@taizhang/kernel';
import { pageOfOmissions, UNIT_DIRECTORY, type AskedDuties } from '@taizhang/platform';
import { heldAsked, heldDocument, projected } from '@taizhang/testkit';
import { channelsView } from '../channel/channels.view.js';
import { channelsNotOpen } from './channels-not-open.report.js';

const LEDGER = 'issues/wgx-0371';
const at = (day: string) => `${day}T01:00:00.000Z`;
const registered = (channel: string, type: 'PETITION' | 'NETWORK' | 'TELEPHONE', day: string) =>
  channelEvents.ChannelRegistered({ channel, type, openSince: at(day), place: '地点' });
const degraded = (day: string) => channelEvents.ChannelDegraded({ since: at(day), reason: '线路故障' });
const restored = (since: string, until: string) =>
  channelEvents.ChannelRestored({ since: at(since), until: at(until), remedy: '已修复' });
const closed = (day: string) => channelEvents.ChannelClosed({ at: at(day), reason: '停用' });

/** What the bureau, which there is since March, owes as of a day; channels are told by their events. */
async function owed(on: string, ...channels: readonly (readonly DecidedEvent[])[]) {
  const documents = channels.flatMap((events) => {
    const key = String(events[0]?.data['channel']);
    const from = { ledger: LEDGER, stream: `channel/${key}`, catalogue: channelEvents } as const;
    const doc = projected(channelsView, from, events)[key];
    return doc ? [heldDocument(LEDGER, key, doc)] : [];
  });
  const parents = [{ parent: 'city-jc', from: '2014-03-01' }];
  const bureau = { unit: 'wgx-0371', level: 'BUREAU', parent: 'city-jc', parents };
  const branch = { ...bureau, unit: 'b-jia', level: 'BRANCH', parent: 'wgx-0371' };
  const units = [
    heldDocument('organization/wgx-0371', 'wgx-0371', bureau),
    heldDocument('organization/wgx-0371', 'b-jia', branch),
  ];
  const asked = heldAsked(on, { [UNIT_DIRECTORY]: units, [channelsView.name]: documents }) as AskedDuties; // no counters are asked for
  const search = { ledgers: 'all', current: true, wanted: () => true, limit: 100 } as const;
  const { found } = await pageOfOmissions(channelsNotOpen, asked, search);
  return found.map(({ omission: { duty, subject, part, since, overdueDays } }) => [
    duty,
    subject,
    part,
    since,
    overdueDays,
  ]);
}

const petition = registered('window', 'PETITION', '2014-03-05');
const network = registered('site', 'NETWORK', '2014-03-05');
const hotline = registered('hotline', 'TELEPHONE', '2014-03-05');

describe('channels that are not open 未畅通的渠道', () => {
  it('have words for every kind that a bureau keeps', () => {
    expect(Object.keys(channelsNotOpen.duties)).toEqual([
      ...REQUIRED_CHANNEL_TYPES.map((type) => `OPEN_${type}`),
      'RESTORE',
    ]);
  });

  it('[C3.17] are all three kinds of a bureau that registered none, since there is the bureau', async () => {
    expect(await owed('2014-03-11')).toEqual([
      ['OPEN_NETWORK', 'unit/wgx-0371', null, '2014-03-01', 10],
      ['OPEN_PETITION', 'unit/wgx-0371', null, '2014-03-01', 10],
      ['OPEN_TELEPHONE', 'unit/wgx-0371', null, '2014-03-01', 10],
    ]);
  });

  it('[C3.17] are none while one of each kind is open, be it that another of the kind is closed', async () => {
    const old = [registered('old-line', 'TELEPHONE', '2014-03-02'), closed('2014-03-20')];
    expect(await owed('2014-07-01', [petition], [network], [hotline], old)).toEqual([]);
    expect(await owed('2014-03-04', [petition], [network], [hotline], old)).toEqual([
      ['OPEN_NETWORK', 'unit/wgx-0371', null, '2014-03-01', 3],
      ['OPEN_PETITION', 'unit/wgx-0371', null, '2014-03-01', 3],
    ]);
  });

  it('[C3.17] are owed anew from the day on which the last one of a kind was closed', async () => {
    expect(await owed('2014-07-11', [petition], [network], [hotline, closed('2014-07-01')])).toEqual([
      ['OPEN_TELEPHONE', 'unit/wgx-0371', null, '2014-07-01', 10],
    ]);
  });

  it('[C3.17] are those that do not get through, until they are restored', async () => {
    const down = [hotline, degraded('2014-08-05')];
    expect(await owed('2014-08-06', [petition], [network], down)).toEqual([
      ['RESTORE', 'channel/hotline', '1', '2014-08-05', 1],
    ]);
    const up = [...down, restored('2014-08-05', '2014-08-07')];
    expect(await owed('2014-08-06', [petition], [network], up)).toHaveLength(1);
    expect(await owed('2014-08-08', [petition], [network], up)).toEqual([]);
  });
});
