import type { Actor } from '@taizhang/kernel';
import { evaluationEvents, RECOMMENDED_POLICY, type BallotCount } from '@taizhang/contracts';
import { inForce, recorded } from '../policies.examples.js';
import { TALLIES } from '../tally/tallies.examples.js';
import { assessTally, TALLY_POLICIES, type AssessedTally } from '../tally/tally.js';

const BUREAU = 'wgx-0371';
/** 丁 机关支部, in the second stage. */
export const ID = 'stage-2.b-ding';

const term = (person: string) => ({ person, from: '2014-01-01', to: null });
const MEMBERS = ['P-C1', 'P-C2', 'P-C3', 'P-C4', 'P-C5', 'P-C6', 'P-C7', 'P-C8', 'P-C9'];

const IN_OFFICE = ['P-D1', 'P-D2', 'P-T1', 'P-T2'];

/** What commands ask of the world around 丁: the unit, its leading cadres, who is in office, the committee of nine, the default policies. */
export const known = {
  [`organization.unit-path/${BUREAU}/b-ding`]: [`${BUREAU}/b-ding`, BUREAU],
  ...Object.fromEntries(IN_OFFICE.map((person) => [`organization.person-in-office/${person}`, 'b-ding'])),
  [`organization.principal/${BUREAU}/b-ding`]: 'P-D1',
  [`organization.leading-cadres/${BUREAU}/b-ding`]: ['P-D1', 'P-D2'].map(term),
  [`organization.committee-members/${BUREAU}/committee`]: [...MEMBERS.map(term), { ...term('P-C0'), to: '2014-03-01' }],
  'campaigns.stage/wgx-0371/stage-2': {
    status: 'OPEN',
    from: '2014-06-25',
    to: '2014-10-25',
    briefings: { from: '2014-09-05', to: '2014-10-25' },
    units: ['wgx-0371', 'b-ding'],
  },
  'evaluation.stage-door/wgx-0371/stage-2': { shut: false, seen: 3 },
  ...inForce(),
};

const at = (day: string) => ({ bureau: BUREAU, id: ID, known, now: `2014-${day}T02:00:00.000Z` });
const as = (person: string, role: Actor['role']): { readonly actor: Actor } => ({
  actor: { id: `acct-${person}`, role },
});
/** Who acts when. */
export const clerk = { ...at('09-12'), ...as('P-D9', 'branch-clerk') };
export const office = (day: string) => ({ ...at(day), ...as('P-O1', 'campaign-office') });
export const secretary = (day: string) => ({ ...at(day), ...as('P-S1', 'committee-secretary') });
export const teller = (person: string) => ({ ...at('09-12'), ...as(person, 'teller') });

export const objects = [
  { object: 'group', kind: 'GROUP', person: null, name: null, deferred: false, reason: null },
  { object: 'P-D2', kind: 'CADRE', person: 'P-D2', name: '某副职', deferred: false, reason: null },
  { object: 'P-D1', kind: 'PRINCIPAL', person: 'P-D1', name: null, deferred: true, reason: '另行评议' },
] as const;

export const baseline = {
  on: '2014-03-20',
  record: 'meeting/2014-0007',
  attendance: [
    { category: 'staff', mass: false, count: 30 },
    { category: 'service-users', mass: true, count: 10 },
  ],
};
export const convened = evaluationEvents.BriefingConvened({
  evaluation: ID,
  unit: 'b-ding',
  unitName: '丁支部',
  stage: 'stage-2',
  on: '2014-09-11',
  approval: null,
  baseline,
  objects: [...objects],
  policy: recorded(['evaluation.objects', 'evaluation.cadres']),
});
export const widened = [
  { category: 'staff', mass: false, count: 35 },
  { category: 'service-users', mass: true, count: 10 },
  { category: 'residents', mass: true, count: 5 },
];
export const frozen = evaluationEvents.RosterFrozen({
  attendance: widened,
  total: 50,
  mass: 15,
  added: ['residents'],
  reason: null,
  policy: recorded(['roster.expand']),
});
const tellers = ['P-T1', 'P-T2'];
export const opened = (round: string, object: string) =>
  evaluationEvents.BallotRoundOpened({
    round,
    object,
    on: '2014-09-12',
    tellers,
    policy: recorded(['evaluation.scale']),
  });
export const closed = (round: string, paper = 50, codes = 0) =>
  evaluationEvents.BallotRoundClosed({ round, on: '2014-09-12', paper, codes, issued: paper + codes });
export const counted = (round: string, teller: string, count: BallotCount) =>
  evaluationEvents.BallotsCounted({ round, teller, count });
export const signed = (round: string) => evaluationEvents.TallySigned({ round, teller: 'P-T1' });

/** What a teller enters of a tally. */
export function countOf({ returned, spoiled, blank, grades }: BallotCount): BallotCount {
  return { returned, spoiled, blank, grades };
}

/** A certified tally of a round with 50 on the roster. */
export function certified(round: string, object: string, name: 'T5' | 'T6') {
  const { facts } = TALLIES[name];
  const { grades, returned, issued, attended, roster } = facts;
  const assessed = assessTally(facts, RECOMMENDED_POLICY) as AssessedTally; // neither is void
  const policy = recorded(TALLY_POLICIES);
  const judged = { ...assessed, shares: [...assessed.shares] };
  const on = '2014-09-12';
  return evaluationEvents.TallyCertified({
    round,
    object,
    on,
    tellers,
    roster,
    issued,
    attended,
    returned,
    grades,
    ...judged,
    policy,
  });
}
export const held = evaluationEvents.SummaryMeetingBlocked({
  object: 'P-D2',
  round: 'r-2',
  on: '2014-09-12',
  ground: 'TALLY_BELOW_LINE',
  policy: recorded(['block.scope', 'block.start']),
});

/** A round whose ballots both tellers counted alike, and one has signed. */
export function counting(round: string, object: string, count: BallotCount) {
  const counts = [counted(round, 'P-T1', count), counted(round, 'P-T2', count)];
  return [opened(round, object), closed(round), ...counts, signed(round)];
}
/** Group at the line (T5), P-D2 below it (T6): the summary meeting is on hold. */
export const evaluated = [
  convened,
  frozen,
  ...counting('r-1', 'group', countOf(TALLIES.T5.facts)),
  certified('r-1', 'group', 'T5'),
  ...counting('r-2', 'P-D2', countOf(TALLIES.T6.facts)),
  certified('r-2', 'P-D2', 'T6'),
  held,
];
