import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { accountOf, APPOINTER, codeOf, People, REGISTRAR, type Told } from '../powers/people.js';

const COMMITTEE = 'bur-1.P-committee';
const CLERK_JIA = 'bur-1.P-clerk-jia';
const CLERK_HE = 'bur-1.P-clerk-he';
const OFFICE = 'bur-1.P-office';
const [JIA, YI, HE] = ['bur-1.P-jia', 'bur-1.P-yi', 'bur-1.P-he'];
const committee = accountOf(COMMITTEE);
const clerkJia = accountOf(CLERK_JIA);
const clerkHe = accountOf(CLERK_HE);
const office = accountOf(OFFICE);
const LEDGER = 'issues/views/rectification-ledger';
const basis = '机构改革方案';

describe('branches that are merged, split and abolished, on a running host', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let people: People;
  const on = (day: string) => driver.setClock(`2014-${day}T09:00:00+08:00`);
  const unit = (by: string, id: string, verb: string, input: JsonObject) =>
    people.give(by, `organization/bur-1/unit/${id}/${verb}`, input);
  const done = async (told: Promise<Told>): Promise<JsonObject> => {
    const { status, body } = await told;
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body;
  };
  const history = async (code: string) =>
    (await people.ask(office, `organization/queries/unit-history?bureau=bur-1&unit=${code}`)).body;
  const directory = async (day: string, bureau = 'bur-1', by = office) =>
    (await people.ask(by, `organization/queries/units-on?bureau=${bureau}&on=2014-${day}`)).body;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-reorganisation-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    people = new People(deployment);
    await on('03-01');
    await people.organization([COMMITTEE, CLERK_JIA, CLERK_HE, OFFICE, JIA, YI, HE]);
    const body = 'organization/bur-1/body/committee';
    await people.done(APPOINTER, `${body}/form-body`, {
      kind: 'PARTY_COMMITTEE',
      unit: 'bur-1',
      name: '局党委',
      from: '2014-03-01',
    });
    const secretary = { person: COMMITTEE, post: 'SECRETARY', from: '2014-03-01', basis: '任职文件' };
    await people.done(APPOINTER, `${body}/join-body`, secretary);
    await people.done(APPOINTER, 'organization/bur-1/body/jia/form-body', {
      kind: 'PARTY_COMMITTEE',
      unit: 'b-jia',
      name: '支委会',
      from: '2014-03-01',
    });
    await people.grant(CLERK_JIA, 'branch-clerk', 'bur-1/b-jia', { from: '2014-03-01' });
    await people.grant(OFFICE, 'campaign-office', 'bur-1', { from: '2014-03-01' });
    for (const [branch, person] of [
      ['b-jia', JIA],
      ['b-yi', YI],
    ] as const)
      await done(unit(committee, branch, 'appoint-principal', { person, from: '2014-03-01', basis: '任职文件' }));
    expect(await people.raise(clerkJia, 'i-1', 'b-jia')).toBe('done');
    const issue = (verb: string, input: JsonObject) => people.done(office, `issues/bur-1/issue/i-1/${verb}`, input);
    await issue('triage-issue', { unit: 'b-jia', opinion: '承办' });
    await issue('classify-issue', { class: '1', kind: 'CONTINUOUS', cause: 'INDIVIDUAL', analysis: '学习不够' });
    await issue('assign-issue', { lead: 'b-jia', leader: JIA, owner: JIA, standard: '群众满意' });
    await issue('flag-difficulty', { unit: 'b-jia', leader: JIA, reason: '涉及多个部门' });
  });
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  it('keep the names they had, and the bureau the parents', async () => {
    await on('03-10');
    await done(unit(REGISTRAR, 'b-jia', 'rename-unit', { name: '文化馆支部', from: '2014-03-10', reason: '更名' }));
    await on('04-01');
    const move = { parent: 'city-b', from: '2014-04-01', reason: '区划调整' };
    await done(unit(REGISTRAR, 'bur-1', 'reparent-unit', move));
    expect(await history('b-jia')).toMatchObject({
      names: [
        { name: '示例单位', from: '2014-01-01', to: '2014-03-10' },
        { name: '文化馆支部', from: '2014-03-10', to: null },
      ],
      principals: [
        { person: null, vacant: true, from: '2014-01-01', to: '2014-03-01' },
        { person: JIA, vacant: false, from: '2014-03-01', to: null },
      ],
    });
    expect(await history('bur-1')).toMatchObject({
      parents: [
        { parent: 'city-a', from: '2014-01-01', to: '2014-04-01' },
        { parent: 'city-b', from: '2014-04-01', to: null },
      ],
    });
    expect(await directory('03-31', 'city-a', REGISTRAR)).toMatchObject({ below: [{ reference: 'bur-1' }] });
    expect(await directory('04-01', 'city-a', REGISTRAR)).toMatchObject({ below: [] });
  });

  it('are merged by the committee alone, into a branch that has its principal on the same day', async () => {
    await on('05-01');
    const merger = {
      predecessors: ['b-jia', 'b-yi'],
      from: '2014-05-01',
      name: '联合支部',
      principal: { person: HE, acting: true },
      basis,
    };
    for (const by of [REGISTRAR, office, clerkJia, APPOINTER])
      expect(codeOf(await unit(by, 'b-he', 'merge-units', merger))).toBe('FORBIDDEN');
    const withoutPrincipal = { ...merger, principal: null };
    expect(codeOf(await unit(committee, 'b-he', 'merge-units', withoutPrincipal))).toBe('NEW_UNIT_WITHOUT_PRINCIPAL');
    const { events } = await done(unit(committee, 'b-he', 'merge-units', merger));
    const recorded = events as readonly JsonObject[]; // as every command answers
    expect(recorded.map(({ type, stream }) => [type, stream])).toEqual([
      ['organization.UnitRegistered', 'unit/b-he'],
      ['organization.PrincipalAppointed', 'unit/b-he'],
      ['organization.UnitEnded', 'unit/b-jia'],
      ['organization.UnitEnded', 'unit/b-yi'],
    ]);
    expect(codeOf(await unit(committee, 'b-he', 'merge-units', merger))).toBe('UNIT_ABOLISHED');
    await driver.settle();
    expect(await history('b-he')).toMatchObject({
      predecessors: ['bur-1/b-jia', 'bur-1/b-yi'],
      principals: [{ person: HE, acting: true, from: '2014-05-01', to: null }],
    });
  });

  it('then are given nothing any more, and nobody holds a post there', async () => {
    expect(await people.raise(clerkJia, 'i-2', 'b-jia')).toBe('FORBIDDEN');
    expect(await people.raise(office, 'i-2', 'b-jia')).toBe('UNIT_UNKNOWN');
    const grant = { appointment: 'a-9', role: 'branch-clerk', unit: 'bur-1/b-jia', from: '2014-05-01', basis };
    const granted = await people.give(APPOINTER, `organization/bur-1/person/${CLERK_HE}/grant-role`, grant);
    expect(codeOf(granted)).toBe('UNIT_NOT_REGISTERED');
    const timeline = await people.ask(APPOINTER, `organization/bur-1/person/${CLERK_JIA}/timeline`);
    expect(timeline.body['items']).toMatchObject([
      { type: 'organization.PersonRegistered' },
      { type: 'organization.RoleGranted' },
      { type: 'organization.RoleRevoked', data: { on: '2014-05-01', reason: '单位撤并' } },
    ]);
    const committees = await people.ask(APPOINTER, 'organization/views/bodies/documents/bur-1/jia');
    expect(committees.body).toMatchObject({ doc: { dissolvedOn: '2014-05-01' } });
  });

  it('leave their matters to the people of the one that took them over, who see and do what theirs did', async () => {
    expect(codeOf(await people.ask(clerkHe, LEDGER))).toBe('FORBIDDEN');
    await people.grant(CLERK_HE, 'branch-clerk', 'bur-1/b-he', { from: '2014-05-01' });
    const list = await people.ask(clerkHe, `${LEDGER}?total=true`);
    expect(list.body).toMatchObject({
      total: 1,
      items: [{ key: 'i-1', doc: { unit: 'b-jia', lead: 'b-jia', leader: HE } }],
    });
    expect((await people.ask(clerkHe, `${LEDGER}/documents/bur-1/i-1`)).status).toBe(200);
    const replied = { origin: 'o-1', channel: 'LETTER', repliedOn: '2014-05-01', reply: '已答复' };
    await people.done(clerkHe, 'issues/bur-1/issue/i-1/give-reply', replied);
    const told = await people.ask(clerkHe, 'issues/bur-1/issue/i-1/timeline');
    // Past events say what they said: the unit that was, and who led it then.
    expect(told.body['items']).toMatchObject([
      { type: 'issues.IssueRaised', data: { unit: 'b-jia' } },
      { type: 'issues.IssueTriaged', data: { unit: 'b-jia' } },
      { type: 'issues.IssueClassified' },
      { type: 'issues.IssueAssigned', data: { lead: 'b-jia', leader: JIA } },
      { type: 'issues.DifficultyFlagged' },
      { type: 'issues.DutyTransferred', data: { unit: 'b-jia', from: JIA, to: HE } },
      { type: 'issues.ReplyGiven' },
    ]);
  });

  it('keep their old names in their own timelines and in the directory of any day', async () => {
    const told = await people.ask(office, 'organization/bur-1/unit/b-jia/timeline');
    expect(told.body['items']).toMatchObject([
      { type: 'organization.UnitRegistered', data: { name: '示例单位' } },
      { type: 'organization.PrincipalAppointed' },
      { type: 'organization.UnitRenamed', data: { name: '文化馆支部' } },
      { type: 'organization.UnitEnded', data: { kind: 'MERGED', successors: ['bur-1/b-he'], principal: JIA } },
    ]);
    expect(await directory('04-30')).toMatchObject({
      below: [
        { reference: 'bur-1/b-jia', name: '文化馆支部', principal: JIA },
        { reference: 'bur-1/b-yi', name: '示例单位', principal: YI },
      ],
    });
    expect(await directory('05-01')).toMatchObject({
      below: [{ reference: 'bur-1/b-he', name: '联合支部', principal: HE, acting: true }],
    });
  });

  it('are split into branches that each have a principal, and whose people all see what was the whole’s', async () => {
    await on('06-01');
    const into = [
      { unit: 'b-dong', name: '东支部', principal: { person: JIA } },
      { unit: 'b-xi', name: '西支部', principal: { person: YI } },
    ];
    await done(unit(committee, 'b-he', 'split-unit', { from: '2014-06-01', into, basis }));
    const taken = { from: '2014-06-01', into: [{ ...into[0], unit: 'b-yi' }, into[1]], basis } as JsonObject; // a command's input
    expect(codeOf(await unit(committee, 'b-he', 'split-unit', taken))).toBe('UNIT_ABOLISHED');
    await driver.settle();
    await people.grant(CLERK_JIA, 'branch-secretary', 'bur-1/b-dong', { from: '2014-06-01' });
    await people.grant(CLERK_HE, 'branch-secretary', 'bur-1/b-xi', { from: '2014-06-01' });
    for (const by of [clerkJia, clerkHe]) {
      const list = await people.ask(by, LEDGER);
      expect(list.body).toMatchObject({ items: [{ key: 'i-1', doc: { leader: HE } }] });
    }
  });

  it('are abolished: the bureau answers where nobody follows; an end that was a mistake is withdrawn', async () => {
    await on('07-01');
    const { events } = await done(unit(committee, 'b-xi', 'abolish-unit', { from: '2014-07-01', basis }));
    await driver.settle();
    expect(codeOf(await people.ask(clerkHe, LEDGER))).toBe('FORBIDDEN');
    const [ended] = events as readonly { readonly id: string }[]; // as every command answers
    const mistake = { event: ended?.id ?? '', reason: '批复未下达' };
    await done(unit(committee, 'b-xi', 'withdraw-unit-end', mistake));
    await driver.settle();
    expect(await history('b-xi')).toMatchObject({
      endedOn: null,
      principals: [{ person: YI, from: '2014-06-01', to: null }],
    });
    expect(await people.raise(office, 'i-3', 'b-xi')).toBe('done');
    const again = { from: '2014-07-01', successor: 'bur-1/b-dong', basis };
    await done(unit(committee, 'b-xi', 'abolish-unit', again));
    await driver.settle();
    const list = await people.ask(clerkJia, `${LEDGER}?sort=code`);
    expect(list.body).toMatchObject({ items: [{ key: 'i-1' }, { key: 'i-3' }] });
    expect(await people.raise(office, 'i-4', 'b-xi')).toBe('UNIT_UNKNOWN');
  });
});

