import Database from 'better-sqlite3';
import {
  IdentityStoreError,
  MAX_OWNED_ROWS,
  type IdentityRow,
  type IdentityRows,
  type RowKind,
} from '@taizhang/identity-port';

/** Marks a file as an identity store of ours ("TZID"). */
const APPLICATION_ID = 0x54_5a_49_44;
/** Form of the table. */
const USER_VERSION = 1;
/** How long a writer waits for another process, in milliseconds. */
export const IDENTITY_STORE_BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens (or makes) an identity store in a file of its own; deleted bytes are overwritten (`secure_delete`).
 * @throws IdentityStoreError `IDENTITY_STORE_FOREIGN` for a file that is not ours, `IDENTITY_STORE_UNAVAILABLE` when it cannot be opened
 */
export function openSqliteIdentityRows(file: string): IdentityRows {
  try {
    return new SqliteIdentityRows(openDatabase(file));
  } catch (error) {
    if (error instanceof IdentityStoreError) throw error;
    // Told by its code, not its class: the native part knows one class only, and a module loaded twice has two.
    const isForeign = codeOf(error) === 'SQLITE_NOTADB';
    const why = isForeign ? 'IDENTITY_STORE_FOREIGN' : 'IDENTITY_STORE_UNAVAILABLE';
    throw new IdentityStoreError(why, `The identity store ${file} cannot be opened.`, { cause: error });
  }
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: IDENTITY_STORE_BUSY_TIMEOUT_MS });
  const id = database.pragma('application_id', { simple: true });
  const version = database.pragma('user_version', { simple: true });
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number }; // one row
  if (tables > 0 && (id !== APPLICATION_ID || version !== USER_VERSION)) {
    database.close();
    throw new IdentityStoreError(
      'IDENTITY_STORE_FOREIGN',
      `The file ${file} is not an identity store of this version.`,
    );
  }
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma(`application_id = ${String(APPLICATION_ID)}`);
  database.pragma(`user_version = ${String(USER_VERSION)}`);
  database.exec(
    `CREATE TABLE IF NOT EXISTS identity (kind TEXT NOT NULL, id TEXT NOT NULL, handle TEXT, owner TEXT, expires INTEGER,
       revision INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
     CREATE UNIQUE INDEX IF NOT EXISTS identity_by_handle ON identity (kind, handle) WHERE handle IS NOT NULL;
     CREATE INDEX IF NOT EXISTS identity_by_owner ON identity (kind, owner) WHERE owner IS NOT NULL`,
  );
  return database;
}

/** A row as the table has it. */
interface StoredRow {
  readonly kind: RowKind;
  readonly id: string;
  readonly handle: string | null;
  readonly owner: string | null;
  readonly expires: number | null;
  readonly revision: number;
  readonly content: string;
}

class SqliteIdentityRows implements IdentityRows {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(private readonly database: Database.Database) {
    this.statements = prepare(database);
  }

  get(kind: RowKind, id: string): Promise<IdentityRow | undefined> {
    return answered(() => rowOf(this.statements.byId.get(kind, id)));
  }

  byHandle(kind: RowKind, handle: string): Promise<IdentityRow | undefined> {
    return answered(() => rowOf(this.statements.byHandle.get(kind, handle)));
  }

  add({ kind, id, handle, owner, until, revision, content }: IdentityRow): Promise<boolean> {
    const stored = [handle ?? null, owner ?? null, until ?? null, revision, JSON.stringify(content)] as const;
    return answered(() => this.statements.add.run(kind, id, ...stored).changes === 1);
  }

  replace({ kind, id, until, revision, content }: IdentityRow): Promise<boolean> {
    return this.forgetting(
      () =>
        this.statements.replace.run(until ?? null, revision, JSON.stringify(content), kind, id, revision - 1)
          .changes === 1,
    );
  }

  ownedBy(kind: RowKind, owner: string): Promise<readonly IdentityRow[]> {
    return answered(() => this.statements.ownedBy.all(kind, owner, MAX_OWNED_ROWS).map(rowFrom));
  }

  async remove(kind: RowKind, id: string): Promise<void> {
    await this.forgetting(() => this.statements.remove.run(kind, id));
  }

  async removeOwned(kind: RowKind, owner: string): Promise<void> {
    await this.forgetting(() => this.statements.removeOwned.run(kind, owner));
  }

  async removeExpired(kind: RowKind, before: number): Promise<void> {
    await this.forgetting(() => this.statements.removeExpired.run(kind, before));
  }

  any(kind: RowKind): Promise<boolean> {
    return answered(() => this.statements.any.get(kind) !== undefined);
  }

  close(): Promise<void> {
    return answered(() => {
      this.database.close();
    });
  }

  /** What was replaced stays in the write-ahead log until that is emptied; a reader in another process puts it off to the next time. */
  private forgetting<T>(change: () => T): Promise<T> {
    return answered(() => {
      const changed = change();
      this.database.pragma('wal_checkpoint(TRUNCATE)');
      return changed;
    });
  }
}

function prepare(database: Database.Database) {
  return {
    byId: database.prepare<[string, string], StoredRow>('SELECT * FROM identity WHERE kind = ? AND id = ?'),
    byHandle: database.prepare<[string, string], StoredRow>('SELECT * FROM identity WHERE kind = ? AND handle = ?'),
    add: database.prepare<[string, string, string | null, string | null, number | null, number, string]>(
      'INSERT INTO identity (kind, id, handle, owner, expires, revision, content) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    replace: database.prepare<[number | null, number, string, string, string, number]>(
      'UPDATE identity SET expires = ?, revision = ?, content = ? WHERE kind = ? AND id = ? AND revision = ?',
    ),
    ownedBy: database.prepare<[string, string, number], StoredRow>(
      'SELECT * FROM identity WHERE kind = ? AND owner = ? ORDER BY id LIMIT ?',
    ),
    remove: database.prepare<[string, string]>('DELETE FROM identity WHERE kind = ? AND id = ?'),
    removeOwned: database.prepare<[string, string]>('DELETE FROM identity WHERE kind = ? AND owner = ?'),
    removeExpired: database.prepare<[string, number]>('DELETE FROM identity WHERE kind = ? AND expires < ?'),
    any: database.prepare<[string], { found: number }>('SELECT 1 AS found FROM identity WHERE kind = ? LIMIT 1'),
  };
}

function rowOf(stored: StoredRow | undefined): IdentityRow | undefined {
  return stored === undefined ? undefined : rowFrom(stored);
}

function rowFrom(stored: StoredRow): IdentityRow {
  const { kind, id, handle, owner, expires, revision, content } = stored;
  return {
    kind,
    id,
    revision,
    content: JSON.parse(content) as IdentityRow['content'], // as `add` and `replace` wrote it
    ...(handle !== null && { handle }),
    ...(owner !== null && { owner }),
    ...(expires !== null && { until: expires }),
  };
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** The engine answers at once; a refusal is one sentence. */
async function answered<T>(ask: () => T): Promise<T> {
  try {
    return await Promise.resolve(ask());
  } catch (cause) {
    throw new IdentityStoreError('IDENTITY_STORE_UNAVAILABLE', 'The identity store cannot be read or written.', {
      cause,
    });
  }
}
