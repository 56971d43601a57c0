import { REQUIRED_CHANNEL_TYPES } from '@taizhang/contracts';
import { bureauOf, ledgerId, OFFICE_ROLES, role } from '@taizhang/kernel';
import {
  omissionReport,
  UNIT_DIRECTORY,
  type AskedDuties,
  type DirectoryUnit,
  type OwedDuty,
} from '@taizhang/platform';
import { channelsView, type ChannelRow } from '../channel/channels.view.js';

/** A channel that was kept from some day on, until, without, another. */
interface Kept {
  readonly from: string;
  readonly to: string | null;
}

/**
 * Bureaus that do not keep one channel of each required kind open, and channels that do not get through [C3.17]: owed since the
 * bureau is, or since the last channel of the kind was closed.
 */
export const channelsNotOpen = omissionReport({
  name: 'channels-not-open',
  clauses: ['C3.17'],
  title: { zh: '未畅通的监督渠道', en: 'Supervision channels that are not open' },
  duties: {
    OPEN_PETITION: { zh: '畅通信访渠道', en: 'Keep a channel for petitions' },
    OPEN_NETWORK: { zh: '畅通网络渠道', en: 'Keep a channel on the network' },
    OPEN_TELEPHONE: { zh: '畅通电话渠道', en: 'Keep a channel by telephone' },
    RESTORE: { zh: '恢复渠道畅通', en: 'Restore the channel' },
  },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: { view: UNIT_DIRECTORY, where: [{ op: 'eq', field: 'level', value: 'BUREAU' }] },
  owed: async ({ ledger, doc }, asked) => {
    const bureau = bureauOf(ledger);
    const { parents } = doc as unknown as DirectoryUnit; // a document of that view
    const channels = await channelsOf(bureau, asked);
    const common = { unit: bureau, person: null, dueOn: null };
    const required = REQUIRED_CHANNEL_TYPES.map((type): OwedDuty => {
      const kept = channels.filter((channel) => channel.type === type).map((channel) => keptOf(channel, asked));
      const standing = standingOn(asked.on, parents[0]?.from ?? '', kept);
      return { ...common, duty: `OPEN_${type}`, subject: `unit/${bureau}`, part: null, ...standing };
    });
    const outages = channels.flatMap(({ channel, outages: each }) =>
      each.map(({ since, until }, i): OwedDuty => ({
        ...common,
        duty: 'RESTORE',
        subject: `channel/${channel}`,
        part: String(i + 1),
        since: asked.dayOf(since),
        doneOn: until === null ? null : asked.dayOf(until),
      })),
    );
    return [...required, ...outages];
  },
});

async function channelsOf(bureau: string, { reads }: AskedDuties): Promise<readonly ChannelRow[]> {
  const found = await reads.all(channelsView.name, { ledgers: [ledgerId('issues', bureau)] });
  const rows = found.map(({ doc }) => doc as unknown as ChannelRow); // documents of that view
  return rows.filter(({ status }) => status !== 'WITHDRAWN');
}

function keptOf({ openSince, closedAt }: ChannelRow, { dayOf }: AskedDuties): Kept {
  return { from: dayOf(openSince), to: closedAt === null ? null : dayOf(closedAt) };
}

/** Whether the duty to keep one is done on a day, and since when it is owed: a channel that is closed is owed anew. */
function standingOn(on: string, registered: string, kept: readonly Kept[]): Pick<OwedDuty, 'since' | 'doneOn'> {
  const [open] = kept
    .filter(({ from, to }) => from <= on && (to === null || on < to))
    .map(({ from }) => from)
    .sort();
  const closed = kept
    .flatMap(({ to }) => (to !== null && to <= on ? [to] : []))
    .sort()
    .at(-1);
  return { since: closed ?? registered, doneOn: open ?? null };
}
