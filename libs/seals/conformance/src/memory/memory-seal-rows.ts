import type { LedgerId } from '@taizhang/kernel';
import { HASH_BYTES, type Frontier, type Tile, type TileAddress } from '@taizhang/ledger';
import type { CheckpointRange, KeptCheckpoint, SealRows } from '@taizhang/seals-port';

/** Trees and checkpoints of one memory; several {@link MemorySealRows} may share one. */
export class SealMemory {
  readonly trees = new Map<LedgerId, Frontier>();
  readonly tiles = new Map<string, Uint8Array>();
  readonly checkpoints = new Map<LedgerId, Map<number, KeptCheckpoint>>();
  deployment: string | undefined;
}

/** Trees and checkpoints in memory, for tests of what stands on them. */
export class MemorySealRows implements SealRows {
  constructor(protected readonly memory: SealMemory = new SealMemory()) {}

  tree(ledger: LedgerId): Promise<Frontier | undefined> {
    return Promise.resolve(this.memory.trees.get(ledger));
  }

  tiles(ledger: LedgerId, addresses: readonly TileAddress[]): Promise<readonly (Uint8Array | undefined)[]> {
    const found = addresses.map((address) => this.memory.tiles.get(placeOf(ledger, address)));
    return Promise.resolve(
      found.map((hashes, i) =>
        hashes !== undefined && hashes.length >= (addresses[i]?.width ?? 0) * HASH_BYTES ? hashes : undefined,
      ),
    );
  }

  extend(ledger: LedgerId, tiles: readonly Tile[], tree: Frontier): Promise<void> {
    for (const tile of tiles) {
      const place = placeOf(ledger, tile);
      if ((this.memory.tiles.get(place)?.length ?? 0) < tile.hashes.length)
        this.memory.tiles.set(place, Uint8Array.from(tile.hashes));
    }
    if ((this.memory.trees.get(ledger)?.size ?? 0) < tree.size) this.memory.trees.set(ledger, tree);
    return Promise.resolve();
  }

  forgetTree(ledger: LedgerId): Promise<void> {
    this.memory.trees.delete(ledger);
    for (const place of this.memory.tiles.keys()) if (place.startsWith(`${ledger}#`)) this.memory.tiles.delete(place);
    return Promise.resolve();
  }

  latest(ledger: LedgerId): Promise<KeptCheckpoint | undefined> {
    return Promise.resolve(this.bySize(ledger).at(-1));
  }

  lastCosigned(ledger: LedgerId): Promise<KeptCheckpoint | undefined> {
    return Promise.resolve(this.bySize(ledger).findLast(({ cosigned }) => cosigned));
  }

  checkpoint(ledger: LedgerId, size: number): Promise<KeptCheckpoint | undefined> {
    return Promise.resolve(this.memory.checkpoints.get(ledger)?.get(size));
  }

  async *checkpoints(ledger: LedgerId, { from = 0, to = Number.MAX_SAFE_INTEGER }: CheckpointRange = {}) {
    for (const one of this.bySize(ledger)) if (one.size >= from && one.size <= to) yield await Promise.resolve(one);
  }

  publish(ledger: LedgerId, checkpoint: KeptCheckpoint): Promise<KeptCheckpoint> {
    const kept = this.memory.checkpoints.get(ledger) ?? new Map<number, KeptCheckpoint>();
    this.memory.checkpoints.set(ledger, kept);
    const present = kept.get(checkpoint.size);
    if (present === undefined) kept.set(checkpoint.size, checkpoint);
    return Promise.resolve(present ?? checkpoint);
  }

  replace(ledger: LedgerId, checkpoint: KeptCheckpoint, was: string): Promise<boolean> {
    const kept = this.memory.checkpoints.get(ledger);
    if (kept?.get(checkpoint.size)?.note !== was) return Promise.resolve(false);
    kept.set(checkpoint.size, checkpoint);
    return Promise.resolve(true);
  }

  async *uncosigned(): AsyncGenerator<LedgerId, void> {
    for (const ledger of [...this.memory.checkpoints.keys()].sort())
      if (this.bySize(ledger).at(-1)?.cosigned === false) yield await Promise.resolve(ledger);
  }

  deployment(fresh: string): Promise<string> {
    this.memory.deployment ??= fresh;
    return Promise.resolve(this.memory.deployment);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  protected bySize(ledger: LedgerId): readonly KeptCheckpoint[] {
    return [...(this.memory.checkpoints.get(ledger)?.values() ?? [])].sort((a, b) => a.size - b.size);
  }
}

function placeOf(ledger: LedgerId, { level, index }: TileAddress): string {
  return `${ledger}#${String(level)}/${String(index)}`;
}
