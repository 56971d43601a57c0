export { evaluationFeature } from './evaluation.feature.js';
export { EvaluationModule } from './evaluation.module.js';
