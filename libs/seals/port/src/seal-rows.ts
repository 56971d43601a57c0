import type { LedgerId } from '@taizhang/kernel';
import type { Frontier, Tile, TileAddress } from '@taizhang/ledger';

/** A signed note as it is kept: with cosignatures as soon as there are any. */
export interface KeptCheckpoint {
  readonly size: number;
  readonly root: Uint8Array;
  /** The note, byte for byte. */
  readonly note: string;
  /** Whether a witness (上级局) has cosigned it. */
  readonly cosigned: boolean;
}

/** Sizes of checkpoints, both inclusive. */
export interface CheckpointRange {
  readonly from?: number;
  readonly to?: number;
}

/**
 * What a technology must offer to keep trees and checkpoints, beside the event store. All of it can be made again from the commits;
 * a checkpoint that was made again has the same bytes but for its cosignatures.
 */
export interface SealRows {
  /** The tree as far as it was extended; `undefined` for a ledger without one. */
  tree(ledger: LedgerId): Promise<Frontier | undefined>;
  /** Hashes of tiles, at least as many as asked for; `undefined` for what is not there. */
  tiles(ledger: LedgerId, addresses: readonly TileAddress[]): Promise<readonly (Uint8Array | undefined)[]>;
  /**
   * Writes tiles, then the tree, so that a tree never lacks its tiles. A tile replaces only a narrower one, a tree only a smaller one:
   * whoever is late changes nothing.
   */
  extend(ledger: LedgerId, tiles: readonly Tile[], tree: Frontier): Promise<void>;
  /** Forgets tree and tiles, tree first; checkpoints stay. */
  forgetTree(ledger: LedgerId): Promise<void>;
  /** The checkpoint of the largest tree. */
  latest(ledger: LedgerId): Promise<KeptCheckpoint | undefined>;
  /** The largest one that a witness has cosigned. */
  lastCosigned(ledger: LedgerId): Promise<KeptCheckpoint | undefined>;
  checkpoint(ledger: LedgerId, size: number): Promise<KeptCheckpoint | undefined>;
  /** By size, ascending, streamed. */
  checkpoints(ledger: LedgerId, range?: CheckpointRange): AsyncIterable<KeptCheckpoint>;
  /** Keeps a checkpoint durably unless there is one of its size, which stays. @returns the one that is kept */
  publish(ledger: LedgerId, checkpoint: KeptCheckpoint): Promise<KeptCheckpoint>;
  /** Puts a note with more signatures in the place of `was`. @returns false when another one is there by now */
  replace(ledger: LedgerId, checkpoint: KeptCheckpoint, was: string): Promise<boolean>;
  /** Ledgers whose newest checkpoint no witness has cosigned yet. */
  uncosigned(): AsyncIterable<LedgerId>;
  /** The deployment that these rows belong to: `fresh` where none is named yet. */
  deployment(fresh: string): Promise<string>;
  close(): Promise<void>;
}
