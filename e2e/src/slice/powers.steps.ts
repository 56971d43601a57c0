import type { JsonObject } from '@taizhang/kernel';
import type { Player, Step } from './step.js';

const registrar: Player = { account: 'acct-registrar', role: 'system-admin', unit: 'top' };
const security: Player = { account: 'acct-security', role: 'security-admin', unit: 'city-jc' };
const committee: Player = { account: 'acct-committee', role: 'committee-secretary', unit: 'wgx-0371' };

/** These have what the steps below give them, and no more. */
const second: Player = { account: 'acct-wgx-0371.P-2' };
const third: Player = { account: 'acct-wgx-0371.P-3' };
const neighbour: Player = { account: 'acct-tyj-0372.P-1' };

const BUREAU = 'wgx-0371';
const OTHER = 'tyj-0372';
const FROM = '2014-08-02';

interface Addressed {
  readonly bureau?: string;
  readonly by: Player;
  readonly refused?: string;
}

function step(
  time: string,
  context: string,
  aggregate: string,
  [id, verb]: readonly [id: string, verb: string],
  { bureau = BUREAU, by, refused }: Addressed,
  input: JsonObject,
): Step {
  const given = { at: `${time}:00+08:00`, by, context, bureau, aggregate, id, verb, input };
  return refused === undefined ? given : { ...given, refused };
}

const unit = (time: string, id: string, addressed: Addressed, input: JsonObject): Step =>
  step(time, 'organization', 'unit', [id, 'register-unit'], addressed, { from: FROM, ...input });
const person = (time: string, id: string, verb: string, addressed: Addressed, input: JsonObject): Step =>
  step(time, 'organization', 'person', [id, verb], addressed, input);
const body = (time: string, verb: string, addressed: Addressed, input: JsonObject): Step =>
  step(time, 'organization', 'body', ['committee', verb], addressed, input);
const issue = (time: string, id: string, verb: string, addressed: Addressed, input: JsonObject): Step =>
  step(time, 'issues', 'issue', [id, verb], addressed, input);

const clerkship = { role: 'branch-clerk', from: FROM, basis: '任职文件' };
const raise = {
  unit: 'b-jia',
  origin: 'o-1',
  source: 'PETITION',
  raisedOn: FROM,
  wind: 'FORMALISM',
  manifestation: '场馆开放时间短',
};
const delegation = {
  delegation: 'd-1',
  to: 'wgx-0371.P-3',
  power: 'wgx-0371.P-2:a-1',
  contexts: ['issues'],
  unit: 'wgx-0371/b-jia',
  from: FROM,
  until: '2014-12-31',
  basis: '委托书',
};
const member = { from: FROM, basis: '任职文件' };

/** A second bureau with a branch of the same code, a person there, and one more here. All names are invented. */
const neighbours: readonly Step[] = [
  unit(
    '2014-08-02T09:00',
    OTHER,
    { bureau: OTHER, by: registrar },
    { level: 'BUREAU', parent: 'city-jc', name: '霁川市体育局' },
  ),
  unit(
    '2014-08-02T09:01',
    'b-jia',
    { bureau: OTHER, by: registrar },
    { level: 'BRANCH', parent: OTHER, name: '体育馆支部' },
  ),
  person(
    '2014-08-02T09:02',
    'tyj-0372.P-1',
    'register-person',
    { bureau: OTHER, by: registrar },
    { unit: 'b-jia', name: '虚构丁', from: FROM },
  ),
  person(
    '2014-08-02T09:03',
    'wgx-0371.P-3',
    'register-person',
    { by: registrar },
    { unit: 'b-jia', name: '虚构丙', from: FROM },
  ),
];

