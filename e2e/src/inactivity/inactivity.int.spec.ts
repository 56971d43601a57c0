import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { accountOf, codeOf, People, REGISTRAR } from '../powers/people.js';

const OFFICE = 'bur-1.P-1';
const WU = 'bur-1.P-2';
const COMMITTEE = 'bur-1.P-3';

describe('a unit that falls silent in a stage, on a running host [C6.1]', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let people: People;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-inactivity-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    people = new People(deployment);
    await driver.setClock('2014-08-25T09:00:00+08:00');
    await people.organization([OFFICE, WU, COMMITTEE]);
    const branch = { level: 'BRANCH', parent: 'bur-1', name: '示例支部', from: '2014-01-01' };
    await people.done(REGISTRAR, 'organization/bur-1/unit/b-wu/register-unit', branch);
    const from = { from: '2014-08-25' };
    await people.grant(OFFICE, 'campaign-office', 'bur-1', from);
    await people.grant(WU, 'branch-clerk', 'bur-1/b-wu', from);
    await people.policyOf('bur-1', COMMITTEE, '2014-08-25');
    await driver.settle();
    await people.done(accountOf(COMMITTEE), 'campaigns/bur-1/campaign/c-1/launch-campaign', {
      units: ['bur-1', 'b-wu'],
      title: '教育实践活动',
      documents: [
        { document: 'd-1', level: 'CITY', issuedOn: '2014-01-20', issuer: '领导小组', number: '1号', title: '通知' },
      ],
    });
    await people.done(accountOf(OFFICE), 'campaigns/bur-1/stage/stage-2/open-stage', {
      campaign: 'c-1',
      from: '2014-08-25',
      to: '2014-10-25',
      briefings: { from: '2014-09-05', to: '2014-10-25' },
      units: ['b-wu'],
      title: '整改落实、建章立制环节',
    });
    await driver.settle();
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const alerts = async () => {
    const leaves = await driver.leaves('campaigns/bur-1');
    const told = leaves.map((leaf) => JSON.parse(leaf) as JsonObject); // leaves are objects
    return told
      .filter(({ type }) => type === 'campaigns.InactivityAlertRaised')
      .map(({ data, actor }) => [data, actor] as unknown as readonly [JsonObject, JsonObject]); // as leaves have them
  };
  const settledOn = async (day: string) => {
    await driver.setClock(`${day}T09:00:00+08:00`);
    await driver.settle();
  };
  const silent = async () => {
    const { body } = await people.ask(accountOf(OFFICE), 'campaigns/omissions/units-silent');
    return (body['rows'] as readonly JsonObject[]).map(({ unit, since }) => [unit, since]); // as reports are answered
  };

  it('raises an alert by itself: last heard of on 11 September, silent for 14 days on the 25th, and once', async () => {
    await driver.setClock('2014-09-11T10:00:00+08:00');
    expect(codeOf(await people.give(accountOf(WU), 'issues/bur-1/issue/2014-0001/raise-issue', RAISED))).toBe('done');
    await driver.settle();
    await settledOn('2014-09-24');
    expect([await alerts(), await silent()]).toEqual([[], []]);
    await settledOn('2014-09-25');
    const [[alert, by] = [], ...more] = await alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ stage: 'stage-2', unit: 'b-wu', since: '2014-09-11', days: 14 });
    expect(by).toMatchObject({ role: 'system' });
    expect(await silent()).toEqual([['b-wu', '2014-09-11']]);
    await settledOn('2014-10-09');
    expect(await alerts()).toHaveLength(1);
  });
});

const RAISED: JsonObject = {
  unit: 'b-wu',
  stage: 'stage-2',
  origin: 'o-1',
  source: 'MASS_OPINION',
  raisedOn: '2014-09-11',
  wind: 'FORMALISM',
  manifestation: '窗口排队时间长',
};
