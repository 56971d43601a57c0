import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { campaignEvents } from '@taizhang/contracts';
import { evolveCampaign, initialCampaign } from './campaign.state.js';
import { launchCampaign } from './launch-campaign.command.js';
import { linkBasisDocument } from './link-basis-document.command.js';
import { withdrawBasisDocument } from './withdraw-basis-document.command.js';
import { withdrawCampaign } from './withdraw-campaign.command.js';

/** A campaign (教育实践活动) of a bureau, derived from documents of those above it [C0.2]. */
export const campaign = aggregate({
  context: 'campaigns',
  name: 'campaign',
  events: campaignEvents,
  initial: initialCampaign,
  evolve: evolveCampaign,
  commands: [launchCampaign, linkBasisDocument, withdrawBasisDocument, withdrawCampaign],
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
