import type { LedgerId } from '@taizhang/kernel';
import {
  frontierFromTiles,
  HASH_BYTES,
  rootOf,
  sameHash,
  TILE_WIDTH,
  tileWidth,
  type Frontier,
  type TileAddress,
} from '@taizhang/ledger';
import type { SealRows } from '../seal-rows.js';
import { tilePlace } from '../tile-reading.js';
import type { LedgerDefects } from './defects.js';

/** A stored tile that has another hash than the leaves make. */
interface WrongTile {
  readonly level: number;
  readonly index: number;
  /** Leaves below the first hash that differs, end exclusive. */
  readonly begin: number;
  readonly end: number;
}

/** Most tiles that are remembered until it is known whether they or the leaves are wrong. */
const MAX_WRONG_TILES = 1_000;

/** Makes a ledger's tree anew, leaf by leaf, in the memory of one tile a level, and compares what is stored of it. */
export class TreeCheck {
  readonly #levels: Uint8Array[][] = [];
  readonly #counts: number[] = [];
  readonly #wrong: WrongTile[] = [];
  #size = 0;
  #otherFrontier = false;

  constructor(
    private readonly ledger: LedgerId,
    private readonly rows: Pick<SealRows, 'tiles'>,
    /** The tree as it is stored. */
    private readonly tree: Frontier | undefined,
    private readonly defects: LedgerDefects,
  ) {}

  get size(): number {
    return this.#size;
  }

  /** The tree of the leaves so far. */
  frontier(): Frontier {
    return frontierFromTiles(this.#size, ({ level }) => concatenated(this.#levels[level] ?? []));
  }

  async add(hash: Uint8Array): Promise<void> {
    this.#size += 1;
    for (let level = 0, added: Uint8Array | undefined = hash; added !== undefined; level += 1) {
      const hashes = (this.#levels[level] ??= []);
      hashes.push(added);
      const index = Math.floor((this.#counts[level] ?? 0) / TILE_WIDTH);
      this.#counts[level] = (this.#counts[level] ?? 0) + 1;
      added = undefined;
      if (hashes.length < TILE_WIDTH) continue;
      await this.#compare({ level, index, width: TILE_WIDTH });
      added = rootOf(hashes);
      this.#levels[level] = [];
    }
    if (this.#size === this.tree?.size) await this.#compareEdge(this.tree);
  }

  /**
   * Says what is wrong: a tile, where a signed root proves the leaves below it; a leaf, where no root does.
   * @param proven leaves that are surely those that were signed
   */
  end(proven: number): void {
    const leaves = this.#wrong.filter(({ level, end }) => level === 0 && end > proven);
    for (const { begin } of leaves) this.defects.add('E_LEAF_HASH', { idx: begin });
    const tiles = new Map<string, WrongTile>();
    for (const tile of this.#wrong) {
      // Above a leaf that is wrong, tiles tell what it was.
      if (tile.end > proven && leaves.some(({ begin }) => begin >= tile.begin && begin < tile.end)) continue;
      tiles.set(tilePlace({ ...tile, width: TILE_WIDTH }), tile);
    }
    for (const { level, index } of tiles.values()) this.defects.add('E_TILE', { level, index });
    if (this.#otherFrontier && leaves.length === 0) this.defects.add('E_TREE', { size: this.tree?.size ?? 0 });
    if (this.tree !== undefined && this.tree.size > this.#size)
      this.defects.add('E_TREE', { size: this.tree.size, leaves: this.#size });
  }

  /** The right edge of the stored tree: its partial tiles, and its frontier. */
  async #compareEdge(tree: Frontier): Promise<void> {
    for (const [level, hashes] of this.#levels.entries()) {
      const index = Math.floor((this.#counts[level] ?? 0) / TILE_WIDTH);
      if (hashes.length > 0) await this.#compare({ level, index, width: tileWidth(level, index, tree.size) });
    }
    const { nodes } = this.frontier();
    const same = nodes.length === tree.nodes.length && nodes.every((node, i) => sameNode(node, tree.nodes[i]));
    this.#otherFrontier = !same;
  }

  async #compare(address: TileAddress): Promise<void> {
    const { level, index, width } = address;
    const span = TILE_WIDTH ** level;
    if ((index * TILE_WIDTH + width) * span > (this.tree?.size ?? 0)) return;
    const [stored] = await this.rows.tiles(this.ledger, [address]);
    if (stored === undefined) {
      this.defects.add('E_TILE', { level, index, reason: 'missing' });
      return;
    }
    (this.#levels[level] ?? []).slice(0, width).forEach((hash, i) => {
      if (sameHash(hash, stored.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))) return;
      const begin = (index * TILE_WIDTH + i) * span;
      if (this.#wrong.length < MAX_WRONG_TILES) this.#wrong.push({ level, index, begin, end: begin + span });
    });
  }
}

function sameNode(node: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && sameHash(node, other);
}

function concatenated(hashes: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, i) => {
    bytes.set(hash, i * HASH_BYTES);
  });
  return bytes;
}
