import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { APPOINTER, codeOf, People } from './people.js';

describe('party committees on a running host', () => {
  let folder: string;
  let deployment: Deployment;
  let people: People;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-bodies-'));
    deployment = await startEmbedded(folder);
    people = new People(deployment);
    await new ScenarioDriver(deployment).setClock('2014-03-01T09:00:00+08:00');
    await people.organization([]);
  });
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const body = (id: string, verb: string, input: JsonObject) =>
    people.give(APPOINTER, `organization/bur-1/body/${id}/${verb}`, input);
  const form = (id: string, unit = 'bur-1') =>
    body(id, 'form-body', { kind: 'PARTY_COMMITTEE', unit, name: '党委', from: '2014-03-01' });

  it('are one at a unit, also when ten are formed at the same time; one formed in error makes place', async () => {
    const ids = Array.from({ length: 10 }, (_, i) => `committee-${String(i)}`);
    const told = await Promise.all(ids.map((id) => form(id)));
    expect(told.map(codeOf).sort()).toEqual([...Array.from({ length: 9 }, () => 'BODY_KIND_TAKEN'), 'done']);
    expect(codeOf(await form('of-a-branch', 'b-jia'))).toBe('done');
    const first = told.findIndex((one) => codeOf(one) === 'done');
    const [formed] = told[first]?.body['events'] as unknown as readonly { readonly id: string }[]; // as every command answers
    const mistake = { event: formed?.id ?? '', reason: '误录' };
    expect(codeOf(await body(ids[first] ?? '', 'withdraw-body-formation', mistake))).toBe('done');
    expect(codeOf(await form('the-right-one'))).toBe('done');
    expect(codeOf(await form('one-too-many'))).toBe('BODY_KIND_TAKEN');
  });
});
