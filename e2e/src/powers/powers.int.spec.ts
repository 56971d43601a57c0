import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';

const CLERK = 'wgx-0371.P-1';
const DEPUTY = 'wgx-0371.P-2';
const SECURITY = 'Test acct-security;security-admin;wgx-0371;1';
const SYSTEM = 'Test acct-registrar;system-admin;top;1';
const NOON = '2014-07-01T12:00:00+08:00';

const as = (person: string): string => `Test acct-${person}`;

describe('powers that people were given, on a running host', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let raised = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-powers-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    for (const step of SLICE.filter(({ context, at }) => context === 'organization' && at < '2014-03'))
      await driver.give(step);
    await driver.setClock(NOON);
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  async function give(path: string, authorization: string, input: JsonObject): Promise<[number, JsonObject]> {
    const response = await fetch(`${deployment.urlOf('issues')}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), authorization },
      body: JSON.stringify(input),
    });
    return [response.status, (await response.json()) as JsonObject]; // our API answers objects
  }
  const organization = (path: string, authorization: string, input: JsonObject) =>
    give(`organization/${path}`, authorization, input);
  const grant = (appointment: string, person: string, more: JsonObject = {}) =>
    organization(`wgx-0371/person/${person}/grant-role`, SECURITY, {
      appointment,
      role: 'branch-clerk',
      unit: 'wgx-0371/b-jia',
      from: '2014-07-01',
      clearance: 1,
      basis: '任职文件',
      ...more,
    });
  const raise = (person: string, more: JsonObject = {}) => {
    raised += 1;
    return give(`issues/wgx-0371/issue/2014-powers-${String(raised)}/raise-issue`, as(person), {
      unit: 'b-jia',
      origin: 'o-1',
      source: 'MASS_OPINION',
      raisedOn: '2014-06-20',
      wind: 'FORMALISM',
      manifestation: '窗口排队',
      ...more,
    });
  };
  const lastLeaf = async (): Promise<JsonObject> =>
    JSON.parse((await driver.leaves('issues/wgx-0371')).at(-1) ?? '{}') as JsonObject; // leaves are objects

  it('hold from the grant on at once, at the granted unit only, and are gone at once with the revocation', async () => {
    expect((await raise(CLERK))[0]).toBe(403);
    expect((await grant('a-1', CLERK))[0]).toBe(200);
    expect((await raise(CLERK))[0]).toBe(201);
    expect(await lastLeaf()).toMatchObject({
      actor: { id: `acct-${CLERK}`, role: 'branch-clerk' },
      data: {
        reliedOn: {
          power: { appointment: `${CLERK}:a-1`, role: 'branch-clerk', unit: 'wgx-0371/b-jia' },
          consulted: expect.arrayContaining([
            expect.objectContaining({ origin: 'rectify.example/organization/wgx-0371' }),
          ]) as unknown, // matchers are of type any
        },
      },
    });
    expect((await raise(CLERK, { unit: 'b-yi' }))[0]).toBe(403);
    const ended = { appointment: 'a-1', on: '2014-07-01', reason: '岗位调整' };
    expect((await organization(`wgx-0371/person/${CLERK}/revoke-role`, SECURITY, ended))[0]).toBe(200);
    expect((await raise(CLERK))[0]).toBe(403);
  });

  it('show a branch’s people the documents of their branch only, counted and single alike', async () => {
    await grant('a-2', CLERK);
    await grant('a-3', DEPUTY, { unit: 'wgx-0371/b-yi' });
    expect((await raise(CLERK))[0]).toBe(201);
    await driver.settle();
    const list = async (person: string, path: string) => {
      const url = `${deployment.urlOf('issues')}/api/issues/views/rectification-ledger${path}`;
      const response = await fetch(url, { headers: { authorization: as(person) } });
      return [response.status, (await response.json()) as JsonObject] as const; // our API answers objects
    };
    const [, own] = await list(CLERK, '?total=true&facet=unit');
    expect(own['total']).toBeGreaterThan(0);
    const [, other] = await list(DEPUTY, '?total=true&facet=unit');
    expect(other).toMatchObject({ total: 0, items: [], facets: { unit: [] } });
    const code = `2014-powers-${String(raised)}`;
    expect((await list(CLERK, `/documents/wgx-0371/${code}`))[0]).toBe(200);
    expect((await list(DEPUTY, `/documents/wgx-0371/${code}`))[0]).toBe(404);
    expect((await list(DEPUTY, '/documents/wgx-0371/no-such'))[0]).toBe(404);
    const [status, sums] = await list(CLERK, '/counters/status');
    expect([status, sums]).toEqual([200, { 'status=RAISED': own['total'], 'unit=b-jia,status=RAISED': own['total'] }]);
    expect(await list(DEPUTY, '/counters/status')).toEqual([200, {}]);
  });

  it('are judged by the business date of a late act, for whoever still holds something', async () => {
    const late = { effectiveOn: '2014-06-30', lateReason: '出差' };
    const delegate = { role: 'delegate', from: '2014-07-01' };
    expect((await grant('a-4', DEPUTY, { ...delegate, unit: 'wgx-0371/b-jia' }))[0]).toBe(200);
    expect((await raise(DEPUTY))[0]).toBe(201);
    expect((await raise(DEPUTY, late))[0]).toBe(403);
  });

  it('can be lent: the delegate acts on the delegator’s behalf, within what was lent, and no further', async () => {
    const office = { role: 'campaign-office', unit: 'wgx-0371', clearance: 2 };
    expect((await grant('office', CLERK, office))[0]).toBe(200);
    const lent = {
      delegation: 'd-1',
      to: DEPUTY,
      power: `${CLERK}:office`,
      contexts: ['issues'],
      commands: ['TriageIssue'],
      unit: 'wgx-0371',
      from: '2014-07-01',
      until: '2014-07-10',
      basis: '休假',
    };
    expect((await organization(`wgx-0371/person/${CLERK}/delegate-power`, as(CLERK), lent))[0]).toBe(200);
    const issue = `issues/wgx-0371/issue/2014-powers-${String(raised - 1)}`;
    const triage = { unit: 'b-jia', opinion: '由群艺馆支部承办' };
    expect((await give(`${issue}/triage-issue`, as(DEPUTY), triage))[0]).toBe(200);
    expect(await lastLeaf()).toMatchObject({
      actor: { id: `acct-${DEPUTY}`, role: 'campaign-office' },
      data: { reliedOn: { power: { delegation: `${CLERK}:d-1`, onBehalfOf: `acct-${CLERK}` } } },
    });
    const classified = { class: '1', kind: 'AT_ONCE', cause: 'INDIVIDUAL', analysis: '已查' };
    expect((await give(`${issue}/classify-issue`, as(DEPUTY), classified))[0]).toBe(403);
    const again = { ...lent, delegation: 'd-2', to: CLERK, power: `${CLERK}:d-1` };
    const [status, body] = await organization(`wgx-0371/person/${DEPUTY}/delegate-power`, as(DEPUTY), again);
    expect([status, body['code']]).toEqual([409, 'POWER_NOT_DELEGABLE']);
  });

  it('follow a unit that is put under another one', async () => {
    const register = (unit: string, level: string, parent: string) =>
      organization(`${unit}/unit/${unit}/register-unit`, SYSTEM, { level, parent, name: unit, from: '2014-01-01' });
    expect((await register('city-x', 'CITY', 'prov-sl'))[0]).toBe(201);
    expect((await register('bureau-x', 'BUREAU', 'city-jc'))[0]).toBe(201);
    const supervisor = 'Test acct-top;security-admin;top;1';
    const office = { appointment: 'up', role: 'superior-office', unit: 'city-x', from: '2014-07-01', basis: '任职' };
    expect((await organization(`wgx-0371/person/${DEPUTY}/grant-role`, supervisor, office))[0]).toBe(200);
    const raiseAt = (code: string) =>
      give(`issues/bureau-x/issue/${code}/raise-issue`, as(DEPUTY), {
        unit: 'bureau-x',
        origin: 'o-1',
        source: 'SUPERIOR',
        raisedOn: '2014-06-20',
        wind: 'FORMALISM',
        manifestation: '督查发现',
      });
    expect((await raiseAt('2014-x-1'))[0]).toBe(403);
    const moved = { parent: 'city-x', from: '2014-07-01', reason: '区划调整' };
    expect((await organization('bureau-x/unit/bureau-x/reparent-unit', SYSTEM, moved))[0]).toBe(200);
    expect((await raiseAt('2014-x-2'))[0]).toBe(201);
  });
});
