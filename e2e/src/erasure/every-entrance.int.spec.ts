import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as contracts from '@taizhang/contracts';
import type { EventDefinition, FieldTree } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { POWERS } from '../slice/powers.steps.js';
import { SLICE } from '../slice/slice.steps.js';
import { plantEntrances } from './entrances.js';
import { foundInFiles } from './marks.js';
import { Planter } from './planter.js';

/** Every event that the contracts declare, whatever catalogue it is in. */
const EVENTS = Object.values<unknown>(contracts).flatMap((declared) =>
  typeof declared === 'object' && declared !== null && 'definitions' in declared
    ? Object.values(declared.definitions as Readonly<Record<string, EventDefinition>>) // only catalogues have definitions
    : [],
);

/** Names of the sealed fields of an event, also within objects and lists. */
function sealedFields(fields: FieldTree): readonly string[] {
  return Object.entries(fields).flatMap(([name, node]) => {
    if (node.kind === 'object') return sealedFields(node.fields);
    if (node.kind === 'array') return sealedFields(node.items);
    return node.kind === 'open' ? [] : [name];
  });
}

describe('text that people write, through every command', () => {
  let folder: string;
  let deployment: Deployment;
  let planter: Planter;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-entrances-'));
    deployment = await startEmbedded(folder, { TAIZHANG_LOG_LEVEL: 'trace', TAIZHANG_LIMIT_PUBLIC: '0' });
    const driver = new ScenarioDriver(deployment);
    planter = new Planter(driver);
    for (const step of [...SLICE, ...POWERS]) await planter.give(step);
    await plantEntrances(planter, deployment, driver);
  }, 180_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('rests nowhere in the clear: in no file, journal or log', async () => {
    expect(planter.marks.length).toBeGreaterThan(80);
    const output = deployment.hosts.flatMap((host) => host.output).join('\n');
    expect(planter.marks.filter((mark) => output.includes(mark))).toEqual([]);
    expect(await foundInFiles(folder, planter.marks)).toEqual([]);
    await deployment.stop();
    expect(await foundInFiles(folder, planter.marks)).toEqual([]);
  }, 120_000);

  it('is planted in every sealed field of every event, so that a new one cannot be forgotten', () => {
    const declared = EVENTS.flatMap(({ type, fields }) => sealedFields(fields).map((field) => `${type}.${field}`));
    expect(declared.length).toBeGreaterThan(50);
    expect(declared.filter((field) => !planter.planted.has(field))).toEqual([]);
  });
});
