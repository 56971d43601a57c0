import {
  channelEvents,
  intakeEvents,
  issueEvents,
  issueStageEvents,
  jointItemEvents,
  petitionEvents,
  selfCheckEvents,
} from '@taizhang/contracts';
import { ELSEWHERE, type RecordSample, type RecordSamples } from '@taizhang/platform';

const DAY = '2014-01-01';

const raisedFor = (unit: string) =>
  issueEvents.IssueRaised({
    code: 'r-1',
    unit,
    stage: null,
    origin: 'o-1',
    source: 'MASS_OPINION',
    record: null,
    anonymous: true,
    raisedOn: DAY,
    wind: 'FORMALISM',
    manifestation: '问题',
    originator: null,
  });

const assignedTo = (lead: string, supporting: readonly string[] = []) =>
  issueEvents.IssueAssigned({
    lead,
    supporting: [...supporting],
    leader: 'bureau.leader',
    owner: 'bureau.owner',
    deadline: null,
    standard: '标准',
  });

const issues: Readonly<Record<string, RecordSample>> = {
  'its unit': ({ code }) => [raisedFor(code)],
  'unit and lead': ({ code }) => [raisedFor(code), assignedTo(code)],
  'unit led by another': ({ code }) => [raisedFor(code), assignedTo(ELSEWHERE)],
  'lead of another': ({ code }) => [raisedFor(ELSEWHERE), assignedTo(code)],
  'supporting unit': ({ code }) => [raisedFor(ELSEWHERE), assignedTo(ELSEWHERE, [code])],
};

const rollover = { 'clock.rollover': { value: false, unit: 'bureau', policy: 'DEFAULT', edition: 1 } };
const limit = { dueOn: DAY, policy: rollover, calendar: null };

/** A petition in the hands of a unit: the one that received it, or another that it was passed to. */
const petitionAt = (unit: string, handler = unit) => {
  const received = petitionEvents.PetitionReceived({
    petition: 'r-1',
    unit,
    above: null,
    kind: 'APPEAL',
    form: 'LETTER',
    channel: null,
    matter: 'bureau/r-1',
    persons: 1,
    representatives: 0,
    named: false,
    reachable: false,
    petitioner: 's-1',
    accusedUnits: [],
    accusedPersons: [],
    receivedOn: DAY,
    ...limit,
    content: '内容',
    names: null,
    contact: null,
    accusation: null,
    informers: null,
    informerContact: null,
  });
  const passed = { above: null, mode: 'TRANSFER', transferredOn: DAY, objectBy: DAY, reason: '理由' } as const;
  return handler === unit
    ? [received]
    : [received, petitionEvents.PetitionTransferred({ to: handler, ...passed, ...limit })];
};
const reviewedBy = (reviewer: string) => [
  ...petitionAt(ELSEWHERE),
  petitionEvents.PetitionReviewRequested({ reviewer, above: null, requestedOn: DAY, ...limit, grounds: '理由' }),
];

const jointItemOf = (superior: string, subordinate: string) =>
  jointItemEvents.JointItemIdentified({
    item: 'r-1',
    issue: 'r-2',
    mode: 'COMMON_PLAN',
    superior,
    subordinate,
    identifiedOn: DAY,
    escalatesOn: null,
    escalatesTo: superior,
    policy: { 'joint.claimDays': { value: 7, unit: 'bureau', policy: 'DEFAULT', edition: 1 } },
    analysis: '分析',
  });

const selfCheckOf = (unit: string) =>
  selfCheckEvents.SelfCheckSubmitted({
    stage: 'stage-1',
    unit,
    subject: 'GROUP',
    person: null,
    issues: [],
    nothingFound: true,
    statement: '自查',
  });

/** Records of each aggregate of `issues` in which a unit is named. */
export const ISSUES_RECORD_SAMPLES: RecordSamples = {
  'issues/self-check': { 'its unit': ({ code }) => [selfCheckOf(code)] },
  'issues/stage': {
    bureau: () => [issueStageEvents.StageCloseCleared({ stage: 'stage-1', request: 'r-1', open: [] })],
  },
  'issues/issue': issues,
  'issues/intake': {
    bureau: ({ code }) => [
      intakeEvents.IntakeReceived({
        intake: 'r-1',
        unit: code,
        channel: null,
        kind: 'SUGGESTION',
        receipt: 'a'.repeat(64),
        validUntil: '2015-01-01',
        reporter: 'r-1',
        named: false,
        content: '内容',
        identity: null,
        contact: null,
      }),
    ],
  },
  'issues/channel': {
    bureau: () => [
      channelEvents.ChannelRegistered({
        channel: 'r-1',
        type: 'TELEPHONE',
        openSince: `${DAY}T00:00:00.000Z`,
        place: '号码',
      }),
    ],
  },
  'issues/joint-item': {
    superior: ({ code }) => [jointItemOf(code, ELSEWHERE)],
    subordinate: ({ code }) => [jointItemOf(ELSEWHERE, code)],
  },
  'issues/petition': {
    'receiving unit': ({ code }) => petitionAt(code, ELSEWHERE),
    'handling unit': ({ code }) => petitionAt(ELSEWHERE, code),
    'reviewing unit': ({ code }) => reviewedBy(code),
  },
};
