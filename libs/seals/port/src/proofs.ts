import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import {
  consistencyPathFromTiles,
  consistencyTiles,
  formatReceipt,
  HASH_BYTES,
  frontierFromTiles,
  frontierRoot,
  frontierTiles,
  inclusionPathFromTiles,
  inclusionTiles,
  TILE_WIDTH,
  tileWidth,
  type ConsistencyProof,
  type Frontier,
  type InclusionProof,
} from '@taizhang/ledger';
import { NotSealedError } from './errors.js';
import type { KeptCheckpoint, SealRows } from './seal-rows.js';
import { hashAt, readTiles } from './tile-reading.js';

/** Proofs from the tiles that are kept; at most two tiles a level are read for each. */
export class LedgerProofs {
  constructor(
    private readonly rows: Pick<SealRows, 'tiles' | 'latest'>,
    private readonly authority: string,
  ) {}

  /**
   * That a leaf is in the tree of `size` leaves.
   * @throws {NotSealedError} when the tree is not that large (yet); {RangeError} unless 0 <= index < size
   */
  async inclusion(ledger: LedgerId, index: number, size: number): Promise<InclusionProof> {
    const leaf = { level: 0, index: Math.floor(index / TILE_WIDTH), width: (index % TILE_WIDTH) + 1 };
    const addresses = [...inclusionTiles(index, size), ...frontierTiles(size), leaf];
    const source = await readTiles(this.rows, ledger, addresses);
    return {
      origin: this.#origin(ledger),
      index,
      size,
      leafHash: hashAt(source(leaf), index % TILE_WIDTH),
      root: frontierRoot(frontierFromTiles(size, source)),
      path: inclusionPathFromTiles(index, size, source),
    };
  }

  /** That the tree of `to` leaves extends that of `from`. Throws as {@link inclusion}. */
  async consistency(ledger: LedgerId, from: number, to: number): Promise<ConsistencyProof> {
    const addresses = [...consistencyTiles(from, to), ...frontierTiles(from), ...frontierTiles(to)];
    const source = await readTiles(this.rows, ledger, addresses);
    return {
      origin: this.#origin(ledger),
      from,
      fromRoot: frontierRoot(frontierFromTiles(from, source)),
      to,
      toRoot: frontierRoot(frontierFromTiles(to, source)),
      path: consistencyPathFromTiles(from, to, source),
    };
  }

  /** The compact range of the tree of `size` leaves. Throws as {@link inclusion}. */
  async frontier(ledger: LedgerId, size: number): Promise<Frontier> {
    return frontierFromTiles(size, await readTiles(this.rows, ledger, frontierTiles(size)));
  }

  /** Hashes of a tile of the newest checkpoint's tree, exactly `width` of them; `undefined` where it has no such tile. */
  async tile(ledger: LedgerId, level: number, index: number, width: number): Promise<Uint8Array | undefined> {
    const { size } = (await this.rows.latest(ledger)) ?? { size: 0 };
    if (width < 1 || tileWidth(level, index, size) < width) return undefined;
    const source = await readTiles(this.rows, ledger, [{ level, index, width }]);
    return source({ level, index, width }).slice(0, width * HASH_BYTES);
  }

  /**
   * The portable certificate (回执) that a leaf is in the newest checkpoint.
   * @throws {NotSealedError} when that does not cover it yet
   */
  async receipt(ledger: LedgerId, index: number, leaf: Uint8Array | undefined): Promise<string> {
    const checkpoint = await this.rows.latest(ledger);
    if (checkpoint === undefined || index >= checkpoint.size)
      throw new NotSealedError(`${ledger} is not sealed up to ${String(index)} yet`);
    return this.receiptAgainst(ledger, index, leaf, checkpoint);
  }

  /** The same against a checkpoint that covers the leaf. */
  async receiptAgainst(
    ledger: LedgerId,
    index: number,
    leaf: Uint8Array | undefined,
    { size, note }: KeptCheckpoint,
  ): Promise<string> {
    const source = await readTiles(this.rows, ledger, inclusionTiles(index, size));
    const path = inclusionPathFromTiles(index, size, source);
    return formatReceipt({ index, path, checkpoint: note, ...(leaf !== undefined && { extra: leaf }) });
  }

  #origin(ledger: LedgerId): string {
    return `${this.authority}/${ledger}`;
  }
}

/** The leaf at an index. @returns `undefined` when there is none */
export async function leafAt(
  store: Pick<EventStore, 'readLedger'>,
  ledger: LedgerId,
  index: number,
): Promise<Uint8Array | undefined> {
  for await (const { leaf } of store.readLedger(ledger, { from: index, limit: 1 })) return leaf;
  return undefined;
}
