import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeZip } from '@taizhang/ledger';
import { runVerify } from './run-verify.js';

const VECTORS = fileURLToPath(new URL('../../../../libs/ledger/vectors/bundles', import.meta.url));
const vector = (...parts: readonly string[]) => join(VECTORS, ...parts);
const LOG_VKEY = 'rectify.example/issues/wgx-0371+2388cbd4+AVWFsJa6ZU0OrskR1AcnKGTVuvLuEie1WkpW6ZKyvYVQ';
const TRUST = ['--policy', vector('policy'), '--export-vkey', vector('export.vkey')];

describe('taizhang verify (ledger-format §12)', () => {
  let folder: string;
  let now: string;
  beforeAll(async () => {
    now = (await readFile(vector('now'), 'utf8')).trim();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-verify-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function run(...words: readonly string[]) {
    const printed: string[] = [];
    const notes: string[] = [];
    const code = await runVerify(words, {
      print: (line) => printed.push(line),
      note: (line) => notes.push(line),
      clock: () => Number(now),
    });
    return { code, printed, notes };
  }

  it.each(['full', 'low', 'delta', 'extract'])('passes %s', async (bundle) => {
    const { code, printed } = await run(...TRUST, '--now', now, '--known', vector('known.checkpoint'), vector(bundle));
    expect({ code, printed }).toEqual({ code: 0, printed: ['RESULT PASS'] });
  });

  it('passes a bundle across a rotation of keys, by a vkey in the words themselves', async () => {
    const vkey = (await readFile(vector('export.vkey'), 'utf8')).trim();
    const rotated = await readFile(vector('rotated', 'now'), 'utf8');
    const trust = ['--policy', vector('rotated', 'policy'), '--export-vkey', vkey];
    expect(await run(vector('rotated', 'extract'), ...trust, '--now', rotated.trim(), '--clearance=2')).toMatchObject({
      code: 0,
      printed: ['RESULT PASS'],
    });
  });

  it('tells what it took for granted', async () => {
    const { notes } = await run(...TRUST, vector('full'));
    expect(notes).toEqual([
      `NOTE now=${now} by the clock of this machine`,
      'NOTE clearance=3 as the manifest says: give --clearance to have it checked',
      'NOTE origin=rectify.example/issues/wgx-0371 kind=range from=0 to=89 entries=89',
      'NOTE envelopes opened=30 opaque=6',
    ]);
    const told = await run(...TRUST, '--now', now, '--clearance', '3', vector('full'));
    expect(told.notes.filter((line) => /now=|clearance=/.test(line))).toEqual([]);
  });

  it('prints a line per finding, then the result', async () => {
    const late = String(Number(now) + 90_000);
    const { code, printed } = await run(...TRUST, '--now', late, '--clearance', '2', vector('full'));
    expect(code).toBe(1);
    expect(printed.slice(0, -1).every((line) => /^FAIL E_[A-Z_]+( [a-zA-Z]+=\S+)*$/.test(line))).toBe(true);
    expect(printed).toContain('FAIL E_CLEARANCE states=3 expected=2');
    expect(printed).toContain(`FAIL E_COSIG_STALE file=checkpoint time=1772416821 now=${late}`);
    expect(printed.at(-1)).toBe('RESULT FAIL');
    const patient = await run(...TRUST, '--now', late, '--max-cosig-age', '100000', vector('full'));
    expect(patient.code).toBe(0);
    const hasty = await run(...TRUST, '--now', '1772410000', vector('full'));
    expect(hasty.printed).toContainEqual(expect.stringMatching(/^FAIL E_COSIG_FUTURE/));
    const tolerant = await run(...TRUST, '--now', '1772410000', '--skew', '7000', '--lag', '0', vector('full'));
    expect(tolerant.printed.filter((line) => line.includes('E_COSIG_FUTURE'))).toEqual([]);
  });

  it('reads a zip as it reads a folder, and says no to a broken one', async () => {
    const paths = await readdir(vector('delta'), { recursive: true, withFileTypes: true });
    const files = new Map<string, Uint8Array>();
    for (const entry of paths.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name);
      files.set(`delta/${path.slice(vector('delta').length + 1)}`, await readFile(path));
    }
    const zip = writeZip(files);
    await writeFile(join(folder, 'b.zip'), zip);
    await writeFile(join(folder, 'broken.zip'), zip.subarray(0, -30));
    expect(await run(...TRUST, join(folder, 'b.zip'))).toMatchObject({ code: 0, printed: ['RESULT PASS'] });
    expect(await run(...TRUST, join(folder, 'broken.zip'))).toMatchObject({
      code: 1,
      printed: ['FAIL E_BUNDLE_LAYOUT reason=zip', 'RESULT FAIL'],
    });
  });

  it('finds a changed byte, a file too many and a link in a folder', async () => {
    const bundle = join(folder, 'full');
    await cp(vector('full'), bundle, { recursive: true });
    await writeFile(join(bundle, 'vkeys.txt'), 'x');
    await writeFile(join(bundle, 'more'), 'x');
    expect((await run(...TRUST, bundle)).printed).toEqual(
      expect.arrayContaining([
        'FAIL E_BUNDLE_LAYOUT file=more reason=unknown',
        'FAIL E_BUNDLE_LAYOUT file=more reason=unlisted',
        'FAIL E_FILE_DIGEST file=vkeys.txt',
      ]),
    );
    await symlink(vector('full', 'vkeys.txt'), join(bundle, 'link'));
    expect(await run(...TRUST, bundle)).toMatchObject({
      code: 1,
      printed: ['FAIL E_BUNDLE_LAYOUT reason=source', 'RESULT FAIL'],
    });
  });

  it('finds a name in a folder that is no UTF-8', async () => {
    const bundle = join(folder, 'full');
    await cp(vector('full'), bundle, { recursive: true });
    await writeFile(Buffer.concat([Buffer.from(`${bundle}/x`), Buffer.of(0xff)]), 'x');
    expect(await run(...TRUST, bundle)).toMatchObject({
      code: 1,
      printed: ['FAIL E_BUNDLE_LAYOUT reason=source', 'RESULT FAIL'],
    });
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no policy', ['--export-vkey', vector('export.vkey'), vector('full')], /^--policy is required/],
    ['no export key', ['--policy', vector('policy'), vector('full')], /^--export-vkey is required/],
    ['no bundle', TRUST, /^Name one bundle/],
    ['two bundles', [...TRUST, vector('full'), vector('low')], /^Name one bundle/],
    ['an unknown option', [...TRUST, '--quick', vector('full')], /--quick/],
    ['an option without its value', [...TRUST, vector('full'), '--now'], /--now/],
    ['a clearance of 4', [...TRUST, '--clearance', '4', vector('full')], /^--clearance is/],
    ['a time with a fraction', [...TRUST, '--now', '1.5', vector('full')], /^--now is/],
    ['a negative lag', [...TRUST, '--lag=-1', vector('full')], /^--lag is/],
    ['a skew in words', [...TRUST, '--skew', 'much', vector('full')], /^--skew is/],
    [
      'a policy that is not there',
      ['--policy', 'nowhere', ...TRUST.slice(2), vector('full')],
      /^nowhere cannot be read/,
    ],
    ['a policy that is none', ['--policy', vector('now'), ...TRUST.slice(2), vector('full')], /is no policy: /],
    ['a key that is none', [...TRUST.slice(0, 2), '--export-vkey', vector('now'), vector('full')], /holds no vkey/],
    ['a key of another use', [...TRUST.slice(0, 2), '--export-vkey', LOG_VKEY, vector('full')], /is no export key/],
    ['a known note that is not there', [...TRUST, '--known', 'nowhere', vector('full')], /^nowhere cannot be read/],
    ['a policy without end', ['--policy', '/dev/zero', ...TRUST.slice(2), vector('full')], /^\/dev\/zero is too large/],
    ['a folder that cannot be read', [...TRUST, '/proc/self/task'], /^\/proc\/self\/task cannot be read/],
    ['a bundle that is not there', [...TRUST, 'nowhere'], /^There is no bundle/],
    ['a file that is no zip', [...TRUST, vector('policy')], /neither a folder nor a zip/],
  ])('says in one sentence that it cannot work with %s', async (_, words, sentence) => {
    const { code, printed, notes } = await run(...words);
    expect({ code, printed }).toEqual({ code: 2, printed: [] });
    const complaints = notes.filter((line) => !line.startsWith('NOTE '));
    expect(complaints).toEqual([expect.stringMatching(sentence)]);
    expect(complaints.join()).not.toContain('\n');
  });

  it('shows how it is used', async () => {
    expect(await run('--help')).toMatchObject({
      code: 0,
      printed: [expect.stringContaining('usage: verify --policy')],
    });
    await mkdir(join(folder, 'empty'));
    expect((await run(...TRUST, join(folder, 'empty'))).code).toBe(1);
  });
});
