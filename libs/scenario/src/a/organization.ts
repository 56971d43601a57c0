import type { Act, Moment, Player } from '../scenario.js';
import { at, gives } from './acts.js';
import {
  AUDITOR,
  BRANCHES,
  BUREAU,
  BUREAU_CADRES,
  cadresOf,
  CAST,
  CITY,
  clerkOf,
  COMMITTEE_ONLY,
  DISCIPLINE,
  FOUNDER,
  OFFICE,
  REGISTRAR,
  SECRETARY,
  SUPERVISOR,
  tellersOf,
} from './cast.js';

const FROM = '2014-01-01';
/** Day from which posts are held. */
const SINCE = '2014-02-18';
const basis = '任职文件';

const unit = (id: string, level: string, parent: string, name: string, ledger = id): Act =>
  gives(REGISTRAR, at.unit(id, ledger), 'register-unit', { level, parent, name, from: FROM });
const registered = ({ person }: Player, home: string, name: string): Act =>
  gives(FOUNDER, at.person(person), 'register-person', { unit: home, name, from: FROM });
const granted = ({ person }: Player, role: string, where: string, clearance = 1, from = SINCE): Act =>
  gives(FOUNDER, at.person(person), 'grant-role', { appointment: role, role, unit: where, from, clearance, basis });
const principal = ({ person }: Player, where: string): Act =>
  gives(FOUNDER, at.unit(where), 'appoint-principal', { person, from: SINCE, basis });
const member = ({ person }: Player, i: number): Act =>
  gives(FOUNDER, at.body('committee'), 'join-body', {
    person,
    post: i === 0 ? 'SECRETARY' : 'MEMBER',
    from: SINCE,
    clearance: 2,
    basis,
  });

/** Who is registered in the bureau, under a name that belongs to nobody. */
const bureauPeople: readonly Player[] = [
  OFFICE,
  DISCIPLINE,
  AUDITOR,
  ...BUREAU_CADRES,
  ...COMMITTEE_ONLY,
  ...BRANCHES.flatMap((branch) => [...cadresOf(branch), clerkOf(branch), ...tellersOf(branch)]),
];
const branchPosts: readonly Act[] = BRANCHES.flatMap((branch) => {
  const [first, ...others] = cadresOf(branch);
  const where = `${BUREAU}/${branch.unit}`;
  return [
    principal(first, branch.unit),
    granted(first, 'branch-secretary', where, 2), // he is told the result [C5.9], and holds the summary meeting
    ...others.map((cadre) => granted(cadre, 'leading-cadre', where)),
    granted(clerkOf(branch), 'branch-clerk', where),
    ...tellersOf(branch).map((teller) => granted(teller, 'teller', where, 2)),
  ];
});

/** Units, people, their posts and accounts, the committee, and the policy set `DEFAULT-2014`. */
export const organization: readonly Moment[] = [
  {
    at: '2014-02-17T09:00:00+08:00',
    title: '设置系统管理员',
    acts: [
      registered(REGISTRAR, 'top', '虚构·系统'),
      granted(REGISTRAR, 'system-admin', 'top', 1, '2014-02-17'),
      { kind: 'account', by: FOUNDER.login, player: REGISTRAR },
    ],
  },
  {
    at: '2014-02-17T10:00:00+08:00',
    title: '登记单位',
    acts: [
      unit('prov-sl', 'PROVINCE', 'top', '示例省'),
      unit('city-jc', 'CITY', 'prov-sl', '霁川市'),
      unit(BUREAU, 'BUREAU', 'city-jc', '霁川市文化广电新闻出版局'),
      ...BRANCHES.map((branch) => unit(branch.unit, 'BRANCH', BUREAU, branch.name, BUREAU)),
    ],
  },
  {
    at: '2014-02-18T09:00:00+08:00',
    title: '登记人员',
    acts: [
      registered(CITY, 'city-jc', '虚构·市办'),
      registered(SUPERVISOR, 'city-jc', '虚构·督导'),
      ...bureauPeople.map((one) => registered(one, BUREAU, `虚构·${one.login.slice(2).toUpperCase()}`)),
    ],
  },
  {
    at: '2014-02-18T14:00:00+08:00',
    title: '任职',
    acts: [
      granted(CITY, 'superior-office', 'city-jc', 2),
      granted(SUPERVISOR, 'supervision-group', 'city-jc', 2),
      granted(OFFICE, 'campaign-office', BUREAU, 2),
      granted(DISCIPLINE, 'discipline-office', BUREAU, 3),
      granted(AUDITOR, 'auditor', BUREAU, 2),
      ...BUREAU_CADRES.map((one, i) => (i === 0 ? principal(one, BUREAU) : granted(one, 'leading-cadre', BUREAU))),
      ...branchPosts,
      gives(FOUNDER, at.body('committee'), 'form-body', {
        kind: 'PARTY_COMMITTEE',
        unit: BUREAU,
        name: '局党委',
        from: SINCE,
      }),
      ...[...BUREAU_CADRES, ...COMMITTEE_ONLY].map(member),
    ],
  },
  {
    at: '2014-02-19T09:00:00+08:00',
    title: '开通账号',
    acts: CAST.filter((one) => one !== REGISTRAR).map((one) => ({
      kind: 'account',
      by: FOUNDER.login,
      player: one,
    })),
  },
  {
    at: '2014-02-19T14:00:00+08:00',
    title: '通过政策参数',
    acts: [
      gives(SECRETARY, `organization/${BUREAU}/policy/${BUREAU}`, 'adopt-policy', {
        policy: 'DEFAULT-2014',
        from: '2014-01-01',
        recommended: true,
        basis: '局党委会议决定',
      }),
    ],
  },
];
