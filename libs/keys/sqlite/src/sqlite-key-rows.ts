import Database from 'better-sqlite3';
import { KeyStoreError, type KeyRow, type KeyRows } from '@taizhang/keys-port';

/** Marks a file as a key store of ours ("TZKY"). */
const APPLICATION_ID = 0x54_5a_4b_59;
/** Form of the tables. */
const USER_VERSION = 1;
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
    'CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, open TEXT NOT NULL, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID',
  );
  return database;
}

class SqliteKeyRows implements KeyRows {
  private readonly select: Database.Statement<[string], KeyRow>;
  private readonly add: Database.Statement<[string, string, Uint8Array]>;

  constructor(private readonly database: Database.Database) {
    this.select = database.prepare('SELECT id, open, wrapped FROM keys WHERE id = ?');
    this.add = database.prepare('INSERT INTO keys (id, open, wrapped) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  }

  get(id: string): Promise<KeyRow | undefined> {
    return answered(() => this.select.get(id));
  }

  insert({ id, open, wrapped }: KeyRow): Promise<boolean> {
    return answered(() => this.add.run(id, open, wrapped).changes === 1);
  }

  close(): Promise<void> {
    return answered(() => {
      this.database.close();
    });
  }
}

/** The engine answers at once; a refusal is one sentence. */
async function answered<T>(ask: () => T): Promise<T> {
  try {
    return await Promise.resolve(ask());
  } catch (error) {
    throw new KeyStoreError('KEY_STORE_UNAVAILABLE', 'The key store cannot be read or written.', { cause: error });
  }
}
