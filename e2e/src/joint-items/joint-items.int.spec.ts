import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { accountOf, codeOf, People, REGISTRAR } from '../powers/people.js';

const OFFICE = 'bur-1.P-1';
const DING = 'bur-1.P-2';
const CITY = 'bur-1.P-3';
const OTHER_CITY = 'bur-1.P-4';
const COMMITTEE = 'bur-1.P-5';
const BUREAU = { unit: 'bur-1' };
const ABOVE = { unit: 'city-a' };

/** Rows of scenario C: date, who, item, verb, what was said, and how it comes out. */
type Row = readonly [on: string, by: string, item: string, verb: string, input: JsonObject, outcome: string];

const identify = (item: string, mode: string, unit = 'bur-1'): Row => [
  '2014-07-22',
  OFFICE,
  item,
  'identify-joint-item',
  { issue: `2014-${item}`, mode, superior: 'city-a', unit, analysis: '须上下联动' },
  'done',
];
const plan = (version: number) => ({ plan: version });

const ROWS: readonly Row[] = [
  identify('J-1', 'SUPERIOR_FIRST'),
  identify('J-2', 'SUPERIOR_FIRST'),
  identify('J-3', 'SUBORDINATE_FIRST', 'b-ding'),
  identify('J-4', 'COMMON_PLAN'),
  ['2014-07-25', OFFICE, 'J-1', 'claim-joint-item', {}, 'FORBIDDEN'],
  ['2014-07-25', OTHER_CITY, 'J-1', 'claim-joint-item', {}, 'FORBIDDEN'],
  ['2014-07-25', CITY, 'J-1', 'claim-joint-item', {}, 'done'],
  ['2014-07-28', OFFICE, 'J-2', 'elevate-joint-item', {}, 'JOINT_CLAIM_NOT_DUE'],
  // On the seventh day J-2 goes further up by itself as soon as everything settles, J-1 was claimed.
  ['2014-07-29', OFFICE, 'J-1', 'elevate-joint-item', {}, 'JOINT_STATE_FORBIDS'],
  ['2014-07-29', OFFICE, 'J-2', 'elevate-joint-item', {}, 'JOINT_ALREADY_ESCALATED'],
  ['2014-07-31', CITY, 'J-2', 'claim-joint-item', {}, 'done'],
  ['2014-08-01', OFFICE, 'J-4', 'propose-joint-plan', { ...BUREAU, content: '第一稿' }, 'done'],
  ['2014-08-03', OFFICE, 'J-4', 'agree-joint-plan', { ...ABOVE, ...plan(1) }, 'FORBIDDEN'],
  ['2014-08-03', CITY, 'J-4', 'agree-joint-plan', { ...BUREAU, ...plan(1) }, 'FORBIDDEN'],
  ['2014-08-03', CITY, 'J-4', 'agree-joint-plan', { ...ABOVE, ...plan(1) }, 'done'],
  ['2014-08-04', OFFICE, 'J-4', 'reject-joint-plan', { ...BUREAU, ...plan(1), reason: '经费未落实' }, 'done'],
  ['2014-08-08', OFFICE, 'J-4', 'propose-joint-plan', { ...BUREAU, content: '第二稿' }, 'done'],
  ['2014-08-09', CITY, 'J-4', 'agree-joint-plan', { ...ABOVE, ...plan(2) }, 'done'],
  ['2014-08-09', OFFICE, 'J-4', 'confirm-joint-close', { ...BUREAU, opinion: '办结' }, 'JOINT_PLAN_NOT_IN_EFFECT'],
  ['2014-08-09', OFFICE, 'J-4', 'agree-joint-plan', { ...BUREAU, ...plan(2) }, 'done'],
  ['2014-08-10', DING, 'J-3', 'solve-joint-item', { unit: 'bur-1/b-ding', outcome: '已解决' }, 'SUPERIOR_NOT_INFORMED'],
  [
    '2014-08-10',
    DING,
    'J-3',
    'solve-joint-item',
    { unit: 'bur-1/b-ding', outcome: '已解决', informedOn: '2014-08-10', report: '已书面报告' },
    'done',
  ],
  ['2014-08-10', DING, 'J-3', 'close-joint-item', { unit: 'bur-1/b-ding', opinion: '销号' }, 'done'],
  ['2014-08-20', CITY, 'J-1', 'solve-joint-item', { ...ABOVE, outcome: '已协调' }, 'done'],
  ['2014-08-20', CITY, 'J-1', 'close-joint-item', { ...ABOVE, opinion: '销号' }, 'done'],
  ['2014-08-25', CITY, 'J-2', 'solve-joint-item', { ...ABOVE, outcome: '已协调' }, 'done'],
  ['2014-08-25', CITY, 'J-2', 'close-joint-item', { ...ABOVE, opinion: '销号' }, 'done'],
  ['2014-09-01', CITY, 'J-4', 'confirm-joint-close', { ...ABOVE, opinion: '同意办结' }, 'done'],
  ['2014-09-01', CITY, 'J-4', 'close-joint-item', { ...ABOVE, opinion: '销号' }, 'ONE_SIDE_ONLY'],
  ['2014-09-02', OFFICE, 'J-4', 'confirm-joint-close', { ...BUREAU, opinion: '同意办结' }, 'done'],
  ['2014-09-02', OFFICE, 'J-4', 'close-joint-item', { ...BUREAU, opinion: '销号' }, 'done'],
];

