import { Module } from '@nestjs/common';
import { contextModule } from '@taizhang/platform';
import { rulesFeature } from './rules.feature.js';

/** The Nest module of the context `rules`. */
@Module({ imports: [contextModule(rulesFeature)] })
export class RulesModule {}
