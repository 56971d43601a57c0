import type { WorkingDays } from '@taizhang/calendar';
import type { JsonValue } from '@taizhang/kernel';
import { petitionEvents, type PetitionKind } from '@taizhang/contracts';

export const BUREAU = 'wgx-0371';
export const CITY = 'city-jc';
export const PROVINCE = 'prov-sl';
export const BRANCH = 'wgx-0371/b-jia';
export const RECEIPT = 'c'.repeat(64);

const adopted = (value: boolean) => ({ value, unit: CITY, policy: 'DEFAULT-2014', edition: 1 });
export const policy = { 'clock.rollover': adopted(false) };
export const basis = { policy, calendar: null };

/** Two years of Mondays to Fridays, but for the October holidays of 2014 and a make-up Sunday before them. */
export const days: WorkingDays = {
  version: 'test-1',
  years: {
    '2014': {
      off: ['2014-10-01', '2014-10-02', '2014-10-03', '2014-10-06', '2014-10-07'],
      on: ['2014-09-28'],
    },
    '2015': { off: [], on: [] },
  },
};

/** Facts as the specs' commands need them. */
export const known: Readonly<Record<string, JsonValue>> = {
  'organization.policy/wgx-0371/clock.rollover': adopted(false),
  'platform.working-days/CN': days as unknown as JsonValue, // holds JSON only
  'organization.unit-path/wgx-0371/wgx-0371': [BUREAU, CITY, PROVINCE],
  'organization.unit-path/wgx-0371/b-jia': [BRANCH, BUREAU, CITY, PROVINCE],
  'organization.unit-path/wgx-0371/city-jc': [CITY, PROVINCE],
  'organization.unit-path/wgx-0371/prov-sl': [PROVINCE],
  'organization.unit-path/wgx-0371/tyj-0372': ['tyj-0372', CITY, PROVINCE],
  'issues.channel/wgx-0371/visit-1': 'OPEN',
};
/** The same, where limits that end on a day off move on. */
export const rolling = { ...known, 'organization.policy/wgx-0371/clock.rollover': adopted(true) };

/** The form of scenario C's petition. */
export const form = {
  kind: 'APPEAL',
  form: 'LETTER',
  petitioner: 's-1',
  content: '请求解决馆舍漏雨',
  names: '某群众丙',
  contact: '示例市示例路二号',
} as const;

/** A petition received on 1 July, and its way to the end as scenario C has it. */
export const received = (kind: PetitionKind = 'APPEAL', more: { readonly reachable?: boolean } = {}) => {
  const { reachable = true } = more;
  const hidden = kind === 'ACCUSATION';
  const names = reachable ? form.names : null;
  const contact = reachable ? form.contact : null;
  return petitionEvents.PetitionReceived({
    petition: 'x-1',
    unit: BUREAU,
    above: CITY,
    kind,
    form: 'LETTER',
    channel: null,
    matter: 'wgx-0371/x-1',
    persons: 1,
    representatives: 0,
    named: reachable,
    reachable,
    petitioner: 's-1',
    accusedUnits: hidden ? [BRANCH] : [],
    accusedPersons: hidden ? ['wgx-0371.P-9'] : [],
    receivedOn: '2014-07-01',
    dueOn: '2014-07-16',
    ...basis,
    content: hidden ? null : form.content,
    names: hidden ? null : names,
    contact: hidden ? null : contact,
    accusation: hidden ? form.content : null,
    informers: hidden ? names : null,
    informerContact: hidden ? contact : null,
  });
};
export const receipt = petitionEvents.PetitionReceiptIssued({ receipt: RECEIPT, validUntil: '2016-06-30' });
export const transferred = petitionEvents.PetitionTransferred({
  to: BRANCH,
  above: BUREAU,
  mode: 'TRANSFER',
  transferredOn: '2014-07-03',
  objectBy: '2014-07-10',
  dueOn: '2014-07-18',
  policy,
  calendar: 'test-1',
  reason: '属该支部职责',
});
export const objected = petitionEvents.JurisdictionObjected({
  unit: BRANCH,
  decider: BUREAU,
  objectedOn: '2014-07-10',
  reason: '不属本支部',
});
export const decided = petitionEvents.JurisdictionDecided({
  to: BRANCH,
  above: BUREAU,
  decidedOn: '2014-07-11',
  dueOn: '2014-07-26',
  ...basis,
  reason: '由该支部办理',
});
export const accepted = petitionEvents.PetitionAccepted({
  acceptedOn: '2014-07-10',
  overdue: false,
  notice: 'WRITTEN',
  dueOn: '2014-09-08',
  ...basis,
});
export const extended = petitionEvents.PetitionExtended({
  from: '2014-09-08',
  until: '2014-10-08',
  orderedOn: '2014-09-05',
  notice: 'WRITTEN',
  reason: '情况复杂',
});
export const concluded = petitionEvents.PetitionConcluded({
  outcome: 'SUPPORTED',
  concludedOn: '2014-10-06',
  overdue: false,
  requestBy: null,
  ...basis,
  opinion: '同意修缮',
});
export const served = petitionEvents.PetitionOpinionServed({
  stage: 'HANDLING',
  servedOn: '2014-10-08',
  requestBy: '2014-11-07',
  ...basis,
});
export const reviewRequested = petitionEvents.PetitionReviewRequested({
  reviewer: CITY,
  above: PROVINCE,
  requestedOn: '2014-11-05',
  dueOn: '2014-12-05',
  ...basis,
  grounds: '修缮不彻底',
});
export const reviewed = petitionEvents.PetitionReviewed({
  outcome: 'UPHELD',
  reviewedOn: '2014-12-03',
  overdue: false,
  requestBy: null,
  ...basis,
  opinion: '维持处理意见',
});
export const reviewServed = petitionEvents.PetitionOpinionServed({
  stage: 'REVIEW',
  servedOn: '2014-12-03',
  requestBy: '2015-01-02',
  ...basis,
});
export const recheckRequested = petitionEvents.PetitionRecheckRequested({
  rechecker: PROVINCE,
  requestedOn: '2014-12-30',
  dueOn: '2015-01-29',
  ...basis,
  grounds: '仍不满意',
});
export const rechecked = petitionEvents.PetitionRechecked({
  outcome: 'UPHELD',
  recheckedOn: '2015-01-28',
  overdue: false,
  opinion: '维持复查意见',
});
export const finalised = petitionEvents.PetitionFinalised({
  ground: 'RECHECKED',
  finalOn: '2015-01-28',
  conclusion: '予以终结',
});

/** Histories up to a step. */
export const inHand = [received(), receipt, accepted];
export const answered = [...inHand, extended, concluded, served];
export const underReview = [...answered, reviewRequested];
export const afterReview = [...underReview, reviewed, reviewServed];
export const underRecheck = [...afterReview, recheckRequested];
export const atTheEnd = [...underRecheck, rechecked, finalised];
