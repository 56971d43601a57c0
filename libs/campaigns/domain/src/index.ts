export { campaign } from './campaign/campaign.aggregate.js';
export { campaignRejections } from './campaign/campaign.rejections.js';
export { CAMPAIGN_STAGES_FACT, type CampaignStages } from './campaign/withdraw-campaign.command.js';
export type { CampaignState } from './campaign/campaign.state.js';
export { stage } from './stage/stage.aggregate.js';
export type { Stage, StageState } from './stage/stage.state.js';
export { stageRejections } from './stage/stage.rejections.js';
export {
  BRIEFINGS_CONVENED_FACT,
  CAMPAIGN_FACT,
  MEETINGS_HELD_FACT,
  STAGE_STATUS_FACT,
  type KnownCampaign,
} from './stage/stage.rules.js';
export type { LookBackState } from './look-back/look-back.state.js';
export { lookBack } from './look-back/look-back.aggregate.js';
export { lookBackRejections } from './look-back/look-back.rejections.js';
export { CLOSED_ISSUES_FACT, type ClosedIssues } from './look-back/start-look-back.command.js';
export { inactivity } from './inactivity/inactivity.aggregate.js';
export type { InactivityState } from './inactivity/inactivity.state.js';
export { inactivityRejections, LAST_ACT_FACT } from './inactivity/raise-inactivity-alert.command.js';
