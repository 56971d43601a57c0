import Database from 'better-sqlite3';
import { KeyStoreError, type KeyRow, type KeyRowChange, type KeyRowPage, type KeyRows } from '@taizhang/keys-port';

/** Marks a file as a key store of ours ("TZKY"). */
const APPLICATION_ID = 0x54_5a_4b_59;
/** Form of the tables. */
const USER_VERSION = 2;
/** How long a writer waits for another process, in milliseconds. */
export const KEY_STORE_BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens (or makes) a key store in a file of its own; deleted bytes are overwritten (`secure_delete`).
 * @throws KeyStoreError `KEY_STORE_FOREIGN` for a file that is not ours, `KEY_STORE_UNAVAILABLE` when it cannot be opened.
 */
export function openSqliteKeyRows(file: string): KeyRows {
  try {
    return new SqliteKeyRows(openDatabase(file));
  } catch (error) {
    if (error instanceof KeyStoreError) throw error;
    // Told by its code, not its class: the native part knows one class only, and a module loaded twice has two.
    const isForeign = typeof error === 'object' && error !== null && 'code' in error && error.code === 'SQLITE_NOTADB';
    const why = isForeign ? 'KEY_STORE_FOREIGN' : 'KEY_STORE_UNAVAILABLE';
    throw new KeyStoreError(why, `The key store ${file} cannot be opened.`, { cause: error });
  }
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: KEY_STORE_BUSY_TIMEOUT_MS });
  const id = database.pragma('application_id', { simple: true });
  const version = database.pragma('user_version', { simple: true });
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number }; // one row
  if (tables > 0 && (id !== APPLICATION_ID || version !== USER_VERSION)) {
    database.close();
    throw new KeyStoreError('KEY_STORE_FOREIGN', `The file ${file} is not a key store of this version.`);
  }
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma(`application_id = ${String(APPLICATION_ID)}`);
  database.pragma(`user_version = ${String(USER_VERSION)}`);
  database.exec(
    `CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, open TEXT NOT NULL, wrapped BLOB NOT NULL, member_of TEXT)
       STRICT, WITHOUT ROWID;
     CREATE INDEX IF NOT EXISTS keys_of_group ON keys (member_of, id) WHERE member_of IS NOT NULL`,
  );
  return database;
}

/** A row as the table has it. */
interface StoredKeyRow {
  readonly id: string;
  readonly open: string;
  readonly wrapped: Uint8Array;
  readonly member_of: string | null;
}

/** Above every id: they are ASCII. */
const ABOVE_IDS = '\u{7f}';

class SqliteKeyRows implements KeyRows {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(private readonly database: Database.Database) {
    this.statements = prepare(database);
  }

  get(id: string): Promise<KeyRow | undefined> {
    return answered(() => this.read(id));
  }

  getAll(ids: readonly string[]): Promise<readonly KeyRow[]> {
    return this.together('deferred', () => ids.flatMap((id) => this.read(id) ?? []));
  }

  insertAll(rows: readonly KeyRow[]): Promise<ReadonlySet<string>> {
    return this.together('immediate', () => {
      const existed = rows.filter(
        ({ id, open, wrapped, group }) => this.statements.add.run(id, open, wrapped, group ?? null).changes === 0,
      );
      return new Set(existed.map(({ id }) => id));
    });
  }

  list(prefix: string, { after, limit }: KeyRowPage): Promise<readonly KeyRow[]> {
    return answered(() => this.statements.page.all(after ?? prefix, prefix + ABOVE_IDS, limit).map(asKeyRow));
  }

  ofGroup(group: string, { after = '', limit }: KeyRowPage): Promise<readonly KeyRow[]> {
    return answered(() => this.statements.ofGroup.all(group, after, limit).map(asKeyRow));
  }

  count(prefix: string): Promise<number> {
    return answered(() => this.statements.count.get(prefix, prefix + ABOVE_IDS)?.rows ?? 0);
  }

  async replaceAll(changes: readonly KeyRowChange[]): Promise<number> {
    const { replace } = this.statements;
    const replaced = await this.together('immediate', () =>
      changes.reduce((sum, { row, was }) => sum + replace.run(row.open, row.wrapped, row.id, was).changes, 0),
    );
    await this.forgetJournal();
    return replaced;
  }

  async deleteAll(ids: readonly string[]): Promise<void> {
    await this.together('immediate', () => {
      for (const id of ids) this.statements.remove.run(id);
    });
    await this.forgetJournal();
  }

  close(): Promise<void> {
    return answered(() => {
      this.database.close();
    });
  }

  private read(id: string): KeyRow | undefined {
    const row = this.statements.select.get(id);
    return row === undefined ? undefined : asKeyRow(row);
  }

  private together<T>(kind: 'deferred' | 'immediate', act: () => T): Promise<T> {
    return answered(() => this.database.transaction(act)[kind]());
  }

  /** `secure_delete` overwrites pages, but the write-ahead log still holds them as they were: it is emptied. */
  private forgetJournal(): Promise<void> {
    return answered(() => {
      const [outcome] = this.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]; // one row, as documented
      if (outcome?.busy !== 0) throw new Error('a reader holds the write-ahead log');
    });
  }
}

function prepare(database: Database.Database) {
  const all = 'SELECT id, open, wrapped, member_of FROM keys';
  return {
    select: database.prepare<[string], StoredKeyRow>(`${all} WHERE id = ?`),
    page: database.prepare<[string, string, number], StoredKeyRow>(
      `${all} WHERE id > ? AND id < ? ORDER BY id LIMIT ?`,
    ),
    ofGroup: database.prepare<[string, string, number], StoredKeyRow>(
      `${all} WHERE member_of = ? AND id > ? ORDER BY id LIMIT ?`,
    ),
    count: database.prepare<[string, string], { rows: number }>(
      'SELECT count(*) AS rows FROM keys WHERE id > ? AND id < ?',
    ),
    add: database.prepare<[string, string, Uint8Array, string | null]>(
      'INSERT INTO keys (id, open, wrapped, member_of) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    replace: database.prepare<[string, Uint8Array, string, Uint8Array]>(
      'UPDATE keys SET open = ?, wrapped = ? WHERE id = ? AND wrapped = ?',
    ),
    remove: database.prepare<[string]>('DELETE FROM keys WHERE id = ?'),
  };
}

function asKeyRow({ id, open, wrapped, member_of: group }: StoredKeyRow): KeyRow {
  return { id, open, wrapped, ...(group !== null && { group }) };
}

/** The engine answers at once; a refusal is one sentence. */
async function answered<T>(ask: () => T): Promise<T> {
  try {
    return await Promise.resolve(ask());
  } catch (error) {
    throw new KeyStoreError('KEY_STORE_UNAVAILABLE', 'The key store cannot be read or written.', { cause: error });
  }
}
