import { reject, role, withdrawal, type Command } from '@taizhang/kernel';
import { campaignEvents } from '@taizhang/contracts';
import { CAMPAIGN_HAS_STAGES } from './campaign.rejections.js';
import type { CampaignState } from './campaign.state.js';

/** Stages of a campaign: `campaigns.stages-of`, key = `<bureau>/<campaign>`; `seen` = how much of the ledger was looked at. */
export interface CampaignStages {
  readonly stages: readonly string[];
  readonly seen: number;
}
export const CAMPAIGN_STAGES_FACT = 'campaigns.stages-of';

const base = withdrawal({
  name: 'WithdrawCampaign',
  title: { zh: '撤回活动', en: 'Withdraw campaign' },
  clauses: ['C0.2'],
  allow: role('committee-secretary', 'campaign-office').at('unit'),
  events: campaignEvents,
  act: 'CampaignLaunched',
  by: 'CampaignWithdrawn',
  effect: 'ended',
  builtOn: {},
});

/** Withdraws a campaign that was launched by mistake (撤回活动), before it has a stage. */
export const withdrawCampaign: Command<CampaignState, typeof base.schema> = {
  ...base,
  needs: (_input, { bureau, id: campaign }) => ({
    stages: { fact: CAMPAIGN_STAGES_FACT, key: `${bureau}/${campaign}` },
  }),
  decide: (input, state, facts, target) => {
    const { stages, seen } = facts.needs['stages'] as unknown as CampaignStages; // as its provider answers
    if (stages.length > 0) return reject(CAMPAIGN_HAS_STAGES, { stages });
    const decided = base.decide(input, state as never, facts, target); // it looks at remembered acts only
    return Array.isArray(decided)
      ? { events: decided, none: [{ types: ['campaigns.StageOpened'], after: seen - 1 }] }
      : decided;
  },
};
