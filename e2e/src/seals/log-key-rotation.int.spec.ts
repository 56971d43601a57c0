import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  formatFinding,
  formatVkey,
  historyPath,
  parseCheckpoint,
  parseNote,
  parsePolicy,
  parseVkey,
  readZip,
  verifyNoteSignature,
  verifyZip,
  type SignedNote,
} from '@taizhang/ledger';
import { SCENARIO_ENVIRONMENT, startEmbedded, type Deployment } from '../deployments/deployment.js';
import { playSlice, type PlayedSlice } from '../slice/play-slice.js';
import { SLICE } from '../slice/slice.steps.js';
import { operatorOf } from './operator.js';

const LEDGER = 'issues/wgx-0371';
/** Puts an exchange of the log key on record, and is killed before anything of it is signed. */
const KILLED_AFTER_COMMIT = `
  import { chooseAdapters } from '@taizhang/deployment';
  import { openArchive, readConfiguration } from '@taizhang/platform';
  const configuration = readConfiguration(process.env);
  const archive = await openArchive(configuration, await chooseAdapters(configuration, 'cli'));
  const record = archive.store.record;
  archive.store.record = async (...words) => {
    await record(...words);
    process.kill(process.pid, 'SIGKILL');
  };
  await archive.rotateLogKey({ ledger: '${LEDGER}', reason: 'rotation' });
`;