/** Posts, a body and a delegation, each used and each refused where it does not reach. */
const powers: readonly Step[] = [
  issue('2014-08-02T09:10', '2014-wgx-0003', 'raise-issue', { by: third, refused: 'FORBIDDEN' }, raise),
  person(
    '2014-08-02T09:11',
    'wgx-0371.P-2',
    'grant-role',
    { by: security },
    { appointment: 'a-1', unit: 'wgx-0371/b-jia', ...clerkship },
  ),
  person(
    '2014-08-02T09:12',
    'wgx-0371.P-2',
    'grant-role',
    { by: security, refused: 'ROLE_ALREADY_HELD' },
    { appointment: 'a-2', unit: 'wgx-0371/b-jia', ...clerkship },
  ),
  person(
    '2014-08-02T09:13',
    'wgx-0371.P-2',
    'grant-role',
    { by: committee, refused: 'ADMINISTRATOR_BY_SECURITY' },
    { appointment: 'a-2', unit: BUREAU, ...clerkship, role: 'audit-admin' },
  ),
  person(
    '2014-08-02T09:14',
    'tyj-0372.P-1',
    'grant-role',
    { bureau: OTHER, by: security },
    { appointment: 'a-1', unit: 'tyj-0372/b-jia', ...clerkship },
  ),
  issue('2014-08-02T09:15', '2014-wgx-0003', 'raise-issue', { by: neighbour, refused: 'FORBIDDEN' }, raise),
  issue('2014-08-02T09:16', '2014-tyj-0001', 'raise-issue', { bureau: OTHER, by: neighbour }, raise),
  person(
    '2014-08-02T09:17',
    'wgx-0371.P-2',
    'delegate-power',
    { by: second, refused: 'BEYOND_POWER' },
    { ...delegation, unit: BUREAU },
  ),
  person('2014-08-02T09:18', 'wgx-0371.P-2', 'delegate-power', { by: second }, delegation),
  issue('2014-08-02T09:19', '2014-wgx-0003', 'raise-issue', { by: third }, raise),
  body(
    '2014-08-02T09:20',
    'form-body',
    { by: security },
    { kind: 'PARTY_COMMITTEE', unit: BUREAU, name: '局党委', from: FROM },
  ),
  body('2014-08-02T09:21', 'join-body', { by: security }, { person: 'wgx-0371.P-2', post: 'SECRETARY', ...member }),
  body(
    '2014-08-02T09:22',
    'join-body',
    { by: second, refused: 'SECRETARY_ALREADY' },
    { person: 'wgx-0371.P-3', post: 'SECRETARY', ...member },
  ),
  body('2014-08-02T09:23', 'join-body', { by: second }, { person: 'wgx-0371.P-3', post: 'MEMBER', ...member }),
];

const office: Player = { account: 'acct-office', role: 'campaign-office', unit: BUREAU };
const assignment = {
  lead: 'b-jia',
  leader: 'wgx-0371.P-3',
  owner: 'wgx-0371.P-3',
  deadline: '2014-09-30',
  standard: '每周开放六天',
};
const handover = { to: 'wgx-0371.P-2', on: '2014-08-05', reason: '调离', leaves: true };

/** One leaves: post, membership, delegation and duties end or pass on; then a post is revoked and reaches no further. */
const leaving: readonly Step[] = [
  issue(
    '2014-08-03T09:00',
    '2014-wgx-0003',
    'triage-issue',
    { by: office },
    { unit: 'b-jia', opinion: '由群艺馆支部承办' },
  ),
  issue(
    '2014-08-03T09:01',
    '2014-wgx-0003',
    'classify-issue',
    { by: office },
    { class: '2b', kind: 'BY_DATE', cause: 'INDIVIDUAL', analysis: '值班安排不当' },
  ),
  issue('2014-08-03T09:02', '2014-wgx-0003', 'assign-issue', { by: office }, assignment),
  person(
    '2014-08-05T09:00',
    'wgx-0371.P-2',
    'hand-over-duties',
    { by: security, refused: 'PRINCIPAL_STAYS' },
    { ...handover, to: 'wgx-0371.P-3' },
  ),
  person('2014-08-05T09:01', 'wgx-0371.P-3', 'hand-over-duties', { by: security }, handover),
  body(
    '2014-08-05T09:02',
    'join-body',
    { by: security, refused: 'PERSON_UNKNOWN' },
    { person: 'wgx-0371.P-3', post: 'DEPUTY', from: '2014-08-05', basis: '任职文件' },
  ),
  issue('2014-08-05T09:03', '2014-wgx-0004', 'raise-issue', { by: third, refused: 'FORBIDDEN' }, raise),
  person(
    '2014-08-06T09:00',
    'tyj-0372.P-1',
    'revoke-role',
    { bureau: OTHER, by: security },
    { appointment: 'a-1', on: '2014-08-06', reason: '免职' },
  ),
  issue(
    '2014-08-06T09:01',
    '2014-tyj-0002',
    'raise-issue',
    { bureau: OTHER, by: neighbour, refused: 'FORBIDDEN' },
    raise,
  ),
];

/** The powers that appointments give, and take: two bureaus with branches of one code, played after the slice. */
export const POWERS: readonly Step[] = [...neighbours, ...powers, ...leaving];

/** Ledgers these steps write beside those of the slice. */
export const POWERS_LEDGERS = ['organization/tyj-0372', 'issues/tyj-0372'] as const;
