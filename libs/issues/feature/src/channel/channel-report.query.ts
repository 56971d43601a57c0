import { instant, ledgerId, OFFICE_ROLES, role, type JsonValue } from '@taizhang/kernel';
import { queryRoute, SUBORDINATES_FACT, UNIT_DIRECTORY, unitFacts, type ContextReads } from '@taizhang/platform';
import { z } from 'zod';
import { channelReport } from './channel-report.js';
import { channelUsesView, type ChannelUses } from './channel-uses.view.js';
import { channelsView, type ChannelRow } from './channels.view.js';

/** Days after which a channel by which nothing came in counts as silent, where the question names none. */
export const DEFAULT_SILENT_DAYS = 30;
/** Most days that a question may name. */
export const MAX_SILENT_DAYS = 3_650;

/** Bureaus that a report is about: the one asked for and all below it, as far as they are of bureau level. */
async function bureausFrom(bureau: string, reads: ContextReads): Promise<readonly string[]> {
  const below = await unitFacts(UNIT_DIRECTORY)[SUBORDINATES_FACT]?.({ fact: SUBORDINATES_FACT, key: bureau }, reads);
  const codes = [bureau, ...(Array.isArray(below?.value) ? below.value.map(String) : [])];
  const units = await reads.all(UNIT_DIRECTORY, {
    ledgers: codes.map((code) => ledgerId('organization', code)),
    where: [{ op: 'eq', field: 'level', value: 'BUREAU' }],
  });
  return units.map(({ key }) => key).sort();
}

/** Which channels are missing, silent or did not get through (渠道畅通情况), bureau by bureau. */
export const channelReportQuery = queryRoute({
  name: 'channel-report',
  title: { zh: '渠道畅通情况', en: 'How channels are kept open' },
  clauses: ['C3.17'],
  params: z.object({
    bureau: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
    at: instant(),
    from: instant().optional(),
    silentDays: z.coerce.number().int().min(1).max(MAX_SILENT_DAYS).default(DEFAULT_SILENT_DAYS),
  }),
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  handle: async ({ bureau, at, from = null, silentDays }, reads) => {
    const bureaus = await bureausFrom(bureau, reads);
    const ledgers = bureaus.map((code) => ledgerId('issues', code));
    const rows = ledgers.length === 0 ? [] : await reads.all(channelsView.name, { ledgers });
    const uses = ledgers.length === 0 ? [] : await reads.all(channelUsesView.name, { ledgers });
    const reports = bureaus.map((code) => {
      const own = ({ ledger }: { readonly ledger: string }) => ledger === `issues/${code}`;
      return channelReport(
        code,
        rows.filter(own).map(({ doc }) => doc as unknown as ChannelRow), // documents of that view
        uses.filter(own).map(({ doc }) => doc as unknown as ChannelUses), // as above
        { from, at, silentDays },
      );
    });
    return { at, from, silentDays, bureaus: reports } as unknown as JsonValue; // holds JSON only
  },
});
