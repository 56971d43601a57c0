import { boxNameOf, type BallotBox, type BoxId, type BoxKeys, type CastBallot, type Put } from './ballot-box.js';
import { BallotBoxError, type BallotDrawers, type Drawer } from './ballot-drawers.js';
import { BallotWriter } from './ballot-writer.js';
import { BoxCipher, drawerName, drawersOfEachKind, type DrawerKind } from './box-cipher.js';
import { BALLOT_BYTES, decodeBallot, decodeContent, EMPTY, encodeContent, type Entry } from './drawer-content.js';

/** Ballots that share a drawer on average: what is written again when one is put in. */
export const BALLOTS_PER_DRAWER = 8;
/** Most drawers of each kind. */
export const MAX_DRAWERS = 256;
/** How often shutting a drawer is tried against voters who are faster. */
const MAX_SHUT_TRIES = 100;

/** Ballot boxes above a technology's drawers and a keeper of keys. */
export function createBallotBox(drawers: BallotDrawers, keys: BoxKeys): BallotBox {
  return new SealedBallotBox(drawers, keys);
}

class SealedBallotBox implements BallotBox {
  readonly #writer: BallotWriter;

  constructor(
    private readonly drawers: BallotDrawers,
    private readonly keys: BoxKeys,
  ) {
    this.#writer = new BallotWriter(drawers, keys);
  }

  async make(box: BoxId, ballots: number): Promise<void> {
    const name = boxNameOf(box);
    if ((await this.drawers.find(name)) !== undefined) return;
    const cipher = new BoxCipher(await this.keys.make(box));
    const count = Math.min(MAX_DRAWERS, Math.max(1, Math.ceil(ballots / BALLOTS_PER_DRAWER)));
    const names = allDrawers(count);
    await this.drawers.make(
      name,
      names.map((drawer) => cipher.seal(name, drawer, 1, encodeContent(EMPTY))),
    );
  }

  put(box: BoxId, cast: CastBallot): Promise<Put> {
    return this.#writer.put(box, cast);
  }

  async empty(box: BoxId): Promise<readonly string[] | undefined> {
    const name = boxNameOf(box);
    const record = await this.drawers.find(name);
    if (record === undefined) return [];
    const key = record.destroyed ? undefined : await this.keys.get(box);
    if (key === undefined) return undefined;
    const cipher = new BoxCipher(key);
    const count = drawersOfEachKind(record);
    await this.#shut(name, allDrawers(count), cipher);
    const read = await this.drawers.read(name, drawersOf('r', count));
    if (read.length < count) return undefined; // destroyed meanwhile
    return read
      .flatMap((drawer): readonly Entry[] => decodeContent(cipher.unseal(drawer), BALLOT_BYTES).entries)
      .sort((a, b) => Buffer.compare(a.id, b.id))
      .map(({ value }) => decodeBallot(value));
  }

  async destroy(box: BoxId): Promise<void> {
    await this.drawers.destroy(boxNameOf(box));
    await this.keys.destroy(box);
  }

  /** Drawer by drawer, each against its revision: whatever was put in before is in what is read after. */
  async #shut(name: string, drawers: readonly string[], cipher: BoxCipher): Promise<void> {
    let open = drawers;
    for (let tries = 0; open.length > 0; tries += 1) {
      if (tries === MAX_SHUT_TRIES)
        throw new BallotBoxError('BALLOT_BOX_BUSY', 'The ballot box could not be shut; it is tried again.');
      const shut = (await this.drawers.read(name, open)).flatMap((drawer) => shutDrawer(drawer, cipher));
      const written = await this.drawers.write(shut);
      open = shut.filter((_drawer, i) => written[i] === false).map(({ drawer }) => drawer);
    }
  }
}

/** The drawer as it is when shut; nothing where it is. Its first byte is all that changes. */
function shutDrawer(drawer: Drawer, cipher: BoxCipher): readonly Drawer[] {
  const content = cipher.unseal(drawer);
  if (content[0] === 1) return [];
  content[0] = 1;
  return [cipher.seal(drawer.box, drawer.drawer, drawer.revision + 1, content)];
}

function drawersOf(kind: DrawerKind, count: number): readonly string[] {
  return Array.from({ length: count }, (_none, i) => drawerName(kind, i));
}

/** Seals are shut first: a code that finds its own shut has put nothing in. */
function allDrawers(count: number): readonly string[] {
  return [...drawersOf('s', count), ...drawersOf('r', count)];
}
