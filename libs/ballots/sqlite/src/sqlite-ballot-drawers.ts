import Database from 'better-sqlite3';
import { BallotBoxError, type BallotDrawers, type BoxRecord, type Drawer } from '@taizhang/ballots-port';

/** Marks a file as ballot boxes of ours ("TZBB"). */
const APPLICATION_ID = 0x54_5a_42_42;
/** Form of the tables. */
const USER_VERSION = 1;
/** How long a writer waits for another process, in milliseconds. */
export const BALLOT_BOX_BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens (or makes) ballot boxes in a file of their own. Tables are without row ids, so that nothing is numbered in the order of
 * its coming; deleted bytes are overwritten (`secure_delete`).
 * @throws BallotBoxError `BALLOT_BOX_FOREIGN` for a file that is not ours, `BALLOT_BOX_UNAVAILABLE` when it cannot be opened
 */
export function openSqliteBallotDrawers(file: string): BallotDrawers {
  try {
    return new SqliteBallotDrawers(openDatabase(file));
  } catch (error) {
    if (error instanceof BallotBoxError) throw error;
    // Told by its code, not its class: the native part knows one class only, and a module loaded twice has two.
    const isForeign = typeof error === 'object' && error !== null && 'code' in error && error.code === 'SQLITE_NOTADB';
    const why = isForeign ? 'BALLOT_BOX_FOREIGN' : 'BALLOT_BOX_UNAVAILABLE';
    throw new BallotBoxError(why, `The ballot boxes ${file} cannot be opened.`, { cause: error });
  }
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: BALLOT_BOX_BUSY_TIMEOUT_MS });
  const id = database.pragma('application_id', { simple: true });
  const version = database.pragma('user_version', { simple: true });
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number }; // one row
  if (tables > 0 && (id !== APPLICATION_ID || version !== USER_VERSION)) {
    database.close();
    throw new BallotBoxError('BALLOT_BOX_FOREIGN', `The file ${file} does not hold ballot boxes of this version.`);
  }
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma(`application_id = ${String(APPLICATION_ID)}`);
  database.pragma(`user_version = ${String(USER_VERSION)}`);
  database.exec(
    `CREATE TABLE IF NOT EXISTS boxes (box TEXT PRIMARY KEY, drawers INTEGER NOT NULL, destroyed INTEGER NOT NULL)
       STRICT, WITHOUT ROWID;
     CREATE TABLE IF NOT EXISTS drawers (box TEXT NOT NULL, drawer TEXT NOT NULL, revision INTEGER NOT NULL,
       content BLOB NOT NULL, PRIMARY KEY (box, drawer)) STRICT, WITHOUT ROWID`,
  );
  return database;
}

interface StoredBox {
  readonly drawers: number;
  readonly destroyed: number;
}

class SqliteBallotDrawers implements BallotDrawers {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(private readonly database: Database.Database) {
    this.statements = prepare(database);
  }

  make(box: string, drawers: readonly Drawer[]): Promise<void> {
    return this.together('immediate', () => {
      if (this.statements.addBox.run(box, drawers.length).changes === 0) return;
      for (const { drawer, revision, content } of drawers) this.statements.add.run(box, drawer, revision, content);
    });
  }

  find(box: string): Promise<BoxRecord | undefined> {
    return answered(() => {
      const found = this.statements.box.get(box);
      return found === undefined ? undefined : { drawers: found.drawers, destroyed: found.destroyed === 1 };
    });
  }

  read(box: string, drawers: readonly string[]): Promise<readonly Drawer[]> {
    return this.together('deferred', () =>
      [...drawers].sort().flatMap((drawer) => this.statements.drawer.get(box, drawer) ?? []),
    );
  }

  write(drawers: readonly Drawer[]): Promise<readonly boolean[]> {
    const { replace } = this.statements;
    if (drawers.length === 0) return Promise.resolve([]);
    return this.together('immediate', () =>
      drawers.map(
        ({ box, drawer, revision, content }) => replace.run(revision, content, box, drawer, revision - 1).changes === 1,
      ),
    );
  }

  async destroy(box: string): Promise<void> {
    await this.together('immediate', () => {
      this.statements.end.run(box);
      this.statements.clear.run(box);
    });
    await this.forgetJournal();
  }

  close(): Promise<void> {
    return answered(() => {
      this.database.close();
    });
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
  return {
    box: database.prepare<[string], StoredBox>('SELECT drawers, destroyed FROM boxes WHERE box = ?'),
    addBox: database.prepare<[string, number]>(
      'INSERT INTO boxes (box, drawers, destroyed) VALUES (?, ?, 0) ON CONFLICT DO NOTHING',
    ),
    add: database.prepare<[string, string, number, Uint8Array]>(
      'INSERT INTO drawers (box, drawer, revision, content) VALUES (?, ?, ?, ?)',
    ),
    drawer: database.prepare<[string, string], Drawer>(
      'SELECT box, drawer, revision, content FROM drawers WHERE box = ? AND drawer = ?',
    ),
    replace: database.prepare<[number, Uint8Array, string, string, number]>(
      'UPDATE drawers SET revision = ?, content = ? WHERE box = ? AND drawer = ? AND revision = ?',
    ),
    end: database.prepare<[string]>(
      'INSERT INTO boxes (box, drawers, destroyed) VALUES (?, 0, 1) ON CONFLICT DO UPDATE SET drawers = 0, destroyed = 1',
    ),
    clear: database.prepare<[string]>('DELETE FROM drawers WHERE box = ?'),
  };
}

/** The engine answers at once; a refusal is one sentence. */
async function answered<T>(ask: () => T): Promise<T> {
  try {
    return await Promise.resolve(ask());
  } catch (error) {
    throw new BallotBoxError('BALLOT_BOX_UNAVAILABLE', 'The ballot box cannot be read or written.', { cause: error });
  }
}
