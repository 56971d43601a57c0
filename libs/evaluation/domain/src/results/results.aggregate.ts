import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { resultsEvents } from '@taizhang/contracts';
import { acknowledgeUpwardReport } from './acknowledge-upward-report.command.js';
import { answerUpwardReport } from './answer-upward-report.command.js';
import { deliverFeedback } from './deliver-feedback.command.js';
import { receiveFeedback } from './receive-feedback.command.js';
import { evolveResults, initialResults } from './results.state.js';
import { submitUpwardReport } from './submit-upward-report.command.js';
import { summariseResults } from './summarise-results.command.js';
import { withdrawFeedbackDelivery } from './withdraw-feedback-delivery.command.js';
import { withdrawResults } from './withdraw-results.command.js';
import { withdrawUpwardReport } from './withdraw-upward-report.command.js';

/** Results (评议情况) of a bureau's evaluations: summed up, reported upward, then fed back, in one stream that keeps that order. */
export const results = aggregate({
  context: 'evaluation',
  name: 'results',
  events: resultsEvents,
  initial: initialResults,
  evolve: evolveResults,
  commands: [
    summariseResults,
    submitUpwardReport,
    acknowledgeUpwardReport,
    answerUpwardReport,
    deliverFeedback,
    receiveFeedback,
    withdrawResults,
    withdrawUpwardReport,
    withdrawFeedbackDelivery,
  ],
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
