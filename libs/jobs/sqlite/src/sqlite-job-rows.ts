import Database from 'better-sqlite3';
import {
  JobStoreError,
  MAX_LISTED_JOBS,
  MAX_RESULTS_AT_ONCE,
  type JobResultRow,
  type JobRow,
  type JobRows,
} from '@taizhang/jobs-port';

/** Marks a file as a store of jobs of ours ("TZJO"). */
const APPLICATION_ID = 0x54_5a_4a_4f;
/** Form of the tables. */
const USER_VERSION = 1;
/** How long a writer waits for another process, in milliseconds. */
export const JOB_STORE_BUSY_TIMEOUT_MS = 5_000;

const TABLES = `
CREATE TABLE IF NOT EXISTS jobs (id TEXT PRIMARY KEY, context TEXT NOT NULL, owner TEXT NOT NULL, state TEXT NOT NULL,
  created INTEGER NOT NULL, until INTEGER NOT NULL, revision INTEGER NOT NULL, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jobs_by_owner ON jobs (context, owner, created);
CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (context, state, created);
CREATE TABLE IF NOT EXISTS results (job TEXT NOT NULL, n INTEGER NOT NULL, sealed TEXT NOT NULL, PRIMARY KEY (job, n)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;`;

/**
 * Opens (or makes) a store of jobs in a file of its own; deleted bytes are overwritten (`secure_delete`).
 * @throws JobStoreError `JOB_STORE_FOREIGN` for a file that is not ours, `JOB_STORE_UNAVAILABLE` when it cannot be opened
 */
export function openSqliteJobRows(file: string): JobRows {
  try {
    return new SqliteJobRows(openDatabase(file));
  } catch (error) {
    if (error instanceof JobStoreError) throw error;
    // Told by its code, not its class: the native part knows one class only, and a module loaded twice has two.
    const isForeign = codeOf(error) === 'SQLITE_NOTADB';
    const why = isForeign ? 'JOB_STORE_FOREIGN' : 'JOB_STORE_UNAVAILABLE';
    throw new JobStoreError(why, `The store of jobs ${file} cannot be opened.`, { cause: error });
  }
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: JOB_STORE_BUSY_TIMEOUT_MS });
  const id = database.pragma('application_id', { simple: true });
  const version = database.pragma('user_version', { simple: true });
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number }; // one row
  if (tables > 0 && (id !== APPLICATION_ID || version !== USER_VERSION)) {
    database.close();
    throw new JobStoreError('JOB_STORE_FOREIGN', `The file ${file} is not a store of jobs of this version.`);
  }
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma(`application_id = ${String(APPLICATION_ID)}`);
  database.pragma(`user_version = ${String(USER_VERSION)}`);
  database.exec(TABLES);
  return database;
}

class SqliteJobRows implements JobRows {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(private readonly database: Database.Database) {
    this.statements = prepare(database);
  }

  get(id: string): Promise<JobRow | undefined> {
    return answered(() => this.statements.byId.get(id));
  }

  add({ id, context, owner, state, created, until, revision, sealed }: JobRow): Promise<boolean> {
    const stored = [id, context, owner, state, created, until, revision, sealed] as const;
    return answered(() => this.statements.add.run(...stored).changes === 1);
  }

  replace({ id, state, until, revision, sealed }: JobRow): Promise<boolean> {
    return answered(() => this.statements.replace.run(state, until, revision, sealed, id, revision - 1).changes === 1);
  }

  ownedBy(context: string, owner: string): Promise<readonly JobRow[]> {
    return answered(() => this.statements.ownedBy.all(context, owner));
  }

  unfinished(context: string): Promise<readonly JobRow[]> {
    return answered(() => this.statements.unfinished.all(context));
  }

  list(context: string, after = ''): Promise<readonly JobRow[]> {
    return answered(() => this.statements.list.all(context, after));
  }

  /** What was removed stays in the write-ahead log until that is emptied; a reader in another process puts it off to the next time. */
  async remove(id: string): Promise<void> {
    await answered(() => {
      this.database
        .transaction(() => {
          this.statements.removeResults.run(id);
          this.statements.remove.run(id);
        })
        .immediate();
      this.database.pragma('wal_checkpoint(TRUNCATE)');
    });
  }

  async addResults(id: string, results: readonly JobResultRow[]): Promise<void> {
    await answered(() => {
      this.database
        .transaction(() => {
          for (const { n, sealed } of results) this.statements.addResult.run(id, n, sealed);
        })
        .immediate();
    });
  }

  results(id: string, from: number): Promise<readonly JobResultRow[]> {
    return answered(() => this.statements.results.all(id, from));
  }

  resultCount(id: string): Promise<number> {
    return answered(() => (this.statements.lastResult.get(id)?.n ?? -1) + 1);
  }

  async mark(name: string): Promise<void> {
    await answered(() => this.statements.mark.run(name));
  }

  async unmark(name: string): Promise<void> {
    await answered(() => this.statements.unmark.run(name));
  }

  marks(prefix: string): Promise<readonly string[]> {
    return answered(() => this.statements.marks.all().flatMap(({ name }) => (name.startsWith(prefix) ? [name] : [])));
  }

  close(): Promise<void> {
    return answered(() => {
      this.database.close();
    });
  }
}

function prepare(database: Database.Database) {
  const jobs = 'SELECT id, context, owner, state, created, until, revision, sealed FROM jobs';
  const listed = `LIMIT ${String(MAX_LISTED_JOBS)}`;
  return {
    byId: database.prepare<[string], JobRow>(`${jobs} WHERE id = ?`),
    add: database.prepare<[string, string, string, string, number, number, number, string]>(
      'INSERT INTO jobs (id, context, owner, state, created, until, revision, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    replace: database.prepare<[string, number, number, string, string, number]>(
      'UPDATE jobs SET state = ?, until = ?, revision = ?, sealed = ? WHERE id = ? AND revision = ?',
    ),
    ownedBy: database.prepare<[string, string], JobRow>(
      `${jobs} WHERE context = ? AND owner = ? ORDER BY created DESC, id ${listed}`,
    ),
    unfinished: database.prepare<[string], JobRow>(
      `${jobs} WHERE context = ? AND state IN ('WAITING', 'RUNNING') ORDER BY created, id ${listed}`,
    ),
    list: database.prepare<[string, string], JobRow>(`${jobs} WHERE context = ? AND id > ? ORDER BY id ${listed}`),
    remove: database.prepare<[string]>('DELETE FROM jobs WHERE id = ?'),
    removeResults: database.prepare<[string]>('DELETE FROM results WHERE job = ?'),
    addResult: database.prepare<[string, number, string]>(
      'INSERT INTO results (job, n, sealed) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed',
    ),
    results: database.prepare<[string, number], JobResultRow>(
      `SELECT n, sealed FROM results WHERE job = ? AND n >= ? ORDER BY n LIMIT ${String(MAX_RESULTS_AT_ONCE)}`,
    ),
    lastResult: database.prepare<[string], { n: number | null }>('SELECT max(n) AS n FROM results WHERE job = ?'),
    mark: database.prepare<[string]>('INSERT INTO notes (name) VALUES (?) ON CONFLICT DO NOTHING'),
    unmark: database.prepare<[string]>('DELETE FROM notes WHERE name = ?'),
    marks: database.prepare<[], { name: string }>('SELECT name FROM notes ORDER BY name'),
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
    throw new JobStoreError('JOB_STORE_UNAVAILABLE', 'The store of jobs cannot be read or written.', { cause });
  }
}
