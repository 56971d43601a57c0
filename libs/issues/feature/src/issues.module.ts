import { Module } from '@nestjs/common';
import { contextModule } from '@taizhang/platform';
import { issuesFeature } from './issues.feature.js';

/** The Nest module of the context `issues`. */
@Module({ imports: [contextModule(issuesFeature)] })
export class IssuesModule {}
