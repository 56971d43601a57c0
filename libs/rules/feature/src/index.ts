export { rulesFeature } from './rules.feature.js';
export { RulesModule } from './rules.module.js';
