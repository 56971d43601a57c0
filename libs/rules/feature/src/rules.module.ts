import { Module } from '@nestjs/common';
import { CONTEXT_FACILITIES, contextModule, type ContextFacilities } from '@taizhang/platform';
import { PublicNormsController } from './public/public-norms.controller.js';
import { PublicNorms } from './public/public-norms.js';
import { rulesFeature } from './rules.feature.js';

/** The Nest module of the context `rules`: its declarations, and the public list that no declaration yields. */
@Module({
  imports: [contextModule(rulesFeature)],
  controllers: [PublicNormsController],
  providers: [
    {
      provide: PublicNorms,
      inject: [CONTEXT_FACILITIES],
      useFactory: (facilities: ContextFacilities) => new PublicNorms(facilities),
    },
  ],
})
export class RulesModule {}