describe('the log key of a ledger at work, on SQLite', () => {
  let folder: string;
  let deployment: Deployment;
  let played: PlayedSlice;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-rotation-'));
    deployment = await startEmbedded(folder);
    played = await playSlice(deployment);
  }, 120_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const operator = () => operatorOf(folder, SCENARIO_ENVIRONMENT);
  const taizhang = (...words: readonly string[]) => operator().taizhang(...words);
  const made = (name: string) => join(folder, 'handed-over', name);
  const newest = async () => {
    const authorization = `Bearer ${deployment.serviceToken}`;
    const url = `${deployment.urlOf('issues')}/api/ledgers/${LEDGER}/checkpoint`;
    const note = parseNote(Buffer.from(await (await fetch(url, { headers: { authorization } })).arrayBuffer()));
    return { note, size: parseCheckpoint(note.text).size };
  };
  const now = async () =>
    ((await (await fetch(`${deployment.urlOf('issues')}/api/test/clock`)).json()) as { readonly now: string }).now; // its answer
  /** What an operator hands to an auditor. */
  const trust = async (name: string) => {
    expect(await taizhang('policy', '--ledger', LEDGER, '--out', made(name))).toMatchObject({ code: 0, stderr: '' });
    const policy = parsePolicy(await readFile(join(made(name), 'policy'), 'utf8'));
    return { ...policy, exportKey: parseVkey((await readFile(join(made(name), 'export.vkey'), 'utf8')).trim()) };
  };
  type Trust = Awaited<ReturnType<typeof trust>>;
  const bundle = async (name: string, ...words: readonly string[]) => {
    const out = made(`${name}.zip`);
    const told = await taizhang('bundle', '--ledger', LEDGER, '--clearance', '3', '--out', out, ...words);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    return readFile(out);
  };
  const verify = async ({ exportKey, ...policy }: Trust, zip: Uint8Array) => {
    const options = { policy, exportKey, clearance: 3, now: Math.floor(Date.parse(await now()) / 1_000) } as const;
    return verifyZip(zip, options).findings.map(formatFinding);
  };
  const signersOf = (note: SignedNote, { logs }: Pick<Trust, 'logs'>) =>
    logs.map((key) => verifyNoteSignature(note, key));
  /** One more issue in the ledger, and all that follows from it. */
  const goOn = async (id: string) => {
    const step = SLICE.find(({ verb }) => verb === 'raise-issue');
    if (step === undefined) throw new Error('the slice raises no issue');
    expect((await played.driver.give({ ...step, at: await now(), id })).status).toBeLessThan(300);
  };
  /** Sizes that the ledger's retirements name. */
  const handovers = async () =>
    (await played.driver.leaves(LEDGER)).flatMap((line) => {
      const { type, data } = JSON.parse(line) as {
        readonly type: string;
        readonly data: { readonly lastSize: number };
      }; // a leaf
      return type === 'ledger.KeyRetired' ? [data.lastSize] : [];
    });
  const vkeysOf = ({ logs }: Trust) => logs.map(formatVkey);

  it('is exchanged beside the running host: one checkpoint bears both signatures, then the new one alone', async () => {
    const old = await trust('old');
    const before = await newest();
    expect(signersOf(before.note, old)).toEqual(['valid']);
    const told = await taizhang('keys', 'rotate-log', '--ledger', LEDGER);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    const handover = await newest();
    expect(handover.size).toBe(before.size + 2);
    expect(await handovers()).toEqual([handover.size]);
    const both = await trust('both');
    expect(vkeysOf(both).slice(0, 1)).toEqual(vkeysOf(old));
    expect(told.stdout).toContain(`${LEDGER} is signed with ${vkeysOf(both)[1] ?? 'none'} from now on.\n`);
    expect(told.stdout).toContain(`up to size ${String(handover.size)}`);
    expect(told.stdout).not.toContain('NOTE');
    expect(signersOf(handover.note, both)).toEqual(['valid', 'valid']);
    await goOn('2014-wgx-0091');
    expect(signersOf((await newest()).note, both)).toEqual(['absent', 'valid']);
  }, 120_000);

  it('that an auditor trusts leads to the new one: up to the handover by the old, from it on by the new', async () => {
    const [handover = 0] = await handovers();
    const both = await trust('again');
    const [old, next] = both.logs.map((key): Trust => ({ ...both, logs: [key] }));
    if (old === undefined || next === undefined) throw new Error('the policy has not two log keys');
    const [all, until] = [await bundle('all'), await bundle('until', '--to', String(handover))];
    expect(await verify(old, all)).toContain('FAIL E_SIG_UNKNOWN_KEY file=checkpoint');
    expect(await verify(old, until)).toEqual([]);
    const history = readZip(all).get(historyPath(handover)) ?? new Uint8Array();
    expect(signersOf(parseNote(history), both)).toEqual(['valid', 'valid']);
    const since = await bundle('since', '--from', String(handover));
    const extract = await bundle('extract', '--stream', 'issue/2014-wgx-0001');
    for (const trusting of [both, next])
      for (const zip of [all, until, since, extract]) expect(await verify(trusting, zip)).toEqual([]);
  }, 120_000);

  it('hands over though its exchange was killed before anything was signed, and the ledger went on', async () => {
    const before = await newest();
    expect(await operator().script(KILLED_AFTER_COMMIT)).toMatchObject({ signal: 'SIGKILL' });
    expect((await newest()).size).toBe(before.size);
    await deployment.hostOf('issues').kill();
    await deployment.revive('issues');
    await goOn('2014-wgx-0092');
    const three = await trust('three');
    const last = await newest();
    expect(last.size).toBeGreaterThan(before.size + 2);
    expect(signersOf(last.note, three)).toEqual(['absent', 'absent', 'valid']);
    const handover = await bundle('handover', '--to', String(before.size + 2));
    const note = parseNote(readZip(handover).get('checkpoint') ?? new Uint8Array());
    expect(signersOf(note, three)).toEqual(['absent', 'valid', 'valid']);
    expect(await verify(three, handover)).toEqual([]); // the superior's cosignature with it
  }, 120_000);

  it('is made anew when trees and checkpoints are lost: both signatures again on the handovers', async () => {
    await deployment.hostOf('issues').kill();
    await rm(join(folder, 'seals.sqlite'));
    await deployment.revive('issues');
    await goOn('2014-wgx-0093');
    const three = await trust('remade');
    const [, size = 0] = await handovers();
    const note = parseNote(readZip(await bundle('remade', '--to', String(size))).get('checkpoint') ?? new Uint8Array());
    expect(signersOf(note, three)).toEqual(['absent', 'valid', 'valid']);
  }, 120_000);

  it('that others may have is trusted no more: the policy handed out has the new one alone', async () => {
    const before = await trust('until-then');
    const told = await taizhang('keys', 'rotate-log', '--ledger', LEDGER, '--compromised');
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain('Hand a new policy file to all who verify');
    const after = await trust('thereafter');
    expect(vkeysOf(after).slice(0, -1)).toEqual(vkeysOf(before).slice(0, -1));
    const logs = [...before.logs, ...after.logs.slice(-1)];
    expect(signersOf((await newest()).note, { logs })).toEqual(['absent', 'absent', 'absent', 'valid']);
    const zip = await bundle('thereafter');
    expect(await verify(after, zip)).toEqual([]);
    expect(await verify(before, zip)).toContain('FAIL E_SIG_UNKNOWN_KEY file=checkpoint');
  }, 120_000);

  it.each<[string, readonly string[], number, RegExp]>([
    ['no ledger', ['--ledger', 'nonsense'], 2, /^A ledger is named/],
    ['one without keys', ['--ledger', 'issues/wgx-9999'], 1, /^There is no key of issues\/wgx-9999/],
  ])(
    'is not exchanged for %s, in one sentence',
    async (_what, words, ending, sentence) => {
      const { code, stdout, stderr } = await taizhang('keys', 'rotate-log', ...words);
      expect({ code, stdout }).toEqual({ code: ending, stdout: '' });
      expect(stderr).toMatch(sentence);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
    60_000,
  );
});
