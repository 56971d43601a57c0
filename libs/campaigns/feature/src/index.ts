export { campaignsFeature } from './campaigns.feature.js';
export { CampaignsModule } from './campaigns.module.js';
