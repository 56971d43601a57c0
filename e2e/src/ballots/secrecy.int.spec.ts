import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@taizhang/testkit';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { filesIn, links, ordersIn, tracesOf } from './linker.js';
import { BUREAU, LEDGER, OFFICE, PollingStation, type Voter } from './polling-station.js';
import { shuffled, votersOf } from './voters.js';

/** Voters, one after another: nobody hides in a crowd. */
const VOTERS = 240;
/** Hits that chance gives a linker less often than once in a million tries: it gives one on average. */
const MOST_HITS_BY_CHANCE = 9;
/** Standard deviations beyond which an order is no accident. */
const MOST_DEVIATION_BY_CHANCE = 5.5;

interface Leaf {
  readonly type: string;
  readonly id: string;
  readonly stream: string;
  readonly data: { readonly comment?: string };
}

/** The one thing that a stranger does not have: which comment is whose. It is written in the comment. */
async function votersOfComments(station: PollingStation): Promise<ReadonlyMap<string, number>> {
  const comments = new Map<string, number>();
  for (let cursor = ''; ;) {
    const { body } = await station.get(`evaluation/views/comments?unit=b-yi&limit=100${cursor}`);
    const items = body['items'] as readonly { readonly key: string; readonly doc: { readonly content: string } }[]; // of that view
    for (const { key, doc } of items) comments.set(key, Number(/\d+/.exec(doc.content)?.[0]));
    const next = body['next'] ?? null;
    if (typeof next !== 'string') return comments;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

describe('the secrecy of an online vote 无记名', () => {
  let folder: string;
  let deployment: Deployment;
  let leaves: readonly Leaf[];
  let cast: readonly Voter[];
  let files: ReadonlyMap<string, Buffer>;
  /** By voter: what everybody can see of the use of a code, and of a ballot. Which belong together only this test knows. */
  const use = new Map<number, Leaf>();
  const ballot = new Map<number, Leaf>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-secrecy-'));
    deployment = await startEmbedded(folder, {
      TAIZHANG_CLOCK: 'system',
      TAIZHANG_LIMIT_PUBLIC: '0',
      TAIZHANG_LOG_LEVEL: 'trace',
    });
    const station = new PollingStation(() => deployment.urlOf('evaluation'), 'b-yi');
    await station.found(['b-yi']);
    await station.convene(VOTERS);
    await station.openRound('r-1');
    const codes = shuffled(await station.issued('r-1', VOTERS));
    const marks = { GOOD: VOTERS / 2, FAIRLY_GOOD: VOTERS / 4, AVERAGE: VOTERS / 4, POOR: 0, BLANK: 0 };
    cast = votersOf(codes, marks, VOTERS, '秘密');
    for (const voter of cast) expect((await station.vote(voter)).status).toBe(200);
    await station.act(OFFICE, 'close-ballot-round', { round: 'r-1', paper: 0 });
    await station.opened('r-1');
    leaves = await eventually('the box is cleared', async () => {
      const lines = await new ScenarioDriver(deployment).leaves(LEDGER);
      const read = lines.map((line) => JSON.parse(line) as Leaf); // as the store wrote them
      return read.some(({ type }) => type === 'evaluation.BallotBoxCleared') ? read : undefined;
    });
    const comments = await eventually('all comments are listed', async () => {
      const listed = await votersOfComments(station);
      return listed.size === VOTERS ? listed : undefined;
    });
    const used = leaves.filter(({ type }) => type === 'evaluation.BallotCodeUsed');
    for (const [voter, leaf] of used.entries()) use.set(voter, leaf); // they voted one after another
    for (const leaf of leaves.filter(({ type }) => type === 'evaluation.FeedbackCollected'))
      ballot.set(comments.get(String(leaf.data.comment)) ?? -1, leaf);
    await eventually('the box is destroyed', async () => (await station.cast(cast[0] as Voter)).status === 409); // there are voters
    await deployment.stop();
    files = await filesIn(folder);
  }, 300_000);
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  const inOrder = (of: ReadonlyMap<number, Leaf>, by: (leaf: Leaf) => string | number) =>
    [...of].sort(([, a], [, b]) => (by(a) < by(b) ? -1 : 1)).map(([voter]) => voter);

  it('has a use and a ballot of every voter to be linked', () => {
    expect([use.size, ballot.size]).toEqual([VOTERS, VOTERS]);
    expect([...ballot.keys()].sort((a, b) => a - b)).toEqual([...use.keys()]);
  });

  it('[C5.11] nobody who has all leaves and the whole store links a code to a ballot better than by chance (policy 17)', () => {
    const leafOf = new Map(leaves.map((leaf, idx) => [leaf.id, idx]));
    const idxOf = ({ id }: Leaf) => leafOf.get(id) ?? -1;
    const hash = ({ stream }: Leaf) => stream.slice(stream.indexOf('/') + 1);
    const found = links({
      uses: new Map([
        ['order of use', inOrder(use, idxOf)],
        ['hash of the code', inOrder(use, hash)],
        ['event id of the use', inOrder(use, ({ id }) => id)],
        ...ordersIn(files, new Map([...use].map(([voter, leaf]) => [voter, hash(leaf)]))),
        ...ordersIn(files, new Map([...use].map(([voter, { id }]) => [voter, id]))),
      ]),
      ballots: new Map([
        ['order of the ballots', inOrder(ballot, idxOf)],
        ['name of the comment', inOrder(ballot, hash)],
        ...ordersIn(files, new Map([...ballot].map(([voter, leaf]) => [voter, hash(leaf)]))),
      ]),
    });
    expect(found.length).toBeGreaterThan(20);
    for (const { by, hits, deviation } of found) {
      expect({ by, tooMany: hits > MOST_HITS_BY_CHANCE }).toEqual({ by, tooMany: false });
      expect({ by, tooAlike: Math.abs(deviation) > MOST_DEVIATION_BY_CHANCE }).toEqual({ by, tooAlike: false });
    }
  });

  it('[C5.11] nothing is left of any key, code or comment, in files, log or ledger', () => {
    const log = Buffer.from(deployment.hosts.flatMap(({ output }) => output).join('\n'));
    const places = [...files, ['log', log] as const];
    const secrets = cast.flatMap(({ code, key, comment }) => [
      ...tracesOf(key),
      Buffer.from(code),
      Buffer.from(code.replaceAll('-', '')),
      Buffer.from(comment?.content ?? code),
    ]);
    for (const [place, bytes] of places)
      expect({ place, found: secrets.filter((secret) => bytes.includes(secret)).length }).toEqual({ place, found: 0 });
    expect([...files.keys()].map((file) => file.slice(folder.length + 1))).toContain('ballots.sqlite');
  });

  it('keeps of the box that there was one', async () => {
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(join(folder, 'ballots.sqlite'), { readonly: true });
    expect(database.prepare('SELECT drawers, destroyed FROM boxes').all()).toEqual([{ drawers: 0, destroyed: 1 }]);
    expect(database.prepare('SELECT * FROM drawers').all()).toEqual([]);
    database.close();
    expect(BUREAU).toBe(LEDGER.slice(LEDGER.indexOf('/') + 1));
  });
});
