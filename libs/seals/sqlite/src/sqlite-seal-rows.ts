import type { LedgerId } from '@taizhang/kernel';
import { HASH_BYTES, type Frontier, type Tile, type TileAddress } from '@taizhang/ledger';
import type { CheckpointRange, KeptCheckpoint, SealRows } from '@taizhang/seals-port';
import type Database from 'better-sqlite3';
import { answered, deploymentOf, openSealsDatabase } from './open-seals-database.js';
import { SEAL_TABLES, SEALS_APPLICATION_ID } from './seal-tables.js';

/** Rows read at once when checkpoints are streamed. */
export const CHECKPOINTS_PAGE_ROWS = 500;

/**
 * Opens (or makes) trees and checkpoints in a file of their own. A power cut may take the last ones: they are made again, with the
 * same bytes, from the commits and the guard.
 * @throws {ForeignSealsError | SealsUnavailableError}
 */
export function openSqliteSealRows(file: string): SealRows {
  return new SqliteSealRows(
    openSealsDatabase({ file, applicationId: SEALS_APPLICATION_ID, tables: SEAL_TABLES, synchronous: 'NORMAL' }),
  );
}

interface CheckpointRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  readonly cosigned: 0 | 1;
}

class SqliteSealRows implements SealRows {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(private readonly database: Database.Database) {
    this.statements = prepare(database);
  }

  tree(ledger: LedgerId): Promise<Frontier | undefined> {
    return answered(() => {
      const row = this.statements.tree.get(ledger);
      return row === undefined ? undefined : { size: row.size, nodes: hashesIn(row.frontier) };
    });
  }

  tiles(ledger: LedgerId, addresses: readonly TileAddress[]): Promise<readonly (Uint8Array | undefined)[]> {
    return answered(() =>
      addresses.map(({ level, index, width }) => {
        const hashes = this.statements.tile.get(ledger, level, index)?.hashes;
        return hashes === undefined || hashes.length < width * HASH_BYTES ? undefined : hashes;
      }),
    );
  }

  extend(ledger: LedgerId, tiles: readonly Tile[], { size, nodes }: Frontier): Promise<void> {
    return this.together(() => {
      for (const { level, index, hashes } of tiles) this.statements.putTile.run(ledger, level, index, hashes);
      this.statements.putTree.run(ledger, size, Buffer.concat(nodes));
    });
  }

  forgetTree(ledger: LedgerId): Promise<void> {
    return this.together(() => {
      this.statements.forgetTree.run(ledger);
      this.statements.forgetTiles.run(ledger);
    });
  }

  latest(ledger: LedgerId): Promise<KeptCheckpoint | undefined> {
    return answered(() => asKept(this.statements.latest.get(ledger)));
  }

  lastCosigned(ledger: LedgerId): Promise<KeptCheckpoint | undefined> {
    return answered(() => asKept(this.statements.lastCosigned.get(ledger)));
  }

  checkpoint(ledger: LedgerId, size: number): Promise<KeptCheckpoint | undefined> {
    return answered(() => asKept(this.statements.checkpoint.get(ledger, size)));
  }

  /** In pages, so that writes go on between them. */
  async *checkpoints(
    ledger: LedgerId,
    { from = 0, to = Number.MAX_SAFE_INTEGER }: CheckpointRange = {},
  ): AsyncGenerator<KeptCheckpoint, void> {
    for (let next = from; ;) {
      const rows = await answered(() => this.statements.page.all(ledger, next, to, CHECKPOINTS_PAGE_ROWS));
      for (const row of rows) yield { ...row, cosigned: row.cosigned === 1 };
      const last = rows.at(-1);
      if (last === undefined || rows.length < CHECKPOINTS_PAGE_ROWS) return;
      next = last.size + 1;
    }
  }

  async publish(ledger: LedgerId, checkpoint: KeptCheckpoint): Promise<KeptCheckpoint> {
    const { size, root, note, cosigned } = checkpoint;
    const kept = await this.together(() => {
      this.statements.publish.run(ledger, size, root, note, cosigned ? 1 : 0);
      return this.statements.checkpoint.get(ledger, size);
    });
    return asKept(kept) ?? checkpoint;
  }

  replace(ledger: LedgerId, { size, note, cosigned }: KeptCheckpoint, was: string): Promise<boolean> {
    return answered(() => this.statements.replace.run(note, cosigned ? 1 : 0, ledger, size, was).changes === 1);
  }

  async *uncosigned(): AsyncGenerator<LedgerId, void> {
    yield* await answered(() => this.statements.uncosigned.all().map(({ ledger }) => ledger));
  }

  deployment(fresh: string): Promise<string> {
    return answered(() => deploymentOf(this.database, fresh));
  }

  close(): Promise<void> {
    return answered(() => {
      this.database.close();
    });
  }

  private together<T>(act: () => T): Promise<T> {
    return answered(() => this.database.transaction(act).immediate());
  }
}

function prepare(database: Database.Database) {
  const checkpoints = 'SELECT size, root, note, cosigned FROM checkpoints WHERE ledger = ?';
  return {
    tree: database.prepare<[string], { size: number; frontier: Uint8Array }>(
      'SELECT size, frontier FROM trees WHERE ledger = ?',
    ),
    putTree: database.prepare<[string, number, Uint8Array]>(
      `INSERT INTO trees (ledger, size, frontier) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET size = excluded.size, frontier = excluded.frontier WHERE excluded.size > size`,
    ),
    forgetTree: database.prepare<[string]>('DELETE FROM trees WHERE ledger = ?'),
    tile: database.prepare<[string, number, number], { hashes: Uint8Array }>(
      'SELECT hashes FROM tiles WHERE ledger = ? AND level = ? AND idx = ?',
    ),
    putTile: database.prepare<[string, number, number, Uint8Array]>(
      `INSERT INTO tiles (ledger, level, idx, hashes) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET hashes = excluded.hashes WHERE length(excluded.hashes) > length(hashes)`,
    ),
    forgetTiles: database.prepare<[string]>('DELETE FROM tiles WHERE ledger = ?'),
    latest: database.prepare<[string], CheckpointRow>(`${checkpoints} ORDER BY size DESC LIMIT 1`),
    lastCosigned: database.prepare<[string], CheckpointRow>(
      `${checkpoints} AND cosigned = 1 ORDER BY size DESC LIMIT 1`,
    ),
    checkpoint: database.prepare<[string, number], CheckpointRow>(`${checkpoints} AND size = ?`),
    page: database.prepare<[string, number, number, number], CheckpointRow>(
      `${checkpoints} AND size >= ? AND size <= ? ORDER BY size LIMIT ?`,
    ),
    publish: database.prepare<[string, number, Uint8Array, string, number]>(
      'INSERT INTO checkpoints (ledger, size, root, note, cosigned) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    replace: database.prepare<[string, number, string, number, string]>(
      'UPDATE checkpoints SET note = ?, cosigned = ? WHERE ledger = ? AND size = ? AND note = ?',
    ),
    uncosigned: database.prepare<[], { ledger: LedgerId }>(
      `SELECT ledger FROM checkpoints AS one WHERE cosigned = 0 AND NOT EXISTS
         (SELECT 1 FROM checkpoints AS later WHERE later.ledger = one.ledger AND later.size > one.size)
       ORDER BY ledger`,
    ),
  };
}

function asKept(row: CheckpointRow | undefined): KeptCheckpoint | undefined {
  return row === undefined ? undefined : { ...row, cosigned: row.cosigned === 1 };
}

function hashesIn(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}
