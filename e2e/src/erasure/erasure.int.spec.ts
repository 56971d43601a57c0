import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject, LedgerId, Role } from '@taizhang/kernel';
import { checkLeaf, leafHash, rootOf } from '@taizhang/ledger';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { leavesOf } from '../slice/play-slice.js';
import type { Player, Step } from '../slice/step.js';
import { found, foundInFiles, markOf } from './marks.js';

const BUREAU = 'wgx-0371';
const LEDGERS: readonly LedgerId[] = ['organization/wgx-0371', 'issues/wgx-0371'];
const SUBJECT = 'wgx-0371.P-1';
const DAY = '2014-03-01';
/** Erased: the person's name, and the manifestation and originator of the first issue. The others stay. */
const ERASED = { person: markOf(1), manifestation: markOf(2), originator: markOf(3) };
const KEPT = { person: markOf(4), unit: markOf(5), manifestation: markOf(6), originator: markOf(7), basis: markOf(8) };
const REASONS = [markOf(9), markOf(10)];
const MARKS = [...Object.values(ERASED), ...Object.values(KEPT), ...REASONS];
const BYTES = new TextEncoder();

const as = (account: string, role: Role): Player => ({ account, role, unit: BUREAU });
const registrar: Player = { account: 'acct-registrar', role: 'system-admin', unit: 'top' };
const office = as('acct-office', 'campaign-office');
const security = as('acct-wgx-0371.S', 'security-admin');
const audit = as('acct-wgx-0371.A', 'audit-admin');

