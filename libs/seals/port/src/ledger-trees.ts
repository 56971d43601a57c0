import type { CommitLeaves, EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import {
  EMPTY_FRONTIER,
  extendTiles,
  frontierFromTiles,
  frontierTiles,
  sameHash,
  TILE_WIDTH,
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
    private readonly store: Pick<EventStore, 'readLeaves'>,
    private readonly rows: SealRows,
  ) {}

  /**
   * Catches up with a ledger. The tree ends where a commit does: a checkpoint never parts one (ledger-format §2). A tree that was
   * made from other leaves than the store has now is thrown away and made anew: whether it may be signed is the guard's to say.
   */
  async catchUp(ledger: LedgerId): Promise<Frontier> {
    const tree = (await this.rows.tree(ledger)) ?? EMPTY_FRONTIER;
    if (tree.size === 0) return this.#extend(ledger, tree, this.store.readLeaves(ledger));
    const commits = this.store.readLeaves(ledger, tree.size - 1)[Symbol.asyncIterator]();
    try {
      const last = await commits.next();
      if (last.done !== true && (await this.#endsWith(ledger, tree.size, last.value)))
        return await this.#extend(ledger, tree, { [Symbol.asyncIterator]: () => commits });
    } finally {
      await commits.return?.();
    }
    await this.rows.forgetTree(ledger);
    return this.#extend(ledger, EMPTY_FRONTIER, this.store.readLeaves(ledger));
  }

  /** Whether the tree's last leaf is the last one of a commit. */
  async #endsWith(ledger: LedgerId, size: number, { idx, leaves }: CommitLeaves): Promise<boolean> {
    const last = leaves.at(-1);
    const place = (size - 1) % TILE_WIDTH;
    const address = { level: 0, index: Math.floor((size - 1) / TILE_WIDTH), width: place + 1 };
    const [hashes] = await this.rows.tiles(ledger, [address]);
    if (last === undefined || hashes === undefined || idx + leaves.length !== size) return false;
    return sameHash(hashAt(hashes, place), hashLeaf(last));
  }

  async #extend(ledger: LedgerId, from: Frontier, commits: AsyncIterable<CommitLeaves>): Promise<Frontier> {
    let tree = from;
    let hashes: Uint8Array[] = [];
    for await (const { leaves } of commits) {
      for (const leaf of leaves) hashes.push(hashLeaf(leaf));
      if (hashes.length < EXTEND_AT_LEAVES) continue;
      tree = await this.#write(ledger, tree, hashes);
      hashes = [];
    }
    return hashes.length === 0 ? tree : this.#write(ledger, tree, hashes);
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
