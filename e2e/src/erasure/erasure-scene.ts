import { randomUUID } from 'node:crypto';
import type { JsonObject, Role } from '@taizhang/kernel';
import type { Deployment } from '../deployments/deployment.js';
import { credentialsOf, type ScenarioDriver } from '../deployments/scenario-driver.js';
import type { Player, Step } from '../slice/step.js';
import { markOf } from './marks.js';

export const BUREAU = 'wgx-0371';
export const SUBJECT = 'wgx-0371.P-1';
const SUCCESSOR = 'wgx-0371.P-2';
const DAY = '2014-03-01';
/** Erased: the person's name and material about the person; the manifestation and originator of the first issue. */
export const ERASED = { person: markOf(1), manifestation: markOf(2), originator: markOf(3), material: markOf(11) };
/** What stays, and must rest nowhere in the clear all the same. */
export const KEPT = {
  person: markOf(4),
  unit: markOf(5),
  manifestation: markOf(6),
  originator: markOf(7),
  basis: markOf(8),
  request: markOf(9),
  order: markOf(10),
  late: markOf(12),
  refused: markOf(13),
  sought: markOf(14),
  withdrawal: markOf(15),
  material: markOf(16),
} as const;
export const MARKS: readonly string[] = [...Object.values(ERASED), ...Object.values(KEPT)];

const as = (account: string, role: Role): Player => ({ account, role, unit: BUREAU });
const registrar: Player = { account: 'acct-registrar', role: 'system-admin', unit: 'top' };
export const office = as('acct-office', 'campaign-office');
export const security = as('acct-wgx-0371.S', 'security-admin');
export const audit = as('acct-wgx-0371.A', 'audit-admin');

let minute = 0;
/** A step a minute after the one before. */
export function step(by: Player, path: string, verb: string, input: JsonObject): Step {
  minute += 1;
  const at = new Date(Date.UTC(2014, 2, 1, 1, minute)).toISOString();
  const [context = '', bureau = '', aggregate = '', id = ''] = path.split(' ');
  return { at, by, context, bureau, aggregate, id, verb, input };
}

const unit = (code: string, level: string, parent: string | null, name: string, bureau = code): Step =>
  step(registrar, `organization ${bureau} unit ${code}`, 'register-unit', {
    level,
    ...(parent !== null && { parent }),
    name,
    from: '2014-01-01',
  });
const person = (id: string, name: string): Step =>
  step(registrar, `organization ${BUREAU} person ${id}`, 'register-person', { unit: BUREAU, name, from: '2014-01-01' });
const issue = (code: string) => `issues ${BUREAU} issue ${code}`;
const raise = (code: string, manifestation: string, originator: string, more: JsonObject = {}): Step =>
  step(office, issue(code), 'raise-issue', {
    unit: 'b-jia',
    origin: 'o-1',
    source: 'MASS_OPINION',
    raisedOn: '2014-02-01',
    wind: 'BUREAUCRATISM',
    manifestation,
    originator,
    ...more,
  });

/** Units, persons, a principal who is not the subject, and issues with marked texts. */
export const PLANTED: readonly Step[] = [
  unit('top', 'CENTRAL', null, '中央'),
  unit('prov-sl', 'PROVINCE', 'top', '省'),
  unit('city-jc', 'CITY', 'prov-sl', '市'),
  unit(BUREAU, 'BUREAU', 'city-jc', KEPT.unit),
  unit('b-jia', 'BRANCH', BUREAU, '支部', BUREAU),
  person(SUBJECT, ERASED.person),
  person(SUCCESSOR, KEPT.person),
  step(as('acct-committee', 'committee-secretary'), `organization ${BUREAU} unit b-jia`, 'appoint-principal', {
    person: SUCCESSOR,
    from: DAY,
    basis: KEPT.basis,
  }),
  raise('2014-0001', ERASED.manifestation, ERASED.originator),
  raise('2014-0002', KEPT.manifestation, KEPT.originator),
  raise('2014-0003', '迟报', '某', { effectiveOn: '2014-02-01', lateReason: KEPT.late }),
  { ...raise('2014-0001', KEPT.refused, KEPT.refused), refused: 'ISSUE_ALREADY_RAISED' },
  step(security, `organization ${BUREAU} person ${SUBJECT}`, 'hand-over-duties', {
    to: SUCCESSOR,
    on: DAY,
    leaves: true,
    reason: '调离',
  }),
];

const clerk: Player = { account: 'acct-clerk', role: 'branch-clerk', unit: `${BUREAU}/b-jia` };

/** Downloads material. @returns its text, or the code of the refusal */
export async function materialText(deployment: Deployment, sha256: string): Promise<string> {
  const response = await fetch(`${deployment.urlOf('issues')}/api/issues/${BUREAU}/blobs/${sha256}`, {
    headers: { authorization: credentialsOf(office) },
  });
  const text = await response.text();
  return response.ok ? text : String((JSON.parse(text) as { readonly code?: string }).code); // a problem
}

