import type Database from 'better-sqlite3';
import type { Instant } from '@taizhang/kernel';
import {
  sameVersion,
  versionLabel,
  ViewVersionError,
  type RegisteredVersion,
  type ViewRegistry,
  type ViewShape,
  type ViewVersionId,
} from '@taizhang/views-port';

interface VersionRow {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly fields: string;
  readonly prepared: number;
  readonly dropped: number;
}

interface ActiveRow {
  readonly version: number;
  readonly generation: number;
  readonly superseded: string;
}

type VersionParameters = [string, number, number];

/** The registry of copies, in the file of the copies themselves: it cannot survive them. Writes need a transaction. */
export class SqliteViewRegistry {
  readonly #find: Database.Statement<VersionParameters, VersionRow>;
  readonly #all: Database.Statement<[string], VersionRow>;
  readonly #active: Database.Statement<[string], ActiveRow>;

  constructor(private readonly database: Database.Database) {
    this.#find = database.prepare('SELECT * FROM view_versions WHERE name = ? AND version = ? AND generation = ?');
    this.#all = database.prepare('SELECT * FROM view_versions WHERE name = ? ORDER BY version, generation');
    this.#active = database.prepare('SELECT version, generation, superseded FROM view_active WHERE name = ?');
  }

  /** @throws {@link ViewVersionError} */
  register(shape: ViewShape): void {
    const fields = fieldsText(shape);
    const found = this.#find.get(shape.name, shape.version, shape.generation);
    if (found === undefined) {
      this.database
        .prepare<[string, number, number, string]>(
          'INSERT INTO view_versions (name, version, generation, fields) VALUES (?, ?, ?, ?)',
        )
        .run(shape.name, shape.version, shape.generation, fields);
    } else if (found.dropped === 1) {
      throw new ViewVersionError(`${shape.name} ${versionLabel(shape)} was dropped`);
    } else if (found.fields !== fields) {
      throw new ViewVersionError(`${shape.name} ${versionLabel(shape)} is stored with other fields: raise its version`);
    }
  }

  read(name: string): ViewRegistry {
    const active = this.#active.get(name);
    return {
      versions: this.#all.all(name).map(registered),
      ...(active === undefined ? {} : { active: { version: active.version, generation: active.generation } }),
      superseded: active === undefined ? [] : supersededOf(active),
    };
  }

  active(name: string): ViewShape | undefined {
    const active = this.#active.get(name);
    const row = active && this.#find.get(name, active.version, active.generation);
    return row && registered(row).shape;
  }

  markPrepared(name: string, { version, generation }: ViewVersionId): void {
    this.database
      .prepare<VersionParameters>(
        'UPDATE view_versions SET prepared = 1 WHERE name = ? AND version = ? AND generation = ?',
      )
      .run(name, version, generation);
  }

  activate(name: string, id: ViewVersionId, expected: ViewVersionId | undefined, at: Instant): boolean {
    const active = this.#active.get(name);
    if (active === undefined ? expected !== undefined : expected === undefined || !sameVersion(active, expected))
      return false;
    const superseded =
      active === undefined ? [] : [...supersededOf(active), { version: active.version, generation: active.generation }];
    this.database
      .prepare<[string, number, number, string, string]>(
        `INSERT INTO view_active (name, version, generation, at, superseded) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET version = excluded.version, generation = excluded.generation, at = excluded.at,
           superseded = excluded.superseded`,
      )
      .run(name, id.version, id.generation, at, JSON.stringify(superseded));
    return true;
  }

  /** @throws {@link ViewVersionError} when it is active. @returns the dropped copy's shape, if there is one. */
  drop(name: string, id: ViewVersionId): ViewShape | undefined {
    const active = this.#active.get(name);
    if (active !== undefined && sameVersion(active, id))
      throw new ViewVersionError(`${name} ${versionLabel(id)} is being read`);
    const found = this.#find.get(name, id.version, id.generation);
    this.database
      .prepare<VersionParameters>(
        'UPDATE view_versions SET dropped = 1 WHERE name = ? AND version = ? AND generation = ?',
      )
      .run(name, id.version, id.generation);
    return found && registered(found).shape;
  }
}

/** Fields in a fixed order: equal fields are equal texts. */
function fieldsText({ fields }: ViewShape): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function supersededOf({ superseded }: ActiveRow): readonly ViewVersionId[] {
  return JSON.parse(superseded) as ViewVersionId[]; // written by `activate`
}

function registered({ name, version, generation, fields, prepared, dropped }: VersionRow): RegisteredVersion {
  const shape = { name, version, generation, fields: JSON.parse(fields) as ViewShape['fields'] }; // written by `register`
  return { shape, prepared: prepared === 1, dropped: dropped === 1 };
}
