import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerId } from '@taizhang/kernel';
import { checkLeaf, leafHash, rootOf } from '@taizhang/ledger';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { leavesOf } from '../slice/play-slice.js';
import {
  BUREAU,
  ERASED,
  eraseSubject,
  firstIssueErasure,
  given,
  KEPT,
  MARKS,
  materialText,
  office,
  PLANTED,
  plantMore,
  type PlantedMaterial,
  standing,
  SUBJECT,
} from './erasure-scene.js';
import { found, foundInFiles, markOf } from './marks.js';

const LEDGERS: readonly LedgerId[] = ['organization/wgx-0371', 'issues/wgx-0371'];
const BYTES = new TextEncoder();

describe('erasure on the embedded deployment', () => {
  let folder: string;
  let deployment: Deployment;
  let driver: ScenarioDriver;
  let material: PlantedMaterial;
  let before: Readonly<Record<string, readonly string[]>>;
  let etagsBefore: readonly (string | null)[];
  const output: string[] = [];

  async function start(): Promise<void> {
    deployment = await startEmbedded(folder, { TAIZHANG_LOG_LEVEL: 'trace' });
    driver = new ScenarioDriver(deployment);
  }

  async function stop(): Promise<void> {
    expect(await deployment.stop()).toEqual([0]);
    output.push(...deployment.hosts.flatMap((host) => host.output));
  }

  /** Files of evidence. */
  async function keptBlobs(): Promise<readonly string[]> {
    const entries = await readdir(join(folder, 'blobs'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  }

  const document = (context: string, view: string, key: string) =>
    driver.get(context, `views/${view}/documents/${BUREAU}/${key}`, office, 3);

  async function shown(context: string, view: string, key: string): Promise<string> {
    return JSON.stringify((await document(context, view, key)).body);
  }

  /** ETags of what will be erased, and of what will not. */
  async function etags(): Promise<readonly (string | null)[]> {
    const answers = [
      await document('organization', 'persons', SUBJECT),
      await document('issues', 'rectification-ledger', '2014-0001'),
      await document('issues', 'rectification-ledger', '2014-0003'),
    ];
    return answers.map(({ headers }) => headers.get('ETag'));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-erasure-'));
    await start();
    for (const one of PLANTED) await given(driver, one);
    material = await plantMore(deployment, driver);
    before = await leavesOf(driver, LEDGERS);
    etagsBefore = await etags();
  });
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('shows what is to be erased as long as it is there', async () => {
    expect(await shown('organization', 'persons', SUBJECT)).toContain(ERASED.person);
    expect(await shown('issues', 'rectification-ledger', '2014-0001')).toContain(ERASED.manifestation);
    expect(await materialText(deployment, material.about)).toContain(ERASED.material);
    expect(await keptBlobs()).toHaveLength(2);
  });

  it('is asked for by one, confirmed by another in another role, and complete when all contexts have answered', async () => {
    await eraseSubject(driver);
    expect(await standing(driver, 'e-1')).toMatchObject({
      status: 'COMPLETED',
      waiting: [],
      disclosures: 1,
      subject: SUBJECT,
    });
  });

  it('takes material about the person with it, to the last byte', async () => {
    expect(await materialText(deployment, material.about)).toBe('BLOB_ERASED');
    expect(await keptBlobs()).toEqual([expect.stringContaining(material.other)]);
    expect(await materialText(deployment, material.other)).toContain(KEPT.material);
  });

  it('erases single values of a leaf', async () => {
    const { numbers, steps } = await firstIssueErasure(driver);
    for (const one of steps) await given(driver, one);
    for (const number of numbers)
      expect(await standing(driver, number)).toMatchObject({ status: 'COMPLETED', disclosures: 1 });
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

  it('is told by the ETag to whoever keeps a copy of a document', async () => {
    const [person, issue, untouched] = await etags();
    expect([person, issue, untouched]).not.toContain(null);
    expect(person).not.toBe(etagsBefore[0]);
    expect(issue).not.toBe(etagsBefore[1]);
    expect(untouched).toBe(etagsBefore[2]);
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
    // The person's key is that of the material about him.
    expect(new Set(types('issues/wgx-0371'))).toEqual(
      new Set(['ledger.SubjectKeyDestroyed', 'ledger.DisclosureErased']),
    );
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
