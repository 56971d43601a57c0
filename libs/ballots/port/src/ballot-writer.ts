import { boxNameOf, type BoxId, type BoxKeys, type CastBallot, type Put } from './ballot-box.js';
import { BallotBoxError, type BallotDrawers, type BoxRecord } from './ballot-drawers.js';
import { BoxCipher, drawersOfEachKind, hashOf, type DrawerKind } from './box-cipher.js';
import {
  BALLOT_BYTES,
  decodeContent,
  encodeBallot,
  encodeContent,
  entryIn,
  HASH_BYTES,
  withEntry,
  type DrawerContent,
  type Entry,
} from './drawer-content.js';

/** Most ballots that wait for their turn; more are refused with `BALLOT_BOX_BUSY`. */
export const MAX_WAITING_BALLOTS = 10_000;
/** Most ballots that are put in together. */
export const MAX_BALLOTS_PER_BATCH = 500;
/** How often a ballot is put in again after another process was faster. */
export const MAX_PUT_TRIES = 50;

interface Waiting {
  readonly box: BoxId;
  readonly seal: Entry;
  readonly ballot: Entry;
  tries: number;
  readonly resolve: (put: Put) => void;
  readonly reject: (error: unknown) => void;
}

/** A box while a batch is put into it. */
interface OpenBox {
  readonly name: string;
  readonly record: BoxRecord;
  readonly cipher: BoxCipher;
}

/** Puts ballots in, those that wait together in one write of each drawer: one flush to disk serves them all. */
export class BallotWriter {
  #waiting: Waiting[] = [];
  #running = false;

  constructor(
    private readonly drawers: BallotDrawers,
    private readonly keys: Pick<BoxKeys, 'get'>,
  ) {}

  /** @throws BallotBoxError; RangeError where a ballot is too long */
  put(box: BoxId, { code, key, ballot }: CastBallot): Promise<Put> {
    if (this.#waiting.length >= MAX_WAITING_BALLOTS)
      return Promise.reject(new BallotBoxError('BALLOT_BOX_BUSY', 'Too many ballots wait for the box.'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        box,
        seal: { id: hashOf('taizhang/ballot-code/v1\n', code), value: hashOf('taizhang/ballot-seal/v1\n', key) },
        ballot: { id: hashOf('', key), value: encodeBallot(ballot) },
        tries: 0,
        resolve,
        reject,
      });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      // Whoever votes in this turn of the loop comes along.
      await new Promise(setImmediate);
      const batch = this.#waiting.splice(0, MAX_BALLOTS_PER_BATCH);
      const boxes = groupedBy(batch, ({ box }) => boxNameOf(box));
      await Promise.all([...boxes.values()].map((casts) => this.#putAll(casts)));
    }
    this.#running = false;
  }

  async #putAll(casts: readonly Waiting[]): Promise<void> {
    try {
      const box = await this.#openBox(casts);
      if (box === undefined) {
        for (const { resolve } of casts) resolve('shut');
        return;
      }
      // The seal comes first, as in the order of design §9: what has a seal and no ballot yet is put in by a repeat.
      const sealed = await this.#enter(box, 's', casts, ({ seal }) => seal);
      const entered = await this.#enter(box, 'r', sealed, ({ ballot }) => ballot);
      for (const { resolve } of entered) resolve('in');
    } catch (error) {
      for (const { reject } of casts) reject(error);
    }
  }

  async #openBox([first]: readonly Waiting[]): Promise<OpenBox | undefined> {
    if (first === undefined) return undefined;
    const name = boxNameOf(first.box);
    const record = await this.drawers.find(name);
    if (record === undefined || record.destroyed) return undefined;
    const key = await this.keys.get(first.box);
    return key === undefined ? undefined : { name, record, cipher: new BoxCipher(key) };
  }

  /** Enters one thing of each into its drawer. @returns those whose entry stands; the others are answered or wait again */
  async #enter(
    { name, record, cipher }: OpenBox,
    kind: DrawerKind,
    casts: readonly Waiting[],
    entryOf: (cast: Waiting) => Entry,
  ): Promise<readonly Waiting[]> {
    const byDrawer = groupedBy(casts, (cast) => cipher.drawerOf(kind, entryOf(cast).id, drawersOfEachKind(record)));
    const read = await this.drawers.read(name, [...byDrawer.keys()]);
    const filled = read.map((drawer) => {
      const bytes = kind === 's' ? HASH_BYTES : BALLOT_BYTES;
      const before = decodeContent(cipher.unseal(drawer), bytes);
      const filling = fill(before, byDrawer.get(drawer.drawer) ?? [], entryOf);
      const next = cipher.seal(name, drawer.drawer, drawer.revision + 1, encodeContent(filling.content));
      return { ...filling, changed: filling.content !== before, next };
    });
    const changed = filled.filter((one) => one.changed);
    const written = await this.drawers.write(changed.map(({ next }) => next));
    const lost = new Set(changed.filter((_one, i) => written[i] === false));
    for (const { casts: again } of lost) again.forEach((cast) => this.#again(cast));
    for (const { drawer } of read) byDrawer.delete(drawer);
    for (const gone of byDrawer.values()) gone.forEach(({ resolve }) => resolve('shut'));
    const kept = filled.filter((one) => !lost.has(one));
    for (const { refused } of kept) for (const [{ resolve }, put] of refused) resolve(put);
    return kept.flatMap(({ entered }) => entered);
  }

  #again(cast: Waiting): void {
    cast.tries += 1;
    if (cast.tries < MAX_PUT_TRIES) this.#waiting.push(cast);
    else cast.reject(new BallotBoxError('BALLOT_BOX_BUSY', 'The ballot could not be put in; it may be sent again.'));
  }
}

/** What a drawer holds with these entries in it, and which of them stand. */
function fill(before: DrawerContent, casts: readonly Waiting[], entryOf: (cast: Waiting) => Entry) {
  let content = before;
  const entered: Waiting[] = [];
  const refused: (readonly [Waiting, Put])[] = [];
  for (const cast of casts) {
    const entry = entryOf(cast);
    const there = entryIn(content, entry.id);
    if (there !== undefined && !there.value.equals(entry.value)) refused.push([cast, 'other']);
    else if (there !== undefined) entered.push(cast);
    else if (content.shut) refused.push([cast, 'shut']);
    else {
      content = withEntry(content, entry);
      entered.push(cast);
    }
  }
  return { content, casts, entered, refused };
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