let minute = 0;
function step(by: Player, path: string, verb: string, input: JsonObject): Step {
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
const raise = (code: string, manifestation: string, originator: string): Step =>
  step(office, `issues ${BUREAU} issue ${code}`, 'raise-issue', {
    unit: 'b-jia',
    stage: 'stage-2',
    origin: 'o-1',
    source: 'MASS_OPINION',
    raisedOn: DAY,
    wind: 'BUREAUCRATISM',
    manifestation,
    originator,
  });

const PLANTED: readonly Step[] = [
  unit('top', 'CENTRAL', null, '中央'),
  unit('prov-sl', 'PROVINCE', 'top', '省'),
  unit('city-jc', 'CITY', 'prov-sl', '市'),
  unit(BUREAU, 'BUREAU', 'city-jc', KEPT.unit),
  unit('b-jia', 'BRANCH', BUREAU, '支部', BUREAU),
  person(SUBJECT, ERASED.person),
  person('wgx-0371.P-2', KEPT.person),
  step(as('acct-committee', 'committee-secretary'), `organization ${BUREAU} unit b-jia`, 'appoint-principal', {
    person: SUBJECT,
    from: DAY,
    basis: KEPT.basis,
  }),
  raise('2014-0001', ERASED.manifestation, ERASED.originator),
  raise('2014-0002', KEPT.manifestation, KEPT.originator),
];

describe('erasure on the embedded deployment', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let before: Readonly<Record<string, readonly string[]>>;
  const output: string[] = [];

  async function given(one: Step): Promise<void> {
    const { status, body } = await driver.give(one);
    expect({ verb: one.verb, done: status < 300, code: body['code'] }).toEqual({ verb: one.verb, done: true });
  }

  async function start(): Promise<void> {
    deployment = await startEmbedded(folder, { TAIZHANG_LOG_LEVEL: 'trace' });
    driver = new ScenarioDriver(deployment);
  }

  async function stop(): Promise<void> {
    expect(await deployment.stop()).toEqual([0]);
    output.push(...deployment.hosts.flatMap((host) => host.output));
  }

  async function shown(context: string, view: string, key: string): Promise<string> {
    const { body } = await driver.get(context, `views/${view}/documents/${BUREAU}/${key}`, office, 3);
    return JSON.stringify(body);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-erasure-'));
    await start();
    for (const one of PLANTED) await given(one);
    before = await leavesOf(driver, LEDGERS);
  });
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('shows what is to be erased as long as it is there', async () => {
    expect(await shown('organization', 'persons', SUBJECT)).toContain(ERASED.person);
    expect(await shown('issues', 'rectification-ledger', '2014-0001')).toContain(ERASED.manifestation);
  });

  it('is asked for by one, confirmed by another in another role, and complete when all contexts have answered', async () => {
    const at = `organization ${BUREAU} erasure e-1`;
    await given(
      step(security, at, 'request-erasure', { subject: SUBJECT, basis: 'CONSENT_WITHDRAWN', reason: REASONS[0] ?? '' }),
    );
    const own = await driver.give(step({ ...audit, account: security.account }, at, 'confirm-erasure', {}));
    expect(own.body['code']).toBe('ERASURE_NEEDS_ANOTHER_PERSON');
    await given(step(audit, at, 'confirm-erasure', {}));
    const { body } = await driver.get('organization', `views/erasures/documents/${BUREAU}/e-1`, audit);
    expect(body['doc']).toMatchObject({ status: 'COMPLETED', waiting: [], disclosures: 1, subject: SUBJECT });
  });

  it('erases single values of a leaf', async () => {
    const idx = before['issues/wgx-0371']?.findIndex((line) => line.includes('"stream":"issue/2014-0001"')) ?? -1;
    const leaf = JSON.parse(before['issues/wgx-0371']?.[idx] ?? '{}') as { readonly data: { readonly _sd: string[] } }; // a leaf
    for (const [i, digest] of leaf.data._sd.entries()) {
      const at = `organization ${BUREAU} erasure d-${String(i)}`;
      const input = { context: 'issues', idx, digest, basis: 'COURT_ORDER', reason: REASONS[1] ?? '' };
      await given(step(security, at, 'request-disclosure-erasure', input));
      await given(step(audit, at, 'confirm-erasure', {}));
      const { body } = await driver.get('organization', `views/erasures/documents/${BUREAU}/d-${String(i)}`, audit);
      expect(body['doc']).toMatchObject({ status: 'COMPLETED', disclosures: 1 });
    }
  });

  it('is obeyed by views at once and after a restart; what is not erased is still there', async () => {
    const obeyed = async (): Promise<void> => {
      const persons = await shown('organization', 'persons', SUBJECT);
      const issues = await shown('issues', 'rectification-ledger', '2014-0001');
      expect({ persons, issues }).toEqual({
        persons: expect.stringContaining('"erased":["name"]'),
        issues: expect.stringContaining('"erased":["'),
      });
      for (const mark of Object.values(ERASED)) expect(persons + issues).not.toContain(mark);
      expect(await shown('organization', 'persons', 'wgx-0371.P-2')).toContain(KEPT.person);
      expect(await shown('issues', 'rectification-ledger', '2014-0002')).toContain(KEPT.manifestation);
    };
    await obeyed();
    await stop();
    await start();
    await driver.settle();
    await obeyed();
  });

  it('leaves the ledgers as they were, and says in them what was destroyed', async () => {
    const after = await leavesOf(driver, LEDGERS);
    for (const ledger of LEDGERS) {
      const [old, now] = [before[ledger] ?? [], after[ledger] ?? []];
      expect(now.slice(0, old.length)).toEqual(old);
      const hashes = (lines: readonly string[]) => lines.map((line) => leafHash(BYTES.encode(line)));
      expect(rootOf(hashes(now.slice(0, old.length)))).toEqual(rootOf(hashes(old)));
      expect(now.filter((line) => !checkLeaf(BYTES.encode(line)).ok)).toEqual([]);
    }
    const types = (ledger: LedgerId) =>
      (after[ledger] ?? [])
        .slice(before[ledger]?.length)
        .flatMap((line) => /"type":"(ledger\.\w+)"/.exec(line)?.[1] ?? []);
    expect(types('organization/wgx-0371')).toEqual(['ledger.DisclosureErased', 'ledger.SubjectKeyDestroyed']);
    expect(new Set(types('issues/wgx-0371'))).toEqual(new Set(['ledger.DisclosureErased']));
  });

  it('leaves nothing to be found: neither what is erased nor, in the clear, what is not', async () => {
    const metrics = Buffer.from(await (await fetch(`${deployment.urlOf('issues')}/metrics`)).text());
    const running = await foundInFiles(folder, MARKS);
    await stop();
    expect([...running, ...(await foundInFiles(folder, MARKS))]).toEqual([]);
    expect(output.some((line) => /"level":"(trace|debug)"/.test(line))).toBe(true);
    expect(found(Buffer.from(output.join('\n')), 'log', MARKS)).toEqual([]);
    expect(found(metrics, 'metrics', MARKS)).toEqual([]);
  });
});

describe('the search', () => {
  it('finds a mark in every spelling it looks for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taizhang-search-'));
    const mark = markOf(1);
    const escaped = JSON.stringify(mark).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
    const texts = [
      mark,
      escaped,
      ...['', 'a', 'ab'].map((head) => Buffer.from(`${head}${mark}tail`).toString('base64url')),
    ];
    const utf16 = Buffer.from(mark, 'utf16le');
    const all = [...texts.map((text) => Buffer.from(text)), utf16, Buffer.from(utf16).swap16()];
    for (const [i, bytes] of all.entries())
      await writeFile(join(folder, String(i)), Buffer.concat([Buffer.from('##'), bytes]));
    const places = new Set((await foundInFiles(folder, [mark])).map((line) => line.split(':')[0]));
    expect([...places].sort()).toEqual(all.map((_bytes, i) => String(i)));
    expect(await foundInFiles(folder, [markOf(2)])).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
