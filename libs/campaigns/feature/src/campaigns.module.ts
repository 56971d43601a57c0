import { Module } from '@nestjs/common';
import { contextModule } from '@taizhang/platform';
import { campaignsFeature } from './campaigns.feature.js';

/** The Nest module of the context `campaigns`. */
@Module({ imports: [contextModule(campaignsFeature)] })
export class CampaignsModule {}
