import { Module } from '@nestjs/common';
import { contextModule } from '@taizhang/platform';
import { organizationFeature } from './organization.feature.js';

/** The Nest module of the context `organization`. */
@Module({ imports: [contextModule(organizationFeature)] })
export class OrganizationModule {}
