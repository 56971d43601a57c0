export { issuesFeature } from './issues.feature.js';
export { IssuesModule } from './issues.module.js';
