import { execFile } from 'node:child_process';
import { access, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { chooseAdapters } from '@taizhang/deployment';
import { fsck, readConfiguration } from '@taizhang/platform';
import { SCENARIO_ENVIRONMENT, startEmbedded } from '../deployments/deployment.js';
import { credentialsOf, ScenarioDriver } from '../deployments/scenario-driver.js';
import { leavesOf, playSlice, PLAYED_LEDGERS } from '../slice/play-slice.js';
import type { Player } from '../slice/step.js';

const LEDGER = 'issues/wgx-0371';
const office: Player = { account: 'acct-office', role: 'campaign-office', unit: 'wgx-0371' };

/** What is done to a file, and what `taizhang fsck` has to say of it; `mended` is what `--repair` makes anew. */
interface Damage {
  readonly file: string;
  readonly sql: string;
  readonly named: readonly RegExp[];
  readonly mended: readonly RegExp[];
}

const PLACE = `(SELECT no FROM ledgers WHERE ledger = '${LEDGER}') * 4294967296`;
const UNGUARDED =
  'DROP TRIGGER commits_no_update; DROP TRIGGER commits_no_delete; DROP TRIGGER stream_commits_no_delete;';
const FLIPPED = (blob: string) => `CAST(replace(CAST(${blob} AS TEXT), '"clr":1', '"clr":2') AS BLOB)`;

/** Within the signature of the log, which comes first. */
const SIGNED_AT = `(instr(note, 'wgx-0371 ') + 30)`;
const NEWEST = `WHERE ledger = '${LEDGER}' AND size = (SELECT max(size) FROM checkpoints WHERE ledger = '${LEDGER}')`;

const DAMAGES: Readonly<Record<string, Damage>> = {
  'a leaf was changed': {
    file: 'events.sqlite',
    sql: `${UNGUARDED} UPDATE commits SET leaves = ${FLIPPED('leaves')} WHERE place = (
      SELECT min(place) FROM commits WHERE place >= ${PLACE} AND instr(leaves, '"clr":1') > 0)`,
    named: [/^FAIL E_LEAF_HASH ledger=issues\/wgx-0371 idx=\d+$/, /^FAIL E_ROOT_MISMATCH .* lastGood=\d+/],
    mended: [],
  },
  'a leaf was changed so that it is no canonical JSON': {
    file: 'events.sqlite',
    sql: `${UNGUARDED} UPDATE commits SET leaves = CAST(replace(CAST(leaves AS TEXT), '"cnt":1,', '"cnt":+,') AS BLOB) WHERE place = ${PLACE} + 1`,
    named: [/^FAIL E_LEAF_NOT_CANONICAL ledger=issues\/wgx-0371 idx=1$/, /^FAIL E_LEAF_HASH .* idx=1$/],
    mended: [],
  },
  'a commit was removed': {
    file: 'events.sqlite',
    sql: `${UNGUARDED} DELETE FROM commits WHERE place = ${PLACE} + 2`,
    named: [/^FAIL E_ENTRY_MISSING ledger=issues\/wgx-0371 from=\d+ to=\d+$/],
    mended: [],
  },
  'the last commits were removed': {
    file: 'events.sqlite',
    sql: `${UNGUARDED} DELETE FROM commits WHERE place BETWEEN ${PLACE} + 5 AND ${PLACE} + 4294967295;
      DELETE FROM stream_commits WHERE place BETWEEN ${PLACE} + 5 AND ${PLACE} + 4294967295`,
    named: [
      /^FAIL LEDGER_BEHIND ledger=issues\/wgx-0371 signed=\d+ present=\d+ by=guard$/,
      /^FAIL E_HEAD /,
      /^FAIL E_TREE /,
      /^FAIL E_MARK .* reason=beyond$/,
    ],
    mended: [],
  },
  'a commit says another time than its leaves': {
    file: 'events.sqlite',
    sql: `${UNGUARDED} UPDATE commits SET time = '2014-01-01T00:00:00.000Z' WHERE place = ${PLACE} + 3`,
    named: [/^FAIL E_COMMIT_SHAPE ledger=issues\/wgx-0371 idx=\d+ seq=3$/],
    mended: [],
  },
  'a head tells another size': {
    file: 'events.sqlite',
    sql: `UPDATE ledgers SET size = size + 3 WHERE ledger = '${LEDGER}'`,
    named: [/^FAIL E_HEAD ledger=issues\/wgx-0371 states=\d+ size=\d+$/],
    mended: [/^MENDED head ledger=issues\/wgx-0371$/],
  },
  'an entry of the read index is gone': {
    file: 'events.sqlite',
    sql: `DROP TRIGGER stream_commits_no_delete; DELETE FROM stream_commits WHERE place = ${PLACE} + 2;
      CREATE TRIGGER stream_commits_no_delete BEFORE DELETE ON stream_commits BEGIN SELECT RAISE(ABORT, 'commits are never deleted'); END;`,
    named: [/^FAIL E_STREAM_INDEX ledger=issues\/wgx-0371 idx=\d+ stream=\S+ rev=\d+$/],
    mended: [/^MENDED index ledger=issues\/wgx-0371$/],
  },
  'the read index has an entry of nothing': {
    file: 'events.sqlite',
    sql: `INSERT INTO stream_commits (ledger, stream, to_rev, from_rev, place)
      SELECT ledger, stream, to_rev + 100, from_rev + 100, place FROM stream_commits WHERE place = ${PLACE} + 2`,
    named: [/^FAIL E_STREAM_INDEX ledger=issues\/wgx-0371 states=\d+ counted=\d+$/],
    mended: [/^MENDED index ledger=issues\/wgx-0371$/],
  },
  'a tile was changed': {
    file: 'seals.sqlite',
    sql: `UPDATE tiles SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB) WHERE ledger = '${LEDGER}' AND level = 0`,
    named: [/^FAIL E_TILE ledger=issues\/wgx-0371 level=0 index=0$/],
    mended: [/^MENDED tree ledger=issues\/wgx-0371$/],
  },
  'a tile is gone': {
    file: 'seals.sqlite',
    sql: `DELETE FROM tiles WHERE ledger = '${LEDGER}'`,
    named: [/^FAIL E_TILE ledger=issues\/wgx-0371 level=0 index=0 reason=missing$/],
    mended: [/^MENDED tree ledger=issues\/wgx-0371$/],
  },
  'the tree has another frontier': {
    file: 'seals.sqlite',
    sql: `UPDATE trees SET frontier = zeroblob(length(frontier)) WHERE ledger = '${LEDGER}'`,
    named: [/^FAIL E_TREE ledger=issues\/wgx-0371 size=\d+$/],
    mended: [/^MENDED tree ledger=issues\/wgx-0371$/],
  },
  'the signature of a checkpoint was changed': {
    file: 'seals.sqlite',
    sql: `UPDATE checkpoints SET note = substr(note, 1, ${SIGNED_AT}) || 'AAAA' || substr(note, ${SIGNED_AT} + 5) ${NEWEST}`,
    named: [/^FAIL E_SIG_INVALID ledger=issues\/wgx-0371 size=\d+$/],
    mended: [],
  },
  'the cosignature of a checkpoint was changed': {
    file: 'seals.sqlite',
    sql: `UPDATE checkpoints SET note = substr(note, 1, length(note) - 10) || 'AAAA' || substr(note, -6) ${NEWEST}`,
    named: [/^FAIL E_COSIG_INVALID ledger=issues\/wgx-0371 size=\d+$/],
    mended: [],
  },
  'a checkpoint says that it is cosigned, and is not': {
    file: 'seals.sqlite',
    sql: `UPDATE checkpoints SET note = substr(note, 1, instr(note, '— rectify.example/witness/') - 1) ${NEWEST}`,
    named: [/^FAIL E_CHECKPOINT_FORMAT ledger=issues\/wgx-0371 size=\d+ reason=not-cosigned$/],
    mended: [],
  },
  'a checkpoint is kept under another size': {
    file: 'seals.sqlite',
    sql: `INSERT INTO checkpoints SELECT ledger, size - 1, root, note, cosigned FROM checkpoints
      WHERE ledger = '${LEDGER}' AND size - 1 NOT IN (SELECT size FROM checkpoints WHERE ledger = '${LEDGER}') LIMIT 1`,
    named: [/^FAIL E_CHECKPOINT_FORMAT ledger=issues\/wgx-0371 size=\d+ reason=row$/],
    mended: [],
  },
  'a view has seen more than the ledger has': {
    file: 'followers.sqlite',
    sql: `UPDATE marks SET idx = idx + 100 WHERE consumer LIKE 'view:issues.%' AND ledger = '${LEDGER}'`,
    named: [/^FAIL E_MARK ledger=issues\/wgx-0371 consumer=view:issues\.\S+ idx=\d+ reason=beyond$/],
    mended: [/^MENDED mark consumer=view:issues\./],
  },
  'a view has seen another leaf': {
    file: 'followers.sqlite',
    sql: `UPDATE marks SET leaf_hash = replace(leaf_hash, 'a', 'b') WHERE consumer LIKE 'view:issues.%' AND ledger = '${LEDGER}'`,
    named: [/^FAIL E_MARK ledger=issues\/wgx-0371 consumer=view:issues\.\S+ idx=\d+ reason=other-leaf$/],
    mended: [/^MENDED mark consumer=view:issues\./],
  },
};

describe('taizhang fsck', () => {
  let root: string;
  const sound = () => join(root, 'sound');
  let leaves: Readonly<Record<string, readonly string[]>>;
  let asked: unknown;

  const issuesOf = async (url: string) => {
    const response = await fetch(`${url}/api/issues/views/rectification-ledger?bureau=wgx-0371`, {
      headers: { authorization: credentialsOf(office) },
    });
    const { items } = (await response.json()) as { readonly items: unknown }; // as every view answers
    return { status: response.status, items };
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'taizhang-fsck-'));
    const deployment = await startEmbedded(sound());
    leaves = (await playSlice(deployment)).leaves;
    asked = await issuesOf(deployment.urlOf('issues'));
    await deployment.stop();
  }, 120_000);
  afterAll(() => rm(root, { recursive: true }));

  let copies = 0;
  const copied = async () => {
    const folder = join(root, `copy-${String((copies += 1))}`);
    await cp(sound(), folder, { recursive: true });
    return folder;
  };
  const damage = (folder: string, { file, sql }: Damage) => {
    const database = new Database(join(folder, file));
    try {
      database.exec(sql);
    } finally {
      database.close();
    }
  };
  const run = async (folder: string, repair = false) => {
    const lines: string[] = [];
    const configuration = readConfiguration({ ...SCENARIO_ENVIRONMENT, TAIZHANG_DATA: folder });
    const adapters = await chooseAdapters(configuration, 'cli');
    const clean = await fsck(configuration, adapters, { repair }, (line) => lines.push(line));
    return { clean, lines };
  };
  const stored = (folder: string) => {
    const database = new Database(join(folder, 'events.sqlite'), { readonly: true });
    const rows = database.prepare('SELECT place, id, digest, idx, cnt, time, leaves FROM commits ORDER BY place').all();
    database.close();
    return rows;
  };
  const notes = (folder: string) => {
    const database = new Database(join(folder, 'seals.sqlite'), { readonly: true });
    const rows = database.prepare('SELECT * FROM checkpoints ORDER BY ledger, size').all();
    database.close();
    return rows;
  };

  it('finds nothing in what a host left', async () => {
    expect(await run(sound())).toEqual({ clean: true, lines: [] });
  });

  it.each(Object.entries(DAMAGES))('names that %s, and mends only what is derived', async (_, one) => {
    const folder = await copied();
    damage(folder, one);
    const before = [stored(folder), notes(folder)];
    const found = await run(folder);
    expect(found.clean).toBe(false);
    for (const line of one.named) expect(found.lines).toContainEqual(expect.stringMatching(line));
    const mended = await run(folder, true);
    for (const line of one.mended) expect(mended.lines).toContainEqual(expect.stringMatching(line));
    if (one.mended.length === 0) expect(mended.lines.filter((line) => line.startsWith('MENDED'))).toEqual([]);
    expect([stored(folder), notes(folder)]).toEqual(before);
    expect(mended.clean).toBe(one.mended.length > 0);
    expect((await run(folder)).clean).toBe(one.mended.length > 0);
  });

  it('takes the mark of a due date that was acted on, which is of no leaf, for what it is', async () => {
    const folder = await copied();
    const sql = `INSERT INTO marks (consumer, ledger, idx, leaf_hash) VALUES ('deadline:issues.some:one', '${LEDGER}', 3, '')`;
    damage(folder, { file: 'followers.sqlite', sql, named: [], mended: [] });
    expect(await run(folder)).toEqual({ clean: true, lines: [] });
  });

  it('judges no ledgers of another authority, and no host works on them', async () => {
    const folder = await copied();
    const sentence =
      'These ledgers are those of rectify.example, not of other.example: set TAIZHANG_AUTHORITY=rectify.example.';
    const configuration = readConfiguration({
      ...SCENARIO_ENVIRONMENT,
      TAIZHANG_DATA: folder,
      TAIZHANG_AUTHORITY: 'other.example',
    });
    const judged = fsck(configuration, await chooseAdapters(configuration, 'cli'), { repair: false }, () => undefined);
    await expect(judged).rejects.toThrow(sentence);
    await expect(startEmbedded(folder, { TAIZHANG_AUTHORITY: 'other.example' })).rejects.toThrow(sentence);
    expect(await run(folder)).toEqual({ clean: true, lines: [] });
  });

  it('mends all that is derived at once, and a host goes on with the same leaves and views', async () => {
    const folder = await copied();
    const derived = Object.values(DAMAGES).filter(({ mended }) => mended.length > 0);
    for (const one of derived) damage(folder, one);
    const { clean, lines } = await run(folder, true);
    expect(clean).toBe(true);
    for (const part of ['head', 'index', 'tree', 'mark'])
      expect(lines).toContainEqual(expect.stringContaining(`MENDED ${part} `));
    const deployment = await startEmbedded(folder);
    try {
      expect(await leavesOf(new ScenarioDriver(deployment), PLAYED_LEDGERS)).toEqual(leaves);
      expect(await issuesOf(deployment.urlOf('issues'))).toEqual(asked);
      expect(asked).toMatchObject({ status: 200, items: expect.arrayContaining([expect.anything()]) });
    } finally {
      await deployment.stop();
    }
    expect(await run(folder)).toEqual({ clean: true, lines: [] });
  }, 120_000);

  /** The program as an operator runs it. */
  const taizhang = (folder: string, ...words: readonly string[]) =>
    new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
      const env = { PATH: process.env['PATH'], ...SCENARIO_ENVIRONMENT, TAIZHANG_DATA: folder };
      const child = execFile(
        process.execPath,
        ['apps/cli/taizhang.mjs', 'fsck', ...words],
        { env },
        (_, stdout, stderr) => {
          resolve({ code: child.exitCode ?? -1, stdout, stderr });
        },
      );
    });

  it('checks beside a host at work, and mends nothing there', async () => {
    const folder = await copied();
    const deployment = await startEmbedded(folder);
    try {
      expect(await taizhang(folder)).toEqual({ code: 0, stdout: 'RESULT PASS\n', stderr: '' });
      expect(await taizhang(folder, '--repair')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: `A host is at work on ${folder}: stop it first.\n`,
      });
    } finally {
      await deployment.stop();
    }
  }, 120_000);

  it('ends with 1 for defects, with 2 for what it cannot check, and looks at one ledger where it is told to', async () => {
    const folder = await copied();
    const head = DAMAGES['a head tells another size'];
    if (head === undefined) throw new Error('no such damage');
    damage(folder, head);
    const failed = await taizhang(folder);
    expect(failed).toMatchObject({ code: 1, stderr: '' });
    expect(failed.stdout).toMatch(/^FAIL E_HEAD ledger=issues\/wgx-0371 states=\d+ size=\d+\nRESULT FAIL\n$/);
    expect(await taizhang(folder, '--ledger', 'organization/wgx-0371')).toMatchObject({ code: 0 });
    expect(await taizhang(folder, '--ledger', 'issues/wgx-9999')).toMatchObject({
      code: 2,
      stderr: 'There is no ledger issues/wgx-9999 here.\n',
    });
    expect(await taizhang(folder, '--ledger', 'nonsense')).toMatchObject({ code: 2, stdout: '' });
    const empty = join(root, 'empty');
    expect(await taizhang(empty)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^There are no keys in .*\n$/),
    });
    await expect(access(empty)).rejects.toThrow(); // whoever asks makes nothing
  }, 120_000);
});
