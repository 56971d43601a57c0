import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { codeOf, People, type Told } from '../powers/people.js';

const OFFICE = 'Test acct-office;campaign-office;bur-1;1';
const COMMITTEE = 'Test acct-committee;committee-secretary;bur-1;1';
const GROUP = 'Test acct-group;supervision-group;bur-1;1';
const CLERK = 'Test acct-clerk;branch-clerk;bur-1/b-jia;1';
const NEIGHBOUR = 'Test acct-clerk;branch-clerk;bur-1/b-yi;1';

const OWNER = 'bur-1.P-1';
const DRAFTER = 'bur-1.P-2';
const DRAFT = { issuer: 'bur-1', unit: 'b-jia', owner: OWNER, area: 2, drafters: [DRAFTER], title: '议事规则' };
const publication = (serial: number, more: JsonObject = {}) => ({
  number: { series: 'br1', year: 2014, serial },
  from: '2014-03-01',
  title: '议事规则',
  ...more,
});

describe('the register of norms on a running host', () => {
  let folder: string;
  let deployment: Deployment;
  let people: People;
  let driver: ScenarioDriver;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-register-'));
    deployment = await startEmbedded(folder);
    people = new People(deployment);
    driver = new ScenarioDriver(deployment);
    await driver.setClock('2014-03-01T09:00:00+08:00');
    await people.organization([OWNER, DRAFTER]);
  });
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const norm = (id: string, verb: string) => `rules/bur-1/norm/${id}/${verb}`;
  const published = async (id: string, serial: number, more: JsonObject = {}): Promise<Told> => {
    await people.done(OFFICE, norm(id, 'draft-norm'), DRAFT);
    return people.give(COMMITTEE, norm(id, 'publish-norm'), publication(serial, more));
  };
  const eventOf = ({ body }: Told, type: string): string => {
    const events = body['events'] as unknown as readonly { readonly id: string; readonly type: string }[]; // as every command answers
    return events.find((event) => event.type === type)?.id ?? '';
  };
  const shown = async (id: string): Promise<JsonObject> => {
    const { body } = await people.ask(OFFICE, `rules/views/norms/documents/bur-1/${id}`);
    return body['doc'] as JsonObject; // as documents are answered
  };

  it('[C3.11] gives a number once, also when ten norms are published under it at the same time', async () => {
    const ids = Array.from({ length: 10 }, (_, i) => `race-${String(i)}`);
    for (const id of ids) await people.done(OFFICE, norm(id, 'draft-norm'), DRAFT);
    const told = await Promise.all(ids.map((id) => people.give(COMMITTEE, norm(id, 'publish-norm'), publication(1))));
    expect(told.map(codeOf).sort()).toEqual([...Array.from({ length: 9 }, () => 'DOCUMENT_NUMBER_TAKEN'), 'done']);
    const winner = told.findIndex((one) => codeOf(one) === 'done');
    const mistake = { event: eventOf(told[winner] as Told, 'rules.NormPublished'), reason: '误录' }; // found above
    await people.done(COMMITTEE, norm(ids[winner] ?? '', 'withdraw-publication'), mistake);
    const other = ids[winner === 0 ? 1 : 0] ?? '';
    expect(codeOf(await people.give(COMMITTEE, norm(other, 'publish-norm'), publication(1)))).toBe('done');
  });

  it('[C3.11] ends a norm once, also when two would supersede it at the same time', async () => {
    expect(codeOf(await published('old-1', 10))).toBe('done');
    for (const id of ['new-1', 'new-2']) await people.done(OFFICE, norm(id, 'draft-norm'), DRAFT);
    const told = await Promise.all(
      ['new-1', 'new-2'].map((id, i) =>
        people.give(COMMITTEE, norm(id, 'publish-norm'), publication(11 + i, { supersedes: ['old-1'] })),
      ),
    );
    expect(told.map(codeOf).sort()).toEqual(['SUPERSEDED_NOT_PUBLISHED', 'done']);
  });

  it('[C3.11] lets a norm stand again when what superseded it is withdrawn', async () => {
    expect(codeOf(await published('old-2', 20))).toBe('done');
    const told = await published('new-3', 21, { from: '2014-06-01', supersedes: ['old-2'] });
    expect(codeOf(told)).toBe('done');
    await driver.settle();
    expect(await shown('old-2')).toMatchObject({ status: 'SUPERSEDED', supersededBy: 'new-3', to: '2014-06-01' });
    const mistake = { event: eventOf(told, 'rules.NormPublished'), reason: '尚未印发' };
    await people.done(COMMITTEE, norm('new-3', 'withdraw-publication'), mistake);
    await driver.settle();
    expect(await shown('old-2')).toMatchObject({ status: 'PUBLISHED', supersededBy: null, to: null });
    expect(await shown('new-3')).toMatchObject({ status: 'DRAFT', number: null });
  });

  it('[C3.18] opens the text of a published norm to everybody, that of a draft to its people', async () => {
    const upload = await fetch(`${deployment.urlOf('rules')}/api/rules/bur-1/blobs`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'idempotency-key': randomUUID(), authorization: OFFICE },
      body: '第一条　集体领导。',
    });
    const { sha256, size } = (await upload.json()) as { sha256: string; size: number }; // as uploads are answered
    const read = async (by: string) => {
      const url = `${deployment.urlOf('rules')}/api/rules/bur-1/blobs/${sha256}`;
      return (await fetch(url, { headers: { authorization: by } })).status;
    };
    const wrong = { ...DRAFT, material: { sha256, size: size + 1 } };
    expect(codeOf(await people.give(OFFICE, norm('text-1', 'draft-norm'), wrong))).toBe('MATERIAL_UNKNOWN');
    await people.done(OFFICE, norm('text-1', 'draft-norm'), { ...DRAFT, material: { sha256, size } });
    await driver.settle();
    expect([await read(OFFICE), await read(CLERK), await read(NEIGHBOUR)]).toEqual([200, 200, 404]);
    await people.done(COMMITTEE, norm('text-1', 'publish-norm'), publication(30, { material: { sha256, size } }));
    await driver.settle();
    expect(await read(NEIGHBOUR)).toBe(200);
  });

  it('[C3.14] [C3.15] is checked by others, and no branch takes their findings back', async () => {
    expect(codeOf(await published('checked-1', 40))).toBe('done');
    const at = (verb: string) => `rules/bur-1/check/jc-1/${verb}`;
    const check = {
      mode: 'SUPERVISION',
      norm: 'checked-1',
      unit: 'b-jia',
      period: { from: '2014-03-01', to: '2014-03-01' },
      checkers: ['P-3'],
      scope: '会议记录',
      conclusion: '一次未记录',
    };
    expect(codeOf(await people.give(CLERK, at('perform-check'), check))).toBe('UNIT_CHECKS_ITSELF');
    expect(codeOf(await people.give(NEIGHBOUR, at('perform-check'), { ...check, mode: 'SELF_CHECK' }))).toBe(
      'FORBIDDEN',
    );
    const finding = { finding: 'f-1', issue: '2014-bur-0001', wind: 'FORMALISM', description: '一次未记录' };
    await people.done(GROUP, at('perform-check'), check);
    const told = await people.give(GROUP, at('raise-check-finding'), finding);
    const mistake = { event: eventOf(told, 'rules.CheckFindingRaised'), reason: '不实' };
    expect(codeOf(await people.give(CLERK, at('withdraw-check-finding'), mistake))).toBe('UNIT_CHECKS_ITSELF');
    await driver.settle();
    const { body } = await people.ask(CLERK, 'issues/views/rectification-ledger?source=NORM_CHECK');
    expect(body['items']).toMatchObject([{ key: '2014-bur-0001' }]);
    const taken = { ...finding, finding: 'f-2' };
    expect(codeOf(await people.give(GROUP, at('raise-check-finding'), taken))).toBe('FINDING_ALREADY_RAISED');
    await people.done(GROUP, 'rules/bur-1/check/jc-2/perform-check', check);
    expect(codeOf(await people.give(GROUP, 'rules/bur-1/check/jc-2/raise-check-finding', taken))).toBe(
      'ISSUE_CODE_USED',
    );
  });
});
