import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { accountOf, APPOINTER, codeOf, People, REGISTRAR } from './people.js';

const SECRETARY = 'bur-1.P-secretary';
const CLERK_YI = 'bur-1.P-clerk-yi';
const LEAVING = 'bur-1.P-leaving';
const OFFICE_A = 'bur-1.P-office-a';
const OFFICE_B = 'bur-1.P-office-b';
const secretary = accountOf(SECRETARY);
const clerkYi = accountOf(CLERK_YI);
const officeA = accountOf(OFFICE_A);
const officeB = accountOf(OFFICE_B);
const LEDGER = 'issues/views/rectification-ledger';

describe('how far powers reach on a running host', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let people: People;
  const on = (day: string) => driver.setClock(`2014-${day}T09:00:00+08:00`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-reach-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    people = new People(deployment);
    await on('03-01');
    await people.organization([SECRETARY, CLERK_YI, LEAVING, OFFICE_A, OFFICE_B]);
  });
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('nobody may anything by being known; a refusal says the same whether the place exists or not', async () => {
    const there = await people.give(secretary, 'issues/bur-1/issue/i-1/triage-issue', { unit: 'b-jia', opinion: '无' });
    const nowhere = await people.give(secretary, 'issues/nowhere/issue/i-1/triage-issue', { unit: 'x', opinion: '无' });
    const known = ({ instance, ...rest }: JsonObject) => ({ rest, told: typeof instance });
    expect(there).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(known(nowhere.body)).toEqual(known(there.body));
    expect(codeOf(await people.ask(secretary, LEDGER))).toBe('FORBIDDEN');
    expect(codeOf(await people.ask(secretary, `${LEDGER}/documents/bur-1/i-1`))).toBe('FORBIDDEN');
  });

  it('a grant is effective at once, at its unit only, and named in what is recorded', async () => {
    await people.grant(SECRETARY, 'branch-secretary', 'bur-1/b-jia', { from: '2014-03-01' });
    expect(await people.raise(secretary, 'i-1', 'b-jia')).toBe('done');
    expect(await people.raise(secretary, 'i-2', 'b-yi')).toBe('FORBIDDEN');
    expect(await people.raise(secretary, 'i-2', 'bur-1')).toBe('FORBIDDEN');
    const [, leaf = '{}'] = await driver.leaves('issues/bur-1');
    expect(JSON.parse(leaf)).toMatchObject({
      actor: { id: `acct-${SECRETARY}`, role: 'branch-secretary' },
      data: {
        reliedOn: {
          power: { appointment: `${SECRETARY}:branch-secretary`, role: 'branch-secretary', unit: 'bur-1/b-jia' },
          consulted: [
            { origin: 'rectify.example/organization/bur-1' },
            { origin: 'rectify.example/organization/city-a' },
            { origin: 'rectify.example/organization/prov' },
          ],
        },
      },
    });
  });

  it('a branch sees what concerns it: raised for it, led or supported by it, in lists, sums and timelines', async () => {
    await people.grant(CLERK_YI, 'branch-clerk', 'bur-1/b-yi', { from: '2014-03-01' });
    const issue = (verb: string, input: JsonObject) => people.done(secretary, `issues/bur-1/issue/i-1/${verb}`, input);
    await issue('triage-issue', { unit: 'b-jia', opinion: '承办' });
    await issue('classify-issue', { class: '1', kind: 'CONTINUOUS', cause: 'INDIVIDUAL', analysis: '学习不够' });
    const seen = async () => {
      await driver.settle();
      const list = await people.ask(clerkYi, `${LEDGER}?total=true&facet=unit`);
      const single = await people.ask(clerkYi, `${LEDGER}/documents/bur-1/i-1`);
      const sums = await people.ask(clerkYi, `${LEDGER}/counters/class`);
      const told = await people.ask(clerkYi, 'issues/bur-1/issue/i-1/timeline');
      return [list.body['total'], list.body['facets'], single.status, sums.body, told.status];
    };
    expect(await seen()).toEqual([0, { unit: [] }, 404, {}, 403]);
    const assigned = { lead: 'b-jia', supporting: ['b-yi'], leader: CLERK_YI, owner: CLERK_YI, standard: '群众满意' };
    await issue('assign-issue', assigned);
    const one = { unit: [{ value: 'b-jia', count: 1 }] };
    expect(await seen()).toEqual([1, one, 200, { 'class=1,status=ASSIGNED': 1 }, 200]);
  });

  it('[C1.0.a] nothing is given to persons whom nobody registered, or who have left by then', async () => {
    const at = 'issues/bur-1/issue/i-1/set-measure';
    const measure = { measure: 'm-1', kind: 'CONTINUOUS', description: '定期学习', standard: '每月一次' };
    const size = async () => (await driver.leaves('issues/bur-1')).length;
    const before = await size();
    for (const owner of ['bur-1.P-NOBODY', 'nobody.P-X', 'x'])
      expect(await people.give(secretary, at, { ...measure, owner })).toMatchObject({
        status: 409,
        body: { code: 'PERSON_UNKNOWN', details: { persons: [owner] } },
      });
    const leaving = { to: SECRETARY, on: '2014-03-01', reason: '调离', leaves: true };
    await people.done(APPOINTER, `organization/bur-1/person/${LEAVING}/hand-over-duties`, leaving);
    expect(codeOf(await people.give(secretary, at, { ...measure, owner: LEAVING }))).toBe('PERSON_UNKNOWN');
    expect(await size()).toBe(before);
    await people.done(secretary, at, { ...measure, owner: CLERK_YI });
  });

  it('a branch reads its own unit’s timeline, and no other', async () => {
    const told = (unit: string) => people.ask(clerkYi, `organization/bur-1/unit/${unit}/timeline`);
    expect((await told('b-yi')).body).toMatchObject({ items: [{ type: 'organization.UnitRegistered' }] });
    expect([codeOf(await told('b-jia')), codeOf(await told('bur-1'))]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  it('re-parenting moves a superior’s scope, from its day on', async () => {
    await people.grant(OFFICE_A, 'campaign-office', 'city-a', { from: '2014-03-01' });
    await people.grant(OFFICE_B, 'campaign-office', 'city-b', { from: '2014-03-01' });
    await on('04-01');
    expect(await people.raise(officeB, 'i-7', 'b-jia')).toBe('FORBIDDEN');
    const move = { parent: 'city-b', from: '2014-04-01', reason: '区划调整' };
    await people.done(REGISTRAR, 'organization/bur-1/unit/bur-1/reparent-unit', move);
    expect(await people.raise(officeB, 'i-7', 'b-jia')).toBe('done');
    expect(await people.raise(officeA, 'i-8', 'b-jia')).toBe('FORBIDDEN');
    const late = { effectiveOn: '2014-03-20', lateReason: '当日未及时录入' };
    expect(await people.raise(officeA, 'i-8', 'b-jia', late)).toBe('done');
    await driver.settle();
    expect((await people.ask(officeA, `${LEDGER}?total=true`)).body).toMatchObject({ total: 0 });
    expect(codeOf(await people.ask(officeA, `${LEDGER}?bureau=bur-1`))).toBe('FORBIDDEN');
    expect(Number((await people.ask(officeB, `${LEDGER}?total=true`)).body['total'])).toBeGreaterThan(0);
  });

  it('a request may be judged by one power that it names', async () => {
    await people.grant(OFFICE_B, 'teller', 'bur-1', { from: '2014-04-01' });
    const asked = (power: string) =>
      people.ask(officeB, LEDGER, { 'taizhang-power': `${OFFICE_B}:${power}` }).then(codeOf);
    expect([await asked('campaign-office'), await asked('teller'), await asked('nothing')]).toEqual([
      'done',
      'FORBIDDEN',
      'FORBIDDEN',
    ]);
  });
});
