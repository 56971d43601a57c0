import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const VECTORS = root('libs/ledger/vectors/bundles');

describe('the verifier as a program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-verifier-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Runs a program of Node's with nothing of this machine but Node, somewhere else. */
  const run = (program: string, ...words: readonly string[]) =>
    new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [program, ...words],
        { env: {}, cwd: folder },
        (_error, stdout, stderr) => {
          resolve({ code: child.exitCode ?? -1, stdout, stderr });
        },
      );
    });
  const trust = ['--policy', join(VECTORS, 'policy'), '--export-vkey', join(VECTORS, 'export.vkey')];

  async function expectVerdicts(program: string, ...command: readonly string[]): Promise<void> {
    const now = (await readFile(join(VECTORS, 'now'), 'utf8')).trim();
    const words = [...command, ...trust, '--now', now];
    expect(await run(program, ...words, join(VECTORS, 'full'))).toMatchObject({ code: 0, stdout: 'RESULT PASS\n' });
    const stale = await run(program, ...words, '--max-cosig-age', '1', join(VECTORS, 'full'));
    expect(stale).toMatchObject({ code: 1 });
    expect(stale.stdout).toMatch(/^FAIL E_COSIG_STALE file=checkpoint .*\nRESULT FAIL\n$/);
    expect(await run(program, ...command, join(VECTORS, 'full'))).toEqual({
      code: 2,
      stdout: '',
      stderr: '--policy is required: the file that says whom you trust.\n',
    });
    expect(await run(program, ...words)).toMatchObject({ code: 2, stdout: '' });
    expect(await run(program, ...command, '--help')).toMatchObject({ code: 0, stderr: '' });
  }

  it('is one file that runs with Node alone', async () => {
    const file = join(folder, 'taizhang-verify.mjs');
    expect(await run(root('tools/build-verifier.mjs'), file)).toMatchObject({ code: 0 });
    const imports = [...(await readFile(file, 'utf8')).matchAll(/^import .* from "([^"]+)";$/gm)].map(
      ([, name]) => name,
    );
    expect(new Set(imports)).toEqual(
      new Set(['node:crypto', 'node:fs', 'node:fs/promises', 'node:path', 'node:util', 'module']),
    );
    await expectVerdicts(file);
  });

  it('is a command of the operator too', async () => {
    await expectVerdicts(root('apps/cli/taizhang.mjs'), 'verify');
  });
});
