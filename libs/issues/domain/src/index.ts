export { issue } from './issue/issue.aggregate.js';
export { issueRejections } from './issue/issue.rejections.js';
export type { Issue, IssueState, Measure, Origin } from './issue/issue.state.js';
