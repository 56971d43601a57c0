import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import {
  EMPTY_FRONTIER,
  extendTiles,
  frontierFromTiles,
  frontierTiles,
  sameHash,
  type Frontier,
  type Tile,
} from '@taizhang/ledger';
import { hashLeaf } from './leaf-hashing.js';
import type { SealRows } from './seal-rows.js';
import { hashAt, readTiles, tilePlace } from './tile-reading.js';

/** Most leaf hashes that wait in memory to be written as tiles: 64 full tiles. */
export const EXTEND_AT_LEAVES = 16_384;

/** Extends the trees of ledgers from their commits, in order and without gaps; a crash repeats work and writes the same bytes. */
export class LedgerTrees {
  constructor(
    private readonly store: Pick<EventStore, 'readLedger'>,
    private readonly rows: SealRows,
  ) {}

  /**
   * Catches up with a ledger. The tree ends where a commit does: a checkpoint never parts one (ledger-format §2). A tree that was
   * made from other leaves than the store has now is thrown away and made anew: whether it may be signed is the guard's to say.
   */
  async catchUp(ledger: LedgerId): Promise<Frontier> {
    const tree = (await this.rows.tree(ledger)) ?? EMPTY_FRONTIER;
    if (tree.size === 0) return this.#extend(ledger, tree, this.store.readLedger(ledger));
    const events = this.store.readLedger(ledger, { from: tree.size - 1 })[Symbol.asyncIterator]();
    try {
      const last = await events.next();
      if (last.done !== true && (await this.#isLastLeaf(ledger, tree.size, last.value)))
        return await this.#extend(ledger, tree, { [Symbol.asyncIterator]: () => events });
    } finally {
      await events.return?.();
    }
    await this.rows.forgetTree(ledger);
    return this.#extend(ledger, EMPTY_FRONTIER, this.store.readLedger(ledger));
  }

  async #isLastLeaf(ledger: LedgerId, size: number, event: RecordedEvent): Promise<boolean> {
    const index = Math.floor((size - 1) / 256);
    const [hashes] = await this.rows.tiles(ledger, [{ level: 0, index, width: ((size - 1) % 256) + 1 }]);
    return (
      event.idx === size - 1 && hashes !== undefined && sameHash(hashAt(hashes, (size - 1) % 256), hashLeaf(event.leaf))
    );
  }

  async #extend(ledger: LedgerId, from: Frontier, events: AsyncIterable<RecordedEvent>): Promise<Frontier> {
    let tree = from;
    let whole: Uint8Array[] = [];
    let begun: Uint8Array[] = [];
    for await (const { leaf, commit } of events) {
      begun.push(hashLeaf(leaf));
      if (commit.pos + 1 < commit.cnt) continue;
      whole.push(...begun);
      begun = [];
      if (whole.length < EXTEND_AT_LEAVES) continue;
      tree = await this.#write(ledger, tree, whole);
      whole = [];
    }
    return whole.length === 0 ? tree : this.#write(ledger, tree, whole);
  }

  async #write(ledger: LedgerId, tree: Frontier, leafHashes: readonly Uint8Array[]): Promise<Frontier> {
    const source = await readTiles(this.rows, ledger, frontierTiles(tree.size));
    const tiles = extendTiles(tree.size, leafHashes, source);
    const extended = await this.#frontier(ledger, tree.size + leafHashes.length, tiles);
    await this.rows.extend(ledger, tiles, extended);
    return extended;
  }

  /** From the tiles just made and those that did not change: hashing each leaf into the tree once more would cost as much again. */
  async #frontier(ledger: LedgerId, size: number, tiles: readonly Tile[]): Promise<Frontier> {
    const made = new Map(tiles.map((tile) => [tilePlace(tile), tile.hashes]));
    const kept = frontierTiles(size).filter((address) => !made.has(tilePlace(address)));
    const others = await readTiles(this.rows, ledger, kept);
    return frontierFromTiles(size, (address) => made.get(tilePlace(address)) ?? others(address));
  }
}
