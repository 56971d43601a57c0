import { petitionEvents } from '@taizhang/contracts';
import { SAMPLE_BUREAU, SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const withdrawal = { event: SAMPLE_EVENT, reason: '登记有误。' };
const adopted = (value: boolean) => ({
  'clock.rollover': { value, unit: 'city-jc', policy: 'DEFAULT-2014', edition: 1 },
});
const basis = { policy: adopted(false), calendar: null };
const rolled = { policy: adopted(true), calendar: 'CN.chinese-days-1.5.7' };
const received = {
  petition: 'x-1',
  unit: SAMPLE_BUREAU,
  matter: 'wgx-0371/x-1',
  petitioner: 's-1',
  receivedOn: '2014-07-01',
  dueOn: '2014-07-16',
} as const;

/** A petition (信访事项) from the register to its end, an accusation, and every act withdrawn. */
export const petitionSamples = sampled('petition/x-1', petitionEvents, {
  PetitionReceived: [
    {
      ...received,
      ...basis,
      above: 'city-jc',
      kind: 'APPEAL',
      form: 'VISIT',
      channel: 'visit-1',
      persons: 12,
      representatives: 5,
      named: true,
      reachable: true,
      accusedUnits: [],
      accusedPersons: [],
      content: '馆舍漏雨多年，请求修缮。',
      names: '某群众丙等五人',
      contact: '示例市示例路二号',
      accusation: null,
      informers: null,
      informerContact: null,
    },
    {
      ...received,
      ...rolled,
      above: null,
      kind: 'ACCUSATION',
      form: 'LETTER',
      channel: null,
      persons: 1,
      representatives: 0,
      named: true,
      reachable: true,
      accusedUnits: ['wgx-0371/b-yi'],
      accusedPersons: ['wgx-0371.P-9'],
      content: null,
      names: null,
      contact: null,
      accusation: '收受礼金。',
      informers: '某群众丁',
      informerContact: '示例市示例路三号',
    },
  ],
  PetitionReceiptIssued: [{ receipt: 'c3'.repeat(32), validUntil: '2016-06-30' }],
  PetitionTransferred: [
    {
      to: 'wgx-0371/b-jia',
      above: SAMPLE_BUREAU,
      mode: 'TRANSFER',
      transferredOn: '2014-07-03',
      objectBy: '2014-07-10',
      dueOn: '2014-07-18',
      ...rolled,
      reason: '属该支部职责。',
    },
    {
      to: 'top',
      above: null,
      mode: 'ASSIGN',
      transferredOn: '2014-07-03',
      objectBy: '2014-07-10',
      dueOn: '2014-07-18',
      ...basis,
      reason: '请报告结果。',
    },
  ],
  JurisdictionObjected: [
    { unit: 'wgx-0371/b-jia', decider: SAMPLE_BUREAU, objectedOn: '2014-07-10', reason: '不属本支部。' },
  ],
  JurisdictionDecided: [
    {
      to: 'wgx-0371/b-jia',
      above: SAMPLE_BUREAU,
      decidedOn: '2014-07-11',
      dueOn: '2014-07-26',
      ...basis,
      reason: '由该支部办理。',
    },
    { to: 'top', above: null, decidedOn: '2014-07-11', dueOn: '2014-07-28', ...rolled, reason: '指定办理。' },
  ],
  PetitionAccepted: [
    { acceptedOn: '2014-07-10', overdue: false, notice: 'WRITTEN', dueOn: '2014-09-08', ...basis },
    { acceptedOn: '2014-07-17', overdue: true, notice: 'EXEMPT', dueOn: '2014-09-15', ...rolled },
  ],
  PetitionNotAccepted: [
    {
      ground: 'STATUTORY_ROUTE',
      decidedOn: '2014-07-10',
      overdue: false,
      notice: 'WRITTEN',
      explanation: '应通过诉讼途径解决，可向法院提出。',
    },
  ],
  SuggestionStudied: [{ adopted: true, studiedOn: '2014-08-01', finding: '予以采纳。' }],
  PetitionReplied: [{ repliedOn: '2014-08-05', reply: '建议已采纳。' }],
  PetitionExtended: [
    {
      from: '2014-09-08',
      until: '2014-10-08',
      orderedOn: '2014-09-05',
      notice: 'WRITTEN',
      reason: '情况复杂，须专业鉴定。',
    },
  ],
  PetitionConcluded: [
    {
      outcome: 'SUPPORTED',
      concludedOn: '2014-10-06',
      overdue: false,
      requestBy: null,
      ...basis,
      opinion: '同意修缮。',
    },
    {
      outcome: 'EXPLAINED',
      concludedOn: '2014-10-06',
      overdue: true,
      requestBy: '2014-11-05',
      ...rolled,
      opinion: '解释说明。',
    },
  ],
  PetitionOpinionServed: [
    { stage: 'HANDLING', servedOn: '2014-10-08', requestBy: '2014-11-07', ...basis },
    { stage: 'RECHECK', servedOn: '2015-01-28', requestBy: null, ...rolled },
  ],
  PetitionReviewRequested: [
    {
      reviewer: 'city-jc',
      above: 'prov-sl',
      requestedOn: '2014-11-05',
      dueOn: '2014-12-05',
      ...basis,
      grounds: '修缮不彻底。',
    },
    { reviewer: 'top', above: null, requestedOn: '2014-11-05', dueOn: '2014-12-05', ...rolled, grounds: '不服。' },
  ],
  PetitionReviewed: [
    { outcome: 'UPHELD', reviewedOn: '2014-12-03', overdue: false, requestBy: null, ...basis, opinion: '维持处理意见。' },
    {
      outcome: 'CHANGED',
      reviewedOn: '2014-12-06',
      overdue: true,
      requestBy: '2015-01-05',
      ...rolled,
      opinion: '变更处理意见。',
    },
  ],
  PetitionRecheckRequested: [
    { rechecker: 'prov-sl', requestedOn: '2014-12-30', dueOn: '2015-01-29', ...basis, grounds: '仍不满意。' },
    { rechecker: 'top', requestedOn: '2014-12-30', dueOn: '2015-01-29', ...rolled, grounds: '不服。' },
  ],
  PetitionHearingHeld: [
    { from: '2015-01-05', until: '2015-01-07', days: 3, dueOn: '2015-02-01', ...basis, record: '听证记录。' },
    { from: '2015-01-05', until: '2015-01-07', days: 3, dueOn: '2015-02-02', ...rolled, record: '听证记录。' },
  ],
  PetitionRechecked: [{ outcome: 'UPHELD', recheckedOn: '2015-01-28', overdue: false, opinion: '维持复查意见。' }],
  PetitionFinalised: [{ ground: 'RECHECKED', finalOn: '2015-01-28', conclusion: '予以终结。' }],
  PetitionRated: [
    { stage: 'HANDLING', rating: 'SATISFIED', ratedAt: '2014-10-09T02:00:00.000Z', comment: '办得及时。' },
    { stage: 'REVIEW', rating: 'NOT_SATISFIED', ratedAt: '2014-12-09T02:00:00.000Z', comment: null },
  ],
  PetitionWithdrawn: [withdrawal],
  PetitionTransferWithdrawn: [withdrawal],
  JurisdictionObjectionWithdrawn: [withdrawal],
  JurisdictionDecisionWithdrawn: [withdrawal],
  PetitionAcceptanceWithdrawn: [withdrawal],
  PetitionNonAcceptanceWithdrawn: [withdrawal],
  SuggestionStudyWithdrawn: [withdrawal],
  PetitionReplyWithdrawn: [withdrawal],
  PetitionExtensionWithdrawn: [withdrawal],
  PetitionConclusionWithdrawn: [withdrawal],
  PetitionServiceWithdrawn: [withdrawal],
  PetitionReviewRequestWithdrawn: [withdrawal],
  PetitionReviewWithdrawn: [withdrawal],
  PetitionRecheckRequestWithdrawn: [withdrawal],
  PetitionHearingWithdrawn: [withdrawal],
  PetitionRecheckWithdrawn: [withdrawal],
  PetitionFinalisationWithdrawn: [withdrawal],
});
