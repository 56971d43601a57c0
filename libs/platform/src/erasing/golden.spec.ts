import { evolvesGoldenEvents } from '@taizhang/testkit';
import { erasureReport } from './erasure-report.aggregate.js';

evolvesGoldenEvents(['organization', 'issues', 'evaluation', 'rules', 'access'].map(erasureReport));