describe('a bureau that is merged into another, on a running host', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let people: People;
  const CITY = 'bur-1.P-city';
  const OTHERS = 'bur-1.P-others';
  const city = accountOf(CITY);
  const others = accountOf(OTHERS);
  const end = (by: string, input: JsonObject) => people.give(by, 'organization/bur-1/unit/bur-1/end-bureau', input);
  const merger = { kind: 'MERGED', successor: 'bur-2', from: '2014-05-01', basis };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-bureaus-'));
    deployment = await startEmbedded(folder);
    driver = new ScenarioDriver(deployment);
    people = new People(deployment);
    await driver.setClock('2014-03-01T09:00:00+08:00');
    await people.organization([COMMITTEE, CITY, OFFICE, OTHERS]);
    const second = { level: 'BUREAU', parent: 'city-a', name: '文化和旅游局', from: '2014-01-01' };
    await people.done(REGISTRAR, 'organization/bur-2/unit/bur-2/register-unit', second);
    for (const [bureau, person] of [
      ['city-a', CITY],
      ['bur-1', COMMITTEE],
    ] as const) {
      const body = `organization/${bureau}/body/committee`;
      const formed = { kind: 'PARTY_COMMITTEE', unit: bureau, name: '党委', from: '2014-03-01' };
      await people.done(APPOINTER, `${body}/form-body`, formed);
      const secretary = { person, post: 'SECRETARY', from: '2014-03-01', basis: '任职文件' };
      await people.done(APPOINTER, `${body}/join-body`, secretary);
    }
    await people.grant(OFFICE, 'campaign-office', 'bur-1', { from: '2014-03-01' });
    await people.grant(OTHERS, 'campaign-office', 'bur-2', { from: '2014-03-01' });
    expect(await people.raise(accountOf(OFFICE), 'i-1', 'bur-1')).toBe('done');
    await driver.setClock('2014-05-01T09:00:00+08:00');
  });
  afterAll(async () => {
    expect(await deployment.stop()).toEqual([0]);
    await rm(folder, { recursive: true });
  });

  it('ends by its superior’s decision, once nothing stands below it', async () => {
    expect(codeOf(await end(committee, merger))).toBe('FORBIDDEN');
    const told = await end(city, merger);
    expect(told).toMatchObject({
      status: 409,
      body: { code: 'BUREAU_HAS_UNITS', details: { units: ['bur-1/b-jia', 'bur-1/b-yi'] } },
    });
    for (const branch of ['b-jia', 'b-yi'])
      await people.done(committee, `organization/bur-1/unit/${branch}/abolish-unit`, {
        from: '2014-05-01',
        successor: 'bur-2',
        basis,
      });
    await people.done(city, 'organization/bur-1/unit/bur-1/end-bureau', merger);
    await driver.settle();
    expect(codeOf(await end(city, merger))).toBe('UNIT_ABOLISHED');
  });

  it('then leaves its open matters, and their ledger, to the people of the one that took it over', async () => {
    const office = accountOf(OFFICE);
    expect(codeOf(await people.ask(office, LEDGER))).toBe('FORBIDDEN');
    const list = await people.ask(others, `${LEDGER}?total=true`);
    expect(list.body).toMatchObject({ total: 1, items: [{ ledger: 'issues/bur-1', key: 'i-1' }] });
    const triage = { unit: 'bur-2', opinion: '由承接单位办理' };
    await people.done(others, 'issues/bur-1/issue/i-1/triage-issue', triage);
    expect(await people.raise(others, 'i-2', 'bur-1')).toBe('UNIT_UNKNOWN');
    const below = { level: 'BRANCH', parent: 'bur-1', name: '支部', from: '2014-05-01' };
    const registered = await people.give(REGISTRAR, 'organization/bur-1/unit/b-new/register-unit', below);
    expect(codeOf(registered)).toBe('PARENT_UNKNOWN');
  });

  it('keeps its name and its place in the directory of the days before', async () => {
    const ask = async (day: string) => {
      const { body } = await people.ask(REGISTRAR, `organization/queries/units-on?bureau=city-a&on=2014-${day}`);
      return (body['below'] as readonly JsonObject[]).map(({ reference }) => reference); // as the query answers
    };
    expect(await ask('04-30')).toEqual(['bur-1', 'bur-2']);
    expect(await ask('05-01')).toEqual(['bur-2']);
    const { body } = await people.ask(REGISTRAR, 'organization/queries/unit-history?bureau=bur-1&unit=bur-1');
    expect(body).toMatchObject({ ending: 'MERGED', endedOn: '2014-05-01', successors: ['bur-2'] });
  });
});
