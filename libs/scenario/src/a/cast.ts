import type { Player } from '../scenario.js';

/** The fictional bureau 霁川市文化广电新闻出版局. */
export const BUREAU = 'wgx-0371';

/** Its branches in this scenario. */
export const BRANCHES = [
  { unit: 'b-jia', letter: 'A', name: '群艺馆支部' },
  { unit: 'b-yi', letter: 'Y', name: '执法支队支部' },
  { unit: 'b-bing', letter: 'C', name: '图书馆支部' },
  { unit: 'b-ding', letter: 'D', name: '机关支部' },
] as const;

/** A branch of the scenario. */
export type Branch = (typeof BRANCHES)[number];

/** Units in the campaign's scope: the bureau and the four branches. */
export const SCOPE = [BUREAU, ...BRANCHES.map(({ unit }) => unit)];

/** Id of somebody of the bureau. */
export const person = (who: string): string => `${BUREAU}.P-${who}`;

const player = (who: string, zh: string, en: string): Player => ({
  person: person(who),
  login: `p-${who.toLowerCase()}`,
  post: { zh, en },
});

/** First security administrator of the deployment. */
export const FOUNDER: Player = {
  person: 'top.P-1',
  login: 'anquan',
  post: { zh: '安全保密管理员', en: 'Security administrator' },
};
/** System administrator: registers units. */
export const REGISTRAR: Player = {
  person: 'top.P-2',
  login: 'xitong',
  post: { zh: '系统管理员', en: 'System administrator' },
};
/** The city leading group's office. */
export const CITY: Player = {
  person: 'city-jc.P-1',
  login: 'shiwei',
  post: { zh: '市委教育实践活动领导小组办公室', en: 'City leading group’s office' },
};
/** The supervision group: reviews close-outs. */
export const SUPERVISOR: Player = {
  person: 'city-jc.P-2',
  login: 'dudao',
  post: { zh: '市委督导组', en: 'Supervision group' },
};
export const OFFICE = player('O1', '局教育实践活动办公室', 'Campaign office');
export const DISCIPLINE = player('J1', '纪检监察室', 'Discipline office');
export const AUDITOR = player('U1', '审计员', 'Auditor');

/** Members of the bureau's leading group: the principal first. */
export const BUREAU_CADRES = [1, 2, 3, 4, 5].map((n) =>
  player(
    `B${String(n)}`,
    n === 1 ? '局党委书记、局长' : '局党委委员、副局长',
    n === 1 ? 'Head of the bureau' : 'Deputy head',
  ),
);
const [first] = BUREAU_CADRES;
if (first === undefined) throw new Error('the bureau has no head');
/** The committee's secretary (局党委书记), who heads the bureau: records what the committee decides. */
export const SECRETARY: Player = first;

/** Members of the committee who are not in the leading group. */
export const COMMITTEE_ONLY = [1, 2, 3, 4].map((n) => player(`M${String(n)}`, '局党委委员', 'Committee member'));

/** The three leading cadres of a branch: its principal, who is its secretary too, first. */
export const cadresOf = ({ letter, name }: Branch): readonly [Player, Player, Player] => [
  player(`${letter}1`, `${name}书记`, `Secretary of ${letter}`),
  player(`${letter}2`, `${name}副书记`, `Deputy secretary of ${letter}`),
  player(`${letter}3`, `${name}委员`, `Branch committee member of ${letter}`),
];
/** A branch's clerk. */
export const clerkOf = ({ letter, name }: Branch): Player => player(`${letter}4`, `${name}干事`, `Clerk of ${letter}`);
/** The two tellers of a branch's ballots. */
export const tellersOf = ({ letter, name }: Branch): readonly [Player, Player] => [
  player(`${letter}T1`, `${name}计票人`, `Teller of ${letter}`),
  player(`${letter}T2`, `${name}监票人`, `Second teller of ${letter}`),
];
/** Who does a unit's daily work: the clerk of a branch; of the bureau, a deputy. */
export const workerOf = (unit: string): Player => {
  const branch = BRANCHES.find((one) => one.unit === unit);
  const [, deputy] = BUREAU_CADRES;
  if (branch !== undefined) return clerkOf(branch);
  if (deputy === undefined) throw new Error('the bureau has no deputy');
  return deputy;
};
/** Owner of a unit's issues: a branch's secretary; of the bureau, another deputy. */
export const ownerOf = (unit: string): Player => {
  const branch = BRANCHES.find((one) => one.unit === unit);
  const [, , deputy] = BUREAU_CADRES;
  if (branch !== undefined) return cadresOf(branch)[0];
  if (deputy === undefined) throw new Error('the bureau has no second deputy');
  return deputy;
};

/** Everybody who signs in. */
export const CAST: readonly Player[] = [
  REGISTRAR,
  CITY,
  SUPERVISOR,
  OFFICE,
  DISCIPLINE,
  AUDITOR,
  ...BUREAU_CADRES,
  ...BRANCHES.flatMap((branch) => [...cadresOf(branch), clerkOf(branch), ...tellersOf(branch)]),
];
