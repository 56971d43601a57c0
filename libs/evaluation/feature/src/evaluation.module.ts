import { Module } from '@nestjs/common';
import { CONTEXT_FACILITIES, contextModule, ContextRegistry, type ContextFacilities } from '@taizhang/platform';
import { BallotCodesController } from './ballots/ballot-codes.controller.js';
import { BallotExchange } from './ballots/ballot-exchange.js';
import { PublicBallotController } from './ballots/public-ballot.controller.js';
import { evaluationFeature } from './evaluation.feature.js';

/** The Nest module of the context `evaluation`: its declarations, and the routes of online votes that no declaration yields. */
@Module({
  imports: [contextModule(evaluationFeature)],
  controllers: [PublicBallotController, BallotCodesController],
  providers: [
    {
      provide: BallotExchange,
      inject: [CONTEXT_FACILITIES, ContextRegistry],
      useFactory: (facilities: ContextFacilities, registry: ContextRegistry) =>
        new BallotExchange(facilities, registry),
    },
  ],
})
export class EvaluationModule {}
