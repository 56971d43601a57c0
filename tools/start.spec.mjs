import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './packages.mjs';

/** Stands in for a program with an ordered shutdown: says what it heard, and leaves only when its work is done. */
const PROGRAM = `
  let heard = 0;
  const finish = () => setImmediate(() => { console.log('heard ' + heard); process.exit(Number(process.argv[2])); });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { heard += 1; console.log(signal); finish(); });
  setInterval(() => {}, 1000);
  console.log('ready ' + process.env.TAIZHANG_DATA);
`;

describe('a program in front of the terminal', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taizhang-start-'));
    writeFileSync(join(folder, 'program.mjs'), PROGRAM);
    writeFileSync(
      join(folder, 'launcher.mjs'),
      `import { runInFront } from '${ROOT}tools/app-process.mjs';
       process.exitCode = await runInFront('${folder}/program.mjs', process.argv.slice(2), process.env);`,
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Starts the launcher, calls `act` when the program is ready, and resolves to what was printed and how it ended. */
  function launch(args, act) {
    const launcher = spawn(process.execPath, [join(folder, 'launcher.mjs'), ...args], {
      detached: true,
      env: { ...process.env, TAIZHANG_DATA: 'somewhere' },
    });
    const lines = [];
    createInterface({ input: launcher.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('ready')) act(launcher);
    });
    return new Promise((resolve) => launcher.on('close', (code, signal) => resolve({ lines, code, signal })));
  }

  it.each(['SIGINT', 'SIGTERM'])('hears %s, shuts down and ends with its own code', async (signal) => {
    const ended = await launch(['0'], (launcher) => launcher.kill(signal));
    expect(ended).toEqual({ lines: ['ready somewhere', signal, 'heard 1'], code: 0, signal: null });
  });

  it('hears a Ctrl-C once, though the terminal signals the whole group and npm signals again', async () => {
    const ended = await launch(['0'], (launcher) => {
      process.kill(-launcher.pid, 'SIGINT');
      launcher.kill('SIGINT');
    });
    expect(ended).toEqual({ lines: ['ready somewhere', 'SIGINT', 'heard 1'], code: 0, signal: null });
  });

  it('is told to stop in order when the terminal is closed', async () => {
    const ended = await launch(['0'], (launcher) => launcher.kill('SIGHUP'));
    expect(ended.lines).toContain('SIGTERM');
    expect(ended.code).toBe(0);
  });

  it('hands on a code that is not 0', async () => {
    const { code } = await launch(['7'], (launcher) => launcher.kill('SIGINT'));
    expect(code).toBe(7);
  });
});

describe('npm start', () => {
  it.each(['--emtpy', '--help', 'empty'])(
    'refuses a word that it does not know, before it does anything: %s',
    (word) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/start.mjs', word], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^npm start knows no ${word}: [^\\n]*--empty[^\\n]*TAIZHANG_PORT[^\\n]*\\n$`));
    },
  );
});

describe('the check of Node', () => {
  const pretending = (version) =>
    `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`;
  const check = (version, script = 'tools/require-node.mjs') =>
    spawnSync(process.execPath, ['--import', pretending(version), script], { cwd: ROOT, encoding: 'utf8' });

  it.each(['18.20.8', '20.18.3', '21.7.0', '22.12.0', '23.9.0'])('refuses %s in one sentence', (version) => {
    const { status, stderr } = check(version);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`this is Node ${version}`);
  });

  it.each(['20.19.0', '20.20.2', '24.0.0', '25.1.0'])('lets %s pass', (version) => {
    expect(check(version)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(['tools/start.mjs', 'tools/test.mjs'])('stands before everything else in %s', (script) => {
    const { status, stdout, stderr } = check('18.20.8', script);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Taizhang needs Node \S+ or \S+, but this is Node 18\.20\.8: .*\n$/);
  });
});

describe('the check of the SQLite driver', () => {
  it('names the toolchain in one sentence when the driver was not built', () => {
    const folder = mkdtempSync(join(tmpdir(), 'taizhang-no-driver-'));
    try {
      const loader = `export const resolve = (name, context, next) => {
        if (name === 'better-sqlite3') throw new Error('Could not locate the bindings file. Tried: …');
        return next(name, context);
      };`;
      writeFileSync(join(folder, 'loader.mjs'), loader);
      writeFileSync(
        join(folder, 'no-driver.mjs'),
        `import { register } from 'node:module'; register('file://${folder}/loader.mjs');`,
      );
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--import', join(folder, 'no-driver.mjs'), 'tools/require-sqlite.mjs'],
        { cwd: ROOT, encoding: 'utf8' },
      );
      expect(status).toBe(1);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toMatch(/Python 3, make and g\+\+/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
