import { command, date, id, reject, role, text, type Facts, type Rejection } from '@taizhang/kernel';
import { stageEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { CAMPAIGN_UNKNOWN, UNIT_REPEATED } from '../campaign/campaign.rejections.js';
import {
  PREVIOUS_STAGE_OPEN,
  STAGE_ALREADY_OPENED,
  STAGE_DATES_WRONG,
  STAGE_OUTSIDE_CAMPAIGN,
} from './stage.rejections.js';
import { CAMPAIGN_FACT, STAGE_STATUS_FACT, type KnownCampaign } from './stage.rules.js';
import type { StageState } from './stage.state.js';

/** Opens a stage of a campaign (开启环节): its days, the days of its briefings, and the units in it [C0.1, C5.1]. */
export const openStage = command({
  name: 'OpenStage',
  title: { zh: '开启环节', en: 'Open stage' },
  clauses: ['C0.1', 'C5.1'],
  schema: z.strictObject({
    campaign: id(),
    previous: id().nullable().default(null),
    from: date(),
    to: date(),
    briefings: z.strictObject({ from: date(), to: date() }),
    units: z.array(id()).min(1).max(300),
    title: text(),
  }),
  allow: role('committee-secretary', 'campaign-office').at('unit'),
  needs: ({ campaign, previous }, { bureau }) => ({
    campaign: { fact: CAMPAIGN_FACT, key: `${bureau}/${campaign}` },
    ...(previous !== null && { previous: { fact: STAGE_STATUS_FACT, key: `${bureau}/${previous}` } }),
  }),
  decide: (input, state: StageState, facts, { id: stage }) => {
    if (state.kind !== 'none') return reject(STAGE_ALREADY_OPENED);
    return wrongDates(input) ?? outsideCampaign(input, facts) ?? [stageEvents.StageOpened({ stage, ...input })];
  },
});

interface Days {
  readonly from: string;
  readonly to: string;
}

function wrongDates({ from, to, briefings }: Days & { readonly briefings: Days }): Rejection | undefined {
  const inOrder = from < to && from <= briefings.from && briefings.from <= briefings.to && briefings.to <= to;
  return inOrder ? undefined : reject(STAGE_DATES_WRONG);
}

function outsideCampaign(
  { units, previous }: { readonly units: readonly string[]; readonly previous: string | null },
  { needs }: Pick<Facts, 'needs'>,
): Rejection | undefined {
  const campaign = (needs['campaign'] ?? null) as KnownCampaign | null; // as its provider answers
  if (campaign === null) return reject(CAMPAIGN_UNKNOWN);
  if (new Set(units).size !== units.length) return reject(UNIT_REPEATED);
  const outside = units.filter((unit) => !campaign.units.includes(unit));
  if (outside.length > 0) return reject(STAGE_OUTSIDE_CAMPAIGN, { units: outside });
  return previous !== null && needs['previous'] !== 'CLOSED' ? reject(PREVIOUS_STAGE_OPEN) : undefined;
}