interface Uploaded {
  readonly sha256: string;
  readonly size: number;
}

async function upload(deployment: Deployment, content: string, more = ''): Promise<Uploaded> {
  const uploaded = await fetch(`${deployment.urlOf('issues')}/api/issues/${BUREAU}/blobs?unit=b-jia${more}`, {
    method: 'POST',
    headers: { authorization: credentialsOf(clerk), 'idempotency-key': randomUUID(), 'content-type': 'text/plain' },
    body: content.repeat(3),
  });
  return (await uploaded.json()) as Uploaded; // as the route answers
}

/** Addresses of material: about the subject, and about nobody. */
export interface PlantedMaterial {
  readonly about: string;
  readonly other: string;
}

/** What is not only a command: material, a search, the withdrawal of an act. */
export async function plantMore(deployment: Deployment, driver: ScenarioDriver): Promise<PlantedMaterial> {
  const url = deployment.urlOf('issues');
  const about = await upload(deployment, ERASED.material, `&about=${SUBJECT}`);
  const other = await upload(deployment, KEPT.material);
  const second = issue('2014-0002');
  const nature = { class: '2b', kind: 'BY_DATE', cause: 'SYSTEMIC', analysis: '流程不清' };
  const assignment = {
    lead: 'b-jia',
    leader: SUCCESSOR,
    owner: SUCCESSOR,
    deadline: '2014-08-31',
    standard: '办结',
  };
  await given(driver, step(office, second, 'triage-issue', { unit: 'b-jia', opinion: '承办' }));
  await given(driver, step(office, second, 'classify-issue', nature));
  await given(driver, step(office, second, 'assign-issue', assignment));
  for (const [i, { sha256, size }] of [about, other].entries()) {
    const evidence = { evidence: `e-${String(i + 1)}`, sha256, size, title: '材料.txt' };
    await given(driver, step(clerk, second, 'attach-evidence', evidence));
  }
  const headers = { authorization: credentialsOf(office) };
  await fetch(`${url}/api/issues/views/rectification-ledger?manifestation.text=${encodeURIComponent(KEPT.sought)}`, {
    headers,
  });
  const last = (await driver.leaves(`issues/${BUREAU}`)).findLast((line) => line.includes('issue/2014-0003'));
  const { id } = JSON.parse(last ?? '{}') as { readonly id?: string }; // a leaf
  await given(driver, step(office, issue('2014-0003'), 'withdraw-issue', { event: id ?? '', reason: KEPT.withdrawal }));
  return { about: about.sha256, other: other.sha256 };
}

/** Gives a step, which must come out as it says. */
export async function given(driver: ScenarioDriver, one: Step): Promise<void> {
  const { status, body } = await driver.give(one);
  const outcome = status < 300 ? 'done' : body['code'];
  if (outcome !== (one.refused ?? 'done')) throw new Error(`${one.verb} ${one.id}: ${JSON.stringify(body)}`);
}

/** Asks for the subject's erasure and confirms it, by two in two roles. */
export async function eraseSubject(driver: ScenarioDriver): Promise<void> {
  const at = `organization ${BUREAU} erasure e-1`;
  const input = { subject: SUBJECT, basis: 'CONSENT_WITHDRAWN', reason: KEPT.request };
  await given(driver, step(security, at, 'request-erasure', input));
  const own = step({ ...audit, account: security.account }, at, 'confirm-erasure', {});
  await given(driver, { ...own, refused: 'ERASURE_NEEDS_ANOTHER_PERSON' });
  await given(driver, step(audit, at, 'confirm-erasure', {}));
}

/** Orders to erase every sealed value of the first event of the first issue, and the numbers of the erasures. */
export async function firstIssueErasure(
  driver: ScenarioDriver,
): Promise<{ readonly numbers: readonly string[]; readonly steps: readonly Step[] }> {
  const leaves = await driver.leaves(`issues/${BUREAU}`);
  const idx = leaves.findIndex((line) => line.includes('"stream":"issue/2014-0001"'));
  const leaf = JSON.parse(leaves[idx] ?? '{}') as { readonly data: { readonly _sd: readonly string[] } }; // a leaf
  const numbers = leaf.data._sd.map((_digest, i) => `d-${String(i)}`);
  const steps = leaf.data._sd.flatMap((digest, i) => {
    const at = `organization ${BUREAU} erasure d-${String(i)}`;
    const input = { context: 'issues', idx, digest, basis: 'COURT_ORDER', reason: KEPT.order };
    return [step(security, at, 'request-disclosure-erasure', input), step(audit, at, 'confirm-erasure', {})];
  });
  return { numbers, steps };
}

/** How an erasure stands. */
export async function standing(driver: ScenarioDriver, number: string): Promise<unknown> {
  return (await driver.get('organization', `views/erasures/documents/${BUREAU}/${number}`, audit)).body['doc'];
}
