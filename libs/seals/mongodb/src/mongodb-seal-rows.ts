import type { LedgerId } from '@taizhang/kernel';
import { HASH_BYTES, type Frontier, type Tile, type TileAddress } from '@taizhang/ledger';
import type { CheckpointRange, KeptCheckpoint, SealRows } from '@taizhang/seals-port';
import { mongo, type Connection } from 'mongoose';
import { answered, deploymentOf, unlessThere } from './answers.js';
import {
  READ,
  WRITE,
  type CheckpointDocument,
  type DeploymentDocument,
  type TileDocument,
  type TreeDocument,
} from './seal-documents.js';

/**
 * Trees and checkpoints in the database of a connection; whoever made the connection closes it.
 * @throws {SealsUnavailableError}
 */
export async function openMongodbSealRows({ connection }: { readonly connection: Connection }): Promise<SealRows> {
  const rows = new MongodbSealRows(connection);
  await rows.prepare();
  return rows;
}

class MongodbSealRows implements SealRows {
  private readonly trees: mongo.Collection<TreeDocument>;
  private readonly tileDocuments: mongo.Collection<TileDocument>;
  private readonly notes: mongo.Collection<CheckpointDocument>;
  private readonly deployments: mongo.Collection<DeploymentDocument>;

  constructor(connection: Connection) {
    this.trees = connection.collection<TreeDocument>('ledger_tree');
    this.tileDocuments = connection.collection<TileDocument>('ledger_tiles');
    this.notes = connection.collection<CheckpointDocument>('ledger_checkpoints');
    this.deployments = connection.collection<DeploymentDocument>('ledger_deployment');
  }

  async prepare(): Promise<void> {
    await answered(this.tileDocuments.createIndex({ ledger: 1 }));
    await answered(this.notes.createIndex({ ledger: 1, size: 1 }));
    await answered(this.notes.createIndex({ cosigned: 1, ledger: 1 }));
  }

  async tree(ledger: LedgerId): Promise<Frontier | undefined> {
    const found = await answered(this.trees.findOne({ _id: ledger }, READ));
    return found === null ? undefined : { size: found.size, nodes: hashesIn(bytesOf(found.frontier)) };
  }

  async tiles(ledger: LedgerId, addresses: readonly TileAddress[]): Promise<readonly (Uint8Array | undefined)[]> {
    if (addresses.length === 0) return [];
    const ids = addresses.map((address) => tileId(ledger, address));
    const found = await answered(this.tileDocuments.find({ _id: { $in: ids } }, READ).toArray());
    const byId = new Map(found.map(({ _id, hashes }) => [_id, bytesOf(hashes)]));
    return addresses.map(({ width }, i) => {
      const hashes = byId.get(ids[i] ?? '');
      return hashes === undefined || hashes.length < width * HASH_BYTES ? undefined : hashes;
    });
  }

  /** Each write's filter is its guard: where something wider is there, its upsert meets a duplicate and changes nothing. */
  async extend(ledger: LedgerId, tiles: readonly Tile[], { size, nodes }: Frontier): Promise<void> {
    await Promise.all(tiles.map((tile) => this.putTile(ledger, tile)));
    const frontier = new mongo.Binary(Buffer.concat(nodes));
    await unlessThere(
      this.trees.updateOne(
        { _id: ledger, size: { $lt: size } },
        { $set: { size, frontier } },
        { ...WRITE, upsert: true },
      ),
    );
  }

  async forgetTree(ledger: LedgerId): Promise<void> {
    await answered(this.trees.deleteOne({ _id: ledger }, WRITE));
    await answered(this.tileDocuments.deleteMany({ ledger }, WRITE));
  }

  latest(ledger: LedgerId): Promise<KeptCheckpoint | undefined> {
    return this.newest({ ledger });
  }

  lastCosigned(ledger: LedgerId): Promise<KeptCheckpoint | undefined> {
    return this.newest({ ledger, cosigned: true });
  }

  async checkpoint(ledger: LedgerId, size: number): Promise<KeptCheckpoint | undefined> {
    return asKept(await answered(this.notes.findOne({ _id: noteId(ledger, size) }, READ)));
  }

  async *checkpoints(
    ledger: LedgerId,
    { from = 0, to = Number.MAX_SAFE_INTEGER }: CheckpointRange = {},
  ): AsyncGenerator<KeptCheckpoint, void> {
    const cursor = this.notes.find({ ledger, size: { $gte: from, $lte: to } }, READ).sort({ size: 1 });
    for (;;) {
      const kept = asKept(await answered(cursor.next()));
      if (kept === undefined) return;
      yield kept;
    }
  }

  async publish(ledger: LedgerId, checkpoint: KeptCheckpoint): Promise<KeptCheckpoint> {
    const { size, root, note, cosigned } = checkpoint;
    const _id = noteId(ledger, size);
    if (
      await unlessThere(
        this.notes.insertOne({ _id, ledger, size, root: new mongo.Binary(root), note, cosigned }, WRITE),
      )
    )
      return checkpoint;
    return (await this.checkpoint(ledger, size)) ?? checkpoint;
  }

  async replace(ledger: LedgerId, { size, note, cosigned }: KeptCheckpoint, was: string): Promise<boolean> {
    const filter = { _id: noteId(ledger, size), note: was };
    return (await answered(this.notes.updateOne(filter, { $set: { note, cosigned } }, WRITE))).matchedCount === 1;
  }

  async *uncosigned(): AsyncGenerator<LedgerId, void> {
    let last = '';
    const cursor = this.notes.find({ cosigned: false }, READ).sort({ ledger: 1 });
    for (;;) {
      const found = await answered(cursor.next());
      if (found === null) return;
      if (found.ledger === last) continue;
      last = found.ledger;
      const ledger = found.ledger as LedgerId; // as it was written
      if ((await this.latest(ledger))?.cosigned === false) yield ledger;
    }
  }

  deployment(fresh: string): Promise<string> {
    return deploymentOf(this.deployments, fresh);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private putTile(ledger: LedgerId, tile: Tile): Promise<boolean> {
    const filter = { _id: tileId(ledger, tile), w: { $lt: tile.width } };
    const change = { $set: { ledger, w: tile.width, hashes: new mongo.Binary(tile.hashes) } };
    return unlessThere(this.tileDocuments.updateOne(filter, change, { ...WRITE, upsert: true }));
  }

  private async newest(filter: {
    readonly ledger: string;
    readonly cosigned?: true;
  }): Promise<KeptCheckpoint | undefined> {
    const [found] = await answered(this.notes.find(filter, READ).sort({ size: -1 }).limit(1).toArray());
    return asKept(found ?? null);
  }
}

function tileId(ledger: LedgerId, { level, index }: TileAddress): string {
  return `${ledger}#${String(level)}/${String(index)}`;
}

function noteId(ledger: LedgerId, size: number): string {
  return `${ledger}#${String(size)}`;
}

function asKept(found: CheckpointDocument | null): KeptCheckpoint | undefined {
  if (found === null) return undefined;
  const { size, root, note, cosigned } = found;
  return { size, root: bytesOf(root), note, cosigned };
}

/** A copy of its own bytes alone: the driver's may be a view of a whole answer. */
function bytesOf(binary: mongo.Binary): Uint8Array {
  return Uint8Array.from(binary.value());
}

function hashesIn(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}
