import { accessSamples } from './access.samples.js';
import { ballotCodeSamples, noticeNumberSamples } from './ballot-code.samples.js';
import { bodySamples } from './body.samples.js';
import { cadreRecordSamples } from './cadre-record.samples.js';
import { channelSamples, channelUseSamples } from './channel.samples.js';
import { checkSamples } from './check.samples.js';
import { commentSamples } from './comment.samples.js';
import { erasureReportSamples, erasureSamples } from './erasure.samples.js';
import { evaluationSamples } from './evaluation.samples.js';
import { intakeSamples } from './intake.samples.js';
import { issueSamples } from './issue.samples.js';
import { slipNumberSamples } from './issue-supervision.samples.js';
import { jointItemSamples } from './joint-item.samples.js';
import { normSamples } from './norm.samples.js';
import { personSamples } from './person.samples.js';
import { petitionSamples } from './petition.samples.js';
import { policySamples } from './policy.samples.js';
import { resultsSamples } from './results.samples.js';
import type { SampledEvents } from './sampled-events.js';
import {
  campaignSamples,
  evaluationStageSamples,
  inactivitySamples,
  issueStageSamples,
  lookBackSamples,
  selfCheckSamples,
  stageSamples,
} from './stage.samples.js';
import { outsideClaimSamples, unitSamples } from './unit.samples.js';

/** Contexts whose hosts erase, and say so in their own ledgers. */
const ERASING_CONTEXTS = ['organization', 'issues', 'evaluation', 'rules', 'campaigns', 'access'];

/** Samples of every event type that `contracts` declares; a new catalogue is one line. */
export const SAMPLED_EVENTS: readonly SampledEvents[] = [
  unitSamples,
  outsideClaimSamples,
  personSamples,
  bodySamples,
  policySamples,
  erasureSamples,
  issueSamples,
  intakeSamples,
  selfCheckSamples,
  issueStageSamples,
  channelSamples,
  channelUseSamples,
  jointItemSamples,
  petitionSamples,
  evaluationSamples,
  ballotCodeSamples,
  noticeNumberSamples,
  slipNumberSamples,
  commentSamples,
  resultsSamples,
  cadreRecordSamples,
  normSamples,
  checkSamples,
  evaluationStageSamples,
  campaignSamples,
  stageSamples,
  lookBackSamples,
  inactivitySamples,
  accessSamples,
  ...ERASING_CONTEXTS.map(erasureReportSamples),
];
