import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { accountOf, APPOINTER, codeOf, People, REGISTRAR } from './people.js';

const SECRETARY = 'bur-1.P-secretary';
const OFFICE_A = 'bur-1.P-office-a';
const OFFICE_B = 'bur-1.P-office-b';
const DELEGATE = 'bur-1.P-delegate';
const secretary = accountOf(SECRETARY);
const officeA = accountOf(OFFICE_A);
const officeB = accountOf(OFFICE_B);
const delegate = accountOf(DELEGATE);
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
    await people.organization([SECRETARY, OFFICE_A, OFFICE_B, DELEGATE]);
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

  it('one of a branch sees that branch alone: in lists, totals, facets and by address', async () => {
    await people.grant(OFFICE_A, 'campaign-office', 'city-a', { from: '2014-03-01' });
    expect(await people.raise(officeA, 'i-3', 'b-yi')).toBe('done');
    await driver.settle();
    const list = `${LEDGER}?total=true&facet=unit`;
    const { body: own } = await people.ask(secretary, list);
    expect(own).toMatchObject({ items: [{ key: 'i-1' }], total: 1, facets: { unit: [{ value: 'b-jia', count: 1 }] } });
    expect((await people.ask(officeA, list)).body).toMatchObject({ total: 2 });
    expect(codeOf(await people.ask(secretary, `${LEDGER}/documents/bur-1/i-3`))).toBe('NOT_FOUND');
    expect(codeOf(await people.ask(secretary, `${LEDGER}/documents/bur-1/i-1`))).toBe('done');
    expect(codeOf(await people.ask(secretary, `${LEDGER}/counters/status`))).toBe('FORBIDDEN');
    expect((await people.ask(officeA, `${LEDGER}/counters/status`)).body).toMatchObject({ 'status=RAISED': 2 });
  });

  it('a delegate acts in the name of both, within what was delegated, until it is taken back', async () => {
    const power = `${SECRETARY}:branch-secretary`;
    const path = `organization/bur-1/person/${SECRETARY}`;
    await people.done(secretary, `${path}/delegate-power`, {
      delegation: 'd-1',
      to: DELEGATE,
      power,
      contexts: ['issues'],
      commands: ['TriageIssue'],
      unit: 'bur-1/b-jia',
      from: '2014-03-01',
      until: '2014-06-01',
      basis: '委托书',
    });
    expect(await people.raise(delegate, 'i-4', 'b-jia')).toBe('FORBIDDEN');
    const triage = (id: string, unit: string) =>
      people.give(delegate, `issues/bur-1/issue/${id}/triage-issue`, { unit, opinion: '由支部负责' }).then(codeOf);
    expect(await triage('i-3', 'b-yi')).toBe('FORBIDDEN');
    expect(await triage('i-1', 'b-jia')).toBe('done');
    const leaf = (await driver.leaves('issues/bur-1')).at(-1) ?? '{}';
    expect(JSON.parse(leaf)).toMatchObject({
      actor: { id: `acct-${DELEGATE}`, role: 'branch-secretary' },
      data: {
        reliedOn: { power: { appointment: power, delegation: `${SECRETARY}:d-1`, onBehalfOf: `acct-${SECRETARY}` } },
      },
    });
    expect(await people.raise(secretary, 'i-4', 'b-jia')).toBe('done');
    await people.done(secretary, `${path}/revoke-delegation`, { delegation: 'd-1', on: '2014-03-01', reason: '收回' });
    expect(await triage('i-4', 'b-jia')).toBe('FORBIDDEN');
  });

  it('a revocation is effective at once; a late act is judged by the powers of its business date', async () => {
    await on('03-10');
    const revocation = { appointment: 'branch-secretary', on: '2014-03-10', reason: '调离' };
    await people.done(APPOINTER, `organization/bur-1/person/${SECRETARY}/revoke-role`, revocation);
    expect(await people.raise(secretary, 'i-5', 'b-jia')).toBe('FORBIDDEN');
    const late = (day: string) => ({ effectiveOn: day, lateReason: '当日未及时录入' });
    // whoever holds nothing any more records nothing
    expect(await people.raise(secretary, 'i-5', 'b-jia', late('2014-03-05'))).toBe('FORBIDDEN');
    await people.grant(SECRETARY, 'teller', 'bur-1', { from: '2014-03-10' });
    expect(await people.raise(secretary, 'i-5', 'b-jia', late('2014-03-05'))).toBe('done');
    expect(await people.raise(secretary, 'i-6', 'b-jia', late('2014-02-20'))).toBe('FORBIDDEN');
    expect(await people.raise(secretary, 'i-6', 'b-jia')).toBe('FORBIDDEN');
  });

  it('re-parenting moves a superior’s scope, from its day on', async () => {
    await people.grant(OFFICE_B, 'campaign-office', 'city-b', { from: '2014-03-10' });
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
