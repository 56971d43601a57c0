import type { JsonObject } from '@taizhang/kernel';
import type { Act, CommandAct, Moment } from '../scenario.js';
import { at, gives, refused, STAGE } from './acts.js';
import { BRANCHES, BUREAU, cadresOf, clerkOf, OFFICE, tellersOf, type Branch } from './cast.js';

const branch = (unit: Branch['unit']): Branch => {
  const found = BRANCHES.find((one) => one.unit === unit);
  if (found === undefined) throw new Error(`no branch ${unit}`);
  return found;
};
export const JIA = branch('b-jia');
export const YI = branch('b-yi');
export const BING = branch('b-bing');
export const DING = branch('b-ding');

const crowd = (staff: number, ...mass: readonly number[]): JsonObject[] => [
  { category: 'staff', mass: false, count: staff },
  ...mass.map((count, i) => ({ category: ['residents', 'volunteers'][i] ?? 'others', mass: true, count })),
];

/** The only cadre who is evaluated by himself; the others are deferred. */
export const CADRE = cadresOf(DING)[1];

function objectsOf(one: Branch): JsonObject[] {
  const [principal] = cadresOf(one);
  const cadres = cadresOf(one).map((cadre) => ({
    object: cadre.person,
    kind: cadre.person === principal.person ? 'PRINCIPAL' : 'CADRE',
    person: cadre.person,
    ...(cadre.person !== CADRE.person && { deferred: true, reason: '年底另行评议' }),
  }));
  return [{ object: 'group', kind: 'GROUP' }, ...cadres];
}

const convened = (one: Branch, baseline: JsonObject[]): Act =>
  gives(clerkOf(one), at.evaluation(one.unit), 'convene-briefing', {
    unit: one.unit,
    stage: STAGE,
    dedicated: true,
    baseline: { on: '2014-01-20', attendance: baseline },
    objects: objectsOf(one),
  });
const frozen = (one: Branch, attendance: JsonObject[]): CommandAct =>
  gives(clerkOf(one), at.evaluation(one.unit), 'freeze-roster', { attendance });
const opened = (one: Branch, round: string, object: string): Act =>
  gives(clerkOf(one), at.evaluation(one.unit), 'open-ballot-round', {
    round,
    object,
    tellers: tellersOf(one).map(({ person }) => person),
  });
const closed = (one: Branch, round: string, paper: number): Act =>
  gives(clerkOf(one), at.evaluation(one.unit), 'close-ballot-round', { round, paper });

interface Count {
  readonly returned: number;
  readonly spoiled: number;
  readonly blank: number;
  readonly grades: readonly [good: number, fairlyGood: number, average: number, poor: number] | null;
}

/** Both tellers enter the same count, then both sign. */
function counted(one: Branch, round: string, { returned, spoiled, blank, grades }: Count): readonly Act[] {
  const tellers = tellersOf(one);
  const [good = 0, fairlyGood = 0, average = 0, poor = 0] = grades ?? [];
  const count = {
    returned,
    spoiled,
    blank,
    grades: grades === null ? null : { good, fairlyGood, average, poor },
  };
  return [
    ...tellers.map((teller) => gives(teller, at.evaluation(one.unit), 'count-ballots', { round, count })),
    ...tellers.map((teller) => gives(teller, at.evaluation(one.unit), 'sign-tally', { round })),
  ];
}

const round = (one: Branch, id: string, object: string, issued: number, count: Count): readonly Act[] => [
  opened(one, id, object),
  closed(one, id, issued),
  ...counted(one, id, count),
];

/** What 乙 votes online: 540 of 560 codes are used. */
const ONLINE = { GOOD: 243, FAIRLY_GOOD: 188, AVERAGE: 68, POOR: 30, BLANK: 11 };
/** What its paper ballots say: 1,470 of 1,500 come back, eleven of them spoiled. */
const PAPER: Count = {
  returned: 1_470,
  spoiled: 11,
  blank: 40 - ONLINE.BLANK,
  grades: [901 - ONLINE.GOOD, 698 - ONLINE.FAIRLY_GOOD, 250 - ONLINE.AVERAGE, 110 - ONLINE.POOR],
};

/** Briefings, rosters wider than their baselines, and the ballots T1 to T6. */
export const ballots: readonly Moment[] = [
  {
    at: '2014-09-05T09:00:00+08:00',
    title: '丙支部通报会',
    acts: [
      convened(BING, crowd(35, 15)),
      refused(frozen(BING, crowd(42, 12, 6)), 'PROPORTION_NOT_RAISED'),
      frozen(BING, crowd(39, 15, 6)),
    ],
  },
  {
    at: '2014-09-09T09:00:00+08:00',
    title: '甲、乙、丁支部通报会',
    acts: [
      convened(JIA, crowd(75, 25)),
      frozen(JIA, crowd(84, 26, 10)),
      convened(YI, crowd(1_260, 540)),
      frozen(YI, crowd(1_339, 600, 121)),
      convened(DING, crowd(30, 10)),
      frozen(DING, crowd(35, 10, 5)),
    ],
  },
  {
    at: '2014-09-10T09:00:00+08:00',
    title: '甲支部评议 T1',
    acts: round(JIA, 't-1', 'group', 120, { returned: 118, spoiled: 3, blank: 6, grades: [60, 32, 12, 5] }),
  },
  {
    at: '2014-09-11T09:00:00+08:00',
    title: '丁支部评议 T4',
    acts: round(DING, 't-4', 'group', 50, { returned: 51, spoiled: 0, blank: 0, grades: null }),
  },
  {
    at: '2014-09-12T09:00:00+08:00',
    title: '丁支部评议 T5、T6，丙支部评议 T3',
    acts: [
      ...round(DING, 't-5', 'group', 50, { returned: 50, spoiled: 0, blank: 0, grades: [28, 12, 7, 3] }),
      ...round(DING, 't-6', CADRE.person, 50, { returned: 50, spoiled: 0, blank: 1, grades: [21, 18, 6, 4] }),
      ...round(BING, 't-3', 'group', 60, { returned: 58, spoiled: 0, blank: 4, grades: [25, 16, 10, 3] }),
    ],
  },
  {
    at: '2014-09-14T09:00:00+08:00',
    title: '乙支部网上投票',
    acts: [
      opened(YI, 't-2', 'group'),
      {
        kind: 'ballots',
        by: OFFICE.login,
        on: `${BUREAU}/evaluation/${STAGE}.${YI.unit}`,
        round: 't-2',
        codes: 560,
        marks: ONLINE,
      },
    ],
  },
  { at: '2014-09-15T17:00:00+08:00', title: '乙支部投票结束', acts: [closed(YI, 't-2', 1_500)] },
  { at: '2014-09-15T18:00:00+08:00', title: '乙支部评议 T2', acts: counted(YI, 't-2', PAPER) },
];
