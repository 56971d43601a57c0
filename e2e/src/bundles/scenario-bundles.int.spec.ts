import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatFinding, formatVkey, verifyBundle } from '@taizhang/ledger';
import { Forgery, TAMPER_CASES, verifyTampered, type TamperBundle, type TamperScene } from '@taizhang/ledger/tampering';
import { runScenario, SCENARIOS } from '@taizhang/scenario';
import { startEmbedded } from '../deployments/deployment.js';
import { setupCodeShown, type HostEnvironment } from '../deployments/host-process.js';
import { SCENARIO_A } from '../scenario/play-a.js';
import { operatorOf } from '../seals/operator.js';
import { continueLedger } from './continue-ledger.js';
import { LEDGER, scenarioScene, subjectKeysOf, withArchive } from './scenario-bundles.js';

const ENVIRONMENT: HostEnvironment = { ...SCENARIO_A, NODE_ENV: 'test' };
const BUNDLES: readonly TamperBundle[] = ['full', 'low', 'delta', 'extract', 'rotated/extract'];
/** Cases that need nothing of the vectors alone: an extract with leaves above its clearance, proofs between many checkpoints. */
const LAST_CASE = 38;

/** The leaves of the entries of a bundle that shows all. */
function leavesOf(entries: string) {
  return entries
    .trim()
    .split('\n')
    .map((line) => {
      const { leaf } = JSON.parse(line) as { readonly leaf: string }; // ledger-format §11
      return JSON.parse(Buffer.from(leaf, 'base64').toString()) as { readonly type: string }; // a leaf
    });
}

describe('bundles of scenario A, whose ledger went on with an erasure, a destroyed key and a rotation', () => {
  let folder: string;
  let scene: TamperScene;
  let now: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-bundles-'));
    const scenario = SCENARIOS['a'];
    if (scenario === undefined) throw new Error('there is no scenario a');
    let deployment = await startEmbedded(folder, SCENARIO_A);
    const { urlOf } = deployment;
    await runScenario(scenario, {
      addresses: { urlOf },
      setupCode: await setupCodeShown(deployment.hostOf('organization')),
    });
    await deployment.stop();
    const subjects = await withArchive(folder, ENVIRONMENT, subjectKeysOf);
    deployment = await startEmbedded(folder, { ...SCENARIO_A, TAIZHANG_IDENTITY: 'test' });
    now = await continueLedger(deployment, operatorOf(folder, ENVIRONMENT).taizhang);
    await deployment.stop();
    const parts = { seed: ENVIRONMENT['TAIZHANG_SEED'] ?? '', now, subjects };
    scene = await withArchive(folder, ENVIRONMENT, (archive) => scenarioScene(archive, parts));
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('pass the verifier, each for its clearance, and tell all that happened', () => {
    for (const name of BUNDLES) {
      const { files, options } = scene.bundle(name);
      const { findings, subject } = verifyBundle(files, { ...options, clearance: name === 'low' ? 0 : 3 });
      expect([name, ...findings.map(formatFinding)]).toEqual([name]);
      expect(subject?.origin).toBe(`rectify.example/${LEDGER}`);
    }
    const types = leaves().map(({ type }) => type);
    for (const type of ['DisclosureErased', 'SubjectKeyDestroyed', 'KeyAdded', 'KeyRetired'])
      expect(types).toContain(`ledger.${type}`);
    expect(types.lastIndexOf('ledger.DisclosureErased')).toBeGreaterThan(types.indexOf('ledger.KeyRetired'));
  });

  const leaves = () => leavesOf(Buffer.from(scene.bundle('full').files.get('entries.ndjson') ?? []).toString());

  it('are accepted by `taizhang verify` at the time of the run', async () => {
    const made = await handOver();
    const trusted = ['--policy', join(made, 'policy'), '--export-vkey', join(made, 'export.vkey')];
    const words = ['verify', ...trusted, '--clearance', '3', '--now', String(now), join(made, 'full')];
    expect(await operatorOf(folder, ENVIRONMENT).taizhang(...words)).toMatchObject({
      code: 0,
      stdout: 'RESULT PASS\n',
    });
  });

  it.each(['organization', 'issues', 'evaluation', 'campaigns', 'rules', 'access'])(
    'carry the schemas of all that they show, which it keeps: %s',
    async (context) => {
      const ledger = `${context}/wgx-0371`;
      const { taizhang } = operatorOf(folder, ENVIRONMENT);
      const [trust, out] = [join(folder, 'trust', context), join(folder, 'of', context)];
      expect(await taizhang('policy', '--ledger', ledger, '--out', trust)).toMatchObject({ code: 0 });
      expect(await taizhang('bundle', '--ledger', ledger, '--clearance', '3', '--out', out)).toMatchObject({ code: 0 });
      const trusted = ['--policy', join(trust, 'policy'), '--export-vkey', join(trust, 'export.vkey')];
      const words = ['verify', ...trusted, '--clearance', '3', '--now', String(now), out];
      expect(await taizhang(...words)).toMatchObject({ code: 0, stdout: 'RESULT PASS\n' });
      const types = new Set(leavesOf(await readFile(join(out, 'entries.ndjson'), 'utf8')).map(({ type }) => type));
      expect((await readdir(join(out, 'schema'))).sort()).toEqual([...types].sort());
    },
  );

  it('are rebuilt by an operator and his witness who change nothing, and believed: what follows is due to tampering', () => {
    const { files, options } = scene.bundle('full');
    const forgery = new Forgery(files, scene.keys);
    forgery.rebuild();
    expect(verifyBundle(forgery.export(), options).findings.map(formatFinding)).toEqual([]);
  });

  it.each(TAMPER_CASES.filter(({ n }) => n <= LAST_CASE))('are caught: $n by $by: $title', (tamperCase) => {
    const { passed, findings } = verifyTampered(scene, tamperCase);
    expect({ passed, lines: findings.map(formatFinding) }).toMatchObject({ passed: false });
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining([...tamperCase.codes]));
    expect(findings.filter(({ details }) => details['reason'] === 'unexpected')).toEqual([]);
  });

  /** Bundles as folders, laid out as those of the vectors; where `.ci/run` says, so that it has them read by Go. */
  async function handOver(): Promise<string> {
    const made = process.env['TAIZHANG_KEEP_BUNDLES'] ?? join(folder, 'handed-over');
    const { policy, exportKey } = scene.bundle('full').options;
    const witnesses = policy.witnesses.map(({ name, key }) => `witness ${name} ${formatVkey(key)}\nquorum ${name}\n`);
    const text = [...policy.logs.map((key) => `log ${formatVkey(key)}\n`), ...witnesses].join('');
    const files = new Map<string, Uint8Array>([['export.vkey', Buffer.from(`${formatVkey(exportKey)}\n`)]]);
    for (const place of ['policy', 'rotated/policy']) files.set(place, Buffer.from(text));
    for (const name of BUNDLES)
      for (const [path, bytes] of scene.bundle(name).files) files.set(join(name, path), bytes);
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(made, path)), { recursive: true });
      await writeFile(join(made, path), bytes);
    }
    return made;
  }
});
