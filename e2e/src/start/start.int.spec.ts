import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { failToStart, startHostProcess, type HostEnvironment } from '../deployments/host-process.js';

const SECRET = 'a passphrase nobody may see';
const NOBODY_LISTENS = '127.0.0.1:1';
const WORKING: HostEnvironment = {
  NODE_ENV: 'test',
  TAIZHANG_CLOCK: 'manual',
  TAIZHANG_SEED: 'start',
  TAIZHANG_KEK: SECRET,
};
/** All files of the embedded stores, from the data folder. */
const STORE_FILES = ['events.sqlite', 'views.sqlite', 'followers.sqlite', 'keys/keys.sqlite', 'manual-time.sqlite'];

describe('a start that fails', () => {
  let root: string;
  let made = 0;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'taizhang-start-'));
    const host = await startHostProcess('standalone', { ...WORKING, TAIZHANG_DATA: join(root, 'good') });
    expect(await host.stop()).toBe(0);
    // A start that goes well tells progress and addresses; no warning of Node's, which an operator could do nothing about.
    expect(host.output.filter((line) => /warning/i.test(line))).toEqual([]);
  });
  afterAll(() => rm(root, { recursive: true }));

  /** A copy of a data folder that a host stopped cleanly. */
  async function goodFolder(): Promise<string> {
    made += 1;
    const folder = join(root, `copy-${String(made)}`);
    await cp(join(root, 'good'), folder, { recursive: true });
    return folder;
  }

  /** One sentence on stderr, exit code 1, no trace and no secret: that is all an operator gets. */
  async function expectSentence(
    environment: HostEnvironment,
    says: RegExp,
    through?: readonly string[],
  ): Promise<void> {
    const { code, stderr, stdout } = await failToStart('standalone', { ...WORKING, ...environment }, through);
    expect({ code, stderr }).toEqual({ code: 1, stderr: [expect.stringMatching(says)] });
    const [sentence = ''] = stderr;
    expect(sentence).toMatch(/^[A-Z/].{10,300}$/);
    expect([...stderr, ...stdout].join('\n')).not.toMatch(/^\s+at |The start failed|node_modules|passphrase nobody/m);
  }

  it('by a bad value names the variable', async () => {
    const bad: readonly (readonly [string, HostEnvironment])[] = [
      ['TAIZHANG_PORT', { TAIZHANG_PORT: '70000' }],
      ['TAIZHANG_CLOCK', { NODE_ENV: 'production' }],
      ['TAIZHANG_KEK', { TAIZHANG_KEK_FILE: '/run/kek' }],
      ['TAIZHANG_KAFKA_BROKERS', { TAIZHANG_TRANSPORT: 'kafka' }],
    ];
    await Promise.all(
      bad.map(([variable, environment]) =>
        expectSentence({ TAIZHANG_DATA: join(root, 'never'), ...environment }, new RegExp(`^${variable}[ =]`)),
      ),
    );
  });

  /** All stores at once, each in a folder of its own. */
  const onEveryFile = (check: (folder: string, file: string) => Promise<void>): Promise<unknown> =>
    Promise.all(STORE_FILES.map(async (file) => check(await goodFolder(), file)));

  it('on a file that is no database leaves it as it is', () =>
    onEveryFile(async (folder, file) => {
      const text = '这是别人的文件\n'.repeat(100);
      await writeFile(join(folder, file), text);
      await expectSentence({ TAIZHANG_DATA: folder }, new RegExp(file));
      expect(await readFile(join(folder, file), 'utf8')).toBe(text);
    }));

  it('on another program’s database leaves it as it is', () =>
    onEveryFile(async (folder, file) => {
      await rm(join(folder, file));
      const foreign = new Database(join(folder, file));
      foreign.exec("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('noodles')");
      foreign.close();
      const before = await readFile(join(folder, file));
      await expectSentence({ TAIZHANG_DATA: folder }, new RegExp(file));
      expect((await readFile(join(folder, file))).equals(before)).toBe(true);
    }));

  it('on a file that another program has locked', () =>
    onEveryFile(async (folder, file) => {
      const other = new Database(join(folder, file));
      other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
      await expectSentence({ TAIZHANG_DATA: folder }, new RegExp(file));
      other.close();
    }));

  it('with another key or another seed than the stores were made with', async () => {
    await Promise.all([
      expectSentence(
        { TAIZHANG_DATA: await goodFolder(), TAIZHANG_KEK: 'another passphrase nobody may see' },
        /TAIZHANG_KEK/,
      ),
      expectSentence({ TAIZHANG_DATA: await goodFolder(), TAIZHANG_SEED: 'another' }, /TAIZHANG_SEED/),
    ]);
  });

  it('where the data folder is a file, or within one', async () => {
    const file = join(root, 'a-file');
    await writeFile(file, 'text');
    await Promise.all(
      [file, join(file, 'data')].map((folder) => expectSentence({ TAIZHANG_DATA: folder }, /TAIZHANG_DATA/)),
    );
  });

  it('in a folder that may only be read', async () => {
    const parent = join(root, 'read-only');
    await mkdir(parent, { mode: 0o555 });
    // root may write anywhere, so it becomes nobody
    const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    await expectSentence(
      { TAIZHANG_DATA: join(parent, 'data') },
      /data folder must be writable/,
      process.getuid?.() === 0 ? asNobody : [],
    );
  });

  it('on a disk that is full at once, or after a while', async () => {
    await Promise.all(
      [0, 8, 64].map((blocks) => {
        // Writing beyond the limit is an error then, as on a full disk; unignored, its signal would end the process.
        const limited = ['sh', '-c', `trap '' XFSZ; ulimit -f ${String(blocks)}; exec "$@"`, 'sh'];
        return expectSentence({ TAIZHANG_DATA: join(root, `full-${String(blocks)}`) }, /(sqlite|disk|folder)/, limited);
      }),
    );
  });

  it('on a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    await expectSentence({ TAIZHANG_DATA: await goodFolder(), TAIZHANG_PORT: String(port) }, /TAIZHANG_PORT/);
    await new Promise((resolve) => server.close(resolve));
  });

  it('on an address that is not this machine’s', async () => {
    await expectSentence({ TAIZHANG_DATA: await goodFolder(), TAIZHANG_HOST: '192.0.2.1' }, /TAIZHANG_HOST/);
  });

  it('where no MongoDB or no Kafka answers', async () => {
    const mongodb = {
      TAIZHANG_STORE: 'mongodb',
      TAIZHANG_BLOBS_FOLDER: await goodFolder(),
      TAIZHANG_MONGODB_URL: `mongodb://${NOBODY_LISTENS}/t?serverSelectionTimeoutMS=500`,
    };
    const kafka = {
      TAIZHANG_DATA: await goodFolder(),
      TAIZHANG_TRANSPORT: 'kafka',
      TAIZHANG_KAFKA_BROKERS: NOBODY_LISTENS,
    };
    await Promise.all([expectSentence(mongodb, /MongoDB/), expectSentence(kafka, /Kafka/)]);
  });
});
