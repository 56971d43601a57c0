import { Module } from '@nestjs/common';
import { contextModule } from '@taizhang/platform';
import { evaluationFeature } from './evaluation.feature.js';

/** The Nest module of the context `evaluation`. */
@Module({ imports: [contextModule(evaluationFeature)] })
export class EvaluationModule {}
