import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  leafHash,
  parseCheckpoint,
  parseConsistencyProof,
  parseInclusionProof,
  parseNote,
  parseVkey,
  provesConsistency,
  provesInclusion,
  rootOf,
  verifyCosignature,
  verifyNoteSignature,
  verifyReceipt,
} from '@taizhang/ledger';
import { SCENARIO_ENVIRONMENT, startEmbedded, type Deployment } from '../deployments/deployment.js';
import { credentialsOf } from '../deployments/scenario-driver.js';
import { playSlice, type PlayedSlice } from '../slice/play-slice.js';
import type { Player } from '../slice/step.js';
import { operatorOf } from './operator.js';

const LEDGER = 'issues/wgx-0371';
const office: Player = { account: 'acct-office', role: 'campaign-office', unit: 'wgx-0371' };
const stranger: Player = { account: 'acct-stranger', role: 'campaign-office', unit: 'wgx-0372' };
const OWN_WITNESS = /It is its own witness .*: (\S+)$/;

describe('the sealed ledgers of the embedded deployment', () => {
  let folder: string;
  let deployment: Deployment;
  let played: PlayedSlice;
  let witness: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-seals-'));
    deployment = await startEmbedded(folder);
    played = await playSlice(deployment);
    witness =
      deployment.hosts.flatMap(({ output }) => output.map((line) => OWN_WITNESS.exec(line)?.[1])).find(Boolean) ?? '';
  });
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const bearer = () => `Bearer ${deployment.serviceToken}`;
  const ask = (path: string, authorization = bearer(), ledger = LEDGER) =>
    fetch(`${deployment.urlOf('issues')}/api/ledgers/${ledger}/${path}`, { headers: { authorization } });
  const hashes = () => (played.leaves[LEDGER] ?? []).map((line) => leafHash(Buffer.from(line)));
  const opened = () =>
    JSON.parse(played.leaves[LEDGER]?.[0] ?? '{}') as { readonly data: { readonly logVkeys: string[] } }; // ledger.Opened
  const policy = () => ({
    logs: opened().data.logVkeys.map(parseVkey),
    witnesses: [{ name: 'own', key: parseVkey(witness) }],
    quorum: { kind: 'witness', name: 'own' } as const,
  });

  it('have a checkpoint of every leaf, signed by the log and cosigned by the deployment as its own witness', async () => {
    const response = await ask('checkpoint');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const note = parseNote(Buffer.from(await response.text()));
    expect(parseCheckpoint(note.text)).toEqual({
      origin: `rectify.example/${LEDGER}`,
      size: hashes().length,
      root: rootOf(hashes()),
    });
    expect(opened().data.logVkeys.map((vkey) => verifyNoteSignature(note, parseVkey(vkey)))).toEqual(['valid']);
    expect(verifyCosignature(note, parseVkey(witness)).kind).toBe('valid');
    expect(witness).toMatch(/^rectify\.example\/witness\/own\+/);
  });

  it('give receipts that verify against the policy of an auditor, and proofs and tiles of the same tree', async () => {
    const receipt = Buffer.from(await (await ask('receipt/3')).arrayBuffer());
    const now = Math.floor(Date.now() / 1_000);
    const verified = verifyReceipt(receipt, { policy: policy(), now });
    expect(verified).toMatchObject({ problems: [], origin: `rectify.example/${LEDGER}`, index: 3 });
    expect(Buffer.from(verified.leaf ?? []).toString()).toBe(played.leaves[LEDGER]?.[3]);
    const inclusion = parseInclusionProof(Buffer.from(await (await ask('proof?index=5')).arrayBuffer()));
    expect(inclusion.leafHash).toEqual(hashes()[5]);
    expect([inclusion.root, provesInclusion(inclusion)]).toEqual([rootOf(hashes()), true]);
    const consistency = parseConsistencyProof(Buffer.from(await (await ask('consistency?from=4')).arrayBuffer()));
    expect([consistency.fromRoot, provesConsistency(consistency)]).toEqual([rootOf(hashes().slice(0, 4)), true]);
    const tile = await ask(`tile/0/000.p/${String(hashes().length)}`);
    expect(Buffer.from(await tile.arrayBuffer())).toEqual(Buffer.concat(hashes()));
  });

  it.each([
    ['receipt/100000', 404],
    ['proof?index=1&size=100000', 503],
    ['proof?index=7&size=7', 400],
    ['proof', 400],
    ['consistency?from=0', 400],
    ['tile/0/000', 404],
    ['tile/0/001', 404],
    ['tile/nonsense', 404],
  ])('answer %s with %s', async (path, status) => {
    expect((await ask(path)).status).toBe(status);
  });

  it('are open to services and to those whose scope has the bureau, receipts by what they may see', async () => {
    for (const path of ['checkpoint', 'receipt/3', 'proof?index=1', 'consistency?from=1', 'tile/0/000.p/1']) {
      expect((await fetch(`${deployment.urlOf('issues')}/api/ledgers/${LEDGER}/${path}`)).status).toBe(401);
      expect((await ask(path, 'Bearer something else')).status).toBe(401);
      expect((await ask(path, credentialsOf(stranger))).status).toBe(403);
    }
    expect((await ask('checkpoint', credentialsOf(office))).status).toBe(200);
    expect((await ask('checkpoint', bearer(), 'issues/wgx-9999')).status).toBe(404);
    expect((await ask('checkpoint', bearer(), 'nowhere/wgx-0371')).status).toBe(404);
    const places = (played.leaves[LEDGER] ?? []).map((line) => JSON.parse(line) as { stream: string; clr: number }); // leaves
    const shown = places.findIndex(({ stream, clr }) => stream.startsWith('issue/') && clr <= 1);
    expect((await ask(`receipt/${String(shown)}`, credentialsOf(office, 1))).status).toBe(200);
    const secret = places.findIndex(({ stream, clr }) => stream.startsWith('issue/') && clr > 0);
    expect((await ask(`receipt/${String(secret)}`, credentialsOf(office, 0))).status).toBe(404);
    expect((await ask('receipt/0', credentialsOf(office, 0))).status).toBe(200);
  });

  /** The operator's program beside the running host. */
  const taizhang = (...words: readonly string[]) => operatorOf(folder, SCENARIO_ENVIRONMENT).taizhang(...words);
  const made = (name: string) => join(folder, 'handed-over', name);
  /** The manual clock's time: by the machine's, every cosignature is of the past. */
  const verify = async (bundle: string, clearance: string) => {
    const { now } = (await (await fetch(`${deployment.urlOf('issues')}/api/test/clock`)).json()) as { now: string }; // its answer
    const time = String(Math.floor(Date.parse(now) / 1_000));
    const trust = ['--policy', made('trust/policy'), '--export-vkey', made('trust/export.vkey')];
    return taizhang('verify', ...trust, '--clearance', clearance, '--now', time, bundle);
  };

  it('go into bundles that `taizhang verify` accepts by the policy that an operator hands over', async () => {
    expect(await taizhang('policy', '--ledger', LEDGER, '--out', made('trust'))).toMatchObject({ code: 0, stderr: '' });
    const asked = ['bundle', '--ledger', LEDGER];
    for (const clearance of ['0', '3']) {
      const zip = made(`of-${clearance}.zip`);
      expect(await taizhang(...asked, '--clearance', clearance, '--out', zip)).toMatchObject({ code: 0, stderr: '' });
      expect(await verify(zip, clearance)).toMatchObject({ code: 0, stdout: 'RESULT PASS\n' });
    }
    const stream = 'issue/2014-wgx-0001';
    const [extract, range] = [made('extract'), made('range')];
    expect(await taizhang(...asked, '--clearance', '2', '--stream', stream, '--out', extract)).toMatchObject({
      code: 0,
    });
    expect(await verify(extract, '2')).toMatchObject({ code: 0, stdout: 'RESULT PASS\n' });
    const lines = (await readFile(join(extract, 'entries.ndjson'), 'utf8')).trim().split('\n');
    expect(lines.length).toBeLessThan(hashes().length);
    expect(await readdir(join(extract, 'schema'))).toContain('issues.IssueRaised');
    const sizes = ['--from', '100000'];
    expect(await taizhang(...asked, '--clearance', '2', ...sizes, '--out', range)).toMatchObject({
      code: 1,
      stdout: '',
    });
    expect(await taizhang(...asked, '--clearance', '2', '--out', extract)).toMatchObject({
      code: 2,
      stderr: `${extract} is not empty.\n`,
    });
    await writeFile(join(extract, 'checkpoint'), 'altered');
    expect(await verify(extract, '2')).toMatchObject({ code: 1 });
  }, 180_000);

  it('give the receipt of an event by its id, to a witness on a disc its request, and take the answer back', async () => {
    const { id } = JSON.parse(played.leaves[LEDGER]?.[4] ?? '{}') as { readonly id: string }; // a leaf
    const receipt = await taizhang('receipt', id, '--ledger', LEDGER);
    const now = Math.floor(Date.now() / 1_000);
    expect(verifyReceipt(Buffer.from(receipt.stdout), { policy: policy(), now })).toMatchObject({
      problems: [],
      index: 4,
    });
    const [request, answer] = [made('request'), made('cosignature')];
    const from = ['--ledger', LEDGER, '--vkey', witness];
    expect(await taizhang('witness', 'request', ...from, '--out', request)).toMatchObject({ code: 0, stderr: '' });
    expect(await taizhang('witness', 'sign-file', request, '--out', answer)).toMatchObject({ code: 0, stderr: '' });
    expect(await taizhang('witness', 'accept', answer, ...from)).toMatchObject({ code: 0, stderr: '' });
    await writeFile(request, (await readFile(request, 'utf8')).replace(/^old .*/, 'old 1'), { flag: 'w' });
    const refused = await taizhang('witness', 'sign-file', request, '--out', made('other'));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^Refused \(409\)/);
  }, 180_000);

  it('survive kill -9: the same checkpoint, and the next one extends it', async () => {
    const before = await (await ask('checkpoint')).text();
    await deployment.hostOf('issues').kill();
    await rm(join(folder, 'seals.sqlite'));
    await deployment.revive('issues');
    await played.driver.settle();
    const after = await (await ask('checkpoint')).text();
    const [one, other] = [before, after].map((note) => parseNote(Buffer.from(note)));
    expect(other?.text).toBe(one?.text);
    expect(other && verifyCosignature(other, parseVkey(witness)).kind).toBe('valid');
  });
});
