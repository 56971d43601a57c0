import { createHash } from 'node:crypto';
import { isLedgerId, ledgerId, type JsonValue } from '@taizhang/kernel';
import {
  BRIEFINGS_CONVENED_FACT,
  CAMPAIGN_FACT,
  CAMPAIGN_STAGES_FACT,
  CLOSED_ISSUES_FACT,
  LAST_ACT_FACT,
  MEETINGS_HELD_FACT,
  STAGE_STATUS_FACT,
  type ClosedIssues,
} from '@taizhang/campaigns-domain';
import { ledgerFact, UNIT_DIRECTORY, type ContextReads, type FactProvider, type LedgerAsked } from '@taizhang/platform';
import { campaignsView } from './campaigns.view.js';
import { HELD_MEETINGS, type MeetingStanding } from './held-meetings.view.js';
import { INACTIVITY_ALERTS } from './inactivity-alerts.view.js';
import { ISSUE_STANDING } from './issue-standing.view.js';
import { activeLedgers, hasEnded, lastActOf } from './last-acts.js';
import { stagesView, type StageRow } from './stages.view.js';
import { UNIT_ACTIVITY } from './unit-activity.view.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Puts closed issues into the order in which they are drawn: by the digest of seed and code. The seed derives from the stage,
 * the unit and the codes themselves, so nobody chooses the sample, and anybody can draw it again [C6.2].
 */
export function drawn(stage: string, unit: string, codes: readonly string[]): ClosedIssues {
  const sorted = [...codes].sort();
  const digest = sha256(sorted.map((code) => `${code}\n`).join(''));
  const seed = sha256(`look-back\n${stage}\n${unit}\n${digest}\n`);
  const order = sorted.map((code) => ({ code, at: sha256(`${seed}\n${code}\n`) }));
  order.sort((a, b) => (a.at < b.at ? -1 : 1));
  return { seed, size: sorted.length, sha256: digest, drawn: order.map(({ code }) => code) };
}

/** The evaluations of a stage. */
async function meetingsOf({ ledger, rest: [stage] }: LedgerAsked, reads: ContextReads) {
  const where = [{ op: 'eq' as const, field: 'stage', value: stage }];
  const found = await reads.all(HELD_MEETINGS, { ledgers: [ledger], where });
  return found.map(({ doc }) => doc as unknown as MeetingStanding); // documents of that view
}

/** Statuses of a stage that lasts. */
const LASTING: readonly string[] = ['OPEN', 'CLOSING'];

/** When something was heard last of the unit that a watch is about, in the stage that it is about; key = `<bureau>/<watch>`. */
const lastAct: FactProvider = async ({ key }, reads) => {
  const [bureau = '', watch = ''] = key.split('/', 2);
  if (!isLedgerId(`campaigns/${bureau}`)) return { value: null, consulted: [] };
  const home = ledgerId('campaigns', bureau);
  const register = ledgerId('organization', bureau);
  const consulted = await Promise.all([
    ...activeLedgers(bureau).map(async (ledger) => ({ ledger, size: await reads.seen(UNIT_ACTIVITY, ledger) })),
    reads.seen(UNIT_DIRECTORY, register).then((size) => ({ ledger: register, size })),
  ]);
  const watched = (await reads.get(INACTIVITY_ALERTS, home, watch))?.doc;
  const found = watched && (await reads.get(stagesView.name, home, String(watched['stage'])));
  const stage = found?.doc as StageRow | undefined; // a document of that view
  const unit = String(watched?.['unit']);
  const over = stage === undefined || !LASTING.includes(stage.status) || (await hasEnded(bureau, unit, reads));
  return { value: over ? null : await lastActOf(bureau, unit, stage.from, reads), consulted };
};

/** Facts about campaigns, stages, what is closed, which meetings were held, and when units acted last. */
export const campaignsFacts: Readonly<Record<string, FactProvider>> = {
  [CAMPAIGN_FACT]: ledgerFact('campaigns', campaignsView.name, async ({ ledger, rest: [campaign] }, reads) => {
    const found = await reads.get(campaignsView.name, ledger, campaign);
    return found?.doc['status'] === 'LAUNCHED' ? { units: found.doc['units'] ?? [] } : null;
  }),
  [CAMPAIGN_STAGES_FACT]: ledgerFact(
    'campaigns',
    stagesView.name,
    async ({ ledger, rest: [campaign], seen }, reads) => {
      const where = [{ op: 'eq' as const, field: 'campaign', value: campaign }];
      const found = await reads.all(stagesView.name, { ledgers: [ledger], where });
      const standing = found.filter(({ doc }) => doc['status'] !== 'WITHDRAWN');
      return { stages: standing.map(({ key }) => key), seen };
    },
  ),
  [STAGE_STATUS_FACT]: ledgerFact('campaigns', stagesView.name, async ({ ledger, rest: [stage] }, reads) => {
    return (await reads.get(stagesView.name, ledger, stage))?.doc['status'] ?? null;
  }),
  [LAST_ACT_FACT]: lastAct,
  [MEETINGS_HELD_FACT]: ledgerFact('evaluation', HELD_MEETINGS, async (asked, reads) =>
    (await meetingsOf(asked, reads)).filter(({ held }) => held).map(({ unit }) => unit),
  ),
  [BRIEFINGS_CONVENED_FACT]: ledgerFact('evaluation', HELD_MEETINGS, async (asked, reads) =>
    (await meetingsOf(asked, reads)).map(({ unit }) => unit),
  ),
  [CLOSED_ISSUES_FACT]: async (query, reads) => {
    const { key } = query;
    const [bureau = '', stage = '', unit = ''] = key.split('/');
    const open = isLedgerId(`campaigns/${bureau}`)
      ? await reads.get(stagesView.name, ledgerId('campaigns', bureau), stage)
      : undefined;
    const units = open?.doc['status'] === 'OPEN' ? open.doc['units'] : undefined;
    if (!Array.isArray(units) || !units.includes(unit)) return { value: null, consulted: [] };
    return ledgerFact('issues', ISSUE_STANDING, async ({ ledger }) => {
      const where = [
        { op: 'eq' as const, field: 'stage', value: stage },
        { op: 'eq' as const, field: 'unit', value: unit },
        { op: 'eq' as const, field: 'closed', value: true },
      ];
      const found = await reads.all(ISSUE_STANDING, { ledgers: [ledger], where });
      return drawn(
        stage,
        unit,
        found.map(({ key: code }) => code),
      ) as unknown as JsonValue; // holds JSON only
    })(query, reads);
  },
};
