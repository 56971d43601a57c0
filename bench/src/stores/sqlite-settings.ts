import Database from 'better-sqlite3';

/** Values of `PRAGMA synchronous`. */
const SYNCHRONOUS = ['OFF', 'NORMAL', 'FULL', 'EXTRA'];

/** How durable a connection is, asked of the engine. */
export function durabilityOf(database: Database.Database): string {
  const mode = String(database.pragma('journal_mode', { simple: true })).toUpperCase();
  const synchronous = SYNCHRONOUS[Number(database.pragma('synchronous', { simple: true }))] ?? 'unknown';
  return `${mode}, synchronous=${synchronous}`;
}

/**
 * Opens something that keeps its connection to itself and asks that connection how durable it is: `synchronous` belongs to
 * a connection, so no other one can tell. Connections are caught by the pragmas they are given while they are opened.
 */
export function openAndAsk<T>(open: () => T): { readonly opened: T; readonly durability: string } {
  const { pragma } = Database.prototype;
  const connections = new Set<Database.Database>();
  Database.prototype.pragma = function (this: Database.Database, ...given) {
    connections.add(this);
    return pragma.apply(this, given);
  };
  try {
    const opened = open();
    Database.prototype.pragma = pragma;
    return {
      opened,
      durability: [...new Set([...connections].filter(({ open }) => open).map(durabilityOf))].join(' and '),
    };
  } finally {
    Database.prototype.pragma = pragma;
  }
}
