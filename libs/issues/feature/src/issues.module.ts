import { Module } from '@nestjs/common';
import { CONTEXT_FACILITIES, contextModule, ContextRegistry, type ContextFacilities } from '@taizhang/platform';
import { IntakeExchange } from './intake/intake-exchange.js';
import { IntakeIdentityController } from './intake/intake-identity.controller.js';
import { PublicIntakeController } from './intake/public-intake.controller.js';
import { issuesFeature } from './issues.feature.js';
import { PetitionExchange } from './petition/petition-exchange.js';
import { PetitionReceiptController } from './petition/petition-receipt.controller.js';
import { PublicPetitionController } from './petition/public-petition.controller.js';

/** The Nest module of the context `issues`: its declarations, and the public form that no declaration yields. */
@Module({
  imports: [contextModule(issuesFeature)],
  controllers: [PublicIntakeController, IntakeIdentityController, PublicPetitionController, PetitionReceiptController],
  providers: [
    {
      provide: IntakeExchange,
      inject: [CONTEXT_FACILITIES, ContextRegistry],
      useFactory: (facilities: ContextFacilities, registry: ContextRegistry) =>
        new IntakeExchange(facilities, registry),
    },
    {
      provide: PetitionExchange,
      inject: [CONTEXT_FACILITIES, ContextRegistry],
      useFactory: (facilities: ContextFacilities, registry: ContextRegistry) =>
        new PetitionExchange(facilities, registry),
    },
  ],
})
export class IssuesModule {}