/** What scenario C expects of joint items. */
const COUNTS = {
  JointItemIdentified: 4,
  JointItemClaimed: 2,
  JointItemEscalated: 1,
  JointPlanProposed: 2,
  JointPlanAgreed: 3,
  JointPlanRejected: 1,
  JointCloseConfirmed: 2,
};

describe('joint items of scenario C on a running host [C6.11] [C6.12] [C6.13] [C6.14]', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let people: People;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-joint-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    people = new People(deployment);
    await driver.setClock('2014-07-01T09:00:00+08:00');
    await people.organization([OFFICE, DING, CITY, OTHER_CITY, COMMITTEE]);
    const branch = { level: 'BRANCH', parent: 'bur-1', name: '示例支部', from: '2014-01-01' };
    await people.done(REGISTRAR, 'organization/bur-1/unit/b-ding/register-unit', branch);
    const from = { from: '2014-07-01' };
    await people.grant(OFFICE, 'campaign-office', 'bur-1', from);
    await people.grant(DING, 'branch-secretary', 'bur-1/b-ding', from);
    await people.grant(CITY, 'superior-office', 'city-a', from);
    await people.grant(OTHER_CITY, 'superior-office', 'city-b', from);
    await people.policyOf('city-a', COMMITTEE, '2014-07-01');
    for (const item of ['J-1', 'J-2', 'J-3', 'J-4'])
      expect(await people.raise(accountOf(OFFICE), `2014-${item}`, 'bur-1')).toBe('done');
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const types = async () => {
    const leaves = await driver.leaves('issues/bur-1');
    return leaves.map((leaf) => String((JSON.parse(leaf) as JsonObject)['type'])); // leaves are objects
  };

  it('come out row by row, with every refusal', async () => {
    const outcomes: (readonly [string, string, string, string])[] = [];
    for (const [on, by, item, verb, input] of ROWS) {
      await driver.setClock(`${on}T10:00:00+08:00`);
      const told = await people.give(accountOf(by), `issues/bur-1/joint-item/${item}/${verb}`, input);
      await driver.settle();
      outcomes.push([on, item, verb, codeOf(told)]);
    }
    expect(outcomes).toEqual(ROWS.map(([on, , item, verb, , outcome]) => [on, item, verb, outcome]));
  });

  it('leave the events that the scenario counts', async () => {
    const found = await types();
    const counts = Object.keys(COUNTS).map((name) => [name, found.filter((type) => type === `issues.${name}`).length]);
    expect(Object.fromEntries(counts)).toEqual(COUNTS);
  });

  it('are all closed at the end, as both sides see them; a branch sees its own', async () => {
    const list = async (person: string, query = '') => {
      const { body } = await people.ask(accountOf(person), `issues/views/joint-items${query}`);
      const items = body['items'] as readonly { readonly key: string; readonly doc: JsonObject }[]; // as lists are answered
      return items.map(({ key, doc }) => [key, doc['status'], doc['lead']]);
    };
    const closed = [
      ['J-1', 'CLOSED', 'city-a'],
      ['J-2', 'CLOSED', 'city-a'],
      ['J-3', 'CLOSED', 'bur-1/b-ding'],
      ['J-4', 'CLOSED', 'bur-1'],
    ];
    expect(await list(OFFICE)).toEqual(closed);
    expect(await list(CITY, '?bureau=bur-1')).toEqual(closed);
    expect(await list(DING)).toEqual([['J-3', 'CLOSED', 'bur-1/b-ding']]);
    expect((await people.ask(accountOf(OTHER_CITY), 'issues/views/joint-items?bureau=bur-1')).status).toBe(403);
  });
});
